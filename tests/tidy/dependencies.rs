//! Every dependency earns its line in docs/dependencies.md, and no line outlives its dependency.

use std::collections::BTreeSet;

use crate::tree::{packages, text};

/// The names in the first column of a section's table, and the rows that leave a column empty.
fn rows(section: &str) -> (BTreeSet<String>, Vec<String>) {
    let document = text("docs/dependencies.md").expect("text");
    let (_, rest) = document.split_once(&format!("\n## {section}\n")).unwrap_or_else(|| panic!("no section {section}"));
    let body = rest.split("\n## ").next().unwrap_or(rest);
    let mut names = BTreeSet::new();
    let mut thin = Vec::new();
    for row in body.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        names.extend(cells[0].split('`').skip(1).step_by(2).map(str::to_owned));
        if cells.len() != 4 || cells.iter().any(|c| c.is_empty()) {
            thin.push(row.to_owned());
        }
    }
    (names, thin)
}

#[track_caller]
fn same(documented: &BTreeSet<String>, used: &BTreeSet<String>) {
    let missing: Vec<&String> = used.difference(documented).collect();
    let outlived: Vec<&String> = documented.difference(used).collect();
    assert!(missing.is_empty(), "used, and without a line in docs/dependencies.md: {missing:?}");
    assert!(outlived.is_empty(), "in docs/dependencies.md, and no longer used: {outlived:?}");
}

#[test]
fn every_crate_has_its_line() {
    let mut used = BTreeSet::new();
    for package in packages() {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            if !dependency["path"].is_string() {
                used.insert(dependency["name"].as_str().expect("a name").to_owned());
            }
        }
    }
    same(&rows("Rust").0, &used);
}

#[test]
fn every_package_of_the_ui_has_its_line() {
    let manifest: serde_json::Value = serde_json::from_str(&text("ui/package.json").expect("text")).expect("JSON");
    let used = ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| manifest[kind].as_object())
        .flat_map(|packages| packages.keys().cloned())
        .collect();
    same(&rows("UI").0, &used);
}

#[test]
fn every_line_says_what_for_why_this_one_and_what_was_refused() {
    for section in ["Rust", "UI", "Tools"] {
        let (names, thin) = rows(section);
        assert!(!names.is_empty(), "{section}");
        assert!(thin.is_empty(), "{section}: {thin:?}");
    }
}

#[test]
fn a_version_stands_in_one_place() {
    let workspace = crate::tree::toml_file("Cargo.toml");
    let declared = workspace["workspace"]["dependencies"].as_table().expect("a table");
    let used: BTreeSet<String> = packages()
        .iter()
        .flat_map(|p| p["dependencies"].as_array().expect("dependencies").clone())
        .map(|d| d["name"].as_str().expect("a name").to_owned())
        .collect();
    let unused: Vec<&String> =
        declared.keys().filter(|name| !used.contains(*name) && !used.contains(&format!("coldread-{name}"))).collect();
    assert!(unused.is_empty(), "declared for the workspace, and used by nobody: {unused:?}");
}

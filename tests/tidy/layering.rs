//! Who may import whom: the table of docs/architecture.md.

use crate::tree::{none_of, packages};

/// Each member and the members it may import. An edge that is not here is a mistake in the design, or a change
/// to it: then docs/architecture.md changes too.
const MAY_IMPORT: [(&str, &[&str]); 19] = [
    ("script", &[]),
    ("timedtext", &[]),
    ("ask", &[]),
    ("confine", &[]),
    ("reference", &[]),
    ("intake", &["script", "timedtext"]),
    ("coverage", &["script", "ask", "reference"]),
    ("clearance", &["script", "ask", "reference"]),
    ("localise", &["script", "timedtext", "ask"]),
    ("report", &["script", "timedtext", "coverage", "clearance", "localise"]),
    ("llama", &["ask"]),
    ("vault", &["script", "timedtext"]),
    ("index", &["script", "timedtext"]),
    ("worker", &["intake", "llama", "ask", "script", "timedtext", "confine"]),
    (
        "studio",
        &[
            "script",
            "timedtext",
            "ask",
            "confine",
            "reference",
            "coverage",
            "clearance",
            "localise",
            "report",
            "vault",
            "index",
        ],
    ),
    ("wire", &["studio"]),
    ("cli", &["studio", "wire", "confine"]),
    ("window", &["studio", "wire", "confine"]),
    // Tests look at everything.
    (
        "tests",
        &[
            "script",
            "timedtext",
            "ask",
            "confine",
            "reference",
            "intake",
            "coverage",
            "clearance",
            "localise",
            "report",
            "vault",
            "index",
            "studio",
            "wire",
        ],
    ),
];

#[test]
fn nobody_imports_what_they_may_not() {
    let mut faults = Vec::new();
    for package in packages() {
        let name = short(&package["name"]);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(member, _)| *member == name) else {
            faults.push(format!("{name} is not in the table"));
            continue;
        };
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let other = short(&dependency["name"]);
            if dependency["path"].is_string() && !allowed.contains(&other.as_str()) {
                faults.push(format!("{name} may not import {other}"));
            }
        }
    }
    none_of(faults);
}

#[test]
fn the_table_speaks_of_every_member_and_of_nothing_else() {
    let mut members: Vec<String> = packages().iter().map(|p| short(&p["name"])).collect();
    let mut named: Vec<String> = MAY_IMPORT.iter().map(|(name, _)| (*name).to_owned()).collect();
    members.sort();
    named.sort();
    assert_eq!(members, named);
}

/// Only `llama` and what is built on it links C++, so that the inner loop needs no CMake.
#[test]
fn only_the_worker_links_the_model() {
    let mut faults = Vec::new();
    for package in packages() {
        let name = short(&package["name"]);
        let links = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter()
            .any(|d| d["name"].as_str().is_some_and(|n| n.starts_with("llama-cpp") || n == "coldread-llama"));
        if links && !["llama", "worker"].contains(&name.as_str()) {
            faults.push(format!("{name} links llama.cpp"));
        }
    }
    none_of(faults);
}

fn short(name: &serde_json::Value) -> String {
    let name = name.as_str().expect("a name");
    name.strip_prefix("coldread-").unwrap_or(name).to_owned()
}

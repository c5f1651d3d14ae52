//! Documents do not outlive the tree: what they name exists.

use crate::tree::{files, none_of, root, text};

/// Made by building or setting up, so named in documents and absent from a fresh clone.
const MADE: [&str; 5] = ["target/", ".cargo/config.toml", "ui/dist", "ui/node_modules", "crates/wire/bindings"];

#[test]
fn every_file_that_a_document_names_exists() {
    let files = files();
    let mut faults = Vec::new();
    for document in files.iter().filter(|f| is_document(f)) {
        let text = text(document).expect("Markdown is text");
        let paths = quoted(&text).filter(|q| looks_like_a_path(q)).map(|q| (q.clone(), q));
        let links = links(&text).map(|link| (from(document, &link), link));
        for (path, written) in paths.chain(links) {
            if !exists(&path, &files) {
                faults.push(format!("{document} names {written}, which does not exist"));
            }
        }
    }
    none_of(faults);
}

/// Documents about the tree as it is; the change log also speaks of what was.
fn is_document(file: &str) -> bool {
    (file.starts_with("docs/") || file == "README.md") && file.ends_with(".md")
}

/// What stands between backticks, outside fenced code.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let quoted: Vec<String> = prose.iter().flat_map(|p| p.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
    quoted.into_iter()
}

/// A path from the root: no blanks, and its first part is a folder or file of the root.
fn looks_like_a_path(quoted: &str) -> bool {
    let first = quoted.split('/').next().unwrap_or("");
    let plain = !quoted.contains([' ', '<', '{', '(', '=', ':']) && !quoted.is_empty();
    let in_root = !first.is_empty() && first != "." && first != ".." && root().join(first).exists();
    let named_like_a_file =
        ["Makefile", "LICENSE"].contains(&quoted) || first.ends_with(".toml") || first.ends_with(".md");
    plain && ((in_root && quoted.contains('/')) || (named_like_a_file && !quoted.contains('/') && in_root))
}

/// The targets of links inside the project, without their anchors.
fn links(text: &str) -> impl Iterator<Item = String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.split('#').next().unwrap_or("").to_owned())
        .filter(|target| !target.is_empty() && !target.contains("://"))
}

/// A link's target as a path from the root.
fn from(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whether a path, perhaps with `*` or `NAME` for one part, is there.
fn exists(path: &str, files: &[String]) -> bool {
    let path = path.trim_end_matches('/');
    if MADE.iter().any(|made| path.starts_with(made.trim_end_matches('/'))) || root().join(path).exists() {
        return true;
    }
    let wanted: Vec<&str> = path.split('/').collect();
    files.iter().any(|file| {
        let parts: Vec<&str> = file.split('/').collect();
        parts.len() >= wanted.len() && wanted.iter().zip(&parts).all(|(w, p)| part_matches(w, p))
    })
}

fn part_matches(wanted: &str, part: &str) -> bool {
    match wanted.split_once('*') {
        Some((before, after)) => part.starts_with(before) && part.ends_with(after),
        None => wanted == part || wanted == "NAME",
    }
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let readme = text("README.md").expect("text");
    let top: String = readme.lines().take(40).collect::<Vec<_>>().join("\n");
    assert!(top.contains("make run") && top.contains("make test"));
}

/// `tests/conformance/suites.txt` says which test runs which public suite; `make test` prints the rest.
#[test]
fn every_conformance_suite_names_the_test_that_runs_it() {
    let suites = text("tests/conformance/suites.txt").expect("text");
    let mut faults = Vec::new();
    for line in suites.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            [_, "none"] => {}
            [suite, test] if text_names(test, suite) => {}
            _ => faults.push(line.to_owned()),
        }
    }
    none_of(faults);
}

/// Whether a test is there and speaks of the suite.
fn text_names(test: &str, suite: &str) -> bool {
    root().join(test).is_file() && text(test).is_some_and(|source| source.contains(suite))
}

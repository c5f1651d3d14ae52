//! The tree that the tests look at: every file that is, or is about to be, part of the project.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root").to_owned()
}

/// Paths from the root of every file that git knows or would add, sorted; `/` between the parts.
pub(crate) fn files() -> Vec<String> {
    let mut git = Command::new("git");
    git.current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output().expect("git runs");
    assert!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("file names are UTF-8");
    let mut files: Vec<String> =
        listed.split('\0').filter(|f| !f.is_empty() && root().join(f).is_file()).map(str::to_owned).collect();
    files.sort();
    files.dedup();
    assert!(files.len() > 100, "the walk sees the tree");
    files
}

/// The text of a file, or `None` where it is not text.
pub(crate) fn text(file: &str) -> Option<String> {
    String::from_utf8(fs::read(root().join(file)).expect("a file that was listed")).ok()
}

/// A TOML file of the project.
pub(crate) fn toml_file(file: &str) -> toml::Table {
    text(file).expect("text").parse().unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// What cargo says about the members of the workspace, without resolving anything.
pub(crate) fn packages() -> Vec<Value> {
    let output = cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&output).expect("cargo metadata writes JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Runs cargo in the root and returns what it writes.
pub(crate) fn cargo(arguments: &[&str]) -> String {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo).current_dir(root()).args(arguments).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// Fails with one line a fault, so that all of them are seen at once.
#[track_caller]
pub(crate) fn none_of(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

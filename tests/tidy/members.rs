//! The workspace says what each of its members is.

use crate::tree::{none_of, text, toml_file};

#[test]
fn every_member_has_its_sentence_in_the_manifest() {
    let manifest = text("Cargo.toml").expect("text");
    let members =
        manifest.split_once("\nmembers = [\n").and_then(|(_, rest)| rest.split_once("\n]")).expect("members").0;
    assert!(members.lines().count() > 15);
    none_of(
        members
            .lines()
            .filter(|line| line.split_once("# ").is_none_or(|(_, sentence)| sentence.trim().len() < 10))
            .map(|line| format!("no sentence: {line}"))
            .collect(),
    );
}

#[test]
fn the_inner_loop_needs_no_web_view_no_cmake_and_no_weights() {
    let manifest = toml_file("Cargo.toml");
    let list = |key: &str| -> Vec<String> {
        let list = manifest["workspace"][key].as_array().expect("a list");
        list.iter().map(|m| m.as_str().expect("a path").to_owned()).collect()
    };
    let default = list("default-members");
    let left_out: Vec<String> = list("members").into_iter().filter(|m| !default.contains(m)).collect();
    assert_eq!(left_out, ["crates/llama", "crates/worker", "src-tauri", "tests"]);
}

#[test]
fn every_member_lints_as_the_workspace_does() {
    let mut faults = Vec::new();
    for member in toml_file("Cargo.toml")["workspace"]["members"].as_array().expect("members") {
        let path = member.as_str().expect("a path");
        let manifest = toml_file(&format!("{path}/Cargo.toml"));
        let inherits =
            manifest.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool) == Some(true);
        // The one crate with `unsafe` states its lints itself; it may not state fewer.
        let own = manifest.get("lints").and_then(|l| l.get("rust")).and_then(|r| r.get("missing_docs")).is_some();
        let excepted = path == "crates/llama" && own;
        if !inherits && !excepted {
            faults.push(format!("{path} does not take the workspace's lints"));
        }
    }
    none_of(faults);
}

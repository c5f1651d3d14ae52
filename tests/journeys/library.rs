//! The library from the command line: import, search, delete, the queue, the record.

use crate::desk::{Desk, fixture};
use serde_json::Value;

const SHORT: &str = "scripts/slack-water/script.fountain";
const PILOT: &str = "scripts/skywave/script.fountain";

#[test]
fn what_is_imported_is_found_and_what_is_deleted_is_not() {
    let desk = Desk::new();
    let rows = desk.run(&["import", &fixture(SHORT), &fixture(PILOT), "--project", "Weekend", "--json"]).ends(0).json();
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    let id = rows[0]["id"].as_i64().expect("an id");

    let again = desk.run(&["import", &fixture(SHORT), "--project", "Weekend", "--json"]).ends(0).json();
    assert_eq!(again[0]["id"].as_i64(), Some(id), "the same file was kept twice");

    let word = a_word_of(&desk, SHORT);
    let hits = desk.run(&["search", &word, "--json"]).ends(0).json();
    let hit = |h: &Value| h["document"].as_i64() == Some(id);
    assert!(hits.as_array().is_some_and(|h| h.iter().any(hit)), "{word} is not found: {hits}");
    assert_eq!(desk.run(&["search", "zzyzxqy", "--json"]).ends(0).json(), Value::Array(vec![]));

    assert_eq!(desk.run(&["delete", &id.to_string(), "--json"]).ends(0).json()["ok"], true);
    let hits = desk.run(&["search", &word, "--json"]).ends(0).json();
    assert!(!hits.as_array().is_some_and(|h| h.iter().any(hit)), "a deleted document is still cited: {hits}");
    desk.run(&["delete", &id.to_string()]).ends(1);
    assert_eq!(desk.run(&["audit", "verify", "--json"]).ends(0).json()["ok"], true);
}

/// A long word of the script's dialogue.
fn a_word_of(desk: &Desk, script: &str) -> String {
    let parsed = desk.run(&["parse", &fixture(script), "--json"]).ends(0).json();
    let lines = parsed["lines"].as_array().expect("lines");
    let spoken = lines.iter().filter(|l| l["kind"] == "dialogue").filter_map(|l| l["text"].as_str());
    let words = spoken.flat_map(|t| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    words.filter(|w| w.chars().all(|c| c.is_ascii_lowercase())).max_by_key(String::len).expect("a word")
}

#[test]
fn nothing_of_a_script_lies_about_in_clear() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(PILOT)]).ends(0);
    desk.run(&["coverage", &fixture(SHORT), "--no-model", "--json"]).ends(0);
    let text = std::fs::read_to_string(fixture(PILOT)).unwrap() + &std::fs::read_to_string(fixture(SHORT)).unwrap();
    let canaries: Vec<&str> = text.lines().map(str::trim).filter(|l| l.len() > 24).collect();
    assert!(canaries.len() > 200);
    let mut files = Vec::new();
    walk(&desk.vault(), &mut files);
    assert!(files.len() > 2, "{files:?}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let plain = String::from_utf8_lossy(&bytes);
        for canary in &canaries {
            assert!(!plain.contains(canary), "{canary:?} stands in {}", file.display());
        }
    }
}

fn walk(dir: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        if entry.path().is_dir() { walk(&entry.path(), files) } else { files.push(entry.path()) }
    }
}

#[test]
fn one_library_opens_once_and_only_with_its_passphrase() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);

    let wrong = desk.command().env("COLDREAD_PASSPHRASE", "guess").args(["jobs", "list"]).output().unwrap();
    let wrong = crate::desk::ran(wrong).ends(3);
    assert!(wrong.stderr.contains("passphrase"), "{}", wrong.stderr);

    let mut busy = desk.start(&["coverage", &fixture(PILOT), "--json", "--model", crate::desk::MODEL]);
    std::thread::sleep(std::time::Duration::from_secs(4));
    let second = desk.run(&["jobs", "list"]).ends(3);
    busy.kill().unwrap();
    busy.wait().unwrap();
    assert!(second.stderr.contains("already open"), "{}", second.stderr);
    let jobs = desk.run(&["jobs", "list", "--json"]).ends(0).json();
    assert_eq!(jobs[0]["state"], "queued", "a job of a killed process waits again: {jobs}");
}

#[test]
fn the_kernel_refuses_the_network() {
    let desk = Desk::new();
    let privacy = desk.run(&["privacy", "--json"]).ends(0).json();
    assert_eq!(privacy["kernel_filter"], "enforced");
    assert_eq!(privacy["sockets"], 0);
    assert_eq!(privacy["on_device_share"], 1.0);
}

//! What must not stand in a source file.

use crate::tree::{files, none_of, text};

/// Source files of the project, with their text. Generated lock files are not sources.
fn sources() -> impl Iterator<Item = (String, String)> {
    const ENDINGS: [&str; 12] =
        [".rs", ".ts", ".svelte", ".mjs", ".js", ".css", ".py", ".sh", ".sql", ".toml", ".md", ".json"];
    files().into_iter().filter_map(|file| {
        let is_script =
            file.starts_with("scripts/") || file == "Makefile" || file == ".ci/run" || file == "tests/desktop/run";
        let is_source = is_script || ENDINGS.iter().any(|e| file.ends_with(e));
        let generated = file.ends_with("package-lock.json") || file.starts_with("fixtures/");
        (is_source && !generated).then(|| text(&file).map(|t| (file, t))).flatten()
    })
}

/// One line a place where any of the words stands in a file that `wanted` admits.
fn places(words: &[&str], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (file, text) in sources().filter(|(file, _)| wanted(file)) {
        for (n, line) in text.lines().enumerate() {
            found.extend(words.iter().filter(|w| line.contains(**w)).map(|w| format!("{file}:{}: {w}", n + 1)));
        }
    }
    found
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two halves, so that this file does not find itself.
    let words = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("dbg", "!("),
        concat!("#[igno", "re"),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
    ];
    none_of(places(&words, |file| file.ends_with(".rs") || file.ends_with(".ts") || file.ends_with(".svelte")));
}

#[test]
fn no_test_of_the_ui_is_switched_off() {
    let words =
        [concat!("test", ".skip("), concat!("test", ".only("), concat!("test", ".todo("), concat!("skip", ": true")];
    none_of(places(&words, |file| file.starts_with("ui/tests/")));
}

#[test]
fn nothing_names_a_machine() {
    let words = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/tmp", "/bg")];
    none_of(places(&words, |_| true));
    // The fake host of the UI shows folders of people who do not exist.
    none_of(places(&[concat!("/ho", "me/")], |file| !file.starts_with("ui/")));
}

#[test]
fn no_file_is_longer_than_a_reader() {
    const MOST: usize = 800;
    let long = sources().filter(|(file, text)| !file.ends_with(".json") && text.lines().count() > MOST);
    none_of(long.map(|(file, text)| format!("{file}: {} lines, {MOST} are the most", text.lines().count())).collect());
}

#[test]
fn no_file_is_named_for_nothing() {
    const GRAB_BAGS: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "manager", "core"];
    let named = files().into_iter().filter(|file| {
        let stem = file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("");
        GRAB_BAGS.contains(&stem.to_ascii_lowercase().as_str())
    });
    none_of(named.map(|file| format!("{file}: what question does it answer?")).collect());
}

//! Where the public conformance suites are: `COLDREAD_CONFORMANCE`, by default `../shared/conformance` beside the
//! project. A suite that is absent is said to be not run.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of a suite, where it is there.
pub(crate) fn suite(name: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    let root = std::env::var_os("COLDREAD_CONFORMANCE").map_or(beside, PathBuf::from);
    Some(root.join(name)).filter(|folder| folder.is_dir())
}

/// The files of a folder and those below it with an ending, in order.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A file as JSON.
pub(crate) fn json(path: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(path).expect("the suite can be read");
    serde_json::from_str(&text).expect("the suite's JSON")
}

/// One line of the log.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("standard output can be written");
}

/// How a suite went.
pub(crate) struct Score {
    name: &'static str,
    right: usize,
    all: usize,
}

impl Score {
    /// A suite of which nothing was run yet.
    pub(crate) fn new(name: &'static str) -> Score {
        Score { name, right: 0, all: 0 }
    }

    /// Counts a case; says what was wrong.
    pub(crate) fn count(&mut self, wrong: Option<String>) {
        self.all += 1;
        match wrong {
            None => self.right += 1,
            Some(sentence) => say(&format!("  {}: {sentence}", self.name)),
        }
    }

    /// Says the score; whether every case was run and at least so many were right.
    pub(crate) fn says(&self, right: usize, all: usize) -> bool {
        say(&format!("conformance {}: {} of {} cases", self.name, self.right, self.all));
        self.right >= right && self.all >= all
    }
}

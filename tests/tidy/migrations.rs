//! A migration is never edited once it is recorded: a library that has run it would no longer open.

use std::collections::BTreeMap;
use std::fs;

use sha2::{Digest, Sha256};

use crate::tree::{files, none_of, root, text};

/// `SHA-256  file name`, one line a migration, in the order in which they run.
const RECORD: &str = "tests/tidy/migrations.txt";

#[test]
fn migrations_are_only_added_to() {
    let record = text(RECORD).expect("text");
    let recorded: BTreeMap<&str, &str> = record
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once("  "))
        .map(|(hash, name)| (name, hash))
        .collect();
    let present: Vec<String> =
        files().into_iter().filter_map(|f| f.strip_prefix("migrations/").map(str::to_owned)).collect();
    let mut faults = Vec::new();
    for name in present.iter().filter(|name| name.ends_with(".sql")) {
        let bytes = fs::read(root().join("migrations").join(name)).expect("a file that was listed");
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        match recorded.get(name.as_str()) {
            None => faults.push(format!("{name} is new: add this line to {RECORD}\n{hash}  {name}")),
            Some(known) if *known != hash => faults.push(format!(
                "{name} was changed after it was recorded; add a new migration instead\n(its hash is now {hash})"
            )),
            Some(_) => {}
        }
        if bytes.contains(&b'\r') {
            faults.push(format!("{name} has CR line ends"));
        }
    }
    faults.extend(recorded.keys().filter(|n| !present.iter().any(|p| p == *n)).map(|n| format!("{n} was removed")));
    none_of(faults);
}

#[test]
fn migrations_are_named_by_when_and_what() {
    let named = files().into_iter().filter_map(|f| f.strip_prefix("migrations/").map(str::to_owned));
    let wrong = named.filter(|name| {
        let stamp: String = name.chars().take_while(char::is_ascii_digit).collect();
        name.ends_with(".sql") && (stamp.len() != 14 || !name[14..].starts_with('_'))
    });
    none_of(wrong.map(|name| format!("{name} is not YYYYMMDDHHMMSS_what.sql")).collect());
}

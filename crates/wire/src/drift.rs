//! The TypeScript that is checked in is the one these types make.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// ts-rs writes one export test a type; this test runs those of its own program into an empty folder and
/// compares. So there is no list of types to keep.
#[test]
fn the_bindings_are_those_of_these_types() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env::current_exe().expect("this program"))
        .args(["export_bindings", "--quiet"])
        .env("TS_RS_EXPORT_DIR", fresh.path())
        .output()
        .expect("this program runs again");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/wire");
    let (made, kept) = (types_in(fresh.path()), types_in(&checked_in));
    assert!(made.len() > 20, "the export tests ran");
    let drifted: Vec<&String> =
        made.keys().chain(kept.keys()).filter(|name| made.get(*name) != kept.get(*name)).collect();
    assert!(drifted.is_empty(), "run `make bindings` and look at the difference: {drifted:?}");
}

fn types_in(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).expect("a folder of types").map(|file| file.expect("readable").path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "ts"))
        .map(|path| {
            (path.file_name().expect("a file").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

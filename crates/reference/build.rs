//! Walks `data/` and `built/` and compiles every file in, so that adding a file is all there is to adding facts.
//!
//! `built/` is made by scripts/lexicons at set-up. Without it the crate builds and says which lists it lacks.

use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [(&str, &str); 6] = [
    ("numbers.rs", "data/numbers"),
    ("hosts.rs", "data/hosts"),
    ("marks.rs", "data/marks"),
    ("people.rs", "data/people"),
    ("works.rs", "data/works"),
    ("built.rs", "built"),
];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=built");
    for (name, folder) in FOLDERS {
        fs::write(out.join(name), array_of_files(&root.join(folder))).expect("OUT_DIR can be written");
    }
}

/// A Rust array of `(file name, content)`, in the order of the names; empty where the folder is not there.
fn array_of_files(folder: &Path) -> String {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).map(|read| read.map(|f| f.expect("readable").path()).collect()).unwrap_or_default();
    files.retain(|f| f.extension().is_some_and(|e| e == "toml" || e == "tsv"));
    files.sort();
    let rows = files.iter().map(|f| {
        let name = f.file_name().expect("a file").to_string_lossy().into_owned();
        format!("({name:?}, include_str!({:?})),\n", f.to_string_lossy())
    });
    format!("&[\n{}]\n", rows.collect::<String>())
}

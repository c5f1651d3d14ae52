//! Walks `data/` and compiles every file in, so that adding a file is all there is to adding facts.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=data");
    for (name, folder) in [("numbers.rs", "data/numbers"), ("hosts.rs", "data/hosts")] {
        fs::write(out.join(name), array_of_files(&root.join(folder))).expect("OUT_DIR can be written");
    }
}

/// A Rust array of `(file name, content)`, in the order of the names.
fn array_of_files(folder: &Path) -> String {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder is part of the crate").map(|f| f.expect("readable").path()).collect();
    files.sort();
    let rows = files.iter().map(|f| {
        let name = f.file_name().expect("a file").to_string_lossy().into_owned();
        format!("({name:?}, include_str!({:?})),\n", f.to_string_lossy())
    });
    format!("&[\n{}]\n", rows.collect::<String>())
}

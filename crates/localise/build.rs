//! Walks the data folders and compiles what is in them in, so that adding a file is all there is to adding one.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=data");
    let houses = files(&root.join("data/houses"));
    let rows = houses.iter().map(|file| format!("include_str!({:?}),\n", file.to_string_lossy()));
    fs::write(out.join("houses.rs"), format!("&[\n{}]\n", rows.collect::<String>())).expect("OUT_DIR can be written");
    let breaks = files(&root.join("data/breaks"));
    let rows = breaks.iter().map(|file| {
        let language = file.file_stem().expect("a file has a name").to_string_lossy();
        format!("({language:?}, include_str!({:?})),\n", file.to_string_lossy())
    });
    fs::write(out.join("breaks.rs"), format!("&[\n{}]\n", rows.collect::<String>())).expect("OUT_DIR can be written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is part of the crate");
    let mut files: Vec<PathBuf> = entries.map(|file| file.expect("readable").path()).collect();
    files.sort();
    files
}

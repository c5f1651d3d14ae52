//! Walks `data/houses/` and compiles every house style in, so that adding a file is all there is to adding one.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=data");
    let folder = fs::read_dir(root.join("data/houses")).expect("the folder is part of the crate");
    let mut files: Vec<PathBuf> = folder.map(|file| file.expect("readable").path()).collect();
    files.sort();
    let rows = files.iter().map(|file| format!("include_str!({:?}),\n", file.to_string_lossy()));
    fs::write(out.join("houses.rs"), format!("&[\n{}]\n", rows.collect::<String>())).expect("OUT_DIR can be written");
}

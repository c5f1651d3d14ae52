//! Finds the lexicons: the folder is the list.

use std::{env, fs, path::Path};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lexicons");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("crates/coverage/lexicons is part of the source")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let list: String = files.iter().map(|f| format!("    include_str!({:?}),\n", f.display().to_string())).collect();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("lexicons.rs");
    fs::write(out, format!("&[\n{list}]\n")).expect("the build folder can be written to");
}

//! Rebuilds the crate when a migration is added: they are compiled in.
#![allow(clippy::print_stdout)] // How a build script speaks to cargo.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}

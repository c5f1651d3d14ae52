//! The tree keeps to what docs/architecture.md and docs/style.md say of it.

mod dependencies;
mod documents;
mod fixtures;
mod layering;
mod members;
mod migrations;
mod network;
mod sources;
mod tree;

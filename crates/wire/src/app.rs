//! The application as a whole: library, models, privacy, preferences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether there is a library and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LibraryState {
    /// None at this place yet: first run.
    Absent,
    /// Waiting for its passphrase.
    Locked,
    /// Open.
    Open,
}

/// Whether the kernel refuses the network to this process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Offline {
    /// Refused by the kernel.
    pub enforced: bool,
    /// `Enforced by the kernel`, or why it is not.
    pub sentence: String,
}

/// What the window asks first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AppState {
    /// The library.
    pub library: LibraryState,
    /// Where it lies.
    pub library_path: String,
    /// Version of the app.
    pub version: String,
    /// The seal in the top band.
    pub offline: Offline,
    /// Id of the model that coverage would use; absent when none is installed.
    pub model: Option<String>,
}

/// A model of the catalogue or one the user added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ModelRow {
    /// Catalogue id.
    pub id: String,
    /// `Qwen2.5 Coder 1.5B Instruct`.
    pub name: String,
    /// SPDX id or name of the terms.
    pub licence: String,
    /// What it is for, one sentence.
    pub purpose: String,
    /// Size of the file in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Memory it takes when loaded, estimated, bytes; 0 where unknown.
    #[ts(type = "number")]
    pub memory_bytes: u64,
    /// The file is on this machine.
    pub installed: bool,
    /// Its digest was verified since the file last changed.
    pub verified: bool,
    /// The one that coverage uses.
    pub chosen: bool,
    /// Where the layers run: `CPU, AVX-512`.
    pub device: String,
    /// What is wrong with it, if anything.
    pub problem: Option<String>,
    /// Milliseconds a page of coverage took on this machine; absent until measured, never guessed.
    #[ts(type = "number | null")]
    pub page_ms: Option<u64>,
}

/// A process of the app and what binds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProcessRow {
    /// `window`, `reader`, `intake`.
    pub name: String,
    /// One sentence an item: what is enforced.
    pub bounds: Vec<String>,
}

/// What this build can and cannot reach, and what it did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct PrivacyView {
    /// The seal.
    pub offline: Offline,
    /// Process by process.
    pub processes: Vec<ProcessRow>,
    /// Internet sockets this process holds, counted now.
    pub sockets: u32,
    /// Share of the reading done on this machine, 0 to 1.
    pub on_device_share: f64,
    /// Tokens read over all stored answers.
    #[ts(type = "number")]
    pub tokens_read: u64,
    /// Tokens written.
    #[ts(type = "number")]
    pub tokens_written: u64,
    /// Entries of the audit chain.
    #[ts(type = "number")]
    pub audit_entries: u64,
    /// Whether the chain is whole.
    pub audit_ok: bool,
}

/// What survives a restart. Kept sealed in the library; the web view keeps nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Preferences {
    /// `light`, `dark`, or empty for the system's.
    pub theme: String,
    /// The open document, or 0.
    #[ts(type = "number")]
    pub document: i64,
    /// The open view: `library`, `coverage`, `models`, `privacy`.
    pub view: String,
    /// Share of the width given to the page, 0 to 1; 0 for the default.
    pub split: f64,
    /// First visible page of the open document.
    pub page: u32,
    /// Sort column of the library, with `-` in front for descending.
    pub sort: String,
    /// Filter of the library.
    pub filter: String,
    /// The selected claim of the open document, in the window's own naming; empty for none.
    pub claim: String,
    /// Sections that the user has folded.
    pub folded: Vec<String>,
}

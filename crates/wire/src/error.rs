//! What the window is told when something cannot be done.

use serde::Serialize;
use ts_rs::TS;

/// A code exists only where the window branches on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// The passphrase is not the library's.
    WrongPassphrase,
    /// The library is locked.
    Locked,
    /// There is no usable model.
    NoModel,
    /// Anything else.
    Other,
}

/// One sentence of what happened, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Failure {
    /// What the window branches on.
    pub code: Code,
    /// What happened.
    pub sentence: String,
    /// What to do.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

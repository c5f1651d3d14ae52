//! What an intake worker answers: one frame, then it exits.

use serde::{Deserialize, Serialize};

use crate::Document;

/// The outcome of reading one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeReply {
    /// It was read, perhaps with unreadable pages in its ledger.
    Read(Document),
    /// It could not be read.
    Refused {
        /// What happened, one sentence in the user's words.
        sentence: String,
        /// What to do next.
        hint: String,
    },
}

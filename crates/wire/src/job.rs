//! Work that takes a while.

use serde::Serialize;
use ts_rs::TS;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum JobState {
    /// Waiting.
    Queued,
    /// At work.
    Running,
    /// Finished.
    Done,
    /// Could not be done.
    Failed,
    /// Stopped by the user; may be resumed.
    Cancelled,
}

/// A job as shown in the foot and in the library.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct JobView {
    /// Id.
    #[ts(type = "number")]
    pub id: i64,
    /// Document.
    #[ts(type = "number")]
    pub document: i64,
    /// Title of the document.
    pub title: String,
    /// `Coverage`.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// `Reading scene 41 of 64`.
    pub stage: String,
    /// Groups done.
    pub done: u32,
    /// Groups in all, as far as known.
    pub total: u32,
    /// Milliseconds left; absent while unknown.
    #[ts(type = "number | null")]
    pub left_ms: Option<u64>,
    /// What went wrong.
    pub sentence: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What comes over the progress channel; at most every 50 ms a job, its last event last.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum JobEvent {
    /// A job moved.
    Job {
        /// How it stands now.
        job: JobView,
    },
    /// Documents or reports changed; ask again for what is shown.
    Library,
}

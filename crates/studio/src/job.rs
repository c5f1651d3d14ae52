//! Work that takes a while, as it is shown.

use std::time::Duration;

use crate::error::Trouble;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Id.
    pub id: i64,
    /// Document.
    pub document: i64,
    /// Title of the document.
    pub title: String,
    /// `Coverage`.
    pub kind: &'static str,
    /// Where it stands.
    pub state: JobState,
    /// `Reading scene 12`.
    pub stage: String,
    /// Groups answered.
    pub done: usize,
    /// Groups in all, as far as known.
    pub total: usize,
    /// Time left, once known.
    pub left: Option<Duration>,
    /// What went wrong.
    pub trouble: Option<Trouble>,
}

/// How many questions a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Put to the model.
    pub asked: usize,
    /// Answered from what was stored.
    pub stored: usize,
}

/// What happened, for whoever watches.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A job moved.
    Job(Job),
    /// Documents or reports changed.
    Library,
}

impl Job {
    /// Whether it waits or runs.
    pub fn is_open(&self) -> bool {
        matches!(self.state, JobState::Queued | JobState::Running)
    }
}

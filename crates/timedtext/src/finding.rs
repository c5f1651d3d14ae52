//! What a reading of a timed-text file found odd.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Read differently from how it is written.
    Warning,
    /// Not read as a cue.
    Error,
}

/// One odd thing and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable identifier, `end-before-start` for example.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// 1-based line of the file.
    pub line: usize,
    /// One sentence in the user's words.
    pub sentence: String,
}

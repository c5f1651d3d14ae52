//! What a reading of a timed-text file found odd.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// 1-based line of the file; the 1-based block in a binary one.
    pub line: usize,
    /// One sentence in the user's words.
    pub sentence: String,
}

impl Finding {
    pub(crate) fn new(code: &'static str, severity: Severity, line: usize, sentence: String) -> Finding {
        Finding { code, severity, line, sentence }
    }
}

/// The start of a text, to quote in a sentence.
pub(crate) fn quoted(text: &str) -> String {
    let shown: String = text.trim().chars().take(40).collect();
    if text.trim().chars().count() > 40 { format!("“{shown}…”") } else { format!("“{shown}”") }
}

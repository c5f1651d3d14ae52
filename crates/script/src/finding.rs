//! What a reading found odd.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something may be missing or misread.
    Warning,
    /// Something is missing.
    Error,
}

/// One odd thing, with its place. `line` and `page` are 1-based; 0 says that none applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable identifier, `page-unreadable` for example.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Page, or 0.
    pub page: u32,
    /// Line, or 0.
    pub line: usize,
    /// One sentence in the user's words.
    pub sentence: String,
}

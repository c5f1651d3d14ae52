//! Scenes.

use crate::IntExt;

/// A scene: from its heading to the line before the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// 1-based position in the script.
    pub n: usize,
    /// The number the script gives it (`12A`), if any.
    pub number: Option<String>,
    /// Heading as written, without scene number and markup.
    pub heading: String,
    /// Inside, outside, both, or not said.
    pub int_ext: Option<IntExt>,
    /// Place as written.
    pub place: String,
    /// Time of day as written (`NIGHT`), empty where not said.
    pub time: String,
    /// 1-based page on which the heading stands.
    pub page: u32,
    /// Length in eighths of a page, at least 1.
    pub eighths: u32,
    /// First line (1-based), the heading.
    pub first_line: usize,
    /// Last line (1-based, inclusive).
    pub last_line: usize,
    /// Indices into `Screenplay::characters` of those who speak here, in order of first speech.
    pub speakers: Vec<usize>,
    /// Indices of those who are named in action lines but do not speak here.
    pub silent: Vec<usize>,
}

impl Scene {
    /// Whether the time of day is a dark one.
    pub fn is_night(&self) -> bool {
        let t = self.time.to_uppercase();
        ["NIGHT", "EVENING", "MIDNIGHT", "NUIT", "NACHT", "NOCHE", "NOTTE", "NOITE"].iter().any(|w| t.contains(w))
    }
}

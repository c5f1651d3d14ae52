//! The reading of a document.

use crate::{Character, Finding, Kind, Scene, Span};

/// One line of the canonical text and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 1-based line number in `Document::text`.
    pub n: usize,
    /// Where it stands, without its line end.
    pub span: Span,
    /// 1-based page: physical for PDF, typeset otherwise. 0 for title page lines.
    pub page: u32,
    /// What it is.
    pub kind: Kind,
    /// Index into [`Screenplay::scenes`].
    pub scene: Option<usize>,
    /// Index into [`Screenplay::characters`], on cues and the lines of their speeches.
    pub character: Option<usize>,
    /// A (MORE) line, or a cue repeated because the page broke: not a new speech.
    pub continued: bool,
    /// This cue opens the right-hand column of dual dialogue.
    pub dual: bool,
}

/// The title page, field by field, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TitlePage {
    /// Key and value in order; a value of several lines is joined with LF.
    pub fields: Vec<(String, String)>,
}

impl TitlePage {
    /// The value of a field, by case-insensitive key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| v.as_str())
    }
}

impl TitlePage {
    /// The value of a field as it is shown: without Fountain's emphasis.
    pub fn plain(&self, key: &str) -> Option<String> {
        self.get(key).map(crate::markup::without_emphasis)
    }
}

/// A screenplay as read. Every line of the document is in `lines`, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenplay {
    /// Title page; empty where there is none.
    pub title_page: TitlePage,
    /// Every line of the document; `lines[i].n == i + 1`.
    pub lines: Vec<Line>,
    /// Scenes in order.
    pub scenes: Vec<Scene>,
    /// Characters in order of first appearance.
    pub characters: Vec<Character>,
    /// Number of pages: of the ledger for PDF, typeset otherwise.
    pub pages: u32,
    /// What was odd.
    pub findings: Vec<Finding>,
}

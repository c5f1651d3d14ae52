//! What an intake worker hands over: canonical text, its pages, and what the format said for certain.

use serde::{Deserialize, Serialize};

/// A byte range in [`Document::text`]. UTF-16 offsets exist only at the window's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The format a document was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Fountain 1.1; `text` is the source file.
    Fountain,
    /// Plain text with the screenplay layout kept; `text` is the source file.
    Text,
    /// Final Draft; `text` is laid out from the paragraphs and [`Document::given`] names each line's kind.
    Fdx,
    /// PDF with a text layer; `text` is laid out from glyph positions, a page after a page.
    Pdf,
}

impl Format {
    /// The name used in JSON and in the library.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Fountain => "fountain",
            Format::Text => "text",
            Format::Fdx => "fdx",
            Format::Pdf => "pdf",
        }
    }
}

/// Whether a page could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// Its text is in `Document::text`.
    Read,
    /// It carries no text layer; OCR may read it.
    NeedsOcr,
    /// It could not be read, and why, in the user's words.
    Unreadable(String),
}

/// One row of the page ledger: every page that was found is here, read or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageEntry {
    /// 1-based physical page.
    pub number: u32,
    /// Its lines in `Document::text`; empty where nothing was read.
    pub span: Span,
    /// What came of it.
    pub state: PageState,
}

/// What the file format states for certain about a line (FDX paragraph types).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// 1-based first line of the paragraph in `Document::text`.
    pub line: usize,
    /// How many lines the paragraph takes.
    pub lines: usize,
    /// Its kind.
    pub kind: crate::Kind,
    /// Scene number, for headings that carry one.
    pub scene_number: Option<String>,
    /// Whether this cue opens the right-hand column of dual dialogue.
    pub dual: bool,
}

/// Characters that the file sets apart: bold, italic or underlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emphasis {
    /// Where they stand in [`Document::text`], within one line.
    pub span: Span,
    /// Heavy.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// With a line below.
    pub underline: bool,
}

/// A document as it was read: immutable, stored sealed, everything else is derived from it.
///
/// Lines end at LF or CRLF and nowhere else. Text formats have an empty ledger: their pages are typeset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it was brought as.
    pub format: Format,
    /// Canonical text, UTF-8.
    pub text: String,
    /// The page ledger; empty for formats without pages.
    pub pages: Vec<PageEntry>,
    /// What the format states for certain; empty where it states nothing.
    pub given: Vec<Given>,
    /// Emphasis the format states beside the text, in order; empty for formats that write it into the text.
    #[serde(default)]
    pub emphasis: Vec<Emphasis>,
    /// Title page fields the format states for certain, in order (`Title`, `Author`, ...).
    pub title_page: Vec<(String, String)>,
    /// What was odd while reading: encodings, repairs. One sentence each.
    pub notes: Vec<String>,
}

impl Document {
    /// A document of a text format.
    pub fn from_text(format: Format, text: impl Into<String>) -> Self {
        Self {
            format,
            text: text.into(),
            pages: vec![],
            given: vec![],
            emphasis: vec![],
            title_page: vec![],
            notes: vec![],
        }
    }

    /// The spans of its lines in order, without their line ends.
    pub fn line_spans(&self) -> Vec<Span> {
        let bytes = self.text.as_bytes();
        let mut spans = Vec::new();
        let mut start = 0;
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' {
                let end = if i > start && bytes[i - 1] == b'\r' { i - 1 } else { i };
                spans.push(Span { start, end });
                start = i + 1;
            }
        }
        if start < bytes.len() {
            spans.push(Span { start, end: bytes.len() });
        }
        spans
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// Pages that were found but not read.
    pub fn unreadable(&self) -> impl Iterator<Item = &PageEntry> {
        self.pages.iter().filter(|p| p.state != PageState::Read)
    }
}

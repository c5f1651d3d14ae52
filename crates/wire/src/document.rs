//! Documents: the library's rows, the script as pages, the strip, search hits.

use serde::Serialize;
use ts_rs::TS;

use crate::{JobView, VerdictView};

/// A scene as a bar of the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SceneBar {
    /// 1-based position.
    pub n: u32,
    /// Number as written.
    pub number: Option<String>,
    /// Heading as written.
    pub heading: String,
    /// `int`, `ext`, `both`, or empty.
    pub int_ext: String,
    /// Dark foot of the bar.
    pub night: bool,
    /// Page of the heading.
    pub page: u32,
    /// Width: eighths of a page.
    pub eighths: u32,
    /// First line, 1-based.
    pub line: u32,
    /// Last line, inclusive.
    pub last_line: u32,
}

/// A row of the library.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct DocumentRow {
    /// Id.
    #[ts(type = "number")]
    pub id: i64,
    /// Title.
    pub title: String,
    /// Project.
    pub project: String,
    /// `Fountain`, `FDX`, `PDF`, `Text`.
    pub format: String,
    /// Pages.
    pub pages: u32,
    /// Pages that could not be read.
    pub unreadable: u32,
    /// `88 pages without text: needs OCR`, or empty.
    pub notice: String,
    /// The strip in small.
    pub shape: Vec<SceneBar>,
    /// Genre, once covered.
    pub genre: Option<String>,
    /// Verdicts, once covered.
    pub verdict: Option<VerdictView>,
    /// The seven grades as dots, 1 (poor) to 4 (excellent); empty until covered.
    pub grades: Vec<u32>,
    /// `night exteriors 31`, the heaviest drivers first; empty until covered.
    pub drivers: Vec<String>,
    /// Claims that stand (verified, and extracts), once covered.
    pub claims: u32,
    /// Of those, verified.
    pub verified: u32,
    /// Imported, milliseconds since 1970.
    #[ts(type = "number")]
    pub imported: i64,
    /// Its latest job that is not over, if any.
    pub job: Option<JobView>,
}

/// What came of one file that was dropped.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Imported {
    /// File name.
    pub file: String,
    /// Id of the document; absent when it was refused.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// It was in the library already.
    pub known: bool,
    /// What happened, where there is something to say.
    pub sentence: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// A row of a typeset page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RowView {
    /// 1-based source line; 0 for rows the typesetter made, such as (MORE).
    pub line: u32,
    /// Kind, as `coldread parse` names it.
    pub kind: String,
    /// Column of the first character, 0 at the action margin.
    pub column: u32,
    /// What stands there.
    pub text: String,
    /// Offset of `text` in its source line, UTF-16 code units.
    pub offset: u32,
    /// Scene number in the margin; on heading rows only.
    pub scene_number: Option<String>,
    /// 1-based scene.
    pub scene: Option<u32>,
}

/// A page of the script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PageView {
    /// 1-based.
    pub number: u32,
    /// Rows from the top, blank ones included.
    pub rows: Vec<RowView>,
    /// Why nothing stands on it, or absent.
    pub unreadable: Option<String>,
}

/// Something odd that the reading found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FindingView {
    /// `info`, `warning`, `error`.
    pub severity: String,
    /// Page or 0.
    pub page: u32,
    /// Line or 0.
    pub line: u32,
    /// What it is.
    pub sentence: String,
}

/// A script as it is read in the window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ScriptView {
    /// Id.
    #[ts(type = "number")]
    pub id: i64,
    /// Title.
    pub title: String,
    /// Title page, field by field.
    pub title_page: Vec<(String, String)>,
    /// `Draft 3 · 12 Nov`, or empty.
    pub draft: String,
    /// Estimated minutes on screen, low and high.
    pub minutes: (u32, u32),
    /// Scenes for the strip.
    pub scenes: Vec<SceneBar>,
    /// Pages.
    pub pages: Vec<PageView>,
    /// What was odd.
    pub findings: Vec<FindingView>,
}

/// A search hit.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Hit {
    /// Document.
    #[ts(type = "number")]
    pub document: i64,
    /// Its title.
    pub title: String,
    /// 1-based page.
    pub page: u32,
    /// 1-based scene, or 0.
    pub scene: u32,
    /// Heading of the scene, or empty.
    pub heading: String,
    /// 1-based line.
    pub line: u32,
    /// What stands there, cut to fit.
    pub snippet: String,
    /// Marked ranges of the snippet, UTF-16 code units.
    pub marks: Vec<(u32, u32)>,
    /// Higher is nearer.
    pub score: f64,
}

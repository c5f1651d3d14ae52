//! Pages: US Letter, Courier 12, ten characters to the inch, fifty-five rows.

use crate::blocks::blocks;
use crate::{Document, Format, Kind, Screenplay, Span, paginate};

/// Rows of a page.
pub const LINES_PER_PAGE: u16 = 55;

/// Which column of dual dialogue a row stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The speech that was written first.
    Left,
    /// The speech beside it.
    Right,
}

/// One row of a page. Blank rows are rows too, so that a page can be drawn as it stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// 1-based line of `Document::text` that it shows; 0 for rows that the page makes: blank ones, (MORE), repeated cues.
    pub line: usize,
    /// The bytes of `Document::text` shown in this row; empty where `line` is 0.
    pub span: Span,
    /// What it is; `Other` for (MORE).
    pub kind: Kind,
    /// 0-based row on the page. The two columns of dual dialogue share their rows.
    pub y: u16,
    /// 0-based column of the first character, in tenths of an inch from the action margin.
    pub column: u16,
    /// What is shown, without markup and indentation.
    pub text: String,
    /// Index into `Screenplay::scenes`.
    pub scene: Option<usize>,
    /// On the row of a heading whose scene has one.
    pub scene_number: Option<String>,
    /// In dual dialogue, the column.
    pub side: Option<Side>,
}

/// A page of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// 1-based: physical for PDF, of the story otherwise (the title page is not counted).
    pub number: u32,
    /// Its rows from top to bottom; `y` never falls.
    pub rows: Vec<Row>,
}

/// Draws a screenplay as pages. For PDF these are the physical pages with their rows as they stood.
pub fn typeset(document: &Document, screenplay: &Screenplay) -> Vec<Page> {
    match document.format {
        Format::Pdf => physical(document, screenplay),
        _ => paginate::pages(blocks(document, screenplay)),
    }
}

/// The pages of the ledger, row by row.
fn physical(document: &Document, screenplay: &Screenplay) -> Vec<Page> {
    let lines = &screenplay.lines;
    document
        .pages
        .iter()
        .map(|entry| {
            let first = lines.partition_point(|l| l.span.start < entry.span.start);
            let inside = lines[first..].iter().take_while(|l| l.span.start < entry.span.end);
            let rows = inside.enumerate().map(|(y, line)| physical_row(document, screenplay, line, y)).collect();
            Page { number: entry.number, rows }
        })
        .collect()
}

fn physical_row(document: &Document, screenplay: &Screenplay, line: &crate::Line, y: usize) -> Row {
    let text = document.slice(line.span);
    let lead = text.len() - text.trim_start().len();
    let shown = text.trim();
    let start = line.span.start + if shown.is_empty() { 0 } else { lead };
    let heading = line.kind == Kind::SceneHeading;
    Row {
        line: line.n,
        span: Span { start, end: start + shown.len() },
        kind: line.kind,
        y: u16::try_from(y).unwrap_or(u16::MAX),
        column: if shown.is_empty() { 0 } else { u16::try_from(text[..lead].chars().count()).unwrap_or(0) },
        text: shown.to_string(),
        scene: line.scene,
        scene_number: line.scene.filter(|_| heading).and_then(|s| screenplay.scenes.get(s)?.number.clone()),
        side: None,
    }
}

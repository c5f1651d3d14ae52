//! Final Draft paragraphs as layout text in the standard columns, with the kind of each kept beside it.

use crate::blocks::{DUAL_WIDTH, PAGE_WIDTH, measure};
use crate::wrap::wrap;
use crate::{Document, Format, Given, Kind};

/// A paragraph of a file that says what each of its paragraphs is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// The type as the file names it.
    pub style: String,
    /// Its text; LF where the writer broke the line.
    pub text: String,
    /// The scene number beside a heading.
    pub number: Option<String>,
    /// It begins on a new page.
    pub new_page: bool,
    /// Part of two speeches side by side.
    pub in_dual: bool,
    /// The cue of the second of them.
    pub dual: bool,
}

/// Paragraphs laid out in the standard columns, with the kind of each kept beside the text.
pub fn lay_out(format: Format, paragraphs: &[Paragraph]) -> Document {
    Document { format, ..Layout::of(paragraphs) }
}

/// The text as it grows.
#[derive(Default)]
pub(crate) struct Layout {
    text: String,
    lines: usize,
    given: Vec<Given>,
}

impl Layout {
    /// Lays paragraphs out, a blank line above each but those inside a speech.
    pub(crate) fn of(paragraphs: &[Paragraph]) -> Document {
        let mut layout = Self::default();
        let mut before = None;
        for p in paragraphs {
            let inside = matches!(before, Some(Kind::Character | Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics))
                && matches!(p.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
            if before.is_some() && !inside {
                layout.line("");
            }
            if p.new_page && before.is_some() {
                layout.page_break();
            }
            layout.paragraph(p);
            before = Some(p.kind);
        }
        let mut document = Document::from_text(Format::Fdx, layout.text);
        document.given = layout.given;
        document
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.lines += 1;
    }

    fn page_break(&mut self) {
        self.line("===");
        self.give(Kind::PageBreak, 1);
        self.line("");
    }

    fn give(&mut self, kind: Kind, lines: usize) {
        self.given.push(Given { line: self.lines + 1 - lines, lines, kind, scene_number: None, dual: false });
    }

    /// A line break inside a paragraph makes a part of its own, so that it is kept when the text is wrapped.
    fn paragraph(&mut self, p: &Paragraph) {
        let first = self.given.len();
        for part in p.text.split(['\n', '\u{2028}']).map(clean).filter(|t| !t.is_empty()) {
            let chars: Vec<char> = part.chars().collect();
            let rows = wrap(&chars, width(p));
            for &(from, to) in &rows {
                let row: String = chars[from..to].iter().collect();
                let indent = indent(p.kind, to - from);
                self.line(&format!("{:indent$}{row}", ""));
            }
            self.give(p.kind, rows.len());
        }
        if let Some(given) = self.given.get_mut(first) {
            given.scene_number.clone_from(&p.number);
            given.dual = p.dual;
        }
    }
}

/// Text without control characters; a scene heading stays on one line however long it is.
fn clean(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() || c == '\u{a0}' { ' ' } else { c }).collect();
    spaced.trim().to_string()
}

fn width(p: &Paragraph) -> usize {
    match p.kind {
        Kind::SceneHeading | Kind::Character => usize::MAX / 2,
        Kind::Dialogue | Kind::Lyrics if p.in_dual => usize::from(DUAL_WIDTH),
        Kind::Parenthetical if p.in_dual => usize::from(DUAL_WIDTH) - 6,
        kind => usize::from(measure(kind).width),
    }
}

fn indent(kind: Kind, length: usize) -> usize {
    let page = usize::from(PAGE_WIDTH);
    match kind {
        Kind::Transition => page.saturating_sub(length),
        Kind::Centered => page.saturating_sub(length) / 2,
        _ => usize::from(measure(kind).column),
    }
}

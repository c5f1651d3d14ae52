//! Final Draft paragraphs as layout text in the standard columns, with the kind of each kept beside it.

use crate::blocks::{DUAL_WIDTH, PAGE_WIDTH, measure};
use crate::paragraphs::{BOLD, ITALIC, UNDERLINE};
use crate::wrap::wrap;
use crate::{Document, Emphasis, Format, Given, Kind, Span};

/// A paragraph of a file that says what each of its paragraphs is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// The type as the file names it.
    pub style: String,
    /// Its text; LF where the writer broke the line.
    pub text: String,
    /// Emphasis of each character of `text`, 1 italic, 2 bold, 4 underlined; none where it is empty.
    pub styles: Vec<u8>,
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
    emphasis: Vec<Emphasis>,
}

impl Layout {
    /// Lays paragraphs out, a blank line above each but those inside a speech.
    pub(crate) fn of(paragraphs: &[Paragraph]) -> Document {
        let mut layout = Self::default();
        let mut before = false;
        let mut in_speech = false;
        for p in paragraphs {
            let inside = in_speech && matches!(p.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
            if before && !inside {
                layout.line("");
            }
            if p.new_page && before {
                layout.page_break();
            }
            layout.paragraph(p);
            before = true;
            // Song without a cue above it is no speech.
            in_speech = inside || matches!(p.kind, Kind::Character | Kind::Dialogue | Kind::Parenthetical);
        }
        let mut document = Document::from_text(Format::Fdx, layout.text);
        document.given = layout.given;
        document.emphasis = layout.emphasis;
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
        for part in parts(p) {
            let chars: Vec<char> = part.iter().map(|(c, _)| *c).collect();
            let rows = wrap(&chars, width(p));
            for &(from, to) in &rows {
                let indent = indent(p.kind, to - from);
                let start = self.text.len() + indent;
                let row: String = chars[from..to].iter().collect();
                self.line(&format!("{:indent$}{row}", ""));
                self.emphasise(start, &part[from..to]);
            }
            self.give(p.kind, rows.len());
        }
        if let Some(given) = self.given.get_mut(first) {
            given.scene_number.clone_from(&p.number);
            given.dual = p.dual;
        }
    }
}

impl Layout {
    /// Notes the emphasis of a row whose text begins at a byte.
    fn emphasise(&mut self, start: usize, row: &[(char, u8)]) {
        let mut at = start;
        for run in row.chunk_by(|a, b| a.1 == b.1) {
            let end = at + run.iter().map(|(c, _)| c.len_utf8()).sum::<usize>();
            let style = run[0].1;
            if style != 0 {
                let has = |bit| style & bit != 0;
                let span = Span { start: at, end };
                self.emphasis.push(Emphasis { span, bold: has(BOLD), italic: has(ITALIC), underline: has(UNDERLINE) });
            }
            at = end;
        }
    }
}

/// The lines of a paragraph as its writer broke them, each character with its emphasis. An empty one is left out.
fn parts(p: &Paragraph) -> Vec<Vec<(char, u8)>> {
    let styled: Vec<(char, u8)> =
        p.text.chars().enumerate().map(|(i, c)| (c, p.styles.get(i).copied().unwrap_or(0))).collect();
    let broken = styled.split(|(c, _)| matches!(c, '\n' | '\u{2028}'));
    broken.map(clean).filter(|part| !part.is_empty()).collect()
}

/// Text without control characters; a scene heading stays on one line however long it is.
fn clean(text: &[(char, u8)]) -> Vec<(char, u8)> {
    let space = |&(c, style): &(char, u8)| (if c.is_control() || c == '\u{a0}' { ' ' } else { c }, style);
    let spaced: Vec<(char, u8)> = text.iter().map(space).collect();
    let ink = |(c, _): &(char, u8)| !c.is_whitespace();
    match (spaced.iter().position(ink), spaced.iter().rposition(ink)) {
        (Some(from), Some(to)) => spaced[from..=to].to_vec(),
        _ => vec![],
    }
}

fn width(p: &Paragraph) -> usize {
    match p.kind {
        Kind::SceneHeading | Kind::Character | Kind::Section | Kind::Synopsis | Kind::Shot | Kind::Transition => {
            usize::MAX / 2
        }
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

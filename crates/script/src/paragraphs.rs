//! Lines joined to the paragraphs they were broken from.

use crate::blocks::measure;
use crate::markup::{masks, shown, styles};
use crate::{Document, Format, Kind, Screenplay};

/// A paragraph of the script: a heading, a cue, a speech's text, a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) kind: Kind,
    /// What is shown; LF where the writer broke the line.
    pub(crate) text: String,
    /// Emphasis of each character of `text`: bits of [`BOLD`], [`ITALIC`], [`UNDERLINE`].
    pub(crate) styles: Vec<u8>,
    /// How deep a section is, 1 for all else.
    pub(crate) depth: usize,
    pub(crate) scene_number: Option<String>,
    /// Index of the scene, on headings.
    pub(crate) scene: Option<usize>,
    pub(crate) dual: bool,
}

pub(crate) const ITALIC: u8 = 1;
pub(crate) const BOLD: u8 = 2;
pub(crate) const UNDERLINE: u8 = 4;

/// The paragraphs in order; blank lines, title page, notes, page furniture and repeated cues are left out.
pub(crate) fn paragraphs(document: &Document, screenplay: &Screenplay) -> Vec<Paragraph> {
    let masks = masks(document);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut joins = false;
    let mut in_repeat = false;
    for line in &screenplay.lines {
        if line.continued && line.kind == Kind::Character {
            in_repeat = true;
            continue;
        }
        match line.kind {
            Kind::Blank => {
                joins &= in_repeat;
                continue;
            }
            Kind::Other => {
                in_repeat |= line.continued;
                continue;
            }
            Kind::TitlePage | Kind::Note => continue,
            _ => {}
        }
        let s = shown(document, &masks, line);
        let styles = styles(document, &masks, line);
        let text = s.text();
        // Every line of a song that its writer broke is a paragraph.
        let verse = |p: &Paragraph| p.kind == Kind::Lyrics && glue(document, p, line.n, line.kind) == Some('\n');
        let same = out.last().is_some_and(|p| p.kind == line.kind && !verse(p)) && !line.kind.opens();
        if same
            && (joins || in_repeat)
            && let Some(last) = out.last_mut()
        {
            if let Some(glue) = glue(document, last, line.n, line.kind) {
                last.text.push(glue);
                // The space between two words of one emphasis has it too.
                let both = last.styles.last().copied().unwrap_or(0) & styles.first().copied().unwrap_or(0);
                last.styles.push(both);
            }
            last.text.push_str(&text);
            last.styles.extend(styles);
        } else {
            let scene = line.scene.filter(|_| line.kind == Kind::SceneHeading);
            let scene_number = scene.and_then(|i| screenplay.scenes.get(i)?.number.clone());
            let depth = document.slice(line.span).trim().chars().take_while(|c| *c == '#').count().max(1);
            out.push(Paragraph { kind: line.kind, text, styles, depth, scene_number, scene, dual: line.dual });
        }
        joins = true;
        in_repeat = false;
    }
    out
}

impl Kind {
    /// Kinds of which every line is a paragraph.
    fn opens(self) -> bool {
        matches!(
            self,
            Kind::SceneHeading
                | Kind::Character
                | Kind::Transition
                | Kind::Section
                | Kind::Synopsis
                | Kind::PageBreak
                | Kind::Shot
        )
    }
}

/// A space where the layout broke the line, nothing where it broke a word at its hyphen, LF where the writer broke it.
fn glue(document: &Document, last: &Paragraph, line: usize, kind: Kind) -> Option<char> {
    let broken = match document.format {
        Format::Fountain => false,
        Format::Fdx => document.given.binary_search_by_key(&line, |g| g.line).is_err(),
        Format::Text | Format::Pdf => {
            let row = last.text.rsplit('\n').next().unwrap_or("").chars().count();
            let full = usize::from(measure(kind).width) * 6 / 10;
            matches!(kind, Kind::Dialogue | Kind::Parenthetical) || row >= full
        }
    };
    let mut tail = last.text.chars().rev();
    let hyphen = tail.next() == Some('-') && tail.next().is_some_and(char::is_alphanumeric);
    match (broken, hyphen) {
        (false, _) => Some('\n'),
        (true, true) => None,
        (true, false) => Some(' '),
    }
}

//! Paragraphs of word processors and screenwriting programs, as layout text.

use script::{Document, Format, Kind, Paragraph, lay_out};

/// A paragraph as a file gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// What its style says it is.
    pub(crate) kind: Option<Kind>,
    /// Columns before it, a tenth of an inch each.
    pub(crate) indent: usize,
    pub(crate) place: Place,
    /// White space stands above it.
    pub(crate) space_above: bool,
    pub(crate) new_page: bool,
    pub(crate) number: Option<String>,
    /// The cue of the right one of two speeches side by side.
    pub(crate) dual: bool,
    /// LF where the line was broken.
    pub(crate) text: String,
}

/// Where a paragraph stands between the margins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Place {
    #[default]
    Left,
    Middle,
    Right,
}

/// Columns between the margins of a page.
const WIDTH: usize = 60;
const STYLES: &str = include_str!("../data/styles.tsv");

/// What a style of this name holds, where screenwriting programs use the name.
pub(crate) fn kind_of_style(name: &str) -> Option<Kind> {
    let bare: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let row =
        STYLES.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).find(|(n, _)| *n == bare);
    Some(match row?.1.trim() {
        "scene_heading" => Kind::SceneHeading,
        "action" => Kind::Action,
        "character" => Kind::Character,
        "dialogue" => Kind::Dialogue,
        "parenthetical" => Kind::Parenthetical,
        "transition" => Kind::Transition,
        "shot" => Kind::Shot,
        "lyrics" => Kind::Lyrics,
        _ => Kind::Centered,
    })
}

/// The document of these paragraphs: by their styles where the script is written in styles, by its layout otherwise.
pub(crate) fn document(paragraphs: &[Written]) -> Document {
    let with_text = paragraphs.iter().filter(|p| !p.text.trim().is_empty());
    let styled = with_text.clone().filter(|p| p.kind.is_some()).count();
    let speaks = paragraphs.iter().any(|p| p.kind == Some(Kind::Character));
    if speaks && styled * 2 >= with_text.count() { by_styles(paragraphs) } else { by_layout(paragraphs) }
}

fn by_styles(paragraphs: &[Written]) -> Document {
    let mut before: Option<Kind> = None;
    let mut all: Vec<Paragraph> = Vec::new();
    for p in paragraphs.iter().filter(|p| !p.text.trim().is_empty()) {
        let kind = p.kind.unwrap_or(Kind::Action);
        all.push(Paragraph {
            kind,
            style: String::new(),
            text: p.text.clone(),
            styles: vec![],
            number: p.number.clone(),
            new_page: p.new_page && before.is_some(),
            in_dual: false,
            dual: p.dual,
        });
        before = Some(kind);
    }
    lay_out(Format::Text, &all)
}

fn by_layout(paragraphs: &[Written]) -> Document {
    let mut text = String::new();
    for p in paragraphs {
        if p.new_page && !text.is_empty() {
            text.push('\u{c}');
        }
        if p.space_above && !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
        for line in p.text.split('\n') {
            let line = line.trim_end();
            let length = line.chars().count();
            let indent = match p.place {
                Place::Left => p.indent,
                Place::Middle => WIDTH.saturating_sub(length) / 2,
                Place::Right => WIDTH.saturating_sub(length),
            };
            if !line.trim().is_empty() {
                text.push_str(&" ".repeat(indent.min(WIDTH)));
                text.push_str(line);
            }
            text.push('\n');
        }
    }
    Document::from_text(Format::Text, text)
}

//! Layout text: plain text and the text of PDF pages, where indentation says what a line is.
//!
//! Page furniture goes first, by place and repetition; then the columns are learned from lines whose shape is
//! plain; then all lines are labelled together, each with what may follow what. A second pass knows the cast.

mod continued;
mod furniture;
mod learned;
mod look;
mod model;
mod seen;
mod source;
mod title;
mod voice;

use crate::label::{Label, Labels};
use crate::markup::margin_number;
use crate::{Document, Kind, title_page};

use seen::Story;
use source::{Source, sources};
pub(crate) use source::{without_emphasis_marks, without_margin};

/// Labels every line of layout text.
pub(crate) fn label(document: &Document) -> Labels {
    let mut lines = sources(document);
    furniture::mark(&mut lines);
    let title = title::lines(&lines);
    let mut labels: Vec<Label> =
        lines.iter().map(|l| Label::new(if l.is_blank() { Kind::Blank } else { Kind::Other })).collect();
    let mut fields = Vec::new();
    for i in title.clone() {
        fields.push(lines[i].text.clone());
        if !lines[i].is_blank() {
            labels[i].kind = Kind::TitlePage;
        }
    }
    let tail = title::tail(&lines).max(title.end);
    let story: Vec<usize> = (title.end..tail).filter(|&i| !lines[i].is_blank() && !lines[i].furniture).collect();
    let kinds = model::label(&mut Story::of(&lines, &story));
    for (&i, kind) in story.iter().zip(kinds) {
        // A tilde is Fountain's mark for lyrics, which some programs print as it stands.
        let sung = matches!(kind, Kind::Dialogue | Kind::Action) && lines[i].text.starts_with('~');
        labels[i].kind = if sung { Kind::Lyrics } else { kind };
    }
    given(document, &mut labels);
    number_scenes(&lines, &mut labels);
    continued::mark(&lines, &mut labels);
    Labels { lines: labels, title_page: title_page::fields(&fields), findings: vec![] }
}

/// What the page geometry said for certain stands above what was guessed.
fn given(document: &Document, labels: &mut [Label]) {
    for given in &document.given {
        let first = given.line.saturating_sub(1);
        for (i, label) in labels.iter_mut().enumerate().skip(first).take(given.lines) {
            label.kind = given.kind;
            label.dual = given.dual && i == first;
            label.scene_number = given.scene_number.clone().filter(|_| i == first);
        }
    }
}

/// Scene numbers from the margins; the second line of a heading that was broken belongs to the first.
fn number_scenes(lines: &[Source], labels: &mut [Label]) {
    for i in 0..labels.len() {
        if labels[i].kind != Kind::SceneHeading {
            continue;
        }
        let (body, number) = margin_number(&lines[i].text);
        let opens = crate::read_heading(&lines[i].text[body.start..body.end]).is_some();
        let below = i > 0 && labels[i - 1].kind == Kind::SceneHeading;
        labels[i].continued = below && !opens && number.is_none();
        labels[i].scene_number = labels[i].scene_number.take().or(number);
    }
}

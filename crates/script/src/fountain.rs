//! Fountain 1.1: one label for each line of the source.

use crate::label::{Label, Labels};
use crate::markup::{hash_number, masks, unmasked};
use crate::vocabulary::{is_capitals, is_shot, is_transition};
use crate::{Document, Finding, Kind, Severity, Span, cue, read_heading};

/// Labels every line of a Fountain document.
pub(crate) fn label(document: &Document) -> Labels {
    let masks = masks(document);
    let spans = document.line_spans();
    let lines = spans.iter().map(|&s| Source::new(document, &masks, s)).collect::<Vec<_>>();
    let mut reader = Reader { lines, labels: vec![Label::new(Kind::Blank); spans.len()] };
    let (after_title, title_page) = reader.title_page();
    let mut at = after_title;
    while at < reader.lines.len() {
        at = reader.element(at);
    }
    Labels { findings: findings(document, &masks), lines: reader.labels, title_page }
}

/// What stands on a line once notes and boneyard are gone.
struct Source {
    text: String,
    /// Nothing but notes or boneyard: the line is there for nobody, not even as a blank line.
    hidden: bool,
}

impl Source {
    fn new(document: &Document, masks: &[Span], span: Span) -> Self {
        let text = unmasked(document, masks, span).text();
        let text = text.trim_start_matches('\u{feff}').to_string();
        let inside = masks.iter().any(|m| m.start < span.end.max(span.start + 1) && m.end > span.start);
        Self { hidden: inside && text.trim().is_empty(), text }
    }

    /// Two spaces on an otherwise empty line keep a speech open.
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.text.chars().count() < 2
    }
}

struct Reader {
    lines: Vec<Source>,
    labels: Vec<Label>,
}

impl Reader {
    /// Reads `Key: value` lines at the very top; answers the line after them.
    fn title_page(&mut self) -> (usize, Vec<(String, String)>) {
        let end = self.lines.iter().position(|l| l.text.trim().is_empty()).unwrap_or(self.lines.len());
        let block: Vec<&str> = self.lines[..end].iter().map(|l| l.text.as_str()).collect();
        let Some(fields) = title_fields(&block) else {
            return (0, vec![]);
        };
        for label in &mut self.labels[..end] {
            label.kind = Kind::TitlePage;
        }
        (end, fields)
    }

    /// Labels the element that begins at a line; answers the line after it.
    fn element(&mut self, at: usize) -> usize {
        let kind = self.kind_at(at);
        self.labels[at].kind = kind;
        match kind {
            Kind::SceneHeading => {
                self.labels[at].scene_number = hash_number(self.lines[at].text.trim()).map(|(_, n)| n.to_string());
                at + 1
            }
            Kind::Character => {
                self.labels[at].dual = self.lines[at].text.trim_end().ends_with('^');
                self.speech(at + 1)
            }
            _ => at + 1,
        }
    }

    fn kind_at(&self, at: usize) -> Kind {
        let source = &self.lines[at];
        let text = source.text.trim();
        if source.hidden {
            return Kind::Note;
        }
        if text.is_empty() {
            return Kind::Blank;
        }
        if let Some(kind) = forced(text) {
            return if kind == Kind::Lyrics && !self.lyrics_alone(at) { Kind::Action } else { kind };
        }
        if !self.opens_block(at) {
            return Kind::Action;
        }
        let heading = hash_number(text).map_or(text, |(i, _)| text[..i].trim_end());
        let alone = self.neighbour(at, true).is_none_or(|l| l.text.trim().is_empty() || is_page_break(l.text.trim()));
        if read_heading(&strip_stars(heading)).is_some() {
            return Kind::SceneHeading;
        }
        let transition = is_transition(&source.text) && source.text.trim_end() == source.text;
        let before_heading = self.neighbour(at, true).is_some_and(|l| read_heading(l.text.trim()).is_some());
        if transition && (alone || before_heading) {
            return Kind::Transition;
        }
        if alone && is_shot(&strip_stars(text)) {
            return Kind::Shot;
        }
        if !alone && is_cue(text) { Kind::Character } else { Kind::Action }
    }

    /// The lines of a speech up to the first empty one.
    fn speech(&mut self, from: usize) -> usize {
        let mut at = from;
        let mut bracket = false;
        while at < self.lines.len() {
            let (hidden, empty) = (self.lines[at].hidden, self.lines[at].is_empty());
            let text = self.lines[at].text.trim().to_string();
            if !hidden && (empty || is_page_break(&text)) {
                break;
            }
            if !bracket && text.starts_with('(') {
                bracket = self.bracket_closes(at);
            }
            self.labels[at].kind = match () {
                () if hidden => Kind::Note,
                () if text.is_empty() => Kind::Blank,
                () if bracket => Kind::Parenthetical,
                () if text.starts_with('~') => Kind::Lyrics,
                () => Kind::Dialogue,
            };
            if bracket && text.ends_with(')') {
                bracket = false;
            }
            at += 1;
        }
        at
    }

    /// Whether a bracket that opens on a line closes at the end of this or a later line of the speech.
    fn bracket_closes(&self, at: usize) -> bool {
        self.lines[at..]
            .iter()
            .take_while(|l| l.hidden || !l.is_empty())
            .take(4)
            .any(|l| l.text.trim_end().ends_with(')'))
    }

    /// Lyrics outside a speech stand in lines of their own, each with its tilde.
    fn lyrics_alone(&self, at: usize) -> bool {
        let lyric = |l: &Source| l.text.trim().is_empty() || l.text.trim_start().starts_with('~');
        self.neighbour(at, true).is_none_or(lyric) && self.neighbour(at, false).is_none_or(lyric)
    }

    /// Whether the line before is empty, absent, or one that ends by itself.
    fn opens_block(&self, at: usize) -> bool {
        let Some(before) = self.lines[..at].iter().rposition(|l| !l.hidden) else {
            return true;
        };
        self.lines[before].text.trim().is_empty()
            || matches!(
                self.labels[before].kind,
                Kind::SceneHeading
                    | Kind::Section
                    | Kind::Synopsis
                    | Kind::PageBreak
                    | Kind::Transition
                    | Kind::TitlePage
            )
    }

    /// The next or previous line that is there at all.
    fn neighbour(&self, at: usize, after: bool) -> Option<&Source> {
        if after {
            self.lines[at + 1..].iter().find(|l| !l.hidden)
        } else {
            self.lines[..at].iter().rfind(|l| !l.hidden)
        }
    }
}

/// What a line is by its first character.
fn forced(text: &str) -> Option<Kind> {
    let second = text.chars().nth(1);
    match text.chars().next()? {
        '=' if is_page_break(text) => Some(Kind::PageBreak),
        '=' => Some(Kind::Synopsis),
        '#' => Some(Kind::Section),
        '!' => Some(Kind::Action),
        '.' if second.is_some_and(char::is_alphanumeric) => Some(Kind::SceneHeading),
        '@' if second.is_some() => Some(Kind::Character),
        '~' => Some(Kind::Lyrics),
        '>' if text.ends_with('<') => Some(Kind::Centered),
        '>' => Some(Kind::Transition),
        _ => None,
    }
}

fn is_page_break(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b == b'=')
}

fn strip_stars(text: &str) -> String {
    text.trim_matches(['*', '_']).to_string()
}

/// A cue in Fountain: capitals with a letter among them. Long lines that end as sentences do are action.
fn is_cue(text: &str) -> bool {
    let bare = text.trim_end_matches('^').trim_end();
    cue::has_shape(bare) || {
        let name = cue::name(bare);
        is_capitals(&name) && name.split_whitespace().count() <= 3 && !bare.starts_with('(') && !bare.ends_with(':')
    }
}

/// The fields of a title page, if the block is one: every line a key or an indented value, one key known.
fn title_fields(block: &[&str]) -> Option<Vec<(String, String)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in block {
        let indented = line.starts_with("   ") || line.starts_with('\t');
        if let (true, Some((_, value))) = (indented, fields.last_mut()) {
            if !value.is_empty() {
                value.push('\n');
            }
            value.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let fits =
            key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/')) && key.trim().len() > 1;
        if !fits || key.split_whitespace().count() > 4 {
            return None;
        }
        fields.push((key.trim().to_string(), value.trim().to_string()));
    }
    let known = fields.iter().any(|(key, value)| !value.is_empty() && is_title_key(key));
    known.then_some(fields)
}

fn is_title_key(key: &str) -> bool {
    const KEYS: [&str; 16] = [
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "draft date",
        "date",
        "contact",
        "copyright",
        "revision",
        "draft",
        "episode",
        "series",
        "format",
        "written by",
    ];
    KEYS.contains(&key.trim().to_lowercase().as_str())
}

fn findings(document: &Document, masks: &[Span]) -> Vec<Finding> {
    let text = &document.text;
    let open = text.match_indices("/*").find(|(at, _)| !masks.iter().any(|m| m.start <= *at && *at < m.end));
    let Some((at, _)) = open else { return vec![] };
    vec![Finding {
        code: "boneyard-open",
        severity: Severity::Warning,
        page: 0,
        line: text[..at].matches('\n').count() + 1,
        sentence: "A boneyard opens here with /* and is never closed, so its text was read as part of the script."
            .into(),
    }]
}

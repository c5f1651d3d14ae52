//! One piece of text and when it is on screen.

use crate::{Look, Placement, Time};

/// A cue: what is shown from `start` until just before `end`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Cue {
    /// Its name in the file; empty where it has none.
    pub id: String,
    /// First moment on screen.
    pub start: Time,
    /// First moment after it; `None` where the file leaves it open. A file may say an end before the start; it
    /// is kept as it was found.
    pub end: Option<Time>,
    /// What is shown. A line feed inside a text is a line break.
    pub text: Vec<Node>,
    /// Where.
    pub place: Placement,
    /// Named styles that it takes, first the weakest.
    pub styles: Vec<String>,
    /// What it looks like as a whole.
    pub look: Look,
    /// Who speaks, by name or by the id of a [`crate::Speaker`].
    pub speaker: Option<String>,
    /// BCP 47 tag of the language, where it is not the file's.
    pub language: Option<String>,
    /// The [`crate::Group`] that it stands in, by its place in [`crate::File::groups`].
    pub group: Option<usize>,
    /// When what changes.
    pub changes: Vec<Change>,
    /// What else its format says of it, as it stood.
    pub kept: Kept,
    /// Its place in the source, which is how its bytes are found again.
    pub(crate) origin: Option<usize>,
}

/// A piece of a cue's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// Letters; a line feed is a line break.
    Text(String),
    /// The moment from which what follows is shown.
    Stamp(Time),
    /// Text that is marked.
    Span(Box<Span>),
}

/// Marked text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// What it is marked as.
    pub tag: Tag,
    /// Class names, as WebVTT has them.
    pub classes: Vec<String>,
    /// Named styles that it takes, first the weakest.
    pub styles: Vec<String>,
    /// What it looks like.
    pub look: Look,
    /// BCP 47 tag of the language, where it is not the cue's.
    pub language: Option<String>,
    /// From when until when it is shown, where that is not the whole of the cue.
    pub shown: Option<(Time, Option<Time>)>,
    /// When what changes.
    pub changes: Vec<Change>,
    /// What else its format says of it.
    pub kept: Kept,
    /// What is in it.
    pub nodes: Vec<Node>,
}

/// What text is marked as.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Tag {
    /// Nothing by itself: it carries a look, a class or a language.
    #[default]
    Plain,
    /// Slanted.
    Italic,
    /// Bold.
    Bold,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// A part of an annotation over its base, as Japanese readings are.
    Ruby(Ruby),
    /// Spoken by someone.
    Voice(String),
}

/// The parts of annotated text, by the names of `tts:ruby`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ruby {
    /// Base and annotation together.
    Container,
    /// A base.
    Base,
    /// Several bases.
    BaseContainer,
    /// An annotation.
    Text,
    /// Several annotations.
    TextContainer,
    /// What stands around an annotation where it cannot be set above.
    Delimiter,
}

/// A change of look while something is on screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// From when.
    pub start: Time,
    /// Until when; `None` where it lasts.
    pub end: Option<Time>,
    /// To what.
    pub look: Look,
    /// What else was said of it, as it stood.
    pub kept: Kept,
}

/// What a format says that no field here is for, in its own words, so that it is written again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Kept {
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// Pieces of markup.
    pub markup: Vec<String>,
}

impl Kept {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.markup.is_empty()
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

impl Cue {
    /// A cue of plain text; a line feed is a line break.
    pub fn new(start: Time, end: Time, text: &str) -> Cue {
        Cue { start, end: Some(end), text: text_nodes(text), ..Cue::default() }
    }

    /// The same cue at other times.
    pub fn at(&self, start: Time, end: Time) -> Cue {
        Cue { start, end: Some(end), ..self.clone() }
    }

    /// How long it is on screen; negative where the file has the end first, `None` where it is open.
    pub fn duration(&self) -> Option<Time> {
        self.end.map(|end| end - self.start)
    }

    /// The text as it is read on screen, without annotations over it; line breaks are LF.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        plain_into(&self.text, &mut plain);
        plain
    }

    /// Its lines as they are read.
    pub fn lines(&self) -> Vec<String> {
        self.plain().split('\n').map(str::to_owned).collect()
    }

    /// Puts plain text in place of what was there.
    pub fn set_plain(&mut self, text: &str) {
        self.text = text_nodes(text);
    }
}

impl From<Span> for Node {
    fn from(span: Span) -> Node {
        Node::Span(Box::new(span))
    }
}

impl Span {
    /// Whether it stands over the text and is not read with it.
    pub fn is_annotation(&self) -> bool {
        matches!(self.tag, Tag::Ruby(Ruby::Text | Ruby::TextContainer | Ruby::Delimiter))
    }

    /// Marked as `tag`, holding `nodes`.
    pub fn new(tag: Tag, nodes: Vec<Node>) -> Span {
        Span { tag, nodes, ..Span::default() }
    }
}

/// Texts that touch become one, and those without letters go.
pub(crate) fn join(nodes: &mut Vec<Node>) {
    let mut joined: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes.drain(..) {
        match (joined.last_mut(), node) {
            (_, Node::Text(text)) if text.is_empty() => {}
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => joined.push(node),
        }
    }
    *nodes = joined;
}

fn text_nodes(text: &str) -> Vec<Node> {
    if text.is_empty() { vec![] } else { vec![Node::Text(text.to_owned())] }
}

fn plain_into(nodes: &[Node], plain: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => plain.push_str(text),
            Node::Span(span) if span.is_annotation() => {}
            Node::Span(span) => plain_into(&span.nodes, plain),
            Node::Stamp(_) => {}
        }
    }
}

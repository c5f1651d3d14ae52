//! Cue text: tags, references and time stamps inside a cue (6.6, 6.7).

use super::entities::reference;
use super::times::{Cursor, is_blank};
use crate::{Look, Node, Ruby, Span, Tag};

/// Tags inside one another; a text that nests deeper is no text.
const DEEPEST: usize = 100;

/// The text of a cue as the tree that a browser makes of it.
pub(super) fn read_text(text: &str) -> Vec<Node> {
    let text = text.replace('\0', "\u{fffd}");
    let mut tree = Tree { open: vec![(String::new(), Span::default())], letters: String::new() };
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        match first {
            '<' => rest = tree.tag(&rest[1..]),
            '&' => match reference(rest) {
                Some((letters, length)) => {
                    tree.letters.push_str(&letters);
                    rest = &rest[length..];
                }
                None => {
                    tree.letters.push('&');
                    rest = &rest[1..];
                }
            },
            _ => {
                let length = rest.find(['<', '&']).unwrap_or(rest.len());
                tree.letters.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    tree.finish()
}

struct Tree {
    /// The open elements by their names, the outermost first.
    open: Vec<(String, Span)>,
    letters: String,
}

impl Tree {
    /// Takes the tag after a `<` and gives back what follows its `>`.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        let length = rest.find('>').unwrap_or(rest.len());
        let after = rest[length..].strip_prefix('>').unwrap_or("");
        let inside = &rest[..length];
        self.flush();
        if let Some(name) = inside.strip_prefix('/') {
            self.close(name);
        } else if inside.starts_with(|c: char| c.is_ascii_digit()) {
            let mut cursor = Cursor(inside);
            if let Some(time) = cursor.time().filter(|_| cursor.0.is_empty()) {
                self.push(Node::Stamp(time));
            }
        } else {
            self.open(inside);
        }
        after
    }

    fn open(&mut self, inside: &str) {
        let (head, annotation) = match inside.find(is_blank) {
            Some(at) => (&inside[..at], &inside[at..]),
            None => (inside, ""),
        };
        let mut parts = head.split('.');
        let name = parts.next().unwrap_or("");
        let in_ruby = self.open.last().is_some_and(|(open, _)| open == "ruby");
        let mut span = Span::default();
        match name {
            "c" => {}
            "i" => span.tag = Tag::Italic,
            "b" => span.tag = Tag::Bold,
            "u" => span.tag = Tag::Underline,
            "ruby" => span.tag = Tag::Ruby(Ruby::Container),
            "rt" if in_ruby => span.tag = Tag::Ruby(Ruby::Text),
            "v" => span.tag = Tag::Voice(self::annotation(annotation)),
            "lang" => span.language = Some(self::annotation(annotation)),
            _ => return,
        }
        if self.open.len() > DEEPEST {
            return;
        }
        span.classes = parts.filter(|class| !class.is_empty()).map(str::to_owned).collect();
        span.look = class_look(&span.classes);
        self.open.push((name.to_owned(), span));
    }

    fn close(&mut self, name: &str) {
        let current = self.open.last().map_or("", |(open, _)| open.as_str());
        if current == "rt" && name == "ruby" {
            self.pop();
            self.pop();
        } else if !current.is_empty() && current == name {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if self.open.len() > 1
            && let Some((_, span)) = self.open.pop()
        {
            self.push(Node::from(span));
        }
    }

    fn push(&mut self, node: Node) {
        if let Some((_, span)) = self.open.last_mut() {
            span.nodes.push(node);
        }
    }

    fn flush(&mut self) {
        if !self.letters.is_empty() {
            let letters = std::mem::take(&mut self.letters);
            self.push(Node::Text(letters));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.flush();
        while self.open.len() > 1 {
            self.pop();
        }
        self.open.pop().map(|(_, span)| span.nodes).unwrap_or_default()
    }
}

/// An annotation with its references read and its white space evened.
fn annotation(text: &str) -> String {
    let mut letters = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match reference(rest) {
            Some((referred, length)) => {
                letters.push_str(&referred);
                rest = &rest[length..];
            }
            None => {
                letters.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    letters.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The default classes for colours (5.2).
pub(super) const COLOURS: [(&str, &str); 8] = [
    ("white", "#ffffff"),
    ("lime", "#00ff00"),
    ("cyan", "#00ffff"),
    ("red", "#ff0000"),
    ("yellow", "#ffff00"),
    ("magenta", "#ff00ff"),
    ("blue", "#0000ff"),
    ("black", "#000000"),
];

pub(super) fn class_look(classes: &[String]) -> Look {
    let mut look = Look::new();
    for class in classes {
        let (name, property) = match class.strip_prefix("bg_") {
            Some(name) => (name, "tts:backgroundColor"),
            None => (class.as_str(), "tts:color"),
        };
        if let Some((_, colour)) = COLOURS.iter().find(|(known, _)| *known == name) {
            look.put(property, colour);
        }
    }
    look
}

//! Marks in dialogue: `{\i1}`, `\N`, `{\an8}`, `{\c&Hbbggrr&}`. Marks switch on and off; they do not nest.

use crate::srt::{number_of, place_of};
use crate::{File, Format, Kept, Look, Node, Placement, Rgba, Span, Tag};

/// Dialogue as nodes, and the place that it asks for. Marks that no other format has are kept where they stand.
pub(super) fn read_marks(text: &str, place: &mut Placement) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut look = Look::new();
    let mut letters = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((block, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            push(&mut nodes, &mut letters, &look);
            block_marks(block, &mut look, place, &mut nodes);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\N").or_else(|| rest.strip_prefix("\\n")) {
            letters.push('\n');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\h") {
            letters.push('\u{a0}');
            rest = after;
        } else {
            letters.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    push(&mut nodes, &mut letters, &look);
    nodes
}

fn block_marks(block: &str, look: &mut Look, place: &mut Placement, nodes: &mut Vec<Node>) {
    let mut kept = String::new();
    if !block.contains('\\') {
        kept = block.to_owned();
    }
    for mark in marks(block) {
        if !read_mark(mark, look, place) {
            kept.push('\\');
            kept.push_str(mark);
        }
    }
    if !kept.is_empty() {
        let kept = Kept { attributes: vec![("ass:marks".into(), kept)], markup: vec![] };
        nodes.push(Node::from(Span { kept, ..Span::default() }));
    }
}

/// The marks of a block, without their backslashes; one inside parentheses belongs to the mark around it.
fn marks(block: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = None;
    let mut depth = 0_usize;
    for (at, c) in block.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\\' if depth == 0 => {
                found.extend(start.map(|start| &block[start..at]));
                start = Some(at + 1);
            }
            _ => {}
        }
    }
    found.extend(start.map(|start| &block[start..]));
    found
}

fn read_mark(mark: &str, look: &mut Look, place: &mut Placement) -> bool {
    let mut switch = |name: &str, value: &str, on: &str| match on {
        "0" => look.take(name).map_or((), drop),
        _ => look.put(name, value),
    };
    match mark {
        "i1" | "i0" => switch("tts:fontStyle", "italic", &mark[1..]),
        "b1" | "b0" => switch("tts:fontWeight", "bold", &mark[1..]),
        "u1" | "u0" => switch("tts:textDecoration", "underline", &mark[1..]),
        "s1" | "s0" => switch("tts:textDecoration", "lineThrough", &mark[1..]),
        "r" => *look = Look::new(),
        "c" | "1c" => look.take("tts:color").map_or((), drop),
        _ => {
            let number = mark.strip_prefix("an").and_then(|n| n.parse().ok()).and_then(place_of);
            if let Some(said) = number {
                *place = said;
                return true;
            }
            let value = mark.strip_prefix("1c").or_else(|| mark.strip_prefix('c')).and_then(colour);
            let Some(value) = value else { return false };
            look.put("tts:color", &value);
        }
    }
    true
}

/// `&Haabbggrr`, with or without its ends, as TTML has it.
pub(super) fn colour(value: &str) -> Option<String> {
    let digits = value.trim().trim_matches('&').strip_prefix(['H', 'h'])?;
    let bits = u32::from_str_radix(digits, 16).ok()?;
    let [alpha, blue, green, red] = bits.to_be_bytes();
    Some(Rgba { red, green, blue, alpha: 255 - alpha }.hex())
}

fn push(nodes: &mut Vec<Node>, letters: &mut String, look: &Look) {
    if letters.is_empty() {
        return;
    }
    let mut node = Node::Text(std::mem::take(letters));
    if let Some(colour) = look.get("tts:color") {
        node = Node::from(Span { look: Look::of("tts:color", colour), nodes: vec![node], ..Span::default() });
    }
    let marks = [
        (look.italic(), Tag::Italic),
        (look.bold(), Tag::Bold),
        (look.underline(), Tag::Underline),
        (look.strike(), Tag::Strike),
    ];
    for (_, tag) in marks.into_iter().filter(|(said, _)| *said == Some(true)) {
        node = Node::from(Span::new(tag, vec![node]));
    }
    nodes.push(node);
}

/// Nodes as dialogue; `usual` is where the style puts it.
pub(super) fn write_marks(nodes: &[Node], place: &Placement, usual: &Placement) -> String {
    let mut out = String::new();
    let bare = Placement { region: None, ..place.clone() };
    if bare != *usual {
        match number_of(&bare) {
            Some(number) => out.push_str(&format!("{{\\an{number}}}")),
            None if place.is_high() => out.push_str("{\\an8}"),
            None if *usual != Placement::default() => out.push_str("{\\an2}"),
            None => {}
        }
    }
    let mut now = Look::new();
    write_nodes(nodes, &Look::new(), &mut now, &mut out);
    out
}

fn write_nodes(nodes: &[Node], look: &Look, now: &mut Look, out: &mut String) {
    let bare = File::new(Format::Ass, vec![]);
    for node in nodes {
        match node {
            Node::Stamp(_) => {}
            Node::Text(text) => {
                switch(now, look, out);
                out.push_str(&text.replace('\n', "\\N").replace('\u{a0}', "\\h"));
            }
            Node::Span(span) if span.is_annotation() => {}
            Node::Span(span) => {
                if let Some(marks) = span.kept.get("ass:marks") {
                    out.push_str(&format!("{{{marks}}}"));
                }
                let own = crate::resolve::span_look(&bare, span);
                write_nodes(&span.nodes, &look.under(&own), now, out);
            }
        }
    }
}

/// Writes the marks that lead from one look to another.
fn switch(now: &mut Look, wanted: &Look, out: &mut String) {
    let flag = |said: Option<bool>| u8::from(said == Some(true));
    let flags = |look: &Look| [flag(look.italic()), flag(look.bold()), flag(look.underline()), flag(look.strike())];
    let mut marks = String::new();
    for ((name, before), after) in ["i", "b", "u", "s"].iter().zip(flags(now)).zip(flags(wanted)) {
        if before != after {
            marks.push_str(&format!("\\{name}{after}"));
        }
    }
    if now.color() != wanted.color() {
        match wanted.color() {
            Some(Rgba { red, green, blue, alpha: 255 }) => {
                marks.push_str(&format!("\\c&H{blue:02X}{green:02X}{red:02X}&"))
            }
            Some(Rgba { red, green, blue, alpha }) => {
                marks.push_str(&format!("\\c&H{:02X}{blue:02X}{green:02X}{red:02X}&", 255 - alpha));
            }
            None => marks.push_str("\\c"),
        }
    }
    if !marks.is_empty() {
        out.push_str(&format!("{{{marks}}}"));
    }
    *now = wanted.clone();
}

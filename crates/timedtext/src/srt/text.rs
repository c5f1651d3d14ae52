//! Markup inside SubRip text: `<i>`, `<b>`, `<u>`, `<s>`, `<font color>` and `{\an8}`, as players read it.

use crate::{Align, Line, Look, Node, Number, Placement, Rgba, Span, Tag};

/// Tags inside one another; what nests deeper is left as letters.
const DEEPEST: usize = 50;

/// The nine places of `\an`, by number: from the bottom left, as on a keypad.
const PLACES: [(Line, Align); 9] = [
    (Line::Auto, Align::Left),
    (Line::Auto, Align::Center),
    (Line::Auto, Align::Right),
    (Line::Percent(Number::whole(50)), Align::Left),
    (Line::Percent(Number::whole(50)), Align::Center),
    (Line::Percent(Number::whole(50)), Align::Right),
    (Line::Percent(Number::whole(0)), Align::Left),
    (Line::Percent(Number::whole(0)), Align::Center),
    (Line::Percent(Number::whole(0)), Align::Right),
];

/// The place of `\an` with a number from 1 to 9.
pub(crate) fn place_of(number: usize) -> Option<Placement> {
    let (line, align) = *PLACES.get(number.checked_sub(1)?)?;
    let line_align = if number.div_ceil(3) == 2 { crate::Edge::Center } else { crate::Edge::Start };
    Some(Placement { line, align, line_align, ..Placement::default() })
}

/// The number for `\an` that says a place, if one does; 2 goes without saying.
pub(crate) fn number_of(place: &Placement) -> Option<usize> {
    (1..=9).find(|n| *n != 2 && place_of(*n).as_ref() == Some(place))
}

/// Text with markup as nodes, and the place that it asks for. What is no markup is letters.
pub(crate) fn read_markup(text: &str) -> (Vec<Node>, Placement) {
    let mut place = Placement::default();
    let mut open: Vec<(&str, Span)> = vec![("", Span::default())];
    let mut letters = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        letters.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((number, length)) = place_tag(rest) {
            place = place_of(number).unwrap_or(place);
            rest = &rest[length..];
            continue;
        }
        let Some((name, span, length)) = tag(rest) else {
            letters.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        let closes = span.is_none();
        let known = !closes || open.iter().any(|(open, _)| *open == name);
        if !known || (!closes && open.len() > DEEPEST) {
            letters.push_str(&rest[..length]);
        } else {
            flush(&mut letters, &mut open);
            match span {
                Some(span) => open.push((name, span)),
                None => close(name, &mut open),
            }
        }
        rest = &rest[length..];
    }
    letters.push_str(rest);
    flush(&mut letters, &mut open);
    while open.len() > 1 {
        let name = open[open.len() - 1].0;
        close(name, &mut open);
    }
    (open.pop().map(|(_, span)| span.nodes).unwrap_or_default(), place)
}

fn flush(letters: &mut String, open: &mut [(&str, Span)]) {
    if let Some((_, span)) = open.last_mut().filter(|_| !letters.is_empty()) {
        span.nodes.push(Node::Text(std::mem::take(letters)));
    }
}

/// Closes the innermost element of a name, and those in it.
fn close(name: &str, open: &mut Vec<(&str, Span)>) {
    while open.len() > 1 {
        let Some((closed, span)) = open.pop() else { return };
        if let Some((_, outer)) = open.last_mut() {
            outer.nodes.push(Node::from(span));
        }
        if closed == name {
            return;
        }
    }
}

/// `{\an8}` and the older `{\a6}`, and how long it is.
fn place_tag(rest: &str) -> Option<(usize, usize)> {
    let digits = rest.strip_prefix("{\\an")?;
    let number = digits.chars().next()?.to_digit(10).filter(|n| (1..=9).contains(n))?;
    digits[1..].starts_with('}').then_some((number as usize, 6))
}

/// The element that `rest` opens (with a span) or closes (without), its name and how long it is.
fn tag(rest: &str) -> Option<(&'static str, Option<Span>, usize)> {
    let length = rest.find('>')? + 1;
    let inside = rest.strip_prefix('<')?.get(..length - 2)?;
    if inside.contains(['<', '\n']) {
        return None;
    }
    let closing = inside.strip_prefix('/');
    let words = closing.unwrap_or(inside).trim();
    let (name, attributes) = words.split_once(' ').unwrap_or((words, ""));
    let tags = [("i", Tag::Italic), ("b", Tag::Bold), ("u", Tag::Underline), ("s", Tag::Strike), ("font", Tag::Plain)];
    let (known, tag) = tags.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
    if closing.is_some() {
        return attributes.is_empty().then_some((known, None, length));
    }
    let span = if known == "font" { font(attributes)? } else { Span::new(tag, vec![]) };
    (known == "font" || attributes.is_empty()).then_some((known, Some(span), length))
}

/// What `<font>` says: a colour, a face, a size.
fn font(attributes: &str) -> Option<Span> {
    let mut span = Span { look: Look::new(), ..Span::default() };
    let mut rest = attributes.trim();
    while let Some((name, value)) = rest.split_once('=') {
        let value = value.trim_start();
        let (value, after) = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "color" => span.look.put("tts:color", &colour(value)),
            "face" => span.look.put("tts:fontFamily", value),
            other => span.kept.attributes.push((format!("srt:{other}"), value.to_owned())),
        }
        rest = after.trim();
    }
    rest.is_empty().then_some(span)
}

/// A colour as TTML has it, where it is one; `FF00FF` without its mark is read too.
fn colour(value: &str) -> String {
    let lower = value.to_ascii_lowercase();
    let marked = format!("#{lower}");
    if Rgba::parse(&lower).is_none() && Rgba::parse(&marked).is_some() { marked } else { lower }
}

/// Nodes as text with markup, the place first.
pub(crate) fn write_markup(nodes: &[Node], place: &Placement) -> String {
    let mut out = match number_of(&Placement { region: None, ..place.clone() }) {
        Some(number) => format!("{{\\an{number}}}"),
        None if place.is_high() && place.writing == crate::Writing::Across => "{\\an8}".to_owned(),
        None => String::new(),
    };
    write_nodes(nodes, &mut out);
    out
}

fn write_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Stamp(_) => {}
            Node::Span(span) => write_span(span, out),
        }
    }
}

fn write_span(span: &Span, out: &mut String) {
    let name = match span.tag {
        Tag::Italic => "i",
        Tag::Bold => "b",
        Tag::Underline => "u",
        Tag::Strike => "s",
        Tag::Ruby(crate::Ruby::Text | crate::Ruby::TextContainer | crate::Ruby::Delimiter) => return,
        _ => {
            let says = [("color", "tts:color"), ("face", "tts:fontFamily")];
            let mut said: String = says
                .iter()
                .filter_map(|(name, property)| span.look.get(property).map(|v| format!(" {name}=\"{v}\"")))
                .collect();
            for (name, value) in &span.kept.attributes {
                if let Some(name) = name.strip_prefix("srt:") {
                    said.push_str(&format!(" {name}=\"{value}\""));
                }
            }
            if said.is_empty() {
                return write_nodes(&span.nodes, out);
            }
            out.push_str(&format!("<font{said}>"));
            write_nodes(&span.nodes, out);
            out.push_str("</font>");
            return;
        }
    };
    out.push_str(&format!("<{name}>"));
    write_nodes(&span.nodes, out);
    out.push_str(&format!("</{name}>"));
}

//! Writing WebVTT.

use super::settings;
use super::text::{COLOURS, class_look};
use super::times::written;
use crate::resolve::tagged;
use crate::screen::placement;
use crate::source::Dialect;
use crate::{Cue, File, Node, Rgba, Ruby, Span, Tag};

/// WebVTT's way to write.
pub(super) struct WebVtt;

impl Dialect for WebVtt {
    fn head(&self, file: &File) -> String {
        let mut out = "WEBVTT".to_owned();
        if let Some(title) = file.head.kept.get("vtt:title") {
            out.push(' ');
            out.push_str(title);
        }
        out.push_str("\n\n");
        if file.head.kept.attributes.iter().all(|(name, _)| name.starts_with("vtt:")) {
            for style in &file.head.kept.markup {
                out.push_str(&format!("STYLE\n{style}\n\n"));
            }
        }
        for region in file.head.regions.iter().filter(|region| region.window.is_some()) {
            out.push_str(&settings::written_region(region));
            out.push('\n');
        }
        out
    }

    fn cue(&self, file: &File, cue: &Cue, _number: usize) -> String {
        let mut out = String::new();
        if !cue.id.is_empty() && !cue.id.contains("-->") {
            out.push_str(&cue.id.replace(['\r', '\n'], " "));
            out.push('\n');
        }
        let mut place = placement(file, cue);
        place.region = place.region.filter(|id| file.head.regions.iter().any(|r| r.id == *id && r.window.is_some()));
        let end = cue.end.unwrap_or_else(|| open_end(file, cue));
        out.push_str(&format!("{} --> {}{}\n", written(cue.start), written(end), settings::written(&place)));
        let mut text = String::new();
        write_nodes(&spoken(file, cue), &mut text);
        out.push_str(&without_blank_lines(&text));
        out
    }

    fn gap(&self) -> &'static str {
        "\n\n"
    }
}

/// A cue without an end lasts until the next one begins, or four seconds.
pub(crate) fn open_end(file: &File, cue: &Cue) -> crate::Time {
    let later = file.cues.iter().map(|other| other.start).filter(|start| *start > cue.start).min();
    later.unwrap_or_else(|| cue.start + crate::Time::seconds(4))
}

/// The text, with who speaks it where the text itself does not say.
fn spoken(file: &File, cue: &Cue) -> Vec<Node> {
    let nodes = tagged(file, cue);
    match file.speaker_of(cue).filter(|_| crate::resolve::first_voice(&cue.text).is_none()) {
        Some(name) => vec![Node::from(Span::new(Tag::Voice(name.to_owned()), nodes))],
        None => nodes,
    }
}

fn write_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&escaped(text)),
            Node::Stamp(time) => out.push_str(&format!("<{}>", written(*time))),
            Node::Span(span) => write_span(span, out),
        }
    }
}

fn write_span(span: &Span, out: &mut String) {
    let name = match &span.tag {
        Tag::Italic => "i",
        Tag::Bold => "b",
        Tag::Underline => "u",
        Tag::Ruby(Ruby::Container) => "ruby",
        Tag::Ruby(Ruby::Text) => "rt",
        Tag::Voice(_) => "v",
        Tag::Ruby(Ruby::Delimiter) => return,
        Tag::Ruby(_) | Tag::Strike => "",
        Tag::Plain if span.language.is_some() => "lang",
        Tag::Plain => "c",
    };
    let classes = classes(span);
    if name.is_empty() || (name == "c" && classes.is_empty() && span.tag != Tag::Plain) {
        return write_nodes(&span.nodes, out);
    }
    // A plain span without a class says nothing, unless it was read so.
    if name == "c" && classes.is_empty() && !span.look.is_empty() {
        return write_nodes(&span.nodes, out);
    }
    out.push('<');
    out.push_str(name);
    for class in classes {
        out.push('.');
        out.push_str(&class);
    }
    let annotation = match &span.tag {
        Tag::Voice(who) => who.as_str(),
        _ => span.language.as_deref().filter(|_| name == "lang").unwrap_or(""),
    };
    if !annotation.is_empty() {
        out.push(' ');
        out.push_str(&escaped(annotation).replace('\n', " "));
    }
    out.push('>');
    write_nodes(&span.nodes, out);
    out.push_str(&format!("</{name}>"));
}

/// The classes of a span, and those that say its colours.
fn classes(span: &Span) -> Vec<String> {
    let mut classes = span.classes.clone();
    let said = class_look(&classes);
    for (property, mark) in [("tts:color", ""), ("tts:backgroundColor", "bg_")] {
        let colour = span.look.get(property).and_then(Rgba::parse).map(Rgba::hex);
        if colour.is_some() && said.get(property) != colour.as_deref() {
            let named = COLOURS.iter().find(|(_, hex)| Some(*hex) == colour.as_deref());
            classes.extend(named.map(|(name, _)| format!("{mark}{name}")));
        }
    }
    classes
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "\n")
}

/// An empty line would end the cue; a no-break space holds it open.
fn without_blank_lines(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let several = lines.len() > 1;
    let held = lines.into_iter().map(|line| if line.is_empty() && several { "&nbsp;" } else { line });
    held.collect::<Vec<_>>().join("\n")
}

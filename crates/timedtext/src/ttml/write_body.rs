//! Writing the body of a TTML file: groups as divisions, cues as paragraphs, spans.

use std::collections::BTreeMap;

use super::clock::Clock;
use super::names::{escaped, xml_id};
use super::space::needs_preserving;
use super::write::{close, own_kept, said, times_said, write_change};
use crate::{Cue, File, Group, Node, Ruby, Span, Tag, Time};

/// Groups with what is in them, in order.
pub(super) struct Tree<'a> {
    file: &'a File,
    /// The place of the first cue in each group or in one inside it.
    keys: Vec<usize>,
    children: BTreeMap<Option<usize>, Vec<Item>>,
    /// The times that a group is written with; wider than said where a cue lies outside.
    spans: Vec<(Time, Option<Time>)>,
}

#[derive(Debug, Clone, Copy)]
enum Item {
    Group(usize),
    Cue(usize),
}

impl<'a> Tree<'a> {
    pub(super) fn of(file: &'a File) -> Tree<'a> {
        let groups = &file.head.groups;
        let mut keys = vec![usize::MAX; groups.len()];
        for (n, cue) in file.cues.iter().enumerate().rev() {
            let mut at = cue.group;
            while let Some(group) = at.and_then(|g| groups.get(g).map(|group| (g, group))) {
                keys[group.0] = n;
                at = group.1.parent.filter(|parent| *parent < group.0);
            }
        }
        for n in (0..groups.len().saturating_sub(1)).rev() {
            if keys[n] == usize::MAX {
                keys[n] = keys[n + 1];
            }
        }
        let mut tree = Tree { file, keys, children: BTreeMap::new(), spans: vec![] };
        tree.spans = tree.spans();
        for (n, group) in groups.iter().enumerate() {
            tree.children.entry(group.parent.filter(|p| *p < n)).or_default().push(Item::Group(n));
        }
        for (n, cue) in file.cues.iter().enumerate() {
            tree.children.entry(cue.group.filter(|g| *g < groups.len())).or_default().push(Item::Cue(n));
        }
        let keys = &tree.keys;
        for items in tree.children.values_mut() {
            items.sort_by_key(|item| match item {
                Item::Group(n) => (keys[*n], 0, *n),
                Item::Cue(n) => (*n, 1, *n),
            });
        }
        tree
    }

    fn spans(&self) -> Vec<(Time, Option<Time>)> {
        let groups = &self.file.head.groups;
        let mut spans: Vec<(Time, Option<Time>)> = groups.iter().map(|g| (g.start, g.end)).collect();
        let mut widen = |group: Option<usize>, start: Time, end: Option<Time>| {
            if let Some(span) = group.and_then(|g| spans.get_mut(g)) {
                span.0 = span.0.min(start);
                span.1 = span.1.zip(end).map(|(a, b)| a.max(b));
            }
        };
        for cue in &self.file.cues {
            let mut at = cue.group;
            while let Some(g) = at.filter(|g| *g < groups.len()) {
                widen(Some(g), cue.start, cue.end.map(|end| end.max(cue.start)));
                at = groups[g].parent.filter(|p| *p < g);
            }
        }
        spans
    }

    pub(super) fn write(&self, clock: &Clock, out: &mut String) {
        let Some(items) = self.children.get(&None) else { return };
        // Cues in no group stand in a division of their own.
        let loose: Vec<Item> = items.iter().copied().filter(|item| matches!(item, Item::Cue(_))).collect();
        let has_body = items.len() > loose.len();
        for item in items.iter().filter(|item| matches!(item, Item::Group(_))) {
            self.item(*item, (Time::ZERO, None), &loose, true, clock, out);
        }
        if !has_body {
            out.push_str("<body>\n<div>\n");
            loose.iter().for_each(|item| self.item(*item, (Time::ZERO, None), &[], false, clock, out));
            out.push_str("</div>\n</body>\n");
        }
    }

    fn item(
        &self,
        item: Item,
        around: (Time, Option<Time>),
        loose: &[Item],
        is_body: bool,
        clock: &Clock,
        out: &mut String,
    ) {
        let n = match item {
            Item::Cue(n) => {
                let cue = &self.file.cues[n];
                paragraph(cue, around.0, around.1, clock, out);
                out.push('\n');
                return;
            }
            Item::Group(n) => n,
        };
        let group: &Group = &self.file.head.groups[n];
        let own = self.spans[n];
        let name = if is_body { "body" } else { "div" };
        let mut attributes = times_said(own, around, clock);
        attributes.push_str(&optional("xml:lang", group.language.as_deref()));
        attributes.push_str(&reference("region", group.region.as_deref()));
        attributes.push_str(&optional("ttm:agent", group.speaker.as_deref()));
        attributes.push_str(&said(&group.id, &group.styles, &group.look, &group.kept));
        out.push_str(&format!("<{name}{attributes}>\n"));
        group.kept.markup.iter().for_each(|markup| out.push_str(markup));
        group.changes.iter().for_each(|change| write_change(change, own.0, own.1, clock, out));
        for child in self.children.get(&Some(n)).into_iter().flatten() {
            self.item(*child, own, &[], false, clock, out);
        }
        if is_body && !loose.is_empty() {
            out.push_str("<div>\n");
            loose.iter().for_each(|item| self.item(*item, own, &[], false, clock, out));
            out.push_str("</div>\n");
        }
        out.push_str(&format!("</{name}>\n"));
    }
}

fn optional(name: &str, value: Option<&str>) -> String {
    value.map(|value| format!(" {name}=\"{}\"", escaped(value))).unwrap_or_default()
}

/// An attribute that names something by its id.
fn reference(name: &str, id: Option<&str>) -> String {
    optional(name, id.map(xml_id).as_deref())
}

/// A cue as a paragraph, its times counted from `start` and left out where they are those of its group.
pub(super) fn paragraph(cue: &Cue, start: Time, end: Option<Time>, clock: &Clock, out: &mut String) {
    let mut attributes = times_said((cue.start, cue.end), (start, end), clock);
    attributes.push_str(&optional("xml:lang", cue.language.as_deref()));
    attributes.push_str(&reference("region", cue.place.region.as_deref()));
    attributes.push_str(&optional("ttm:agent", cue.speaker.as_deref()));
    attributes.push_str(&said(&cue.id, &cue.styles, &cue.look, &own_kept(&cue.kept)));
    if needs_preserving(&cue.text) {
        attributes.push_str(" xml:space=\"preserve\"");
    }
    let mut inner = String::new();
    cue.kept.markup.iter().for_each(|markup| inner.push_str(markup));
    cue.changes.iter().for_each(|change| write_change(change, cue.start, cue.end, clock, &mut inner));
    nodes(&cue.text, (cue.start, cue.end), clock, &mut inner);
    close(&format!("<p{attributes}"), &inner, "p", out);
}

fn nodes(nodes: &[Node], around: (Time, Option<Time>), clock: &Clock, out: &mut String) {
    for node in nodes {
        match node {
            Node::Stamp(_) => {}
            Node::Text(text) => out.push_str(&escaped(text).replace("&#10;", "<br/>").replace("&quot;", "\"")),
            Node::Span(span) => write_span(span, around, clock, out),
        }
    }
}

fn write_span(span: &Span, around: (Time, Option<Time>), clock: &Clock, out: &mut String) {
    let mut look = span.look.clone();
    let mut tagged = |name: &str, value: &str| look.put(name, value);
    match &span.tag {
        Tag::Plain | Tag::Voice(_) => {}
        Tag::Italic => tagged("tts:fontStyle", "italic"),
        Tag::Bold => tagged("tts:fontWeight", "bold"),
        Tag::Underline => tagged("tts:textDecoration", "underline"),
        Tag::Strike => tagged("tts:textDecoration", "lineThrough"),
        Tag::Ruby(part) => tagged("tts:ruby", ruby_name(*part)),
    }
    let own = span.shown.unwrap_or(around);
    let mut attributes = match span.shown {
        // A span that is timed says so even where it lasts as long as its cue.
        Some(_) if own == around => " begin=\"0s\"".to_owned(),
        _ => times_said(own, around, clock),
    };
    attributes.push_str(&optional("xml:lang", span.language.as_deref()));
    attributes.push_str(&said("", &span.styles, &look, &own_kept(&span.kept)));
    let mut inner = String::new();
    span.kept.markup.iter().for_each(|markup| inner.push_str(markup));
    span.changes.iter().for_each(|change| write_change(change, own.0, own.1, clock, &mut inner));
    // Letters directly in a container are the base of WebVTT's annotations.
    match span.tag {
        Tag::Ruby(Ruby::Container) => ruby_container(&span.nodes, own, clock, &mut inner),
        _ => nodes(&span.nodes, own, clock, &mut inner),
    }
    close(&format!("<span{attributes}"), &inner, "span", out);
}

fn ruby_container(children: &[Node], around: (Time, Option<Time>), clock: &Clock, out: &mut String) {
    for child in children {
        match child {
            Node::Span(span) if matches!(span.tag, Tag::Ruby(_)) => {
                nodes(std::slice::from_ref(child), around, clock, out)
            }
            other => {
                out.push_str("<span tts:ruby=\"base\">");
                nodes(std::slice::from_ref(other), around, clock, out);
                out.push_str("</span>");
            }
        }
    }
}

fn ruby_name(part: Ruby) -> &'static str {
    match part {
        Ruby::Container => "container",
        Ruby::Base => "base",
        Ruby::BaseContainer => "baseContainer",
        Ruby::Text => "text",
        Ruby::TextContainer => "textContainer",
        Ruby::Delimiter => "delimiter",
    }
}

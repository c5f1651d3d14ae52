//! The body of a TTML file: divisions, paragraphs, spans, and when each is on screen (TTML2 12).

use std::ops::Range;

use super::clock::Clock;
use super::head::{Said, read_change};
use super::space::{even, settle};
use super::xml::{Child, Element};
use crate::{Cue, Group, Head, Kept, Node, Ruby, Span, Tag, Time};

/// Cues and groups as they are found.
pub(super) struct Body<'a> {
    pub(super) clock: &'a Clock,
    pub(super) head: Head,
    pub(super) cues: Vec<(Cue, Range<usize>)>,
    /// What was odd: where in bytes, code, sentence.
    pub(super) odd: Vec<(usize, &'static str, String)>,
}

/// When something is on screen.
#[derive(Debug, Clone, Copy)]
struct Active {
    start: Time,
    end: Option<Time>,
}

/// Where in time something stands that is about to be read.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// Of the element around it.
    active: Active,
    /// Its siblings follow one another; this is where the last one ended.
    follows: Option<Time>,
}

impl Body<'_> {
    /// Reads the body element.
    pub(super) fn read(&mut self, element: &Element, preserve: bool) {
        let around = Around { active: Active { start: Time::ZERO, end: None }, follows: None };
        self.division(element, None, around, preserve);
    }

    /// Reads a body or division; gives back when it was on screen.
    fn division(&mut self, element: &Element, parent: Option<usize>, around: Around, preserve: bool) -> Active {
        let said = Said::of(element);
        let active = self.active(&said, element.range.start, around);
        let preserve = said.space.as_deref().map_or(preserve, |space| space == "preserve");
        let is_sequence = said.time("timeContainer") == Some("seq");
        let group = self.head.groups.len();
        self.head.groups.push(Group {
            id: said.id,
            parent,
            start: active.start,
            end: active.end,
            region: said.region,
            styles: said.styles,
            look: said.look,
            language: said.language,
            speaker: said.agent,
            changes: vec![],
            kept: said.kept,
        });
        let mut follows = is_sequence.then_some(active.start);
        let mut latest = Some(active.start);
        for child in element.elements() {
            let inside = Around { active, follows };
            let ended = match child.name.as_str() {
                "div" => self.division(child, Some(group), inside, preserve),
                "p" => self.paragraph(child, group, inside, preserve),
                "set" => {
                    let change = read_change(child, self.clock, active.start, active.end);
                    self.head.groups[group].changes.push(change);
                    continue;
                }
                _ => {
                    self.head.groups[group].kept.markup.push(child.markup());
                    continue;
                }
            };
            follows = follows.and(ended.end.or(active.end));
            latest = latest.zip(ended.end).map(|(a, b)| a.max(b));
        }
        // In a sequence a division without an end lasts as long as what is in it.
        let implied = if around.follows.is_some() { active.end.into_iter().chain(latest).min() } else { active.end };
        Active { end: implied, ..active }
    }

    fn paragraph(&mut self, element: &Element, group: usize, around: Around, preserve: bool) -> Active {
        let said = Said::of(element);
        let active = self.active(&said, element.range.start, around);
        let preserve = said.space.as_deref().map_or(preserve, |space| space == "preserve");
        let is_sequence = said.time("timeContainer") == Some("seq");
        let mut cue = Cue {
            id: said.id,
            start: active.start,
            end: active.end,
            styles: said.styles,
            look: said.look,
            speaker: said.agent,
            language: said.language,
            group: Some(group),
            kept: said.kept,
            ..Cue::default()
        };
        cue.place.region = said.region;
        let mut after_blank = true;
        let mut inline =
            Inline { active, follows: is_sequence.then_some(active.start), changes: vec![], markup: vec![] };
        cue.text = self.inline(element, preserve, &mut after_blank, &mut inline);
        settle(&mut cue.text);
        cue.changes = inline.changes;
        cue.kept.markup = inline.markup;
        self.cues.push((cue, element.range.clone()));
        active
    }

    fn inline(&mut self, element: &Element, preserve: bool, after_blank: &mut bool, into: &mut Inline) -> Vec<Node> {
        let mut nodes = Vec::new();
        for child in &element.children {
            let child = match child {
                Child::Text(text) => {
                    nodes.push(Node::Text(even(text, preserve, after_blank)));
                    continue;
                }
                Child::Element(child) => child,
            };
            match child.name.as_str() {
                "br" => {
                    nodes.push(Node::Text("\n".into()));
                    *after_blank = true;
                }
                "span" => nodes.push(Node::from(self.span(child, preserve, after_blank, into))),
                "set" => into.changes.push(read_change(child, self.clock, into.active.start, into.active.end)),
                _ => into.markup.push(child.markup()),
            }
        }
        nodes
    }

    fn span(&mut self, element: &Element, preserve: bool, after_blank: &mut bool, outer: &mut Inline) -> Span {
        let mut said = Said::of(element);
        let preserve = said.space.as_deref().map_or(preserve, |space| space == "preserve");
        let around = Around { active: outer.active, follows: outer.follows };
        let active = self.active(&said, element.range.start, around);
        let is_timed = !said.times.is_empty() || outer.follows.is_some();
        outer.follows = outer.follows.and(active.end);
        let is_sequence = said.time("timeContainer") == Some("seq");
        let mut inner =
            Inline { active, follows: is_sequence.then_some(active.start), changes: vec![], markup: vec![] };
        let tag = said.look.get("tts:ruby").and_then(ruby_part).map_or(Tag::Plain, Tag::Ruby);
        if tag != Tag::Plain {
            said.look.take("tts:ruby");
        }
        let nodes = self.inline(element, preserve, after_blank, &mut inner);
        let mut kept = Kept { markup: inner.markup, ..said.kept };
        let others =
            [("xml:id", Some(said.id).filter(|id| !id.is_empty())), ("region", said.region), ("ttm:agent", said.agent)];
        for (name, value) in others {
            kept.attributes.extend(value.map(|value| (name.to_owned(), value)));
        }
        Span {
            tag,
            classes: vec![],
            styles: said.styles,
            look: said.look,
            language: said.language,
            shown: is_timed.then_some((active.start, active.end)),
            changes: inner.changes,
            kept,
            nodes,
        }
    }

    /// When an element is on screen, by its attributes and what stands around it.
    fn active(&mut self, said: &Said, at: usize, around: Around) -> Active {
        let reference = around.follows.unwrap_or(around.active.start);
        let mut time = |name: &str| {
            let text = said.time(name)?;
            let read = self.clock.read(text);
            if read.is_none() {
                let sentence = format!("“{text}” is no {name} that can be read and is passed over.");
                self.odd.push((at, "time-wrong", sentence));
            }
            read
        };
        let (begin, end, dur) = (time("begin"), time("end"), time("dur"));
        let limit = around.active.end;
        let start = reference + begin.unwrap_or_default();
        let start = limit.map_or(start, |limit| start.min(limit).max(around.active.start.min(limit)));
        let until = [dur.map(|dur| start + dur), end.map(|end| reference + end), limit];
        Active { start, end: until.into_iter().flatten().min() }
    }
}

/// What a paragraph or span gathers from its children.
struct Inline {
    active: Active,
    follows: Option<Time>,
    changes: Vec<crate::Change>,
    markup: Vec<String>,
}

fn ruby_part(value: &str) -> Option<Ruby> {
    Some(match value {
        "container" => Ruby::Container,
        "base" => Ruby::Base,
        "baseContainer" => Ruby::BaseContainer,
        "text" => Ruby::Text,
        "textContainer" => Ruby::TextContainer,
        "delimiter" => Ruby::Delimiter,
        _ => return None,
    })
}

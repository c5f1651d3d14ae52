//! The head of a TTML file: styles, regions, who speaks.

use super::clock::Clock;
use super::names::is_style;
use super::xml::{Child, Element};
use crate::{Change, Head, Kept, Look, Region, Speaker, Style, Time};

/// Puts what stands in the head into the model.
pub(super) fn read_head(element: &Element, clock: &Clock, head: &mut Head) {
    for child in element.elements() {
        match child.name.as_str() {
            "styling" => read_styling(child, head),
            "layout" => read_layout(child, clock, head),
            "metadata" => {
                let rest = take_speakers(child, head);
                if !rest.attributes.is_empty() || !rest.children.is_empty() {
                    head.kept.markup.push(rest.markup());
                }
            }
            _ => head.kept.markup.push(child.markup()),
        }
    }
    // The order in which they are written: animation stands after the layout.
    head.kept.markup.sort_by_key(|markup| markup.starts_with("<animation"));
}

fn read_styling(element: &Element, head: &mut Head) {
    for child in element.elements() {
        match child.name.as_str() {
            "style" => head.styles.push(read_style(child)),
            "initial" => {
                for (name, value) in child.attributes.iter().filter(|(name, _)| is_style(name)) {
                    head.initial.put(name, value);
                }
            }
            _ => {}
        }
    }
}

fn read_style(element: &Element) -> Style {
    let said = Said::of(element);
    Style { id: said.id, styles: said.styles, look: said.look, kept: said.kept }
}

fn read_layout(element: &Element, clock: &Clock, head: &mut Head) {
    for child in element.elements().filter(|child| child.name == "region") {
        head.regions.push(read_region(child, clock));
    }
}

fn read_region(element: &Element, clock: &Clock) -> Region {
    let mut said = Said::of(element);
    let mut look = Look::new();
    let mut changes = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            // A style inside a region says what the region itself does not.
            "style" => look = look.under(&Said::of(child).look),
            "set" => changes.push(read_change(child, clock, Time::ZERO, None)),
            _ => said.kept.markup.push(child.markup()),
        }
    }
    if let Some(language) = said.language.take() {
        said.kept.attributes.push(("xml:lang".into(), language));
    }
    for (name, value) in said.times {
        let in_ticks = clock.read(&value).filter(|_| value.ends_with('t'));
        said.kept.attributes.push((name, in_ticks.map_or(value, |time| clock.written(time))));
    }
    Region { id: said.id, styles: said.styles, look: look.under(&said.look), window: None, changes, kept: said.kept }
}

/// A `set` in something that is on screen from `start` until `end`.
pub(super) fn read_change(element: &Element, clock: &Clock, start: Time, end: Option<Time>) -> Change {
    let said = Said::of(element);
    let time = |name: &str| said.times.iter().find(|(n, _)| n == name).and_then(|(_, v)| clock.read(v));
    let begin = start + time("begin").unwrap_or_default();
    let until = [time("dur").map(|dur| begin + dur), time("end").map(|at| start + at), end];
    Change { start: begin, end: until.into_iter().flatten().min(), look: said.look, kept: said.kept }
}

/// Takes the agents out of metadata; what is left is kept as it is.
fn take_speakers(metadata: &Element, head: &mut Head) -> Element {
    let mut rest = metadata.clone();
    rest.children.retain(|child| match child {
        Child::Element(agent) if agent.name == "ttm:agent" => {
            let name = agent.elements().find(|e| e.name == "ttm:name").map(Element::text).unwrap_or_default();
            let actor = agent.elements().find(|e| e.name == "ttm:actor").and_then(|e| e.get("agent"));
            head.speakers.push(Speaker {
                id: agent.get("xml:id").unwrap_or("").to_owned(),
                name: name.trim().to_owned(),
                kind: agent.get("type").unwrap_or("").to_owned(),
                played_by: actor.map(str::to_owned),
            });
            false
        }
        _ => true,
    });
    rest.children.retain(|child| !matches!(child, Child::Text(text) if text.trim().is_empty()));
    rest
}

/// What the attributes of an element say, sorted by where it goes.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) id: String,
    pub(super) styles: Vec<String>,
    pub(super) look: Look,
    pub(super) language: Option<String>,
    pub(super) region: Option<String>,
    pub(super) agent: Option<String>,
    /// `begin`, `end`, `dur`, `timeContainer`.
    pub(super) times: Vec<(String, String)>,
    pub(super) space: Option<String>,
    pub(super) kept: Kept,
}

impl Said {
    pub(super) fn of(element: &Element) -> Said {
        let mut said = Said::default();
        for (name, value) in &element.attributes {
            match name.as_str() {
                "xml:id" => said.id = value.clone(),
                "style" => said.styles = value.split_ascii_whitespace().map(str::to_owned).collect(),
                "xml:lang" => said.language = Some(value.clone()),
                "region" => said.region = Some(value.clone()),
                "ttm:agent" => said.agent = Some(value.clone()),
                "begin" | "end" | "dur" | "timeContainer" => said.times.push((name.clone(), value.clone())),
                "xml:space" => said.space = Some(value.clone()),
                _ if is_style(name) => said.look.put(name, value),
                _ => said.kept.attributes.push((name.clone(), value.clone())),
            }
        }
        said
    }

    pub(super) fn time(&self, name: &str) -> Option<&str> {
        self.times.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

//! Reading a TTML file.

use std::ops::Range;

use super::body::Body;
use super::clock::Clock;
use super::head::read_head;
use super::xml::{Element, Tree, parse};
use crate::encoding::{decode, decode_as};
use crate::source::read_text;
use crate::{Cue, File, Finding, Format, Head, Letters, Severity};

/// Reads a TTML file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    let decoded = letters(bytes);
    read_text(Format::Ttml, bytes, Some(decoded), |text, forgave| {
        let tree = parse(text);
        say_faults(&tree, text, forgave);
        tree.root.as_ref().map(|root| of_root(root, text, forgave)).unwrap_or_default()
    })
}

/// The letters of an XML file: in the encoding that it names.
pub(super) fn letters(bytes: &[u8]) -> (String, Letters) {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = opening.split_once("encoding=").map(|(_, rest)| rest);
    let label = declared.and_then(|rest| rest.get(1..)).and_then(|rest| rest.split(['"', '\'']).next());
    match label.filter(|label| !label.to_ascii_lowercase().starts_with("utf")) {
        Some(label) => decode_as(bytes, label),
        None => decode(bytes),
    }
}

fn of_root(root: &Element, text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    if root.name != "tt" {
        let sentence = format!("The outermost element is {}, not tt.", root.name);
        forgave.push(Finding::new("root-not-tt", Severity::Error, line_of(text, root.range.start), sentence));
    }
    let clock = Clock::of(root);
    let mut head = Head { rate: clock.known_rate(root), ..Head::default() };
    for (name, value) in &root.attributes {
        match name.as_str() {
            "xml:lang" => head.language = Some(value.clone()),
            // How a file counts ticks is not what it says: written anew, it counts as its times need.
            "xml:space" | "ttp:tickRate" => {}
            _ => head.kept.attributes.push((name.clone(), value.clone())),
        }
    }
    for element in root.elements().filter(|element| element.name == "head") {
        read_head(element, &clock, &mut head);
    }
    let preserve = root.get("xml:space") == Some("preserve");
    let mut body = Body { clock: &clock, head, cues: vec![], odd: vec![] };
    for element in root.elements().filter(|element| element.name == "body") {
        body.read(element, preserve);
    }
    for (at, code, sentence) in body.odd {
        forgave.push(Finding::new(code, Severity::Warning, line_of(text, at), sentence));
    }
    (body.head, body.cues)
}

fn say_faults(tree: &Tree, text: &str, forgave: &mut Vec<Finding>) {
    if let Some((at, why)) = &tree.fault {
        let sentence = format!("The file is not well-formed XML: {why}");
        forgave.push(Finding::new("not-well-formed", Severity::Error, line_of(text, *at), sentence));
    }
    for entity in &tree.unknown_entities {
        let sentence = format!("The entity {entity} is not looked up; its name stands for it.");
        forgave.push(Finding::new("entity-unknown", Severity::Warning, 1, sentence));
    }
}

/// The 1-based line of a place in bytes.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

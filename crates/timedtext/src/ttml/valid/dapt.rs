//! The further rules of DAPT, dubbing and audio description profiles of TTML2.
//!
//! Source: W3C, DAPT 1.0, Candidate Recommendation, sections 4 and 5; content descriptors and description types of
//! its registries as of 2026-11-21.

use super::grammar::is;
use super::{Element, Trial};

const CONTENT_PROFILE: &str = "http://www.w3.org/ns/ttml/profile/dapt1.0/content";
const SCRIPT_TYPES: [&str; 4] = ["originalTranscript", "translatedTranscript", "preRecording", "asRecorded"];
const ON_SCREEN: [&str; 4] = ["ON", "OFF", "ON_OFF", "OFF_ON"];
/// The roots of content descriptors; parts after a full stop make them narrower.
const DESCRIPTORS: [&str; 2] = ["audio", "visual"];
const NARROWER: [&str; 8] =
    ["dialogue", "nonDialogueSounds", "dialog", "text", "credit", "location", "title", "nonText"];
const DESCRIPTIONS: [&str; 5] = ["pronunciationNote", "scene", "plotSignificance", "note", "character"];

/// Refuses what DAPT refuses beyond TTML2.
pub(super) fn check(trial: &mut Trial<'_>, bytes: &[u8]) {
    check_serialization(trial, bytes);
    check_root(trial);
    check_agents(trial);
    check_origin(trial);
    let mut elements = Vec::new();
    with_parents(trial.root, &mut vec![], &mut elements);
    for (element, around) in elements {
        check_element(trial, element, &around);
    }
}

fn with_parents<'a>(
    element: &'a Element,
    around: &mut Vec<&'a Element>,
    found: &mut Vec<(&'a Element, Vec<&'a Element>)>,
) {
    found.push((element, around.clone()));
    around.push(element);
    element.elements().for_each(|child| with_parents(child, around, found));
    around.pop();
}

fn check_serialization(trial: &mut Trial<'_>, bytes: &[u8]) {
    let root = trial.root;
    let named = trial.tree.encoding.as_deref().is_none_or(|e| e.eq_ignore_ascii_case("utf-8"));
    if !named || std::str::from_utf8(bytes).is_err() {
        trial.refuse(root, "#serialization", "A DAPT file is written in UTF-8.".into());
    }
    if trial.tree.has_doctype || !trial.tree.unknown_entities.is_empty() {
        trial.refuse(root, "#serialization", "A DAPT file declares no entities.".into());
    }
}

fn check_root(trial: &mut Trial<'_>) {
    let root = trial.root;
    let profiles = root.get("ttp:contentProfiles").unwrap_or("");
    if !profiles.split(|c: char| c.is_ascii_whitespace() || matches!(c, '(' | ')')).any(|p| p == CONTENT_PROFILE) {
        let sentence = "ttp:contentProfiles does not name the DAPT profile.".to_owned();
        trial.refuse(root, "#contentProfiles-root", sentence);
    }
    if root.get("ttp:profile").is_some() {
        trial.refuse(root, "#profile-root", "A DAPT file has no ttp:profile.".into());
    }
    if !root.get("daptm:scriptType").is_some_and(|t| SCRIPT_TYPES.contains(&t)) {
        trial.refuse(root, "#scriptType-root", format!("daptm:scriptType is none of {}.", SCRIPT_TYPES.join(", ")));
    }
    let represents = root.get("daptm:scriptRepresents").unwrap_or("");
    let listed: Vec<&str> = represents.split_ascii_whitespace().collect();
    if listed.is_empty() || !listed.iter().all(|one| is_descriptor(one)) {
        let sentence = "daptm:scriptRepresents does not list what the script represents.".to_owned();
        trial.refuse(root, "#scriptRepresents", sentence);
    }
    if !root.get("xml:lang").is_some_and(is_language) {
        trial.refuse(root, "#xmlLang-root", "The file does not say its language.".into());
    }
}

fn is_descriptor(value: &str) -> bool {
    let mut parts = value.split('.');
    let extension = |part: &str| part.starts_with("x-") && part.len() > 2;
    let first = parts.next().unwrap_or("");
    (DESCRIPTORS.contains(&first) || extension(first)) && parts.all(|part| NARROWER.contains(&part) || extension(part))
}

/// A BCP 47 tag by its shape.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    let letters = (2..=8).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (letters || primary == "x" || primary == "i") && rest
}

fn check_agents(trial: &mut Trial<'_>) {
    let mut agents = Vec::new();
    trial.root.walk(&mut |element| {
        if element.name == "ttm:agent" {
            agents.push(element);
        }
    });
    for agent in agents {
        let id = agent.get("xml:id");
        if !id.is_some_and(|id| is(id, "<name>")) {
            trial.refuse(agent, "#agent", "An agent has no xml:id by which to call them.".into());
        }
        if !agent.elements().any(|child| child.name == "ttm:name") {
            trial.refuse(agent, "#agent", "An agent has no name.".into());
        }
        for actor in agent.elements().filter(|child| child.name == "ttm:actor") {
            let played_by = actor.get("agent").and_then(|id| trial.by_id(id));
            if !played_by.is_some_and(|other| other.name == "ttm:agent" && other.range != agent.range) {
                trial.refuse(actor, "#agent", "The actor is no other agent of the file.".into());
            }
        }
    }
}

fn check_origin(trial: &mut Trial<'_>) {
    let mut origins = Vec::new();
    trial.root.walk(&mut |element| {
        if element.name == "daptm:daptOriginTimecode" {
            origins.push(element);
        }
    });
    let rate = trial.root.get("ttp:frameRate").and_then(|rate| rate.parse::<u32>().ok());
    for (n, origin) in origins.into_iter().enumerate() {
        let text = origin.text();
        let parts: Vec<u32> = text
            .trim()
            .split([':', ';'])
            .filter(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .filter_map(|part| part.parse().ok())
            .collect();
        let right = match (parts[..].as_ref(), rate) {
            ([h, m, s, f], Some(rate)) => *h < 24 && *m < 60 && *s < 60 && *f < rate,
            _ => false,
        };
        if n > 0 || !right {
            let sentence = format!("“{}” is no single origin time code at the file's frame rate.", text.trim());
            trial.refuse(origin, "#daptOriginTimecode", sentence);
        }
    }
}

fn check_element(trial: &mut Trial<'_>, element: &Element, around: &[&Element]) {
    if let Some(value) = element.get("daptm:descType")
        && !DESCRIPTIONS.contains(&value)
        && !value.starts_with("x-")
    {
        trial.refuse(element, "#descType", format!("“{value}” is no type of description."));
    }
    if let Some(value) = element.get("daptm:onScreen")
        && !ON_SCREEN.contains(&value)
    {
        trial.refuse(element, "#onScreen", format!("“{value}” is none of {}.", ON_SCREEN.join(", ")));
    }
    if let Some(value) = element.get("daptm:langSrc")
        && !is_language(value)
    {
        trial.refuse(element, "#textLanguageSource", format!("“{value}” is no language."));
    }
    check_represents(trial, element, around);
    let parent = around.last().map_or("", |outer| outer.name.as_str());
    if element.name == "source" && parent == "source" {
        trial.refuse(element, "#source-data", "A source stands in a source.".into());
    }
    let in_data = parent == "data" && element.name == "source";
    if in_data && element.elements().next().is_none() && around.iter().any(|outer| outer.name == "source") {
        trial.refuse(element, "#source-data", "Data in a source has its bytes in it.".into());
    }
    if element.name == "audio"
        && let Some(language) = element.get("xml:lang")
        && around.iter().rev().find_map(|outer| outer.get("xml:lang")) != Some(language)
    {
        let sentence = "The recording is in another language than its text.".to_owned();
        trial.refuse(element, "#xmlLang-audio-nonMatching", sentence);
    }
}

/// Script events (divisions with an id and no division in them) represent something that the script says it represents.
fn check_represents(trial: &mut Trial<'_>, element: &Element, around: &[&Element]) {
    let listed: Vec<&str> = trial.root.get("daptm:scriptRepresents").unwrap_or("").split_ascii_whitespace().collect();
    if let Some(value) = element.get("daptm:represents") {
        let listed = listed.iter().any(|one| {
            let narrower = value.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            narrower || one.starts_with(&format!("{value}."))
        });
        if !is_descriptor(value) || !listed {
            let sentence = format!("“{value}” is not what the script says it represents.");
            trial.refuse(element, "#represents", sentence);
        }
    }
    let is_leaf = element.elements().all(|child| child.name != "div");
    let is_event = element.name == "div" && element.get("xml:id").is_some() && is_leaf;
    let said = around.iter().chain([&element]).any(|outer| outer.get("daptm:represents").is_some());
    if is_event && !said {
        trial.refuse(element, "#represents", "A script event does not say what it represents.".into());
    }
}

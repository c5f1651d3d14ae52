//! Names of the cast as they go to an outside search house: how common each is, what it clashes with, and others of the
//! same flavour that pass the same checks.

use std::collections::HashSet;

use reference::{Commonness, fold, tokens};
use serde::{Deserialize, Serialize};

use crate::{Occurrence, Record, reading::Reading, words::words};

/// A fictional full name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameCheck {
    /// As introduced.
    pub name: String,
    /// The cue under which the person speaks.
    pub cue: String,
    /// Occupation as the introduction gives it, where it does.
    pub occupation: Option<String>,
    /// Towns, states and countries in which the story plays, as headings give them.
    pub places: Vec<String>,
    /// `unlisted`, `rare`, `some`, `common`: by census figures of the United States.
    pub commonness: String,
    /// People of that name in the United States, reckoned as if first name and surname were drawn apart.
    pub people: u32,
    /// What it clashes with: public figures and the studio's own records. A census cannot say who is who.
    pub clashes: Vec<String>,
    /// Up to two others of the same flavour.
    pub alternatives: Vec<String>,
    /// Where the name is introduced.
    pub introduced: Option<Occurrence>,
    /// What was searched.
    pub searched: Vec<String>,
    /// What was not.
    pub not_searched: Vec<String>,
}

/// Every full name of the cast, in the order of appearance.
pub(crate) fn names(reading: &Reading, records: &[Record]) -> Vec<NameCheck> {
    let full = |c: &script::Character| {
        let cued = (c.name.split(' ').count() >= 2).then(|| c.name.clone());
        c.full_name.clone().or(cued).filter(|name| !name.contains(['&', '/', '#']))
    };
    let is_name = |name: &str| {
        let parts: Vec<&str> = name.split(' ').collect();
        let census = &reading.reference().census;
        let known = |w: &&str| census.is_first_name(w) || census.is_surname(w);
        parts.len() >= 2 && parts.first().is_some_and(|w| census.is_first_name(w)) && parts.last().is_some_and(known)
            || parts.len() >= 2 && parts.iter().all(|w| reading.reference().word_rank(&fold(w)).is_none())
    };
    let places = places(reading);
    reading
        .screenplay
        .characters
        .iter()
        .filter_map(|c| full(c).filter(|n| is_name(n)).map(|name| (c, name)))
        .map(|(c, name)| check(reading, c, &name, &places, records))
        .collect()
}

fn check(
    reading: &Reading,
    character: &script::Character,
    name: &str,
    places: &[String],
    records: &[Record],
) -> NameCheck {
    let parts: Vec<&str> = name.split(' ').collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let (grade, people) = reading.reference().census.commonness(first, last);
    let introduced = character.introduced.and_then(|line| introduction(reading, line, name));
    let occupation = introduced.as_ref().and_then(|o| occupation(&o.excerpt, name));
    let (searched, not_searched) = crate::search::searches(crate::Category::FictionalName, &[], records.len());
    NameCheck {
        name: title_case(name),
        cue: character.name.clone(),
        occupation,
        places: places.to_vec(),
        commonness: match grade {
            Commonness::Unlisted => "unlisted",
            Commonness::Rare => "rare",
            Commonness::Some => "some",
            Commonness::Common => "common",
        }
        .into(),
        people,
        clashes: clashes(reading, name, records),
        alternatives: alternatives(reading, first, last, records),
        introduced,
        searched,
        not_searched,
    }
}

/// Public figures and records of the same name.
fn clashes(reading: &Reading, name: &str, records: &[Record]) -> Vec<String> {
    let mut out: Vec<String> = reading
        .reference()
        .lexicon
        .named(name)
        .into_iter()
        .filter(|t| t.kind.is_person() || t.kind == reference::TermKind::Character)
        .map(|t| format!("{} ({})", t.name, t.list))
        .collect();
    let same = records.iter().filter(|r| fold(&r.entity) == fold(name));
    out.extend(same.map(|r| format!("record {}: {}, {}", r.id, r.title, r.outcome)));
    out
}

/// Two surnames of the same beginning and make, borne by very many or by nobody, with the first name kept: Jack Murphy,
/// Jack Moriarty. Each passes the checks that the name itself had to pass, and nobody in the script has it.
fn alternatives(reading: &Reading, first: &str, last: &str, records: &[Record]) -> Vec<String> {
    let census = &reading.reference().census;
    let taken: HashSet<String> = reading.cast.iter().chain(&reading.people).cloned().collect();
    let initial = fold(last).chars().next();
    let share = |name: &String| {
        (name.len() as i64 - last.len() as i64).abs() + if flavour(name) == flavour(last) { 0 } else { 20 }
    };
    let mut fitting: Vec<&String> = census
        .surnames_by_rank()
        .iter()
        .take(6000)
        .filter(|n| fold(n).chars().next() == initial && fold(n) != fold(last) && !taken.contains(&fold(n)))
        .filter(|n| reading.reference().word_rank(&fold(n)).is_none_or(|r| r > 3000))
        .collect();
    fitting.sort_by_key(|n| share(n));
    let passes = |surname: &&&String| {
        let name = format!("{first} {surname}");
        census.commonness(first, surname).0 != Commonness::Rare && clashes(reading, &name, records).is_empty()
    };
    fitting.iter().filter(passes).take(2).map(|surname| title_case(&format!("{first} {surname}"))).collect()
}

/// What a surname sounds like: its first syllable's mark or its ending.
fn flavour(surname: &str) -> &'static str {
    const MARKS: [(&str, bool); 14] = [
        ("mc", true),
        ("mac", true),
        ("o'", true),
        ("van", true),
        ("de", true),
        ("fitz", true),
        ("son", false),
        ("sen", false),
        ("ski", false),
        ("ez", false),
        ("stein", false),
        ("berg", false),
        ("man", false),
        ("ini", false),
    ];
    let lower = surname.to_lowercase();
    let has = |(mark, front): &&(&str, bool)| if *front { lower.starts_with(mark) } else { lower.ends_with(mark) };
    MARKS.iter().find(has).map_or("", |(mark, _)| mark)
}

fn introduction(reading: &Reading, line: usize, name: &str) -> Option<Occurrence> {
    let passage = reading.passages.iter().rev().find(|p| p.line <= line)?;
    let first = name.split(' ').next()?;
    let start = passage.text.find(name).or_else(|| passage.text.find(first))?;
    let end = start + if passage.text[start..].starts_with(name) { name.len() } else { first.len() };
    Some(passage.occurrence(reading.document, reading.screenplay, start, end))
}

/// The first word for an occupation behind the name, in the sentence of the introduction.
fn occupation(paragraph: &str, name: &str) -> Option<String> {
    let after = &paragraph[paragraph.find(name).map_or(0, |at| at + name.len())..];
    let sentence = after.split(['.', '!']).next().unwrap_or(after);
    tokens(sentence).into_iter().take(14).map(|t| t.folded).find(|w| words().professions.contains(w))
}

/// Places of the map that headings name.
fn places(reading: &Reading) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for scene in &reading.screenplay.scenes {
        for part in scene.place.split([',', '/']).flat_map(|p| p.split(" - ")) {
            let folded: Vec<String> = tokens(part).into_iter().map(|t| t.folded).collect();
            let name = title_case(part.trim());
            if reading.reference().is_place(&folded) && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

fn title_case(name: &str) -> String {
    let word = |w: &str| {
        let mut chars = w.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        let all_capitals = w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if all_capitals { first + &chars.as_str().to_lowercase() } else { w.to_owned() }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

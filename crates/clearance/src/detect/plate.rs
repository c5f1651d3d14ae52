//! Licence plates: in the forms that countries have, or whatever stands where a plate is spoken of.

use std::sync::LazyLock;

use regex::Regex;

use super::{pattern, spoken::said};
use crate::{
    Category,
    mention::{Found, Mention},
    passage::Passage,
    reading::Reading,
};

/// Words that say that a plate is meant.
static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:licen[cs]e (?:plates?|number|no)|number plates?|(?:vanity |back |front |rear |car |out-of-state )?plates?\b|registration(?: number)?\b|licen[cs]e tags?|tags? (?:number|reads)|plaque d'immatriculation|kennzeichen|matr[ií]cula|targa)",
    )
});

/// Forms that are plates even where nobody says so: long enough to be nothing else.
static SHAPES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[A-Z]{2}\d{2} [A-Z]{3}|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}|[1-9][A-Z]{3}\d{3}|\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3})\b",
    )
});

/// What may stand on a plate. At least one digit, or it must be set off or in capitals behind the word plate.
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z0-9ÄÖÜ]{1,4}(?:[- ·•.]?[A-Z0-9]{1,5}){0,2}\b"));

/// Bytes of a sentence before and behind the word plate in which it is looked for.
const REACH: usize = 70;

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.passages.iter().enumerate() {
        for hit in SHAPES.find_iter(&passage.text) {
            if !is_no_plate(&passage.text, hit.start(), hit.as_str()) {
                add(found, index, hit.start(), hit.end(), hit.as_str());
            }
        }
        for word in SPEAKS.find_iter(&passage.text) {
            near(index, passage, word.end(), word.start(), found);
        }
    }
}

/// The first thing behind the word that could stand on a plate, or the last before it.
fn near(index: usize, passage: &Passage, behind: usize, before: usize, found: &mut Found) {
    let text = &passage.text;
    let reach = clamp(text, behind + REACH);
    let after = &text[behind..reach];
    for hit in WRITTEN.find_iter(after) {
        let (start, end) = (behind + hit.start(), behind + hit.end());
        if looks_like_a_plate(passage, start, end) {
            add(found, index, start, end, hit.as_str());
            return;
        }
    }
    let words: Vec<_> = passage
        .words
        .iter()
        .filter(|w| w.token.start >= behind && w.token.end <= reach)
        .map(|w| w.token.clone())
        .collect();
    if let Some(run) = said(&words, 4).into_iter().find(|r| r.value.bytes().any(|b| b.is_ascii_digit())) {
        add(found, index, run.start, run.end, &run.value);
        return;
    }
    let from = clamp(text, before.saturating_sub(40));
    let last = WRITTEN.find_iter(&text[from..before]).last();
    if let Some(hit) = last.filter(|h| looks_like_a_plate(passage, from + h.start(), from + h.end())) {
        add(found, index, from + hit.start(), from + hit.end(), hit.as_str());
    }
}

fn looks_like_a_plate(passage: &Passage, start: usize, end: usize) -> bool {
    let written = &passage.text[start..end];
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let long_enough = (4..=10).contains(&(digits + letters));
    let vanity = letters >= 3
        && digits == 0
        && !passage.capitals
        && (passage.is_set_off(start, end) || behind_reading(passage, start));
    long_enough && (digits >= 1 && letters >= 1 || digits >= 4) && !is_no_plate(&passage.text, start, written)
        || vanity && letters <= 8
}

/// `reads GOTCHA`, `says BIGDOG`.
fn behind_reading(passage: &Passage, start: usize) -> bool {
    let before = passage.text[..start].trim_end_matches([' ', ':', '"', '“', '\'']);
    ["reads", "says", "reading", "spells", "plate", "is"].iter().any(|w| before.ends_with(w))
}

/// Years, times, decades, calibres and routes are no plates.
fn is_no_plate(text: &str, start: usize, written: &str) -> bool {
    let before = text[..start].trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    let year = written.len() == 4
        && (written.starts_with("19") || written.starts_with("20"))
        && written.bytes().all(|b| b.is_ascii_digit());
    year || ["flight", "room", "route", "highway", "gate", "channel"].contains(&before.as_str())
}

fn add(found: &mut Found, passage: usize, start: usize, end: usize, written: &str) {
    let entity: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    found.add(Mention::new(Category::Plate, entity, "unknown", (passage, start, end)));
}

fn clamp(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

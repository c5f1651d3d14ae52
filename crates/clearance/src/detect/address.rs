//! Street addresses, in the forms of several countries, with the number in digits or in words.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::{
    Category,
    mention::{Found, Mention},
    reading::Reading,
};

/// Kinds of street; a test holds that each is found.
const STREETS: &str = r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|Ter|Way|Parkway|Pkwy|Highway|Hwy|Square|Sq|Crescent|Close|Mews|Row|Gardens|Grove|Walk|Alley|Circle|Cir|Loop|Trail|Pike|Turnpike|Plaza|Quay|Hill|Green|Embankment|Wharf";
const COUNT: &str = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh|zero)";
const WORD: &str = r"[A-ZÀ-Þ0-9][\w'’.-]*";

static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:\d{{1,6}}(?:[-–/]\d{{1,4}})?[A-Za-z]?|(?i:{COUNT}(?:[- ](?:and )?{COUNT}){{0,4}})),? (?:(?:North|South|East|West|N|S|E|W|NE|NW|SE|SW|NORTH|SOUTH|EAST|WEST)\.? )?(?:{WORD} ){{1,4}}?(?:{STREETS}|{upper})\b\.?",
        upper = STREETS.to_uppercase()
    ))
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\d{1,5}[A-Za-z]? (?:Broadway|BROADWAY|Bowery|Wall Street|Park Avenue|Avenue [A-Z]|Avenue of the [A-Z]\w+|(?:First|Second|Third|Fifth|Sixth|Seventh|Eighth) (?:Avenue|Street))\b",
    )
});
static BOX: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:P\.? ?O\.? ?|post office )box \d{1,6}\b"));
static FRENCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|allée|impasse|chemin|cours|passage|RUE|AVENUE|BOULEVARD|PLACE|QUAI) (?:(?:de|du|des|de la|de l'|d'|DE|DU|DES) ?(?:la |LA )?)?[A-ZÀ-Þ][\w'’À-ÿ-]*(?:[ -][A-ZÀ-Þ][\w'’À-ÿ-]*)*",
    )
});
static GERMAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|gasse|platz|allee|weg|damm|ufer|ring|STRASSE|ALLEE|GASSE|PLATZ) \d{1,4}[a-z]?\b|\b[A-ZÄÖÜ][\wäöüß]+(?:er|e) (?:Straße|Allee|Platz|Weg|Damm) \d{1,4}[a-z]?\b",
    )
});
static ROMANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Calle|Avenida|Plaza|Paseo|Via|Viale|Corso|Piazza|Rua|Avenida|Praça|CALLE|AVENIDA|VIA|PIAZZA|RUA) (?:(?:de|del|della|dei|da|do|la|las|los) )*[A-ZÀ-Þ][\wÀ-ÿ'’-]*(?: [A-ZÀ-Þ][\wÀ-ÿ'’-]*)*,? (?:n[.º°]? ?)?\d{1,4}\b",
    )
});
static ZIP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?, [A-Z]{2} \d{5}(?:-\d{4})?\b"));
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b"));

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.passages.iter().enumerate() {
        for expression in [&ENGLISH, &NAMED, &BOX, &FRENCH, &GERMAN, &ROMANCE, &ZIP, &POSTCODE] {
            for hit in
                expression.find_iter(&passage.text).filter(|h| !is_no_address(&passage.text, h.as_str(), h.end()))
            {
                let entity =
                    reference::tokens(hit.as_str()).into_iter().map(|t| t.folded).collect::<Vec<_>>().join(" ");
                found.add(Mention::new(Category::Address, entity, "unknown", (index, hit.start(), hit.end())));
            }
        }
    }
}

/// `20 St. Bernards`, `3 Dr. Pepper cans`, `one Big Way out`: what follows shows that no street is meant.
fn is_no_address(text: &str, written: &str, end: usize) -> bool {
    let last = written.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let next = text[end..].trim_start().chars().next();
    let titles = ["St", "Dr", "DR", "ST"].contains(&last)
        && next.is_some_and(char::is_uppercase)
        && !text[end..].starts_with(',');
    let words = written.split(' ').count();
    let vague =
        ["Way", "Place", "Court", "Close", "Green", "Hill", "Row", "Walk", "Drive"].contains(&last) && words < 3;
    titles || vague
}

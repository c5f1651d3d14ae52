//! Numbers of cards, accounts, people and papers.

use std::sync::LazyLock;

use regex::Regex;

use super::{pattern, spoken::said};
use crate::{
    Category,
    mention::{Found, Mention},
    reading::Reading,
};

static SOCIAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b"));
static CARD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:\d{4}[ -]?){3}\d{4}(?:[ -]?\d{3})?\b|\b3[47]\d{2}[ -]?\d{6}[ -]?\d{5}\b"));
static IBAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"));
static VIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-HJ-NPR-Z0-9]{17}\b"));
static INSURANCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"));
/// A word for a paper or account, perhaps `number`, and what follows it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    const PAPERS: &str = "account|routing|sort code|passport|social(?: security)?|ssn|badge|policy|serial|driver'?s licen[cs]e|medical record|credit card|debit card|pin|inmate|prisoner|docket|vin|shield|dog ?tags?|national insurance|steuernummer|kontonummer|num[ée]ro de compte";
    const NUMBERED: &str = "card|case|file|id|identification|booking|tracking|confirmation|insurance|tax|employee|student|patient|member(?:ship)?|visa|green card|policy|ticket|flight|order|reference|claim|license|licence";
    pattern(&format!(
        r"(?i)\b(?:(?:{PAPERS})(?:\s+(?:number|no\.?|num|code|#|id))?|(?:{NUMBERED})\s+(?:number|no\.?|num|code|#))(?:\s+(?:is|was|reads|ending(?: in)?|of))?\s*[:#]?\s*#?((?:[A-Z]{{0,4}}[- ]?)?\d[\dA-Z]*(?:[- ./]?[\dA-Z]*\d[\dA-Z]*){{0,6}})"
    ))
});
/// A telephone number on a card is no number of the card.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(?\d{3}\)?[-. ][\dOoSIl]{3}[-. ][\dOoSIl]{4}$"));
/// Words before which digits that are said are a number of a paper.
static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:account|routing|passport|social(?: security)?|ssn|badge|policy|serial|credit card|debit card|inmate|case number|pin|license number|licence number|confirmation number)\b(?: (?:number|no|code))?[^.!?]{0,25}",
    )
});

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.passages.iter().enumerate() {
        let text = &passage.text;
        for (expression, form) in [
            (&IBAN, Form::Iban),
            (&VIN, Form::Vin),
            (&CARD, Form::Digits),
            (&SOCIAL, Form::Digits),
            (&INSURANCE, Form::Digits),
        ] {
            for hit in expression.find_iter(text).filter(|h| is_sound(form, h.as_str(), text, h.start(), h.end())) {
                add(found, index, hit.start(), hit.end(), hit.as_str());
            }
        }
        for hit in NAMED.captures_iter(text).filter_map(|c| c.get(1)) {
            let digits = hit.as_str().bytes().filter(u8::is_ascii_digit).count();
            if digits >= 4 && !is_year(hit.as_str()) && !TELEPHONE.is_match(hit.as_str()) {
                add(found, index, hit.start(), hit.end(), hit.as_str());
            }
        }
        for word in SPEAKS.find_iter(text) {
            let words: Vec<_> =
                passage.words.iter().filter(|w| w.token.start >= word.start()).map(|w| w.token.clone()).collect();
            let first = said(&words, 4).into_iter().find(|r| r.start <= word.end());
            if let Some(run) = first.filter(|r| r.value.bytes().filter(u8::is_ascii_digit).count() >= 4) {
                add(found, index, run.start, run.end, &run.value);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Form {
    Iban,
    Vin,
    Digits,
}

/// Enough digits, and no more of them on either side.
fn is_sound(form: Form, written: &str, text: &str, start: usize, end: usize) -> bool {
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let letters = written.bytes().filter(u8::is_ascii_uppercase).count();
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    let mut after = text[end..].chars();
    let goes_on = touches(after.next()) && after.next().is_some_and(|c| c.is_ascii_digit());
    match form {
        Form::Vin => digits >= 5 && letters >= 3,
        Form::Iban => digits >= 10,
        Form::Digits => !goes_on && !touches(text[..start].chars().next_back()),
    }
}

fn is_year(written: &str) -> bool {
    written.len() == 4 && (written.starts_with("19") || written.starts_with("20"))
}

fn add(found: &mut Found, passage: usize, start: usize, end: usize, written: &str) {
    let entity: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    found.add(Mention::new(Category::Identifier, entity, "unknown", (passage, start, end)));
}

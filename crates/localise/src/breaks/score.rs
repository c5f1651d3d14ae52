//! What each place and each line costs.

use super::Place;
use super::words::{Kind, lexicon};

/// What a place costs by what stands before and after it. Worked out on two-line subtitles of our own
/// (`tests/breaks.rs`), in steps of what one half-character of unevenness costs.
const AFTER_SENTENCE: i64 = -60;
const AFTER_CLAUSE: i64 = -44;
const BEFORE_CONJUNCTION: i64 = -26;
const BEFORE_PREPOSITION: i64 = -10;
const AFTER_DETERMINER: i64 = 70;
const AFTER_PREPOSITION: i64 = 52;
const AFTER_CONJUNCTION: i64 = 34;
const AFTER_AUXILIARY: i64 = 26;
const AFTER_PRONOUN: i64 = 40;
const AFTER_TITLE: i64 = 90;
const INSIDE_NAME: i64 = 60;
const AFTER_NUMBER: i64 = 40;

/// The blanks of a text as places, with what each costs in a language.
pub(super) fn places(text: &str, language: &str) -> Vec<Place> {
    let lexicon = lexicon(language);
    let mut places = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let before = text[..at].rsplit(' ').next().unwrap_or("");
        let after = text[at + 1..].split(' ').next().unwrap_or("");
        if before.is_empty() || after.is_empty() {
            continue;
        }
        let sentence_start = at <= before.len() || text[..at - before.len()].trim_end().ends_with(['.', '!', '?', '…']);
        let cost = cost(before, after, sentence_start, |word| lexicon.map_or(Kind::NONE, |l| l.kind(word)));
        places.push(Place { end: at, next: at + 1, cost });
    }
    places
}

fn cost(before: &str, after: &str, before_starts: bool, kind: impl Fn(&str) -> Kind) -> i64 {
    let last = before.trim_end_matches(['"', '”', '»', '’', ')']).chars().last().unwrap_or(' ');
    if matches!(last, '.' | '!' | '?' | '…' | ':') && !kind(before).title {
        return AFTER_SENTENCE;
    }
    if matches!(last, ',' | ';' | '–' | '—') || before.ends_with("--") {
        return AFTER_CLAUSE;
    }
    let (left, right) = (kind(before), kind(after));
    let mut cost = 0;
    if right.conjunction {
        cost += BEFORE_CONJUNCTION;
    } else if right.preposition {
        cost += BEFORE_PREPOSITION;
    }
    cost += match left {
        _ if left.title => AFTER_TITLE,
        _ if left.determiner => AFTER_DETERMINER,
        _ if left.preposition => AFTER_PREPOSITION,
        _ if left.conjunction => AFTER_CONJUNCTION,
        _ if left.pronoun => AFTER_PRONOUN,
        _ if left.auxiliary => AFTER_AUXILIARY,
        _ => 0,
    };
    let upper = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if upper(before) && upper(after) && !before_starts {
        cost += INSIDE_NAME;
    }
    if before.bytes().all(|b| b.is_ascii_digit()) {
        cost += AFTER_NUMBER;
    }
    cost
}

/// What a line costs by its length in half-characters; `most` fit, and `previous` is the line above.
pub(super) fn line(length: i64, most: i64, previous: Option<i64>) -> i64 {
    let over = (length - most).max(0);
    let uneven = previous.map_or(0, |previous| {
        let difference = previous - length;
        // Bottom-heavy is better than top-heavy.
        if difference > 0 { difference * 5 / 4 } else { -difference }
    });
    // A line of its own costs something, so that one line is not made two.
    20 + over * 2000 + uneven
}

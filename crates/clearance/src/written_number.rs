//! Telephone numbers as they are written in a line of a script: in digits or in words.
//!
//! Only what can be dialled is taken: emergency numbers, years, sums, dates and card numbers are not. A number
//! that is split over two lines is not found yet.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

/// A number found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenNumber {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// Its digits, with the `+` where it is written.
    pub dialled: String,
}

/// The telephone numbers in a line, in order.
pub fn written_numbers(line: &str) -> Vec<WrittenNumber> {
    let invites = invites_a_call(line);
    let mut found: Vec<WrittenNumber> = runs_of_digits(line).filter(|n| is_dialled(n, line, invites)).collect();
    found.extend(spoken_numbers(line));
    found.sort_by_key(|n| n.range.start);
    found
}

/// Fewest digits that anyone dials to reach a person, and the most that exist (ITU-T E.164, with `00`).
const DIGITS: Range<usize> = 7..18;

/// Stretches of digits and the punctuation of telephone numbers.
fn runs_of_digits(line: &str) -> impl Iterator<Item = WrittenNumber> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices() {
        let part = c.is_ascii_digit() || is_joint(c);
        match runs.last_mut() {
            Some(run) if part && run.end == at => run.end = at + c.len_utf8(),
            _ if c.is_ascii_digit() || c == '+' || c == '(' => runs.push(at..at + c.len_utf8()),
            _ => {}
        }
    }
    runs.into_iter().map(move |run| {
        // What joins digits does not end a number: "555-0142 (" is "555-0142".
        let kept = line[run.clone()].trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        let range = run.start..run.start + kept;
        let dialled = line[range.clone()].chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        WrittenNumber { range, dialled }
    })
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '.' | '(' | ')' | '/')
}

/// Whether a run is written as numbers are that one dials.
fn is_dialled(number: &WrittenNumber, line: &str, invites: bool) -> bool {
    let written = &line[number.range.clone()];
    let digits = number.dialled.trim_start_matches('+').len();
    if !DIGITS.contains(&digits) || touches_a_word(line, &number.range) || is_date_or_sum(line, written, number) {
        return false;
    }
    let groups: Vec<usize> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).map(str::len).collect();
    if number.dialled.starts_with('+') || number.dialled.starts_with("00") {
        return true;
    }
    match groups[..] {
        // 555-0142; with a blank between them, only where a call is spoken of or the exchange is 555.
        [3, 4] => !written.contains(' ') || invites || number.dialled.starts_with("555"),
        // 212-555-0142, (212) 555-0142, 1-800-555-0199
        [3, 3, 4] | [1, 3, 3, 4] | [3, 7] => true,
        // 020 7946 0958, 07700 900123, 01 99 00 12 34: the trunk prefix opens it.
        [first, _, ..] if first > 1 && number.dialled.starts_with('0') => digits >= 9,
        // Anything else is a number of something, unless a call is spoken of.
        _ => invites && digits >= 7,
    }
}

/// `B555-0142` or `555-0142X` is a part number.
fn touches_a_word(line: &str, range: &Range<usize>) -> bool {
    let before = line[..range.start].chars().next_back();
    let after = line[range.end..].chars().next();
    [before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || matches!(c, '#' | '$' | '£' | '€' | '%'))
}

/// `2026-11-21`, `12.11.2026`, `1985-1990`, `1,555,0142` and IPv4 addresses.
fn is_date_or_sum(line: &str, written: &str, number: &WrittenNumber) -> bool {
    let groups: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let is_year = |g: &&str| g.len() == 4 && (g.starts_with("18") || g.starts_with("19") || g.starts_with("20"));
    let date = lengths.iter().all(|&l| l <= 4)
        && lengths.len() <= 3
        && groups.iter().any(is_year)
        && lengths.iter().filter(|&&l| l == 4).count() + lengths.iter().filter(|&&l| l <= 2).count() == lengths.len();
    let address = lengths.len() == 4 && written.matches('.').count() == 3 && lengths.iter().all(|&l| l <= 3);
    let sum = line[number.range.end..].starts_with(',')
        && line[number.range.end + 1..].starts_with(|c: char| c.is_ascii_digit())
        || line[..number.range.start].ends_with(',')
            && line[..number.range.start].trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit());
    date || address || sum
}

/// Numbers that are spelled out: "five five five, oh one four two".
fn spoken_numbers(line: &str) -> Vec<WrittenNumber> {
    let mut found = Vec::new();
    for language in &lexicon().language {
        let mut open: Option<WrittenNumber> = None;
        let mut repeat = 1;
        for word in words(line) {
            let lower = line[word.clone()].to_lowercase();
            // "area code" and the dash that people say go on with the number; so does a line's punctuation.
            if let Some(&times) = language.repeats.get(&lower) {
                repeat = times;
            } else if let Some(digit) = language.digits.get(&lower) {
                let number = open.get_or_insert_with(|| WrittenNumber { range: word.clone(), dialled: String::new() });
                number.range.end = word.end;
                number.dialled.push_str(&digit.repeat(repeat));
                repeat = 1;
            } else {
                found.extend(open.take());
                repeat = 1;
            }
        }
        found.extend(open);
    }
    found.retain(|n| DIGITS.contains(&n.dialled.len()));
    found
}

fn invites_a_call(line: &str) -> bool {
    words(line).any(|word| {
        let lower = line[word].to_lowercase();
        lexicon().language.iter().any(|l| l.dialling.contains(&lower))
    })
}

/// The words of a line: runs of letters.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + line[rest..].find(char::is_alphabetic)?;
        let length = line[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(line.len() - start);
        rest = start + length;
        Some(start..rest)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    #[serde(rename = "as_of")]
    _as_of: String,
    #[serde(rename = "source")]
    _source: String,
    language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    #[serde(rename = "tag")]
    _tag: String,
    /// Words for digits.
    digits: BTreeMap<String, String>,
    /// Words that repeat the next digit.
    repeats: BTreeMap<String, usize>,
    /// Words that say that a number is one to dial.
    dialling: Vec<String>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        toml::from_str(include_str!("../lexicons/phone.toml"))
            .unwrap_or_else(|e| panic!("lexicons/phone.toml, compiled in and read by a test: {e}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks what was found under the line, and compares.
    #[track_caller]
    fn check(line: &str, marks: &str) {
        let mut drawn = vec![' '; line.chars().count()];
        for number in written_numbers(line) {
            let start = line[..number.range.start].chars().count();
            let length = line[number.range].chars().count();
            drawn[start..start + length].fill('^');
        }
        let drawn: String = drawn.into_iter().collect();
        assert_eq!(drawn.trim_end(), marks, "\n{line}\n{drawn}");
    }

    #[test]
    fn numbers_that_one_dials() {
        check("Call 555-0142 (it's new).", "     ^^^^^^^^");
        check("It reads (212) 555-0142.", "         ^^^^^^^^^^^^^^");
        check("Try +44 (0)20 7946 0958, or 07700 900123", "    ^^^^^^^^^^^^^^^^^^^     ^^^^^^^^^^^^");
        check("1-800-555-0199 or 212.555.0142.", "^^^^^^^^^^^^^^    ^^^^^^^^^^^^");
        check("My number: 5550142", "           ^^^^^^^");
        check("Le 01 99 00 12 34.", "   ^^^^^^^^^^^^^^");
    }

    #[test]
    fn numbers_in_words() {
        check("Five five five, oh one four two. Ask for Mara.", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^");
        check(
            "It's oh double seven, double oh nine one two three.",
            "     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        );
        check("One two three four, I declare.", "");
    }

    #[test]
    fn numbers_of_other_things() {
        for line in [
            "Dial 911.",
            "On 2026-11-21, from 1985-1990, born 12.11.1961.",
            "It cost $5,550,142 or 5550142 francs.",
            "Part B555-0142, room 1408, 192.168.100.200.",
            "Card 4111 1111 1111 1111 1111",
            "Bus 100 2000 people.",
            "",
        ] {
            check(line, "");
        }
    }
}

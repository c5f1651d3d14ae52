//! Telephone numbers as they are written in a line of a script: in digits or in words.
//!
//! Only what can be dialled is taken: emergency numbers, years, sums, dates and card numbers are not. Letters that a
//! bad scan put for digits are read as the digits they look like.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use serde::Deserialize;

use crate::detect::pattern;

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
    let repaired = repaired(line);
    let invites = invites_a_call(&repaired);
    let mut found: Vec<WrittenNumber> =
        runs_of_digits(&repaired).filter(|n| is_dialled(n, &repaired, invites)).collect();
    found.extend(spoken_runs(&repaired).filter(|n| DIGITS.contains(&n.dialled.len())));
    found.extend(lettered_numbers(line));
    found.sort_by_key(|n| (n.range.start, std::cmp::Reverse(n.range.end)));
    let mut end = 0;
    found.retain(|n| {
        n.range.start >= end && {
            end = n.range.end;
            true
        }
    });
    found
}

/// Digits that stand together, written or said, however many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digits {
    /// Their bytes.
    pub(crate) range: Range<usize>,
    /// The digits.
    pub(crate) value: String,
    /// Whether the text says nothing else.
    pub(crate) whole: bool,
}

/// Every run of digits of a text, in order.
pub(crate) fn digit_runs(text: &str) -> Vec<Digits> {
    let repaired = repaired(text);
    let runs = runs_of_digits(&repaired).chain(spoken_runs(&repaired));
    let whole = |r: &Range<usize>| {
        !text[..r.start].contains(char::is_alphanumeric) && !text[r.end..].contains(char::is_alphanumeric)
    };
    let mut runs: Vec<Digits> =
        runs.map(|n| Digits { whole: whole(&n.range), value: n.dialled, range: n.range }).collect();
    runs.sort_by_key(|r| r.range.start);
    runs
}

/// Letters that scans put for digits, byte for byte.
const LOOKS_LIKE: [(u8, u8); 8] =
    [(b'O', b'0'), (b'o', b'0'), (b'Q', b'0'), (b'l', b'1'), (b'I', b'1'), (b'S', b'5'), (b'B', b'8'), (b'Z', b'2')];

/// The line with such letters read as digits, where most of what stands between two blanks is digits.
fn repaired(line: &str) -> String {
    let mut out: Vec<u8> = line.as_bytes().to_vec();
    let mut start = 0;
    for end in (0..=out.len()).filter(|&i| i == line.len() || line.as_bytes()[i] == b' ').collect::<Vec<_>>() {
        let chunk = &line.as_bytes()[start..end];
        let digit = |b: &u8| LOOKS_LIKE.iter().find(|(letter, _)| letter == b).map(|(_, d)| *d);
        let letters = chunk.iter().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
        let digits = chunk.iter().filter(|b| b.is_ascii_digit()).count();
        let readable = chunk.iter().all(|b| !b.is_ascii_alphabetic() || digit(b).is_some()) && chunk.is_ascii();
        let opens = chunk.iter().find(|b| b.is_ascii_alphanumeric());
        let led = opens.is_some_and(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o'));
        if letters > 0 && digits > letters && digits >= 3 && readable && led {
            (start..end).for_each(|i| out[i] = digit(&out[i]).unwrap_or(out[i]));
        }
        start = end + 1;
    }
    String::from_utf8(out).unwrap_or_else(|_| line.to_owned())
}

/// `1-800-FLOWERS`, `KLondike 5-0142`: letters stand for the digits of the keypad.
fn lettered_numbers(line: &str) -> impl Iterator<Item = WrittenNumber> {
    static TOLL_FREE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:1[-. ])?\(?8(?:00|88|77|66|55|44|33|22)\)?[-. ](?:\d-?)?[A-Z]{3,}(?:-?[A-Z0-9]+)*\b")
    });
    static EXCHANGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2}(?:[a-z]{2,8}|[A-Z]{2,8})? ?\d-\d{4}\b"));
    let keyed = |text: &str| text.chars().filter_map(key).collect::<String>();
    let toll_free = TOLL_FREE.find_iter(line).map(move |m| {
        let digits = keyed(m.as_str());
        let length = if digits.starts_with('1') { 11 } else { 10 };
        WrittenNumber { range: m.range(), dialled: digits.chars().take(length).collect() }
    });
    let exchange = EXCHANGE.find_iter(line).map(move |m| {
        let digits: String = m.as_str().chars().filter(char::is_ascii_digit).collect();
        WrittenNumber { range: m.range(), dialled: keyed(&m.as_str()[..2]) + &digits }
    });
    toll_free.filter(|n| n.dialled.len() >= 10).chain(exchange)
}

/// The digit of a key of the telephone.
fn key(c: char) -> Option<char> {
    const KEYS: [(&str, char); 8] = [
        ("ABC", '2'),
        ("DEF", '3'),
        ("GHI", '4'),
        ("JKL", '5'),
        ("MNO", '6'),
        ("PQRS", '7'),
        ("TUV", '8'),
        ("WXYZ", '9'),
    ];
    let upper = c.to_ascii_uppercase();
    if c.is_ascii_digit() { Some(c) } else { KEYS.iter().find(|(letters, _)| letters.contains(upper)).map(|(_, d)| *d) }
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

/// Numbers that are spelled out: "five five five, oh one four two", "eight hundred five five five oh one ninety-nine".
fn spoken_runs(line: &str) -> impl Iterator<Item = WrittenNumber> {
    let mut found = Vec::new();
    for language in &lexicon().language {
        let mut open: Option<Spoken> = None;
        for word in spoken_words(line) {
            let lower = line[word.clone()].to_lowercase();
            // "Seventeen-fifty. Nineteen hundred." are two sums; "Five five five. Oh one four two." is one number.
            let stops = open.as_ref().is_some_and(|o| line[o.range.end..word.start].contains(['.', '!', '?']));
            let one = language.digits.get(&lower).is_some_and(|d| d.len() == 1);
            if stops && !(one && open.as_ref().is_some_and(|o| o.single)) {
                found.extend(open.take().and_then(Spoken::finished));
            }
            match open.take().unwrap_or_else(|| Spoken::at(word.start)).with(&lower, word.clone(), language) {
                Ok(on) => open = Some(on),
                Err(run) => found.extend(run.finished()),
            }
        }
        found.extend(open.and_then(Spoken::finished));
    }
    found.into_iter()
}

/// A number while it is being said.
struct Spoken {
    range: Range<usize>,
    value: String,
    repeat: usize,
    /// The last two digits were said as a ten, so that a unit takes the place of the nought.
    ten: bool,
    /// Words, not digits, that were said.
    words: usize,
    /// Everything so far was said digit by digit.
    single: bool,
}

impl Spoken {
    fn at(start: usize) -> Self {
        Self { range: start..start, value: String::new(), repeat: 1, ten: false, words: 0, single: true }
    }

    /// Goes on with a word, or ends before it.
    fn with(mut self, lower: &str, word: Range<usize>, language: &Language) -> Result<Self, Self> {
        if let Some(&times) = language.repeats.get(lower) {
            self.repeat = times;
            return Ok(self);
        }
        if self.value.is_empty() {
            self.range.start = word.start;
        }
        let written = lower.bytes().all(|b| b.is_ascii_digit()) && lower.len() <= 4;
        if let Some(unit) = language.digits.get(lower) {
            if self.ten && unit.len() == 1 && unit != "0" {
                self.value.pop();
            }
            self.value.push_str(&unit.repeat(self.repeat));
            self.ten = false;
        } else if let Some(ten) = language.tens.get(lower) {
            self.value.push_str(ten);
            self.ten = true;
        } else if language.hundred.iter().any(|h| h == lower) && !self.value.is_empty() {
            self.value.push_str("00");
            self.ten = false;
        } else if written {
            self.value.push_str(lower);
            self.ten = false;
        } else {
            return Err(self);
        }
        self.single &= language.digits.get(lower).is_some_and(|d| d.len() == 1);
        self.words += usize::from(!written);
        self.repeat = 1;
        self.range.end = word.end;
        Ok(self)
    }

    fn finished(self) -> Option<WrittenNumber> {
        (self.words > 0 && !self.value.is_empty()).then_some(WrittenNumber { range: self.range, dialled: self.value })
    }
}

/// Runs of letters and runs of digits.
fn spoken_words(line: &str) -> Vec<Range<usize>> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let letter = c.is_alphabetic();
        match out.last_mut() {
            Some((word, kind)) if word.end == at && *kind == letter => word.end = at + c.len_utf8(),
            _ => out.push((at..at + c.len_utf8(), letter)),
        }
    }
    out.into_iter().map(|(word, _)| word).collect()
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
    /// Words for tens: a unit said after one takes its nought's place.
    #[serde(default)]
    tens: BTreeMap<String, String>,
    /// Words for two noughts.
    #[serde(default)]
    hundred: Vec<String>,
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

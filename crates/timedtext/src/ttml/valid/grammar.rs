//! Words of values: numbers, lengths, colours, and sequences of them.

use crate::Rgba;

/// Whether a value keeps to the words and types of a row of the table (not to a grammar of its own).
pub(super) fn keeps_to(value: &str, values: &str) -> bool {
    if value.is_empty() || value.trim() != value {
        return false;
    }
    let words: Vec<&str> = words(value);
    values.split(" | ").any(|way| {
        let parts: Vec<&str> = way.split_ascii_whitespace().collect();
        matches(&words, &parts)
    })
}

fn matches(words: &[&str], parts: &[&str]) -> bool {
    let Some((part, parts)) = parts.split_first() else { return words.is_empty() };
    let (kind, may_miss) = part.strip_suffix('?').map_or((*part, false), |kind| (kind, true));
    let taken = words.split_first().is_some_and(|(word, words)| is(word, kind) && matches(words, parts));
    taken || (may_miss && matches(words, parts))
}

/// The words of a value: parted by white space outside parentheses and quotes.
pub(super) fn words(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut quote = None;
    let mut start = None;
    for (at, c) in value.char_indices() {
        match c {
            '"' | '\'' if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '(' if quote.is_none() => depth += 1,
            ')' if quote.is_none() => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = matches!(c, ' ' | '\t' | '\n' | '\r') && depth == 0 && quote.is_none();
        match (parts, start) {
            (true, Some(from)) => {
                found.push(&value[from..at]);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| &value[from..]));
    found
}

/// Whether a word is of a kind of the table.
pub(super) fn is(word: &str, kind: &str) -> bool {
    match kind {
        "<color>" => Rgba::parse(word).is_some(),
        "<length>" => length(word, true),
        "<size>" => length(word, false),
        "<pixels>" => length(word, false) && word.ends_with("px"),
        "<percent>" => word.strip_suffix('%').is_some_and(|n| real(unsigned(n))),
        "<measure>" => {
            matches!(word, "auto" | "available" | "fitContent" | "maxContent" | "minContent") || length(word, false)
        }
        "<number>" => number(word),
        "<signed>" => number(unsigned(word)),
        "<integer>" => digits(unsigned(word)),
        "<positive>" => digits(word) && word.bytes().any(|b| b != b'0'),
        "<count>" => digits(word),
        "<version>" => digits(word) && word.trim_start_matches('0').parse::<u32>().is_ok_and(|v| v >= 2),
        "<alpha>" => matches!(word, "NaN" | "INF" | "-INF") || real(unsigned(word)) || number(unsigned(word)),
        "<pitch>" => {
            let bare = unsigned(word);
            ["hz", "st", "%", ""].iter().any(|unit| bare.strip_suffix(unit).is_some_and(number))
        }
        "<name>" => {
            let mut letters = word.chars();
            letters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
                && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}'))
        }
        // Where a fragment leads is looked up elsewhere.
        "<resource>" => !word.is_empty(),
        literal => word == literal,
    }
}

fn unsigned(word: &str) -> &str {
    word.strip_prefix(['+', '-']).unwrap_or(word)
}

pub(super) fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// `1`, `1.5`, `.5`; a full stop needs digits after it.
pub(super) fn number(word: &str) -> bool {
    match word.split_once('.') {
        None => digits(word),
        Some((whole, decimals)) => (whole.is_empty() || digits(whole)) && digits(decimals),
    }
}

/// As a number, and `1.` as well: the numbers of lengths and percentages.
fn real(word: &str) -> bool {
    number(word) || word.strip_suffix('.').is_some_and(digits)
}

/// A length with a unit; may it be negative.
pub(super) fn length(word: &str, signed: bool) -> bool {
    let bare = if signed { unsigned(word) } else { word.strip_prefix('+').unwrap_or(word) };
    ["px", "em", "rw", "rh", "c", "%"].iter().any(|unit| bare.strip_suffix(unit).is_some_and(real))
}

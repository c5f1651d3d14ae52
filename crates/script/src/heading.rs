//! Scene headings: where and when.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::vocabulary::{HEADINGS, TIMES, is_capitals};

/// Inside or outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntExt {
    /// INT.
    Int,
    /// EXT.
    Ext,
    /// INT./EXT. or I/E.
    Both,
}

/// A heading taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Inside or outside, where said.
    pub int_ext: Option<IntExt>,
    /// Place.
    pub place: String,
    /// Time of day, empty where not said.
    pub time: String,
}

/// Reads a line that begins as a scene heading does in English, French, German, Spanish, Italian or Portuguese.
///
/// `None` where it does not; the line should carry no scene number and no markup.
pub fn read_heading(line: &str) -> Option<Heading> {
    let line = line.trim();
    let (int_ext, rest) = opening(line)?;
    let mut heading = split(rest);
    heading.int_ext = Some(int_ext);
    Some(heading)
}

/// Takes apart a heading that is known to be one, with or without INT. or EXT.
pub(crate) fn take_apart(line: &str) -> Heading {
    read_heading(line).unwrap_or_else(|| split(line.trim()))
}

/// The longest opening of the table that the line begins with, and what follows it.
fn opening(line: &str) -> Option<(IntExt, &str)> {
    // Every opening of the table begins with one of these letters.
    let first = line.chars().next()?;
    if !first.is_alphabetic() || (first.is_ascii() && !matches!(first, 'i' | 'I' | 'e' | 'E' | 'a' | 'A')) {
        return None;
    }
    let mut best: Option<(IntExt, &str, usize)> = None;
    for row in HEADINGS.rows() {
        let [word, side, ..] = row.as_slice() else {
            continue;
        };
        let Some(rest) = strip_ignoring_case(line, word) else {
            continue;
        };
        let length = word.len();
        if best.is_some_and(|(_, _, l)| l >= length) || !may_follow(line, word, rest) {
            continue;
        }
        let int_ext = match *side {
            "int" => IntExt::Int,
            "ext" => IntExt::Ext,
            _ => IntExt::Both,
        };
        best = Some((int_ext, rest, length));
    }
    best.map(|(int_ext, rest, _)| (int_ext, rest.trim_start_matches(['.', ' ', ':', '-', '–', '—', '/', ','])))
}

/// What may stand after an opening. `Est-ce que`, `Interior monologue` and `intense` open no scene.
fn may_follow(line: &str, word: &str, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else {
        return is_capitals(line) && word.contains("T");
    };
    if next == '.' {
        return rest.len() > 1 && !rest.starts_with("..");
    }
    if !matches!(next, ' ' | '-' | ':' | '/' | '–' | '—' | '\t') {
        return false;
    }
    let always = word.contains('/') || ["INT", "EXT"].contains(&word);
    is_capitals(line) || (always && next == ' ' && looks_like_place(rest))
}

/// `int kitchen - day` is a heading; `ext is a prefix` is prose: short, and without a final full stop.
fn looks_like_place(rest: &str) -> bool {
    rest.chars().count() <= 60 && !rest.trim_end().ends_with(['.', '!', '?', ','])
}

fn strip_ignoring_case<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let mut chars = line.char_indices();
    for w in word.chars() {
        let (_, c) = chars.next()?;
        if c != w && !c.to_uppercase().eq(w.to_uppercase()) {
            return None;
        }
    }
    Some(chars.as_str())
}

/// Place and time: the time is what follows the last dash, where that is a time.
fn split(rest: &str) -> Heading {
    let parts = dash_parts(rest);
    if parts.len() > 1
        && let Some(at) = (1..parts.len()).rev().find(|&i| is_time(parts[i]))
    {
        let start = parts[at].as_ptr() as usize - rest.as_ptr() as usize;
        return Heading { int_ext: None, place: trim_dashes(&rest[..start]), time: without_remark(parts[at]) };
    }
    for sep in [". ", ", ", " / ", "/"] {
        if let Some((place, time)) = rest.rsplit_once(sep)
            && is_time(time)
            && time.split_whitespace().count() <= 3
        {
            return Heading {
                int_ext: None,
                place: trim_dashes(place),
                time: time.trim().trim_end_matches('.').to_string(),
            };
        }
    }
    Heading { int_ext: None, place: trim_dashes(rest), time: String::new() }
}

/// `NIGHT (MOVING)` is a night.
fn without_remark(time: &str) -> String {
    match time.split_once('(') {
        Some((bare, _)) if is_time(bare) => bare.trim().to_string(),
        _ => time.to_string(),
    }
}

fn trim_dashes(text: &str) -> String {
    text.trim().trim_end_matches(['-', '–', '—', ' ']).trim().to_string()
}

/// Parts between dashes that stand free (` - `), or that are long (`—`) or doubled (`--`).
fn dash_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let before = i == 0 || chars[i - 1].1 == ' ';
        let run = chars[i..].iter().take_while(|(_, c)| matches!(c, '-' | '–' | '—')).count();
        let after = chars.get(i + run).is_none_or(|(_, c)| *c == ' ');
        if run > 0 && (before || after || run > 1 || c == '—') {
            parts.push(text[start..at].trim());
            start = chars.get(i + run).map_or(text.len(), |(b, _)| *b);
        }
        i += run.max(1);
    }
    parts.push(text[start..].trim());
    parts
}

/// Whether a part of a heading speaks of a time: a word of the table, a clock or a year.
fn is_time(part: &str) -> bool {
    let upper = part.to_uppercase();
    let has = |w: &str| {
        upper.match_indices(w).any(|(at, _)| {
            let before = upper[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let after = upper[at + w.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            before && after
        })
    };
    (may_hold_time(&upper) && TIMES.rows().iter().any(|row| has(row[0]))) || is_clock(&upper)
}

/// Whether any word is the first of a time: looked at before the whole table is.
fn may_hold_time(upper: &str) -> bool {
    static FIRST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let pieces = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = FIRST.get_or_init(|| TIMES.rows().iter().map(|row| &row[0][..pieces(row[0])]).collect());
    upper.split(|c: char| !c.is_alphanumeric()).any(|word| first.contains(word))
}

/// Whether a line is a time and nothing else: `LATER`, `THE NEXT MORNING`; not `MOMENTS LATER`, which stays inside its scene.
pub(crate) fn is_time_alone(line: &str) -> bool {
    const BETWEEN: [&str; 18] = [
        "THE",
        "NEXT",
        "THAT",
        "A",
        "AN",
        "FEW",
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
        "SIX",
        "TEN",
        "SOME",
        "FOLLOWING",
        "MUCH",
        "LAST",
        "HALF",
    ];
    let bare = line.trim().trim_end_matches(['-', '–', '—', ' ', '.', ':']);
    let word = |w: &str| BETWEEN.contains(&w) || TIMES.has(w);
    !bare.is_empty() && !bare.contains("MOMENT") && bare.split_whitespace().all(word) && is_time(bare)
}

fn is_clock(upper: &str) -> bool {
    let digits = upper.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && upper.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | '/' | 'H'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, int_ext: IntExt, place: &str, time: &str) {
        let h = read_heading(line).unwrap_or_else(|| panic!("{line} should be a heading"));
        assert_eq!((h.int_ext, h.place.as_str(), h.time.as_str()), (Some(int_ext), place, time), "{line}");
    }

    #[test]
    fn headings_are_taken_apart() {
        check("INT. HARBOUR OFFICE - NIGHT", IntExt::Int, "HARBOUR OFFICE", "NIGHT");
        check("EXT. PIER 9 -- DAY", IntExt::Ext, "PIER 9", "DAY");
        check("INT./EXT. VAN (MOVING) - DUSK", IntExt::Both, "VAN (MOVING)", "DUSK");
        check("I/E. VAN - CONTINUOUS", IntExt::Both, "VAN", "CONTINUOUS");
        check("int. kitchen - later", IntExt::Int, "kitchen", "later");
        check("INT. HOUSE - KITCHEN", IntExt::Int, "HOUSE - KITCHEN", "");
        check("INT. HOUSE - KITCHEN - NIGHT", IntExt::Int, "HOUSE - KITCHEN", "NIGHT");
        check("INT. BUNKER - NIGHT - FLASHBACK", IntExt::Int, "BUNKER", "NIGHT");
        check("EST. CITY - DAWN", IntExt::Ext, "CITY", "DAWN");
        check("INT. CO-OP - DAY", IntExt::Int, "CO-OP", "DAY");
        check("EXT OLD MILL", IntExt::Ext, "OLD MILL", "");
        check("INNEN. KÜCHE - TAG", IntExt::Int, "KÜCHE", "TAG");
        check("AUSSEN / HAFEN / NACHT", IntExt::Ext, "HAFEN", "NACHT");
        check("EXTÉRIEUR. QUAI – NUIT", IntExt::Ext, "QUAI", "NUIT");
        check("INTERNO. CUCINA - NOTTE", IntExt::Int, "CUCINA", "NOTTE");
        check("EXT. PRAIA - MANHÃ", IntExt::Ext, "PRAIA", "MANHÃ");
        check("INTERIOR. COCINA - NOCHE", IntExt::Int, "COCINA", "NOCHE");
        check("INT. VAN - NIGHT (MOVING)", IntExt::Int, "VAN", "NIGHT");
        check("INT. CAR - 1944", IntExt::Int, "CAR", "1944");
    }

    #[test]
    fn prose_is_no_heading() {
        for line in [
            "CLINT BARTON",
            "Interior monologue runs on.",
            "Est-ce que tu viens ?",
            "intense light",
            "INTERCUT WITH:",
            "EXTRA LARGE",
            "Ext is a prefix of external.",
            "I",
            "INT...",
            "Internal affairs",
            "",
        ] {
            assert_eq!(read_heading(line), None, "{line}");
        }
    }
}

//! Introductions in action: `MARA VOSS (40s)`, `TOM, 12,`, `JAMES "JIM" HALE`.

use crate::vocabulary::is_capitals;
use crate::{Kind, Screenplay, cue};

/// A name in capitals with an age, as the action brings someone in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Introduction {
    pub(crate) line: usize,
    /// As written, without the nickname in quotes.
    pub(crate) name: String,
    pub(crate) nickname: Option<String>,
    pub(crate) age: Option<String>,
}

/// Every introduction, in order.
pub(crate) fn find(texts: &[String], screenplay: &Screenplay) -> Vec<Introduction> {
    let mut found = Vec::new();
    for (i, line) in screenplay.lines.iter().enumerate().filter(|(_, l)| l.kind == Kind::Action) {
        let next = screenplay.lines.get(i + 1).filter(|l| l.kind == Kind::Action).map_or("", |_| texts[i + 1].trim());
        let own = texts[i].trim();
        let both = if next.is_empty() { own.to_string() } else { format!("{own} {next}") };
        found.extend(in_text(&both, own.len(), line.n));
    }
    found
}

/// Introductions that begin within the first `own` bytes of the text.
fn in_text(text: &str, own: usize, line: usize) -> Vec<Introduction> {
    let mut found = Vec::new();
    let words = words(text);
    let mut i = 0;
    while i < words.len() {
        let run = words[i..].iter().take_while(|w| w.capital || w.nickname).count();
        if run == 0 || words[i].start >= own {
            i += 1;
            continue;
        }
        let run = words[i..i + run].iter().position(|w| w.closed).map_or(run, |p| p + 1);
        let last = &words[i + run - 1];
        let after = &text[last.end..];
        let name: Vec<&str> = words[i..i + run].iter().filter(|w| !w.nickname).map(|w| w.text).collect();
        let nickname =
            words[i..i + run].iter().find(|w| w.nickname).map(|w| w.text.trim_matches(['"', '“', '”']).to_string());
        let age = age_after(after);
        if (age.is_some() || nickname.is_some() || name.len() >= 2) && !name.is_empty() && name.len() <= 5 {
            found.push(Introduction { line, name: name.join(" "), nickname, age });
        }
        i += run;
    }
    found
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    capital: bool,
    nickname: bool,
    /// Punctuation ends the name behind this word.
    closed: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some(i),
            (Some(s), true) => {
                out.push(word(text, s, i));
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    let raw = &text[start..end];
    let quoted = raw.starts_with(['"', '“']) && raw.trim_end_matches([',', '.']).ends_with(['"', '”']) && raw.len() > 2;
    let bare = raw.trim_start_matches('(').trim_end_matches([',', ';', ':', '.', ')', '!', '?']);
    let title = ["DR.", "MR.", "MRS.", "MS.", "ST.", "JR.", "SR.", "LT.", "SGT.", "CAPT."].contains(&raw);
    let initial = raw.len() == 2 && raw.ends_with('.');
    let bare = if title || initial { raw } else { bare };
    let bare_end = start + raw.find(bare).unwrap_or(0) + bare.len();
    let possessive = bare.ends_with("'s") || bare.ends_with("’s");
    Word {
        text: bare,
        start,
        end: bare_end,
        capital: is_capitals(bare)
            && !possessive
            && !raw.starts_with('(')
            && bare.chars().filter(|c| c.is_alphabetic()).count() > 1
            || initial,
        nickname: quoted,
        closed: bare_end < end && !quoted,
    }
}

/// The age that follows a name: `(40s)`, `, mid-30s,`, `(12, freckled)`.
fn age_after(after: &str) -> Option<String> {
    let rest = after.trim_start();
    let inside = if let Some(bracket) = rest.strip_prefix('(') {
        &bracket[..bracket.find(')')?]
    } else {
        let rest = rest.strip_prefix(',')?;
        &rest[..rest.find([',', '.', ';', ')', '(']).unwrap_or(rest.len())]
    };
    inside.split([',', ';', '/']).map(str::trim).find(|p| is_age(p)).map(str::to_string)
}

fn is_age(part: &str) -> bool {
    const WORDS: [&str; 20] = [
        "early",
        "mid",
        "late",
        "teens",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
        "teenage",
        "years",
        "year",
        "old",
        "months",
        "about",
        "around",
        "almost",
    ];
    let lower = part.to_lowercase();
    let pieces: Vec<&str> = lower.split([' ', '-', '–', '\'', '’']).filter(|p| !p.is_empty()).collect();
    let number = |p: &str| {
        let digits = p.trim_end_matches("ish").trim_end_matches('s');
        !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let telling = |p: &&str| number(p) || (p.ends_with("ties") && WORDS.contains(p)) || *p == "teens";
    !pieces.is_empty()
        && pieces.len() <= 5
        && pieces.iter().any(telling)
        && pieces.iter().all(|p| number(p) || WORDS.contains(p) || *p == "s")
}

/// Gives each character its first introduction: one under exactly its name, or one that only it can be meant by.
pub(crate) fn apply(introductions: &[Introduction], screenplay: &mut Screenplay) {
    let keys: Vec<Vec<String>> = screenplay.characters.iter().map(keys).collect();
    for (who, character) in screenplay.characters.iter_mut().enumerate() {
        let exact = |i: &&Introduction| keys[who].contains(&cue::key(&i.name));
        let other = |i: &Introduction| {
            let full = cue::key(&i.name);
            keys.iter().enumerate().any(|(c, k)| c != who && k.contains(&full))
        };
        let meant = |i: &&Introduction| keys[who].iter().any(|k| names(i, k)) && !other(i);
        let aged = || introductions.iter().filter(|i| i.age.is_some());
        let all = || introductions.iter();
        let first = aged()
            .find(exact)
            .or_else(|| aged().find(meant))
            .or_else(|| all().find(exact))
            .or_else(|| all().find(meant));
        let Some(first) = first else { continue };
        character.introduced = Some(first.line);
        character.age.clone_from(&first.age);
        if first.name.split_whitespace().count() > character.name.split_whitespace().count() {
            character.full_name = Some(first.name.clone());
        }
    }
}

fn keys(character: &crate::Character) -> Vec<String> {
    std::iter::once(&character.name).chain(&character.aliases).map(|n| cue::key(n)).collect()
}

/// Whether an introduction is of the person cued by `key`: the whole name, its first or last word, or its nickname.
pub(crate) fn names(introduction: &Introduction, key: &str) -> bool {
    let full = cue::key(&introduction.name);
    let mut words = full.split_whitespace();
    let first = words.next();
    let last = words.next_back();
    full == key
        || first == Some(key)
        || last == Some(key)
        || introduction.nickname.as_deref().is_some_and(|n| cue::key(n) == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, age: Option<&str>) {
        let found = in_text(text, text.len(), 1);
        let first = found.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((first.name.as_str(), first.age.as_deref()), (name, age), "{text}");
    }

    #[test]
    fn introductions_give_name_and_age() {
        check("MARA VOSS (40s), in oilskins, coils rope.", "MARA VOSS", Some("40s"));
        check("At the rail stands TOM, 12, freckled.", "TOM", Some("12"));
        check("JAMES \"JIM\" HALE (mid-50s) limps in.", "JAMES HALE", Some("mid-50s"));
        check("DR. ANNA K. REED, early thirties, waits.", "DR. ANNA K. REED", Some("early thirties"));
        check("Behind her ELIAS CROW lights a lamp.", "ELIAS CROW", None);
        assert!(in_text("He waits, 40 years too late.", 30, 1).is_empty());
    }
}

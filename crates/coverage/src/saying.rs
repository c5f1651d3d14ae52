//! The sentences that a story can be told in: the script's own, in plain form, each weighed by what can be counted.
//!
//! Descriptions of a script are present tense and third person already, so they are told as they stand, with a name for
//! the pronoun that opens them. Speech is reported by code where that is certain ([`crate::reported`]).

use crate::{
    block::{Block, BlockKind},
    cast::capitalised,
    gravity::gravity,
    moment::{addressee, plain, without_directions},
    pronoun::pronoun,
    reading::Reading,
    reported::reported,
    verbs::{Doing, is_finite, most_done},
    words::{content_stems, sentences, words},
};

/// Longest sentence that is told whole, in words.
const LONGEST: usize = 30;

/// One sentence of a block, or two that share a subject.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Saying {
    /// As the script says it, without directions.
    pub(crate) raw: String,
    /// As it is told; absent where code cannot tell it.
    pub(crate) told: Option<String>,
    /// How much it is worth telling, comparable within a script.
    pub(crate) weight: f64,
}

/// The sayings of a block, in order.
pub(crate) fn sayings(reading: &Reading, block: usize) -> Vec<Saying> {
    match reading.blocks[block].kind {
        BlockKind::Heading => vec![],
        BlockKind::Action => described(reading, block),
        BlockKind::Speech(speaker) => spoken(reading, block, speaker),
    }
}

fn spoken(reading: &Reading, block: usize, speaker: Option<usize>) -> Vec<Saying> {
    let text = without_directions(&reading.blocks[block].text);
    let to = speaker.and_then(|s| addressee(reading, block, s));
    let parts = sentences(&text);
    let mut all: Vec<Saying> = parts
        .into_iter()
        .map(|r| {
            let raw = text[r].to_owned();
            let told = speaker.and_then(|s| reported(reading, s, to, &raw));
            let weight = weight_of_speech(reading, block, &raw) + if told.is_some() { 0.35 } else { 0.0 };
            Saying { raw, told, weight }
        })
        .collect();
    let pairs: Vec<Saying> = all.windows(2).filter_map(said_together).collect();
    all.extend(pairs);
    all
}

/// `Ivo tells Mara that pier four broke and that they will fix it in the spring.`
fn said_together(pair: &[Saying]) -> Option<Saying> {
    let [one, other] = pair else { return None };
    let (told, next) = (one.told.as_ref()?, other.told.as_ref()?);
    let ((head, _), (same, clause)) = (told.split_once(" that ")?, next.split_once(" that ")?);
    let text = format!("{} and that {clause}", told.trim_end_matches('.'));
    let fits = head == same && !clause.contains(" and that ") && words(&text).count() <= 30;
    fits.then(|| Saying {
        raw: format!("{} {}", one.raw, other.raw),
        told: Some(text),
        weight: one.weight.max(other.weight) + 0.3 * one.weight.min(other.weight).max(0.0),
    })
}

fn described(reading: &Reading, block: usize) -> Vec<Saying> {
    let text = plain(reading, reading.blocks[block].text.trim_start_matches(['-', '–', '—', '•', ' ']));
    let parts: Vec<&str> = sentences(&text).into_iter().map(|r| &text[r]).collect();
    let mut subject = last_subject(reading, block);
    let mut found: Vec<(Saying, Option<usize>, String)> = Vec::new();
    for raw in parts {
        let (told, person, rest) = in_full(reading, raw, subject);
        let people = reading.cast.mentioned(raw);
        let opens =
            people.first().copied().filter(|&p| reading.cast.first_mention(p, raw).is_some_and(|r| r.start < 5));
        subject = match (person.or(opens), people.as_slice()) {
            (Some(p), _) => Some(p),
            (None, []) => subject,
            _ => None,
        };
        let weight = weight_of_deed(reading, block, raw);
        found.push((Saying { raw: raw.to_owned(), told, weight }, person, rest));
    }
    let mut all: Vec<Saying> = found.iter().map(|f| f.0.clone()).collect();
    all.extend(found.windows(2).filter_map(joined));
    all
}

/// `Mara pulls the knife from her belt and cuts the stern line.`
fn joined(pair: &[(Saying, Option<usize>, String)]) -> Option<Saying> {
    let [(one, first, _), (other, second, rest)] = pair else { return None };
    let plain = |s: &str| !s.contains([';', ':', '!', '?', '“', '"', '—']) && !s.contains("--") && !s.contains(" and ");
    let (told, next) = (one.told.as_ref()?, other.told.as_ref()?);
    let fits = first.is_some() && first == second && plain(told) && plain(next) && !rest.is_empty();
    let text = format!("{} and {rest}", told.trim_end_matches('.'));
    (fits && words(&text).count() <= 24).then(|| Saying {
        raw: format!("{} {}", one.raw, other.raw),
        told: Some(text),
        weight: one.weight.max(other.weight) + 0.3 * one.weight.min(other.weight).max(0.0),
    })
}

/// A described sentence with a name for the pronoun that opens it, its subject, and what follows the subject.
fn in_full(reading: &Reading, raw: &str, subject: Option<usize>) -> (Option<String>, Option<usize>, String) {
    let nothing = (None, None, String::new());
    let first = words(raw).next().unwrap_or("");
    let person = pronoun(first);
    let told = match (person, subject) {
        (Some(p), Some(s)) if reading.pronouns.get(&s) == Some(&p) => {
            let name = capitalised(&reading.cast.get(s).shown);
            let possessive = matches!(first.to_lowercase().as_str(), "his" | "her");
            if !possessive && !matches!(first.to_lowercase().as_str(), "he" | "she") {
                return nothing;
            }
            let name = if possessive { format!("{name}'s") } else { name };
            format!("{name}{}", &raw[first.len()..])
        }
        (Some(_), _) => return nothing,
        _ => raw.to_owned(),
    };
    let opener = words(&told).next().unwrap_or("").to_lowercase();
    if matches!(
        opener.as_str(),
        "they" | "it" | "them" | "their" | "its" | "that" | "this" | "these" | "those" | "we" | "both" | "neither"
    ) {
        return nothing;
    }
    let whole = told.ends_with('.')
        && (4..=LONGEST).contains(&words(&told).count())
        && words(&told).any(is_finite)
        && !told.contains(['"', '“', '[', '='])
        && !crate::moment::speaks_as_somebody(&told);
    if !whole {
        return nothing;
    }
    let actor = reading.cast.mentioned(&told).first().copied();
    let range = actor.and_then(|a| reading.cast.first_mention(a, &told)).filter(|r| r.start < 5);
    match (actor, range) {
        (Some(actor), Some(range)) if !told[range.end..].starts_with(['\'', '’']) => {
            let rest = told[range.end..].trim_start().trim_end_matches('.').to_owned();
            let verb = words(&rest).next().is_some_and(|w| w.ends_with('s') && rest.starts_with(w));
            let rest = if verb { format!("{rest}.") } else { String::new() };
            (Some(told), Some(actor), rest)
        }
        _ => (Some(told), None, String::new()),
    }
}

/// Whom the paragraph before was about, where it is the same scene's and about one person.
fn last_subject(reading: &Reading, block: usize) -> Option<usize> {
    let before: &Block = &reading.blocks[block.checked_sub(1)?];
    let here = before.scene == reading.blocks[block].scene && before.kind == BlockKind::Action;
    match reading.cast.mentioned(&before.text)[..] {
        [one] if here => Some(one),
        _ => None,
    }
}

/// What any sentence is worth by what comes back in the script.
fn matter(reading: &Reading, block: usize, raw: &str) -> f64 {
    let plain = reading.cast.replace(raw, |_| Some(String::new()));
    let stems: std::collections::BTreeSet<String> = content_stems(&plain).collect();
    let count = words(raw).count() as f64;
    let returning: f64 = stems.iter().map(|s| reading.motifs.rank(s)).sum();
    let planted: f64 = stems.iter().map(|s| reading.motifs.planted(s, reading.blocks[block].scene)).sum();
    let people = reading.cast.mentioned(raw);
    1.2 * returning / (stems.len() as f64 + 2.0)
        + 0.6 * reading.motifs.weight(&plain) / (6.0 + count).sqrt()
        + 0.5 * planted / (6.0 + count).sqrt()
        + 0.15 * people.len().min(2) as f64
        + if reading.roles.first().is_some_and(|l| people.contains(l)) { 0.1 } else { 0.0 }
}

fn weight_of_deed(reading: &Reading, block: usize, raw: &str) -> f64 {
    let done = match most_done(raw) {
        Some(Doing::Deed) => 0.6,
        Some(Doing::Turn) => 0.4,
        Some(Doing::Still) => -0.4,
        None => -0.2,
    };
    let nobody = if reading.cast.mentioned(raw).is_empty() && pronoun(words(raw).next().unwrap_or("")).is_none() {
        0.8
    } else {
        0.0
    };
    let placed = matches!(
        words(raw).next().unwrap_or("").to_lowercase().as_str(),
        "in" | "on" | "at" | "behind" | "beside" | "past" | "under" | "above" | "across" | "beyond" | "near" | "around"
    );
    matter(reading, block, raw) + done - nobody - if placed { 0.4 } else { 0.0 } - length_toll(raw)
}

fn weight_of_speech(reading: &Reading, block: usize, raw: &str) -> f64 {
    const STAKES: [&str; 6] = ["if", "because", "must", "until", "unless", "truth"];
    let lower = raw.to_lowercase().replace('’', "'");
    let stakes = words(&lower).any(|w| STAKES.contains(&w));
    let counted = words(&lower).any(|w| {
        w.chars().any(|c| c.is_ascii_digit())
            || matches!(w, "hundred" | "thousand" | "dollar" | "dollars" | "o'clock" | "million")
    });
    let asked = if raw.ends_with('?') { 0.5 } else { 0.0 };
    let order = match most_done(raw) {
        Some(Doing::Deed) => 0.3,
        Some(Doing::Turn) => 0.15,
        _ => 0.0,
    };
    matter(reading, block, raw)
        + 0.15
        + 0.35 * gravity(raw)
        + if stakes { 0.3 } else { 0.0 }
        + if counted { 0.25 } else { 0.0 }
        + order
        - asked
        - length_toll(raw)
}

fn length_toll(raw: &str) -> f64 {
    match words(raw).count() {
        0..=3 => 1.2,
        4 => 0.3,
        5..=24 => 0.0,
        _ => 0.5,
    }
}

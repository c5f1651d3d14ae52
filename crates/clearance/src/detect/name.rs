//! Full names of people who are no one in the cast and on no list: fictional, or somebody's by accident.

use crate::{
    Category, Element,
    mention::{Found, Mention},
    passage::{Passage, Word},
    reading::Reading,
};

/// Titles that may stand before a full name.
const TITLES: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "doctor",
    "professor",
    "sgt",
    "sergeant",
    "officer",
    "detective",
    "captain",
    "lieutenant",
    "colonel",
    "general",
    "judge",
    "senator",
    "governor",
    "mayor",
    "president",
    "congressman",
    "reverend",
    "father",
    "agent",
];

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.story() {
        if passage.capitals || passage.element == Element::Heading {
            continue;
        }
        let words = &passage.words;
        let mut at = 0;
        while at + 1 < words.len() {
            let Some(end) = full_name(reading, passage, at) else {
                at += 1;
                continue;
            };
            let folded: Vec<String> = words[at..end]
                .iter()
                .map(|w| w.token.owner.clone().unwrap_or_else(|| w.token.folded.clone()))
                .collect();
            let (start, stop) = (words[at].token.start, bare(&passage.text, &words[end - 1]));
            let writer = folded
                .last()
                .and_then(|l| reading.writers.get(l))
                .is_some_and(|w| reference::fold(w) == folded.concat());
            let own = writer
                || reading.full_names.contains(&folded)
                || folded.iter().all(|w| reading.is_cast(w))
                || is_one_of_the_cast(reading, &folded);
            if !own && found.is_open(index, start, stop) {
                let entity = passage.text[start..stop].to_owned();
                found.add(Mention::new(Category::FictionalName, entity, "unlisted", (index, start, stop)));
            }
            at = end;
        }
    }
}

/// One past the last word of a full name that begins here: a first name, perhaps an initial, a surname.
fn full_name(reading: &Reading, passage: &Passage, at: usize) -> Option<usize> {
    let words = &passage.words;
    let census = &reading.reference().census;
    let first = &words[at];
    let titled = at > 0 && TITLES.contains(&words[at - 1].token.folded.as_str()) && !words[at - 1].opens;
    let plain = first.capital && first.token.owner.is_none();
    if !plain || (!census.is_first_name(&first.token.folded) && !titled) {
        return None;
    }
    let mut next = at + 1;
    let initial = |w: &Word| w.token.folded.chars().count() == 1 && w.shouted || w.token.folded.len() == 1;
    if words.get(next).is_some_and(initial) {
        next += 1;
    }
    let last = words.get(next)?;
    let surname =
        last.capital && !last.opens && census.is_surname(last.token.owner.as_ref().unwrap_or(&last.token.folded));
    let strange = last.capital
        && !last.opens
        && reading.reference().word_rank(last.token.owner.as_ref().unwrap_or(&last.token.folded)).is_none();
    // A first name that opens a sentence may be a verb or a month: "Will Smith", "May Day", "Mark Time".
    let verb = first.opens && !surname;
    let place = reading.reference().is_place(&[first.token.folded.clone(), last.token.folded.clone()]);
    let joined = (at + 1..=next).all(|i| passage.are_joined(i - 1, i) || words[i - 1].token.folded.len() == 1);
    ((surname || strange)
        && joined
        && !verb
        && !place
        && !is_calendar(&first.token.folded)
        && !is_geography(&last.token.folded))
    .then_some(next + 1)
}

fn is_calendar(folded: &str) -> bool {
    ["april", "may", "june", "august", "sunday", "christian", "saint", "san", "santa", "van", "la", "el", "del", "st"]
        .contains(&folded)
}

/// Rivers, roads and contractions are no surnames.
fn is_geography(folded: &str) -> bool {
    const NOT_NAMES: [&str; 28] = [
        "river", "lake", "street", "avenue", "road", "lane", "county", "city", "creek", "island", "beach", "bay",
        "mountain", "valley", "im", "ive", "ill", "id", "bridge", "hotel", "bar", "park", "hall", "school", "day",
        "night", "god", "christ",
    ];
    NOT_NAMES.contains(&folded)
}

/// "Mara Voss" where the cast has MARA and the surname is introduced nowhere: a full name of one of the cast, which is
/// checked with the cast.
fn is_one_of_the_cast(reading: &Reading, folded: &[String]) -> bool {
    let first =
        folded.first().is_some_and(|f| reading.screenplay.characters.iter().any(|c| c.name.eq_ignore_ascii_case(f)));
    let last =
        folded.last().is_some_and(|l| reading.screenplay.characters.iter().any(|c| c.name.eq_ignore_ascii_case(l)));
    first || last
}

fn bare(text: &str, word: &Word) -> usize {
    let written = &text[word.token.start..word.token.end];
    ["'s", "’s"].iter().find(|e| written.ends_with(**e)).map_or(word.token.end, |e| word.token.end - e.len())
}

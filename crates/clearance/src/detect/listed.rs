//! Names that a list knows: marks, firms, people, places, teams, events and characters.
//!
//! A name counts where it is written as a name is: with its capital, and, where it is also an everyday word or
//! somebody's name, where the words around it say that the thing is meant.

use reference::{Alive, Hit, Plainness, Term, TermKind};

use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    passage::{Passage, Word},
    reading::Reading,
    words,
};

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.passages.iter().enumerate() {
        let mut taken = 0;
        for hit in reading.hits[index].iter().copied() {
            let (start, end) = (passage.words[hit.first].token.start, bare_end(passage, &hit));
            if hit.first >= taken && found.is_open(index, start, end) && is_meant(reading, passage, &hit) {
                found.add(mention(reading, passage, &hit, (index, start, end)));
                taken = hit.end;
            }
        }
    }
}

/// The end of the name itself: a possessive ending is not part of it unless the name has one.
fn bare_end(passage: &Passage, hit: &Hit) -> usize {
    let last = &passage.words[hit.end - 1].token;
    let named = reference::tokens(&hit.term.name).last().is_some_and(|t| t.folded == last.folded);
    let written = &passage.text[last.start..last.end];
    let ending = ["'s", "’s", "'S", "’S"].iter().find(|e| written.ends_with(**e));
    match (last.owner.as_ref(), ending) {
        (Some(_), Some(e)) if !named => last.end - e.len(),
        _ => last.end,
    }
}

fn mention(reading: &Reading, passage: &Passage, hit: &Hit, place: (usize, usize, usize)) -> Mention {
    let (category, finding) = kind_of(reading, hit.term);
    let mut mention = Mention::new(category, hit.term.name.clone(), finding, place);
    mention.known_by = vec![hit.term.list.to_owned()];
    mention.detail = hit.term.class.clone();
    // An album, book or film that is only named is spoken of wherever it stands, unless it is to be seen.
    if hit.term.kind.is_title() && passage.element == Element::Dialogue {
        mention.usage = Some(Usage::Mentioned);
    }
    mention
}

/// Category and what is known, of a listed name.
pub(super) fn kind_of(reading: &Reading, term: &Term) -> (Category, &'static str) {
    match term.kind {
        TermKind::Product => (Category::Product, "real"),
        TermKind::Business | TermKind::Institution | TermKind::Team => (Category::Business, "real"),
        TermKind::Slogan => (Category::Mark, "real"),
        TermKind::Character => (Category::Character, "owned"),
        TermKind::Landmark => (Category::Landmark, "real"),
        TermKind::Event => (Category::Event, "real"),
        TermKind::Song => (Category::Composition, super::music::rights(reading, &term.name)),
        TermKind::Recording | TermKind::Album => (Category::Recording, "protected"),
        TermKind::Film => (Category::Clip, super::screen::rights(reading, &term.name)),
        TermKind::Text => (Category::Text, super::quotation::rights(reading, &term.name)),
        TermKind::Art => (Category::Art, super::art::rights(reading, &term.name)),
        TermKind::Person | TermKind::Performer | TermKind::Writer => (Category::RealPerson, life(reading, &term.name)),
    }
}

/// How a person stands on the day.
pub(super) fn life(reading: &Reading, name: &str) -> &'static str {
    match reading.reference().figure(name).map(|f| f.alive(reading.context.today)) {
        Some(Alive::Living) => "living",
        Some(Alive::RecentlyDead) => "recently-dead",
        Some(Alive::LongDead) => "long-dead",
        None => "life-unknown",
    }
}

/// Whether the words at a hit mean the thing.
fn is_meant(reading: &Reading, passage: &Passage, hit: &Hit) -> bool {
    let words = &passage.words[hit.first..hit.end];
    let term = hit.term;
    if term.kind.is_title() && !super::screen::is_titled(passage, words, term.kind) {
        return false;
    }
    let whole = (hit.first + 1..hit.end).all(|i| passage.are_joined(i - 1, i) || term.name.contains([',', '/']));
    if !whole
        || !is_its_form(passage, words, term)
        || belongs_to_script(reading, words, term)
        || !is_capitalised(passage, words, term)
    {
        return false;
    }
    if term.kind.is_person() {
        return is_person(reading, passage, hit);
    }
    match term.plainness {
        Plainness::Distinct => true,
        Plainness::AlsoWord => says_so(reading, passage, hit),
    }
}

/// Letters alone (`TWA`, `E.T.`) are written in capitals; lists that are built have no plurals.
fn is_its_form(passage: &Passage, words: &[Word], term: &Term) -> bool {
    let letters = term.name.chars().filter(|c| c.is_alphabetic()).count();
    let initials = letters > 0 && !term.name.chars().any(char::is_lowercase) && letters <= 5;
    let shouted = words
        .iter()
        .all(|w| w.shouted || w.token.folded.bytes().any(|b| b.is_ascii_digit()) || w.token.folded.len() == 1);
    let last = words.last().map(|w| &w.token);
    let exact = reference::tokens(&term.name)
        .last()
        .is_some_and(|t| last.is_some_and(|l| l.folded == t.folded || l.owner.as_ref() == Some(&t.folded)));
    (!initials || shouted || passage.capitals && letters >= 3) && (exact || is_own(term))
}

fn is_own(term: &Term) -> bool {
    term.list.starts_with("own")
}

/// The cast and the geography of the script are its own. A cast name that is a public figure's is not.
fn belongs_to_script(reading: &Reading, words: &[Word], term: &Term) -> bool {
    let folded: Vec<String> =
        words.iter().map(|w| w.token.owner.clone().unwrap_or_else(|| w.token.folded.clone())).collect();
    if term.kind.is_person() && folded.len() >= 2 {
        return false;
    }
    if term.kind == TermKind::Character && folded.len() >= 2 && !reading.full_names.contains(&folded) {
        return false;
    }
    let own = |w: &String| reading.is_cast(w) || reading.people.contains(w);
    reading.full_names.contains(&folded)
        || (folded.len() == 1 && own(&folded[0]))
        || (folded.len() == 2 && folded.iter().all(|w| reading.is_cast(w)))
}

/// A name is written with its capitals, or the whole passage is.
fn is_capitalised(passage: &Passage, words: &[Word], term: &Term) -> bool {
    if passage.capitals {
        return term.name.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
    }
    let small = [
        "the", "and", "of", "in", "a", "de", "la", "to", "for", "on", "at", "or", "not", "it", "is", "my", "i", "you",
        "n", "s",
    ];
    let spelled = reference::tokens(&term.name);
    let first_small = term.name.chars().next().is_some_and(char::is_lowercase) && is_own(term);
    words.iter().enumerate().all(|(i, w)| {
        let written = &passage.text[w.token.start..w.token.end];
        let digits = written.starts_with(|c: char| c.is_ascii_digit());
        let name_small = spelled.get(i).is_some_and(|t| {
            term.name[t.start..].starts_with(|c: char| c.is_lowercase()) || small.contains(&t.folded.as_str())
        });
        w.capital
            || w.shouted
            || digits
            || (name_small && (i > 0 || first_small || words.len() > 2))
            || written.chars().next().is_some_and(char::is_uppercase)
    }) && words
        .iter()
        .any(|w| w.capital || w.shouted || first_small || w.token.folded.bytes().any(|b| b.is_ascii_digit()))
}

/// A person by full name, or by the single name under which everyone knows them.
fn is_person(reading: &Reading, passage: &Passage, hit: &Hit) -> bool {
    let words = &passage.words[hit.first..hit.end];
    let folded = &words[0].token.folded;
    if words.len() >= 2 {
        let goes_on = passage
            .words
            .get(hit.end)
            .is_some_and(|w| w.capital && !w.opens && reading.reference().census.is_surname(&w.token.folded));
        return hit.term.plainness == Plainness::Distinct
            && !(goes_on && !passage.capitals && passage.words[hit.end - 1].token.owner.is_none());
    }
    let census = &reading.reference().census;
    if !is_own(hit.term) {
        return false;
    }
    let neighbour = |i: Option<usize>| i.and_then(|i| passage.words.get(i)).is_some_and(|w| w.capital && !w.opens);
    let part = neighbour(Some(hit.end)) || (hit.first > 0 && !words[0].opens && passage.words[hit.first - 1].capital);
    !words[0].opens
        && !passage.capitals
        && !part
        && !census.is_first_name(folded)
        && reading.reference().word_rank(folded).is_none_or(|r| r > 9000)
}

/// Words that come before a thing or a venue, and not before a person or an everyday word.
const BEFORE: [&str; 54] = [
    "a",
    "an",
    "the",
    "his",
    "her",
    "my",
    "your",
    "our",
    "their",
    "this",
    "that",
    "these",
    "at",
    "from",
    "into",
    "inside",
    "old",
    "new",
    "red",
    "black",
    "white",
    "blue",
    "green",
    "silver",
    "yellow",
    "vintage",
    "rented",
    "battered",
    "beat-up",
    "rusted",
    "rusty",
    "drives",
    "driving",
    "drove",
    "wears",
    "wearing",
    "sips",
    "drinks",
    "drinking",
    "smokes",
    "buys",
    "bought",
    "another",
    "empty",
    "cold",
    "some",
    "any",
    "every",
    "two",
    "three",
    "classic",
    "fake",
    "brand-new",
    "stolen",
];

/// Nouns behind which a firm or product stands as an adjective.
const BEHIND: [&str; 62] = [
    "store",
    "station",
    "bag",
    "bags",
    "card",
    "truck",
    "car",
    "sedan",
    "pickup",
    "convertible",
    "coupe",
    "wagon",
    "suv",
    "bank",
    "logo",
    "sign",
    "commercial",
    "ad",
    "bottle",
    "bottles",
    "can",
    "cans",
    "cup",
    "mug",
    "box",
    "pack",
    "carton",
    "shirt",
    "jacket",
    "cap",
    "hat",
    "shoes",
    "sneakers",
    "boots",
    "watch",
    "phone",
    "laptop",
    "computer",
    "tablet",
    "headquarters",
    "gift",
    "parking",
    "lot",
    "employee",
    "uniform",
    "rifle",
    "pistol",
    "revolver",
    "shotgun",
    "hotel",
    "museum",
    "university",
    "college",
    "game",
    "app",
    "account",
    "detergent",
    "soap",
    "stock",
    "factory",
    "dealership",
    "bar",
];

/// Whether the words around an everyday word or a person's name say that the thing is meant.
fn says_so(reading: &Reading, passage: &Passage, hit: &Hit) -> bool {
    let words = &passage.words;
    let first = &words[hit.first];
    let before = hit.first.checked_sub(1).map(|i| &words[i]).filter(|_| !first.opens);
    let after = words.get(hit.end).filter(|w| !w.opens);
    let census = &reading.reference().census;
    let name = (hit.end - hit.first == 1)
        && (census.is_first_name(&first.token.folded) || census.is_surname(&first.token.folded));
    let noun = after.is_some_and(|w| BEHIND.contains(&w.token.folded.as_str()));
    let led = before
        .is_some_and(|w| BEFORE.contains(&w.token.folded.as_str()) || w.token.folded.ends_with("ing") && !w.capital);
    if passage.capitals {
        // A heading says so where the place is the name and nothing else, or a noun of its trade follows.
        let alone = heading_place_is(reading, passage, hit);
        return noun
            || alone
                && matches!(
                    hit.term.kind,
                    TermKind::Business | TermKind::Product | TermKind::Institution | TermKind::Landmark
                );
    }
    let part = before.is_some_and(|w| w.capital && !w.opens && passage.are_joined(hit.first - 1, hit.first))
        || after.is_some_and(|w| w.capital && passage.are_joined(hit.end - 1, hit.end));
    let first_name = before.is_some_and(|w| w.capital && census.is_first_name(&w.token.folded));
    if (part || first_name) && !noun {
        return false;
    }
    if name && !is_own(hit.term) && !noun {
        return before.is_some_and(|w| w.token.folded == "at");
    }
    let everyday = reading.small.get(&first.token.folded).copied().unwrap_or(0) > 0;
    let shouted = first.shouted;
    let in_place = before.is_some_and(|w| {
        ["at", "from", "to", "in", "of", "on", "by", "with", "than", "like", "for", "and", "or"]
            .contains(&w.token.folded.as_str())
    });
    match () {
        () if noun => true,
        // "Ford knew the brakes would fail": a firm that does something; "Dodge that one!" orders someone to.
        () if first.opens && is_own(hit.term) && !shouted => {
            let given = census.is_first_name(&first.token.folded);
            after.is_some_and(
                |w| if given { words::words().wrongs.contains(&w.token.folded) } else { does_something(w) },
            )
        }
        () if first.opens => false,
        () if shouted => sign_before(passage, first.token.start),
        () if name => {
            (led || in_place && place_like(hit.term))
                && !(before.is_some_and(|w| ["the", "and"].contains(&w.token.folded.as_str()))
                    && hit.term.kind == TermKind::Performer)
        }
        () if hit.end - hit.first > 1 => words[hit.first..hit.end].iter().skip(1).any(|w| w.capital),
        () => !everyday || led || in_place,
    }
}

/// A verb in the third person, as a firm has it behind its name.
fn does_something(word: &Word) -> bool {
    const DOES: [&str; 30] = [
        "is", "was", "has", "had", "makes", "made", "knew", "knows", "stole", "steals", "gave", "gives", "got", "will",
        "would", "can", "sold", "sells", "wont", "doesnt", "didnt", "isnt", "paid", "pays", "lied", "took", "takes",
        "built", "builds", "should",
    ];
    let folded = word.token.folded.as_str();
    DOES.contains(&folded)
        || words::words().wrongs.contains(folded) && !word.capital
        || (folded.ends_with("ed") && folded.len() > 4)
}

fn place_like(term: &Term) -> bool {
    matches!(term.kind, TermKind::Business | TermKind::Institution | TermKind::Landmark | TermKind::Event)
        || matches!(term.class.as_str(), "internet" | "computers and telephones" | "clothes and luxury")
}

/// `A sign: TARGET.` The capitals are the sign's.
fn sign_before(passage: &Passage, start: usize) -> bool {
    let before = passage.text[..start].to_lowercase();
    let tail: String = before.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    ["sign", "reads", "logo", "label", "banner", "billboard", "says", "marked", "stamped"]
        .iter()
        .any(|w| tail.contains(w))
}

fn heading_place_is(reading: &Reading, passage: &Passage, hit: &Hit) -> bool {
    if passage.element != Element::Heading {
        return false;
    }
    let Some(scene) = passage.scene.and_then(|s| reading.screenplay.scenes.get(s)) else { return false };
    let named = &passage.text[passage.words[hit.first].token.start..passage.words[hit.end - 1].token.end];
    scene.place.split([',', '-', '/', '–', '—']).next().is_some_and(|first| first.trim() == named)
}

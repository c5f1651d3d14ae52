//! Music: recordings that play, songs that are sung, words of songs.

use reference::{Subject, TermKind};

use super::screen::{set_off, standing};
use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    passage::{Manner, Passage},
    reading::Reading,
};

/// Verbs and things of playing, in action.
const PLAYS: [&str; 34] = [
    "plays",
    "playing",
    "blares",
    "blaring",
    "blasts",
    "blasting",
    "radio",
    "jukebox",
    "stereo",
    "speakers",
    "record",
    "turntable",
    "boombox",
    "on the car radio",
    "drifts from",
    "pours from",
    "booms",
    "pumps",
    "needle",
    "cassette",
    "vinyl",
    "headphones",
    "earbuds",
    "soundtrack",
    "karaoke track",
    "plays over",
    "gramophone",
    "victrola",
    "muzak",
    "ipod",
    "walkman",
    "over the p.a.",
    "kicks in",
    "comes on",
];
/// Verbs of singing.
const SINGS: [&str; 38] = [
    "sings",
    "singing",
    "sing",
    "hums",
    "humming",
    "whistles",
    "whistling",
    "croons",
    "crooning",
    "belts out",
    "belt out",
    "chant",
    "hum",
    "whistle",
    "croon",
    "mouths",
    "mumbles",
    "yodels",
    "harmonizes",
    "harmonize",
    "strum",
    "picks out",
    "plunks out",
    "taps out",
    "belting",
    "serenades",
    "raps",
    "rapping",
    "strums",
    "karaoke",
    "sing along",
    "a cappella",
    "warbles",
    "performs",
    "sang",
    "chants",
    "bursts into",
    "launches into",
];

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.story() {
        listed(reading, index, passage, found);
        titles(reading, index, passage, found);
        sung(reading, index, passage, found);
    }
    heard(reading, found);
}

/// What is known of the rights in a song, by title.
pub(super) fn rights(reading: &Reading, title: &str) -> &'static str {
    let works = reading.reference().works_titled(title);
    works.iter().find(|w| w.kind == TermKind::Song).map_or("protected", |w| standing(reading, &w.facts))
}

/// What is known of a recording, by title and by a performer who is named beside it.
fn recording_rights(reading: &Reading, title: &str, sentence: &str) -> &'static str {
    let works = reading.reference().works_titled(title);
    let named =
        works.iter().find(|w| w.facts.subject == Subject::Recording && sentence.contains(&w.makers.to_lowercase()));
    match named {
        Some(work) => standing(reading, &work.facts),
        // Whose recording is not said: the composition may be free and the recording is not.
        None if rights(reading, title) == "free" => "recording-unnamed",
        None => "protected",
    }
}

fn listed(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    for hit in reading.hits[index].iter().filter(|h| matches!(h.term.kind, TermKind::Song | TermKind::Recording)) {
        let words = &passage.words[hit.first..hit.end];
        let (start, end) = (words[0].token.start, words[words.len() - 1].token.end);
        let own = words.iter().all(|w| reading.is_cast(&w.token.folded));
        // Words of a song in a quotation, of which the title is a part.
        let quoted = words.len() >= 2
            && words.iter().any(|w| w.capital)
            && hit.term.list.starts_with("own")
            && quotes_beyond(passage, start, end);
        if own
            || !(quoted || super::screen::is_title(passage, hit, TermKind::Song))
            || !found.is_open(index, start, end)
        {
            continue;
        }
        if passage.manner == Manner::Sung && passage.element == Element::Dialogue {
            continue; // The words of the song itself: `sung` takes the whole speech.
        }
        let mut mention = song(reading, passage, index, &hit.term.name, start, end);
        mention.known_by = vec![hit.term.list.to_owned()];
        found.add(mention);
    }
}

/// A song at a place: whether it plays, is sung or is only named, and what is known of its rights.
fn song(reading: &Reading, passage: &Passage, index: usize, title: &str, start: usize, end: usize) -> Mention {
    let sentence = passage.sentence_text(start).to_lowercase();
    let usage = match use_of(passage, &sentence) {
        Usage::Mentioned if quotes_beyond(passage, start, end) => Usage::Quoted,
        usage => usage,
    };
    let category = if usage == Usage::Played { Category::Recording } else { Category::Composition };
    let finding = match usage {
        Usage::Played => recording_rights(reading, title, &sentence),
        _ => rights(reading, title),
    };
    let mut mention = Mention::new(category, title, finding, (index, start, end));
    mention.usage = Some(usage);
    mention
}

/// Whether a title stands inside a quotation that goes on: words of the song, and not its title alone.
fn quotes_beyond(passage: &Passage, start: usize, end: usize) -> bool {
    let words = |from: usize, to: usize| reference::tokens(&passage.text[from..to]).len();
    set_off(passage).iter().any(|&(a, b)| a <= start && end <= b && words(a, b) >= words(start, end) + 3)
}

fn use_of(passage: &Passage, sentence: &str) -> Usage {
    let says = |cues: &[&str]| cues.iter().any(|c| has_phrase(sentence, c));
    match passage.element {
        Element::Dialogue if passage.manner == Manner::Sung => Usage::Sung,
        Element::Dialogue => Usage::Mentioned,
        _ if says(&SINGS) => Usage::Sung,
        _ if says(&PLAYS) => Usage::Played,
        _ => Usage::Depicted,
    }
}

/// Whether a text has a phrase between word borders.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Titles that no list has: set off, in a sentence of playing or singing.
fn titles(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    for (start, end) in set_off(passage) {
        let written = passage.text[start..end].trim_end_matches(['.', ',', '!', '?', ';']);
        let sentence = passage.sentence_text(start.saturating_sub(2)).to_lowercase();
        let capitals =
            written.split(' ').filter(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).count();
        let titled = capitals * 2 >= written.split(' ').count() && written.split(' ').count() <= 9;
        let musical = SINGS
            .iter()
            .chain(&PLAYS)
            .chain(&["song", "the tune", "lyrics", "track", "single", "ballad"])
            .any(|c| has_phrase(&sentence, c));
        let watched =
            ["watch", "movie", "film", "episode", "screen", " tv", "game"].iter().any(|c| sentence.contains(c));
        if titled && musical && !watched && found.is_open(index, start, start + written.len()) {
            let mut mention = song(reading, passage, index, written, start, start + written.len());
            let listed = !reading.reference().works_titled(written).is_empty()
                || reading.reference().lexicon.named(written).iter().any(|t| t.kind == TermKind::Song);
            if !listed && mention.finding == "protected" {
                mention.finding = "unlisted";
            }
            found.add(mention);
        }
    }
}

/// Speeches that are sung, and lines of song: the words themselves are what needs a licence.
fn sung(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let marked = passage.text.contains(['♪', '♫', '♩']);
    if passage.element != Element::Dialogue || (passage.manner != Manner::Sung && !marked) || passage.words.len() < 3 {
        return;
    }
    let tokens: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
    let named = reading.hits[index]
        .iter()
        .filter(|h| h.term.kind == TermKind::Song && (h.end - h.first >= 2 || tokens.len() <= 4))
        .map(|h| h.term)
        .next();
    let (entity, finding, known) = match named {
        Some(term) => (term.name.clone(), rights(reading, &term.name), vec![term.list.to_owned()]),
        None => (passage.text.chars().take(60).collect(), "unlisted", vec![]),
    };
    let mut mention =
        Mention::new(Category::Composition, entity, finding, (index, tokens[0].start, tokens[tokens.len() - 1].end));
    mention.usage = Some(Usage::Sung);
    mention.known_by = known;
    found.add(mention);
}

/// What people say of music that plays: "Kill that noise" is about the recording, and inherits its use.
fn heard(reading: &Reading, found: &mut Found) {
    const OF_IT: [&str; 22] = [
        "kill that noise",
        "turn that off",
        "turn it off",
        "turn it down",
        "turn that down",
        "turn it up",
        "turn that up",
        "shut that off",
        "shut it off",
        "love this song",
        "hate this song",
        "this song",
        "that song",
        "that racket",
        "this tune",
        "that noise",
        "this music",
        "that music",
        "this crap",
        "change the station",
        "what is this, a funeral",
        "our song",
    ];
    let playing: Vec<Mention> =
        found.all().filter(|m| m.usage == Some(Usage::Played) && m.category == Category::Recording).cloned().collect();
    for played in playing {
        let scene = reading.passages[played.passage].scene;
        let spoken = reading
            .of_scene(scene)
            .filter(|(i, p)| *i > played.passage && *i < played.passage + 12 && p.element == Element::Dialogue);
        for (index, passage) in spoken {
            let lower = passage.text.to_lowercase();
            if lower.len() != passage.text.len() {
                continue;
            }
            for phrase in OF_IT {
                if let Some(start) = lower.find(phrase) {
                    let mut mention = Mention { passage: index, start, end: start + phrase.len(), ..played.clone() };
                    mention.known_by.clone_from(&played.known_by);
                    found.add(mention);
                    break;
                }
            }
        }
    }
}

//! Films, programmes and news that are watched, and titles in general.

use reference::{Authors, Subject, TermKind, TermStatus, Territory, WorkFacts, term_status};

use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    passage::{Passage, Word},
    reading::Reading,
};

/// What the words around a title say: that it is watched, heard or read.
fn cues(kind: TermKind) -> &'static [&'static str] {
    match kind {
        TermKind::Film => &[
            "see",
            "seeing",
            "theme",
            "watch",
            "watches",
            "watching",
            "watched",
            "movie",
            "film",
            "screen",
            "screening",
            "tv",
            "television",
            "episode",
            "rerun",
            "reruns",
            "seen",
            "saw",
            "dvd",
            "projector",
            "premiere",
            "theater",
            "cinema",
            "trailer",
            "marquee",
            "show",
            "netflix",
            "channel",
            "sequel",
            "remake",
            "starring",
            "poster",
        ],
        TermKind::Song | TermKind::Recording | TermKind::Album => &[
            "theme",
            "song",
            "songs",
            "plays",
            "play",
            "playing",
            "played",
            "sings",
            "sing",
            "singing",
            "sang",
            "hums",
            "humming",
            "whistles",
            "whistling",
            "tune",
            "album",
            "record",
            "radio",
            "jukebox",
            "karaoke",
            "lyrics",
            "blares",
            "blasts",
            "music",
            "stereo",
            "covers",
            "cover",
            "band",
            "guitar",
            "piano",
            "chorus",
            "melody",
            "speakers",
            "turntable",
            "vinyl",
            "strums",
            "dances",
            "ringtone",
            "anthem",
            "hymn",
            "carol",
            "needle",
            "encore",
        ],
        TermKind::Text => &[
            "read",
            "reads",
            "reading",
            "book",
            "novel",
            "copy",
            "poem",
            "play",
            "wrote",
            "author",
            "paperback",
            "chapter",
            "page",
            "recites",
            "reciting",
            "quotes",
            "quoting",
            "script",
            "verse",
            "hardcover",
            "library",
            "story",
            "passage",
            "psalm",
            "sonnet",
            "line",
            "lines",
            "text",
            "open",
            "bible",
        ],
        TermKind::Art => &[
            "painting",
            "print",
            "poster",
            "picture",
            "portrait",
            "canvas",
            "sculpture",
            "statue",
            "mural",
            "replica",
            "original",
            "hangs",
            "framed",
            "reproduction",
            "tattoo",
            "photograph",
            "photo",
            "museum",
            "frame",
            "wall",
        ],
        _ => &[],
    }
}

/// Whether words are used as the title of a work: set off, or in a sentence that speaks of such works.
pub(super) fn is_titled(passage: &Passage, words: &[Word], kind: TermKind) -> bool {
    let (start, end) = (words[0].token.start, words[words.len() - 1].token.end);
    if passage.is_set_off(start, end) {
        return true;
    }
    if passage.capitals {
        return false;
    }
    let sentence = passage.sentence_at(start);
    let outside = sentence.iter().filter(|w| w.token.end <= start || w.token.start >= end);
    let cued = outside.filter(|w| !w.capital || w.opens).any(|w| cues(kind).contains(&w.token.folded.as_str()));
    let capitals = words.iter().filter(|w| w.capital || w.shouted).count();
    let long = words.len() >= 3 && capitals >= 2 && !words[0].opens;
    let inside = words.iter().all(|w| w.capital || w.shouted || w.token.folded.len() <= 4) && capitals > 0;
    let apart = kind == TermKind::Art && words.len() >= 2 && capitals >= 2;
    inside && ((cued && (!words[0].opens || words.len() >= 2)) || long || apart && cued)
}

/// Whether a listed title is meant: one that is an everyday phrase too, and that only a built list has, must be set off.
pub(super) fn is_title(passage: &Passage, hit: &reference::Hit, kind: TermKind) -> bool {
    let words = &passage.words[hit.first..hit.end];
    let set_off = passage.is_set_off(words[0].token.start, words[words.len() - 1].token.end);
    let whole =
        (hit.first + 1..hit.end).all(|i| passage.are_joined(i - 1, i) || hit.term.name.contains([',', '!', '?']));
    let beside = |i: Option<usize>, joined: bool| {
        joined && i.and_then(|i| passage.words.get(i)).is_some_and(|w| w.capital && !w.opens)
    };
    let part = beside(hit.first.checked_sub(1), hit.first > 0 && passage.are_joined(hit.first - 1, hit.first))
        || beside(Some(hit.end), passage.are_joined(hit.end - 1, hit.end));
    let vague =
        !hit.term.list.starts_with("own") && (hit.term.plainness == reference::Plainness::AlsoWord || words.len() < 2);
    set_off || (whole && !part && !vague && is_titled(passage, words, kind))
}

/// What is known of the rights in a film, by title.
pub(super) fn rights(reading: &Reading, title: &str) -> &'static str {
    let works = reading.reference().works_titled(title);
    works.iter().find(|w| w.kind == TermKind::Film).map_or("protected", |w| standing(reading, &w.facts))
}

/// `free`, `free-in-part`, `protected` or `rights-unknown`, over the territories that are asked about.
pub(super) fn standing(reading: &Reading, facts: &WorkFacts) -> &'static str {
    let in_territory = |t| match term_status(facts, t, reading.context.today) {
        TermStatus::Free { .. } => Some(true),
        TermStatus::Protected { .. } => Some(false),
        TermStatus::Unknown { .. } => None,
    };
    match (in_territory(Territory::Us), in_territory(Territory::UkEu)) {
        (Some(true), Some(true)) => "free",
        (Some(true), _) | (_, Some(true)) => "free-in-part",
        (Some(false), _) | (_, Some(false)) => "protected",
        (None, None) => "rights-unknown",
    }
}

/// The same for someone's work of which only the maker's death is known.
pub(super) fn standing_by_death(reading: &Reading, died: Option<i32>) -> &'static str {
    let Some(died) = died else { return "protected" };
    let facts = WorkFacts {
        subject: Subject::Work,
        // Nothing of theirs was published after their death as far as is known: the last year counts.
        published: Some(died),
        authors: Authors::Known(vec![reference::Death::In(died)]),
        for_hire: None,
        renewed: None,
        created: None,
    };
    standing(reading, &facts)
}

/// Words behind which something is shown on a screen.
const ON_SCREEN: [&str; 12] = [
    "on tv",
    "on the tv",
    "on television",
    "on the television",
    "on screen",
    "on the screen",
    "on the monitor",
    "the television plays",
    "the tv plays",
    "flickers",
    "projector",
    "big screen",
];

/// Titles that are set off in a sentence that speaks of a screen, and real footage.
pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.story() {
        listed(reading, index, passage, found);
        for (start, end) in set_off(passage) {
            let written = passage.text[start..end].trim_end_matches(['.', ',', '!', '?']);
            let sentence = passage.sentence_text(start).to_lowercase();
            let spoken_of = ["watch", "movie", "film ", "episode", "rerun", "tv show", "sitcom", "season of"]
                .iter()
                .any(|c| sentence.contains(c));
            let seen = is_on_screen(&sentence) && passage.element != Element::Dialogue;
            let titled = written.split(' ').count() <= 8
                && written.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if (spoken_of || seen) && titled {
                let mut mention =
                    Mention::new(Category::Clip, written, "unlisted", (index, start, start + written.len()));
                mention.usage = Some(if seen { Usage::Played } else { Usage::Mentioned });
                found.add(mention);
            }
        }
    }
}

/// Listed films, before anyone takes their words for a mark.
fn listed(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    for hit in reading.hits[index].iter().filter(|h| h.term.kind == TermKind::Film) {
        let words = &passage.words[hit.first..hit.end];
        let (start, end) = (words[0].token.start, words[words.len() - 1].token.end);
        let own = words.iter().all(|w| reading.is_cast(&w.token.folded));
        if own || !is_title(passage, hit, TermKind::Film) || !found.is_open(index, start, end) {
            continue;
        }
        let sentence = passage.sentence_text(start).to_lowercase();
        let mut mention =
            Mention::new(Category::Clip, hit.term.name.clone(), rights(reading, &hit.term.name), (index, start, end));
        mention.known_by = vec![hit.term.list.to_owned()];
        let poster =
            ["poster", "t-shirt", "lunchbox", "mug", "marquee", "dvd case"].iter().any(|p| sentence.contains(p));
        mention.usage = Some(match passage.element {
            Element::Dialogue => Usage::Mentioned,
            _ if poster => Usage::Depicted,
            _ if is_on_screen(&sentence) || sentence.contains("watch") || sentence.contains("plays") => Usage::Played,
            _ => Usage::Depicted,
        });
        found.add(mention);
    }
}

fn is_on_screen(sentence: &str) -> bool {
    ON_SCREEN.iter().any(|c| sentence.contains(c))
        || sentence.starts_with("tv ")
        || sentence.contains("a clip of")
        || sentence.contains("footage of")
}

/// Ranges that are set off by quotation marks or by emphasis.
pub(super) fn set_off(passage: &Passage) -> Vec<(usize, usize)> {
    let text = &passage.text;
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '«' | '„', _) => open = Some(at + c.len_utf8()),
            ('"', None) => open = Some(at + 1),
            ('"' | '”' | '»', Some(start)) => {
                if at > start {
                    out.push((start, at));
                }
                open = None;
            }
            _ => {}
        }
    }
    out.extend(passage.emphasised());
    out
}

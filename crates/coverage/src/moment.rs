//! A moment of the story: a paragraph or a speech that is to be told in one sentence.

use crate::{
    block::BlockKind,
    cast::capitalised,
    reading::Reading,
    selection::Chosen,
    words::{bare, sentences, words},
};

/// What is told of a moment.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Telling {
    /// What somebody does: the passage as it is shown, and who may be the subject, as names are written.
    Deed {
        /// The paragraph, with plain names and enough of what stands before to know who `she` is.
        passage: String,
        /// By index of the cast.
        subjects: Vec<usize>,
    },
    /// What somebody says.
    Speech {
        /// Who, by index of the cast.
        speaker: usize,
        /// To whom, where that is certain.
        to: Option<usize>,
        /// What, without directions.
        speech: String,
    },
    /// The script's own sentence in plain form, or a speech that code could report.
    Own {
        /// The sentence.
        told: String,
        /// Who says it, to whom, and the words, of a speech.
        said: Option<(usize, Option<usize>, String)>,
    },
    /// Nothing that has a subject among the cast: the script's own words must do.
    Quote,
}

/// A moment to be told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moment {
    /// Its beat.
    pub(crate) chosen: Chosen,
    /// How it is told.
    pub(crate) telling: Telling,
}

/// The moments of the chosen blocks.
pub(crate) fn moments(reading: &Reading, chosen: Vec<Chosen>) -> Vec<Moment> {
    chosen.into_iter().map(|c| Moment { telling: telling(reading, &c), chosen: c }).collect()
}

/// Longest passage of description, in words, the paragraph before included.
const LONG_PASSAGE: usize = 70;

fn telling(reading: &Reading, chosen: &Chosen) -> Telling {
    let block = &reading.blocks[chosen.block];
    match block.kind {
        BlockKind::Speech(Some(speaker)) => {
            let speech = chosen.saying.raw.clone();
            if let Some(told) = chosen.saying.told.clone() {
                return Telling::Own { told, said: Some((speaker, addressee(reading, chosen.block, speaker), speech)) };
            }
            if words(&speech).count() < 3 {
                return Telling::Quote;
            }
            let to = addressee(reading, chosen.block, speaker);
            let addresses = words(&speech)
                .any(|w| matches!(w.to_lowercase().as_str(), "you" | "your" | "you're" | "you've" | "you'll"));
            if to.is_none() && addresses { Telling::Quote } else { Telling::Speech { speaker, to, speech } }
        }
        BlockKind::Action => match chosen.saying.told.clone() {
            Some(told) => Telling::Own { told, said: None },
            None => deed(reading, chosen),
        },
        _ => Telling::Quote,
    }
}

fn deed(reading: &Reading, chosen: &Chosen) -> Telling {
    let own = plain(reading, &reading.blocks[chosen.block].text);
    let before = (chosen.block.checked_sub(1))
        .filter(|&b| reading.blocks[b].scene == chosen.scene && reading.blocks[b].kind == BlockKind::Action)
        .map(|b| plain(reading, &reading.blocks[b].text));
    let passage = before.map_or(own.clone(), |before| format!("{before} {own}"));
    let passage = last_words(&passage, LONG_PASSAGE.max(words(&own).count().min(110)));
    let subjects = reading.cast.mentioned(&passage);
    if subjects.is_empty() { Telling::Quote } else { Telling::Deed { passage, subjects } }
}

/// Names as they are written in running text, without the age and surname of an introduction.
pub(crate) fn plain(reading: &Reading, text: &str) -> String {
    let named = reading.cast.replace(text, |i| Some(reading.cast.get(i).shown.clone()));
    let mut out = String::new();
    for range in sentences(&named) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&capitalised(&without_directions(&named[range])));
    }
    out
}

/// Without `(beat)` and `(40s)`.
pub(crate) fn without_directions(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    out.replace(" ,", ",").replace(" .", ".").replace('"', "'")
}

/// The last sentences of a text that have at most so many words; at least one.
fn last_words(text: &str, most: usize) -> String {
    let parts = sentences(text);
    let mut start = text.len();
    for part in parts.iter().rev() {
        if start < text.len() && words(&text[part.start..]).count() > most {
            break;
        }
        start = part.start;
    }
    text[start.min(text.len())..].to_owned()
}

/// Who is spoken to, where it is certain: named in the speech, or the only other one who speaks around it, or the only
/// other one present.
pub(crate) fn addressee(reading: &Reading, block: usize, speaker: usize) -> Option<usize> {
    let scene = reading.blocks[block].scene;
    let present: Vec<usize> = reading.present(scene).into_iter().filter(|&p| p != speaker).collect();
    let text = &reading.blocks[block].text;
    let called: Vec<usize> = reading
        .cast
        .mentioned(text)
        .into_iter()
        .filter(|p| present.contains(p) && is_called(reading, text, *p))
        .collect();
    if let [one] = called[..] {
        return Some(one);
    }
    let near = |step: isize| {
        let around = (1..5).map_while(move |i| block.checked_add_signed(step * i).and_then(|b| reading.blocks.get(b)));
        around
            .take_while(|b| b.scene == scene)
            .filter_map(|b| b.speaker())
            .filter(|&p| p != speaker)
            .collect::<Vec<_>>()
    };
    let (before, after) = (near(-1), near(1));
    // Where others listen, one voice on one side only may well be answering somebody else.
    if present.len() > 1 && (before.is_empty() || after.is_empty()) {
        return None;
    }
    let mut around = before.iter().chain(&after);
    match around.next() {
        Some(&one) if around.all(|&p| p == one) => Some(one),
        Some(_) => None,
        None => {
            if let [one] = present[..] {
                Some(one)
            } else {
                None
            }
        }
    }
}

/// Whether a name is a call: `Mara, wait.` or `Wait, Mara.`
fn is_called(reading: &Reading, text: &str, person: usize) -> bool {
    let Some(range) = reading.cast.first_mention(person, text) else { return false };
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ',', '-', '—', ')']);
    let closes = after.is_empty() || after.starts_with(['.', '!', '?', ',', '-', '—']);
    opens && closes
}

/// Whether a text speaks as somebody: `I`, `you`, `we`.
pub(crate) fn speaks_as_somebody(text: &str) -> bool {
    const PERSONS: [&str; 27] = [
        "i",
        "i'm",
        "i'll",
        "i've",
        "i'd",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "we're",
        "we'll",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "you're",
        "you'll",
        "yourself",
        "thou",
        "thee",
        "thy",
        "thine",
        "ye",
    ];
    words(text).any(|w| PERSONS.contains(&w.to_lowercase().replace('’', "'").as_str()) || bare(w) == "I")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_and_ages_are_left_out() {
        assert_eq!(without_directions("Mara (40s), captain, (beat) nods."), "Mara, captain, nods.");
    }

    #[test]
    fn of_a_long_text_whole_sentences_are_kept() {
        let text = "One two three. Four five. Six seven.";
        assert_eq!(last_words(text, 4), "Four five. Six seven.");
        assert_eq!(last_words("One two three four five.", 2), "One two three four five.");
    }

    #[test]
    fn first_and_second_persons_are_heard() {
        assert!(speaks_as_somebody("Opal says that they start us at six."));
        assert!(!speaks_as_somebody("Opal says that they start at six."));
    }
}

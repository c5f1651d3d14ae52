//! Quoted prose and verse: known by their words, by a name beside them, or by the way they are spoken.

use reference::{TermKind, tokens};

use super::{
    music::has_phrase,
    screen::{set_off, standing, standing_by_death},
};
use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    passage::{Manner, Passage},
    reading::Reading,
};

/// What is known of the rights in a text, by title.
pub(super) fn rights(reading: &Reading, title: &str) -> &'static str {
    let works = reading.reference().works_titled(title);
    works.iter().find(|w| w.kind == TermKind::Text).map_or("protected", |w| standing(reading, &w.facts))
}

pub(super) fn find(reading: &Reading, found: &mut Found) {
    let lines: Vec<(Vec<String>, &str)> = (reading.reference().lines.iter())
        .map(|l| (tokens(&l.words).into_iter().map(|t| t.folded).collect(), l.work.as_str()))
        .collect();
    for (index, passage) in reading.story() {
        known_lines(reading, index, passage, &lines, found);
        slogans(reading, index, passage, found);
        attributed(reading, index, passage, found);
        titles(reading, index, passage, found);
        recited(index, passage, found);
    }
}

/// Famous words of works that are nobody's.
fn known_lines(reading: &Reading, index: usize, passage: &Passage, lines: &[(Vec<String>, &str)], found: &mut Found) {
    for (words, work) in lines {
        let at =
            passage.words.windows(words.len()).position(|w| w.iter().zip(words).all(|(a, b)| a.token.folded == *b));
        let Some(at) = at else { continue };
        let (start, end) = (passage.words[at].token.start, passage.words[at + words.len() - 1].token.end);
        let mut mention = Mention::new(Category::Text, *work, rights(reading, work), (index, start, end));
        mention.usage = Some(Usage::Quoted);
        mention.known_by = vec!["own list of lines that are nobody's".into()];
        found.add(mention);
    }
}

/// Slogans are said in small letters too: whole and word for word.
fn slogans(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let words: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
    for hit in &reading.hits[index] {
        let at = hit.first;
        let said = hit.term.kind == TermKind::Slogan && hit.term.class == "slogans" && hit.end - hit.first >= 3;
        if said
            || (hit.term.kind == TermKind::Slogan
                && hit.term.class == "slogans"
                && passage.is_set_off(words[at].start, words[hit.end - 1].end))
        {
            let mut mention = Mention::new(
                Category::Mark,
                hit.term.name.clone(),
                "real",
                (index, words[at].start, words[hit.end - 1].end),
            );
            mention.known_by = vec![hit.term.list.to_owned()];
            found.add(mention);
        }
    }
}

/// Verbs by which words are given to someone.
const GIVES: [&str; 26] = [
    "wrote",
    "writes",
    "said",
    "says",
    "once said",
    "put it",
    "quoting",
    "quotes",
    "quote",
    "words of",
    "by",
    "poem",
    "line from",
    "passage from",
    "recites",
    "reciting",
    "reads from",
    "reading from",
    "from",
    "to quote",
    "in the words of",
    "poet",
    "verse",
    "author",
    "novel",
    "as",
];

/// Words set off in a sentence that names a writer or a listed text, and speeches that are read from one.
fn attributed(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let source = source_named(reading, index, passage);
    for (start, end) in set_off(passage) {
        let quoted = &passage.text[start..end];
        if tokens(quoted).len() < 4 || !found.is_open(index, start, end) {
            continue;
        }
        let Some((entity, finding, at)) = &source else { continue };
        let outside = *at < start || *at >= end;
        let lower = passage.text.to_lowercase();
        if outside && GIVES.iter().any(|g| has_phrase(&lower, g)) {
            let mut mention = Mention::new(Category::Text, entity.clone(), finding, (index, start, end));
            mention.usage = Some(Usage::Quoted);
            found.add(mention);
        }
    }
}

/// A writer or text that a passage names, with what is known of the rights and where it stands.
fn source_named(reading: &Reading, index: usize, passage: &Passage) -> Option<(String, &'static str, usize)> {
    let words: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
    for at in 0..words.len() {
        for hit in reading.hits[index].iter().filter(|h| h.first == at) {
            let place = words[hit.first].start;
            let capital = passage.words[hit.first].capital || passage.words[hit.first].shouted;
            match hit.term.kind {
                TermKind::Text if capital && super::screen::is_title(passage, hit, TermKind::Text) => {
                    return Some((hit.term.name.clone(), rights(reading, &hit.term.name), place));
                }
                TermKind::Person | TermKind::Writer if capital && hit.end - hit.first >= 2 => {
                    return Some((hit.term.name.clone(), rights_of_writer(reading, &hit.term.name), place));
                }
                _ => {}
            }
        }
        if let Some(writer) = reading.writers.get(&words[at].folded).filter(|_| passage.words[at].capital) {
            return Some((writer.clone(), rights_of_writer(reading, writer), words[at].start));
        }
    }
    None
}

fn rights_of_writer(reading: &Reading, name: &str) -> &'static str {
    let wanted: Vec<String> = tokens(name).into_iter().map(|t| t.folded).collect();
    let of_works =
        reading.reference().works.iter().filter(|w| w.kind == TermKind::Text).flat_map(|w| w.makers.split(','));
    let died = of_works.filter_map(|maker| maker.trim().rsplit_once(' ')).find_map(|(maker, year)| {
        tokens(maker).into_iter().map(|t| t.folded).eq(wanted.iter().cloned()).then(|| year.parse().ok())
    });
    match died {
        Some(died) => standing_by_death(reading, died),
        None => match reading.reference().figure(name) {
            Some(figure) => standing_by_death(reading, figure.died),
            None => "rights-unknown",
        },
    }
}

/// Listed texts that are only named, or whose cover is to be seen.
fn titles(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let words: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
    for hit in reading.hits[index].iter().filter(|h| h.term.kind == TermKind::Text) {
        let (start, end) = (words[hit.first].start, words[hit.end - 1].end);
        let own = passage.words[hit.first..hit.end].iter().all(|w| reading.is_cast(&w.token.folded));
        if own || !super::screen::is_title(passage, hit, TermKind::Text) {
            continue;
        }
        let mut mention =
            Mention::new(Category::Text, hit.term.name.clone(), rights(reading, &hit.term.name), (index, start, end));
        mention.known_by = vec![hit.term.list.to_owned()];
        mention.usage = Some(if passage.element == Element::Dialogue { Usage::Mentioned } else { Usage::Depicted });
        found.add(mention);
    }
}

/// A speech that is recited and that nothing else has claimed: whose words they are must be found out.
fn recited(index: usize, passage: &Passage, found: &mut Found) {
    let whole = passage.element == Element::Dialogue && passage.manner == Manner::Recited && passage.words.len() >= 6;
    let letter = ["dear ", "to whom", "attention", "notice"].iter().any(|w| passage.text.to_lowercase().starts_with(w));
    if !whole || letter || !found.within(index).is_empty() {
        return;
    }
    let (Some(first), Some(last)) = (passage.words.first(), passage.words.last()) else { return };
    let entity: String = passage.text.chars().take(60).collect();
    let mut mention =
        Mention::new(Category::Text, entity, "rights-unknown", (index, first.token.start, last.token.end));
    mention.usage = Some(Usage::Quoted);
    found.add(mention);
}

//! Pictures, photographs, posters, sculptures, murals and tattoos.

use reference::{TermKind, tokens};

use super::screen::{standing, standing_by_death};
use crate::{
    Category, Element,
    mention::{Found, Mention},
    passage::Passage,
    reading::Reading,
};

/// What is known of the rights in a picture, by title.
pub(super) fn rights(reading: &Reading, title: &str) -> &'static str {
    let works = reading.reference().works_titled(title);
    works.iter().find(|w| w.kind == TermKind::Art).map_or("protected", |w| standing(reading, &w.facts))
}

/// Nouns of works of art.
const WORKS: [&str; 26] = [
    "painting",
    "paintings",
    "print",
    "prints",
    "original",
    "originals",
    "canvas",
    "lithograph",
    "silkscreen",
    "sculpture",
    "photograph",
    "photo",
    "portrait",
    "mural",
    "poster",
    "drawing",
    "sketch",
    "mobile",
    "installation",
    "reproduction",
    "replica",
    "watercolor",
    "etching",
    "tattoo",
    "knockoff",
    "forgery",
];

pub(super) fn find(reading: &Reading, found: &mut Found) {
    for (index, passage) in reading.story() {
        titles(reading, index, passage, found);
        by_artist(reading, index, passage, found);
    }
}

fn titles(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let words: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
    for hit in reading.hits[index].iter().filter(|h| h.term.kind == TermKind::Art) {
        let titled = super::screen::is_title(passage, hit, TermKind::Art)
            || (hit.end - hit.first >= 2
                && passage.words[hit.first..hit.end].iter().all(|w| w.capital)
                && hit.term.plainness == reference::Plainness::Distinct);
        if titled {
            let place = (index, words[hit.first].start, words[hit.end - 1].end);
            let mut mention =
                Mention::new(Category::Art, hit.term.name.clone(), rights(reading, &hit.term.name), place);
            mention.known_by = vec![hit.term.list.to_owned()];
            found.add(mention);
        }
    }
}

/// `a Picasso`, `a Warhol print`, `a painting by Hopper`: a maker's name that stands for the work.
fn by_artist(reading: &Reading, index: usize, passage: &Passage, found: &mut Found) {
    let artists = reading.reference().figures.iter().filter(|f| f.field.contains("art"));
    let artists: Vec<(String, &reference::PublicFigure)> =
        artists.filter_map(|f| Some((tokens(&f.name).last()?.folded.clone(), f))).collect();
    let words = &passage.words;
    for (at, word) in words.iter().enumerate().filter(|(_, w)| w.capital) {
        let folded = word.token.owner.as_ref().unwrap_or(&word.token.folded);
        let plural = folded.strip_suffix('s').unwrap_or(folded);
        let Some((_, artist)) = artists.iter().find(|(name, _)| name == folded || name == plural) else { continue };
        let name_before = at > 0
            && words[at - 1].capital
            && tokens(&artist.name).iter().any(|t| t.folded == words[at - 1].token.folded);
        let first = if name_before { at - 1 } else { at };
        let before = first.checked_sub(1).map(|i| words[i].token.folded.as_str()).unwrap_or("");
        let after = words.get(at + 1).map(|w| w.token.folded.as_str()).unwrap_or("");
        let in_sentence = |nouns: &[&str]| {
            passage.sentence_at(word.token.start).iter().any(|w| nouns.contains(&w.token.folded.as_str()))
        };
        let stands_for = (["a", "an", "the", "original", "real", "fake", "genuine", "framed", "forged", "stolen"]
            .contains(&before)
            && !name_before)
            || WORKS.contains(&after)
            || (before == "by" && in_sentence(&WORKS))
            || (["a", "an", "original"].contains(&before) && name_before)
            || (word.token.owner.is_some() && in_sentence(&WORKS));
        // "a Bacon sandwich", "the Moore kid": an everyday surname needs the noun.
        let everyday =
            ["bacon", "moore", "adams", "freud", "wood", "haring", "kinkade"].contains(&plural) && !in_sentence(&WORKS);
        // "A Tesla", "the Ford": a firm of that name is meant where no work of art is spoken of.
        let firm = reading.hits[index].iter().any(|h| {
            h.first == at
                && matches!(h.term.kind, TermKind::Product | TermKind::Business)
                && h.term.list.starts_with("own")
        }) && !in_sentence(&WORKS);
        if stands_for && !firm && !everyday && passage.element != Element::Heading {
            let place = (index, words[first].token.start, word.token.end);
            let mut mention = Mention::new(
                Category::Art,
                format!("work by {}", artist.name),
                standing_by_death(reading, artist.died),
                place,
            );
            mention.known_by = vec!["own list of public figures".into()];
            found.add(mention);
        }
    }
}

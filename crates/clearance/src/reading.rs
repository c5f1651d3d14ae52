//! What the desk knows before anything is detected: passages, who is in the script, and where it plays.

use std::collections::{HashMap, HashSet};

use reference::{Hit, Reference, TermKind, tokens};
use script::{Document, Screenplay};

use crate::{
    Context, Element,
    passage::{Passage, passages},
};

/// A script made ready for the detectors.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) screenplay: &'a Screenplay,
    pub(crate) context: Context<'a>,
    pub(crate) passages: Vec<Passage>,
    /// Folded words of the names of the cast.
    pub(crate) cast: HashSet<String>,
    /// Folded full names of the cast.
    pub(crate) full_names: HashSet<Vec<String>>,
    /// Folded places of headings: the script's own geography.
    pub(crate) places: HashSet<String>,
    /// Words that the script writes in small letters too, with how often.
    pub(crate) small: HashMap<String, usize>,
    /// Folded surnames and first names of people the script names with title or full name.
    pub(crate) people: HashSet<String>,
    /// Folded words that the script brings in with capitals, as it does people, animals and ships.
    pub(crate) introduced: HashSet<String>,
    /// Folded words that stand before a state or country: towns that no map has.
    pub(crate) towns: HashSet<String>,
    /// Listed names that begin at the words of each passage, the longest first at each word.
    pub(crate) hits: Vec<Vec<Hit<'a>>>,
    /// Folded surnames of writers of listed texts, with the full name.
    pub(crate) writers: HashMap<String, String>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(document: &'a Document, screenplay: &'a Screenplay, context: Context<'a>) -> Self {
        let passages = passages(document, screenplay);
        let (cast, full_names) = cast(screenplay);
        let mut small = HashMap::new();
        for word in passages.iter().flat_map(|p| &p.words).filter(|w| !w.capital && !w.shouted) {
            *small.entry(word.token.folded.clone()).or_insert(0) += 1;
        }
        let places = screenplay
            .scenes
            .iter()
            .flat_map(|s| tokens(&s.place).into_iter().flat_map(|t| std::iter::once(t.folded).chain(t.owner)))
            .collect();
        let mut reading = Self {
            document,
            screenplay,
            context,
            passages,
            cast,
            full_names,
            places,
            small,
            people: HashSet::new(),
            introduced: HashSet::new(),
            towns: HashSet::new(),
            hits: vec![],
            writers: writers(context.reference),
        };
        reading.people = people(&reading);
        reading.introduced = introduced(&reading);
        reading.towns = towns(&reading);
        reading.hits = hits(&reading);
        reading
    }

    pub(crate) fn reference(&self) -> &'a Reference {
        self.context.reference
    }

    /// Passages that belong to the story, with their index.
    pub(crate) fn story(&self) -> impl Iterator<Item = (usize, &Passage)> {
        let story = |p: &&Passage| !matches!(p.element, Element::Title | Element::Note);
        self.passages.iter().enumerate().filter(move |(_, p)| story(p))
    }

    /// Passages of the same scene, with their index.
    pub(crate) fn of_scene(&self, scene: Option<usize>) -> impl Iterator<Item = (usize, &Passage)> {
        self.passages.iter().enumerate().filter(move |(_, p)| scene.is_some() && p.scene == scene)
    }

    /// Whether a folded word is part of the name of someone in the script, in the singular or the plural.
    pub(crate) fn is_cast(&self, folded: &str) -> bool {
        self.cast.contains(folded) || folded.strip_suffix('s').is_some_and(|one| self.cast.contains(one))
    }
}

/// Words of cue names, aliases and full names; common role words are kept out where they are no names.
fn cast(screenplay: &Screenplay) -> (HashSet<String>, HashSet<Vec<String>>) {
    let mut words = HashSet::new();
    let mut full = HashSet::new();
    for character in &screenplay.characters {
        for name in std::iter::once(&character.name).chain(&character.aliases).chain(&character.full_name) {
            let parts: Vec<String> = tokens(name).into_iter().map(|t| t.folded).collect();
            words.extend(parts.iter().filter(|p| p.len() > 1).cloned());
            if parts.len() >= 2 {
                full.insert(parts);
            }
        }
    }
    (words, full)
}

/// Words that the script itself uses as people's names: behind a title, or a first name with a capitalised word.
fn people(reading: &Reading) -> HashSet<String> {
    const TITLES: [&str; 27] = [
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
        "father",
        "sister",
        "aunt",
        "uncle",
        "sir",
        "lady",
        "lord",
        "senator",
        "governor",
        "reverend",
        "agent",
    ];
    let census = &reading.context.reference.census;
    let mut found = HashSet::new();
    for passage in &reading.passages {
        for pair in passage.words.windows(2) {
            let [a, b] = pair else { continue };
            let title = TITLES.contains(&a.token.folded.as_str());
            let named = |w: &crate::passage::Word| w.capital || w.shouted;
            let first = census.is_first_name(&a.token.folded) && a.token.owner.is_none();
            if !b.opens && named(b) && (a.capital || a.shouted) && title {
                found.insert(b.token.owner.clone().unwrap_or_else(|| b.token.folded.clone()));
            } else if !b.opens && a.capital && b.capital && first && census.is_surname(&b.token.folded) {
                found.insert(a.token.folded.clone());
                found.insert(b.token.owner.clone().unwrap_or_else(|| b.token.folded.clone()));
            }
        }
    }
    found
}

fn hits<'a>(reading: &Reading<'a>) -> Vec<Vec<Hit<'a>>> {
    let lexicon = &reading.context.reference.lexicon;
    let of = |passage: &Passage| {
        let tokens: Vec<_> = passage.words.iter().map(|w| w.token.clone()).collect();
        (0..tokens.len()).flat_map(|at| lexicon.at(&tokens, at)).collect()
    };
    reading.passages.iter().map(of).collect()
}

fn writers(reference: &Reference) -> HashMap<String, String> {
    let texts = reference.works.iter().filter(|w| w.kind == TermKind::Text && w.makers != "traditional");
    let mut out = HashMap::new();
    for maker in texts.flat_map(|w| w.makers.split(',')) {
        let name = maker.trim().rsplit_once(' ').map_or(maker, |(name, _)| name).trim();
        if let Some(last) = tokens(name).last().filter(|t| t.folded.len() > 3) {
            out.entry(last.folded.clone()).or_insert_with(|| name.to_owned());
        }
    }
    out
}

/// Words in capitals in the running text of description.
fn introduced(reading: &Reading) -> HashSet<String> {
    let running = reading.passages.iter().filter(|p| p.element == Element::Action && !p.capitals);
    let words = running.flat_map(|p| &p.words).filter(|w| w.shouted && w.token.folded.len() >= 3);
    words.map(|w| w.token.owner.clone().unwrap_or_else(|| w.token.folded.clone())).collect()
}

/// `Tucumcari, New Mexico`.
fn towns(reading: &Reading) -> HashSet<String> {
    let mut out = HashSet::new();
    for passage in &reading.passages {
        for at in 1..passage.words.len() {
            let (before, word) = (&passage.words[at - 1], &passage.words[at]);
            let comma = passage.text[before.token.end..word.token.start].trim() == ",";
            let place = (1..=3).filter_map(|n| passage.words.get(at..at + n)).any(|run| {
                let folded: Vec<String> = run.iter().map(|w| w.token.folded.clone()).collect();
                (run[0].capital || run[0].shouted) && reading.context.reference.is_place(&folded)
            });
            if comma && before.capital && place {
                out.insert(before.token.folded.clone());
            }
        }
    }
    out
}

//! Names of things that belong to someone: what is known, by whom, and where a text may mean them.

use std::collections::{HashMap, HashSet};

use crate::tokens::{Token, tokens};

/// What kind of thing a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// Something that is sold.
    Product,
    /// A firm, shop, venue, publication or prize.
    Business,
    /// A slogan or insignia.
    Slogan,
    /// A character of someone else's work.
    Character,
    /// A building or place whose look is guarded.
    Landmark,
    /// A school, hospital, prison or agency.
    Institution,
    /// A team.
    Team,
    /// A real event or case.
    Event,
    /// A composition.
    Song,
    /// A sound recording.
    Recording,
    /// An album.
    Album,
    /// Someone who performs music.
    Performer,
    /// A book, poem, play or speech.
    Text,
    /// Someone who writes.
    Writer,
    /// A film or programme.
    Film,
    /// A picture, photograph or sculpture.
    Art,
    /// A real person.
    Person,
}

impl TermKind {
    /// Whether it is the title of a work: such words mean the work only where the use says so.
    pub fn is_title(self) -> bool {
        matches!(self, Self::Song | Self::Recording | Self::Album | Self::Text | Self::Film | Self::Art)
    }

    /// Whether it is a person's name.
    pub fn is_person(self) -> bool {
        matches!(self, Self::Person | Self::Performer | Self::Writer)
    }
}

/// How plainly a spelling means the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plainness {
    /// The spelling means the thing and nothing else.
    Distinct,
    /// It is an everyday word, a place or a person's name too: the use must say that the thing is meant.
    AlsoWord,
}

/// One name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it is written.
    pub name: String,
    /// What it stands for.
    pub kind: TermKind,
    /// Its class in the source: `beer`, `amenity/fast_food`.
    pub class: String,
    /// The list it comes from; also the name of what was searched.
    pub list: &'static str,
    /// How plainly it means the thing.
    pub plainness: Plainness,
    /// Words of it, folded.
    pub words: usize,
}

/// A place in a text where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The name.
    pub term: &'a Term,
    /// Index of its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
}

/// Names with an index by their first word.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    terms: Vec<Term>,
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Lexicon {
    /// Indexes names. Of two terms with one spelling and kind the first is kept.
    pub fn of(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut lexicon = Self::default();
        let mut seen: HashSet<(Vec<String>, TermKind)> = HashSet::new();
        for term in terms {
            let words: Vec<String> = tokens(&term.name).into_iter().map(|t| t.folded).collect();
            let Some(first) = words.first().cloned() else { continue };
            if !seen.insert((words.clone(), term.kind)) {
                continue;
            }
            let index = lexicon.terms.len();
            lexicon.terms.push(Term { words: words.len(), ..term });
            lexicon.by_first.entry(first).or_default().push((words, index));
        }
        for row in lexicon.by_first.values_mut() {
            row.sort_by_key(|(words, index)| (std::cmp::Reverse(words.len()), *index));
        }
        lexicon
    }

    /// Every name.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The names that begin at a word of a text, the longest first. A plural or possessive of the last word counts.
    pub fn at<'a>(&'a self, words: &[Token], at: usize) -> Vec<Hit<'a>> {
        let mut found: Vec<Hit<'a>> = Vec::new();
        for first in forms(&words[at]) {
            let Some(row) = self.by_first.get(&first) else { continue };
            for (term, index) in row {
                let end = at + term.len();
                if end <= words.len()
                    && same(term, &words[at..end])
                    && !found.iter().any(|h| h.term == &self.terms[*index])
                {
                    found.push(Hit { term: &self.terms[*index], first: at, end });
                }
            }
        }
        found.sort_by_key(|h| std::cmp::Reverse(h.end));
        found
    }

    /// A name by its spelling.
    pub fn named(&self, name: &str) -> Vec<&Term> {
        let words = tokens(name);
        if words.is_empty() {
            return Vec::new();
        }
        self.at(&words, 0).into_iter().filter(|h| h.end == words.len()).map(|h| h.term).collect()
    }
}

/// The spellings under which a word may be listed.
fn forms(word: &Token) -> Vec<String> {
    let mut forms = vec![word.folded.clone()];
    forms.extend(word.owner.clone());
    if let Some(one) = word.folded.strip_suffix('s').filter(|one| one.len() >= 3) {
        forms.push(one.to_owned());
    }
    forms.dedup();
    forms
}

fn same(term: &[String], words: &[Token]) -> bool {
    let last = term.len() - 1;
    term.iter().zip(words).enumerate().all(|(i, (t, w))| *t == w.folded || (i == last && forms(w).contains(t)))
}

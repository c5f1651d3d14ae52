//! Word lists that find what costs money: data files with their source and their own examples.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::words::{bare, stem, words};

/// A word list. The folder `lexicons/` holds one a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// The driver's name in the report.
    pub(crate) name: String,
    /// How much a page of it weighs beside a plain page of talk.
    pub(crate) weight: u32,
    /// Words and phrases that count, matched by stem; in lower case.
    pub(crate) terms: Vec<String>,
    /// Phrases in which a term does not count.
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Whether speech counts too: a gun that is talked about need not be bought.
    #[serde(default)]
    pub(crate) speech: bool,
    /// Where the list comes from.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) source: String,
    /// When it was made or read.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) as_of: String,
    /// Sentences that it must find something in.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) hit: Vec<String>,
    /// Sentences that it must find nothing in.
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) miss: Vec<String>,
    #[serde(skip)]
    stems: Vec<Vec<String>>,
    #[serde(skip)]
    exceptions: Vec<Vec<String>>,
}

const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// All lexicons, by file name.
pub(crate) fn lexicons() -> &'static [Lexicon] {
    static ALL: LazyLock<Vec<Lexicon>> = LazyLock::new(|| FILES.iter().filter_map(|f| Lexicon::read(f).ok()).collect());
    &ALL
}

impl Lexicon {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        let mut lexicon: Lexicon = toml::from_str(text)?;
        lexicon.stems = lexicon.terms.iter().map(|t| stems(t)).collect();
        lexicon.exceptions = lexicon.except.iter().map(|t| stems(t)).collect();
        Ok(lexicon)
    }

    /// Whether a text has one of the terms outside of the exceptions.
    #[cfg(test)]
    fn finds(&self, text: &str) -> bool {
        self.finds_in(&stems(text))
    }

    /// Whether a text, stemmed, has one of the terms outside of the exceptions.
    pub(crate) fn finds_in(&self, text: &[String]) -> bool {
        let mut counts = vec![true; text.len()];
        for (at, phrase) in self.exceptions.iter().flat_map(|p| places(text, p).map(move |at| (at, p))) {
            counts[at..at + phrase.len()].fill(false);
        }
        self.stems.iter().any(|term| places(text, term).any(|at| counts[at..at + term.len()].iter().all(|&c| c)))
    }
}

/// The stems of a text in order, as the lexicons compare them.
pub(crate) fn stems(text: &str) -> Vec<String> {
    words(text).flat_map(|w| bare(w).split('-')).filter(|w| !w.is_empty()).map(stem).collect()
}

fn places<'t>(text: &'t [String], phrase: &'t [String]) -> impl Iterator<Item = usize> + 't {
    text.windows(phrase.len().max(1))
        .enumerate()
        .filter(move |(_, w)| !phrase.is_empty() && *w == phrase)
        .map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lexicon_reads_and_names_its_source() {
        for file in FILES {
            let lexicon = Lexicon::read(file).unwrap_or_else(|e| panic!("{e}\n{file}"));
            assert!(!lexicon.source.is_empty() && lexicon.as_of.len() == 10, "{}", lexicon.name);
            assert!(lexicon.hit.len() >= 2 && lexicon.miss.len() >= 2, "{}: more examples", lexicon.name);
        }
    }

    #[test]
    fn every_lexicon_finds_its_own_examples_and_no_others() {
        for lexicon in lexicons() {
            for sentence in &lexicon.hit {
                assert!(lexicon.finds(sentence), "{} misses: {sentence}", lexicon.name);
            }
            for sentence in &lexicon.miss {
                assert!(!lexicon.finds(sentence), "{} wrongly finds: {sentence}", lexicon.name);
            }
        }
    }
}

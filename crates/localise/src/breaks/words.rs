//! Words that matter to line breaks and checks, by language.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::language::nearest;

/// What a word is; it may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kind {
    pub(super) determiner: bool,
    pub(super) preposition: bool,
    pub(super) conjunction: bool,
    pub(super) auxiliary: bool,
    pub(super) pronoun: bool,
    pub(super) title: bool,
}

impl Kind {
    pub(super) const NONE: Kind = Kind {
        determiner: false,
        preposition: false,
        conjunction: false,
        auxiliary: false,
        pronoun: false,
        title: false,
    };
}

/// The closed word classes of a language.
#[derive(Debug)]
pub(super) struct Lexicon(HashMap<String, Kind>);

impl Lexicon {
    /// What a word is; marks around it and its case do not matter.
    pub(super) fn kind(&self, word: &str) -> Kind {
        let bare = word.trim_matches(['"', '“', '”', '«', '»', '(', ')', '¿', '¡', '-', '–', '—', '[', ']', '♪']);
        self.0.get(bare).or_else(|| self.0.get(bare.to_lowercase().as_str())).copied().unwrap_or(Kind::NONE)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    determiners: String,
    prepositions: String,
    conjunctions: String,
    auxiliaries: String,
    pronouns: String,
    titles: String,
    #[serde(rename = "as_of")]
    _as_of: String,
    #[serde(rename = "source")]
    _source: String,
}

/// The lexicon of a language, if there is one.
pub(super) fn lexicon(language: &str) -> Option<&'static Lexicon> {
    static LEXICONS: OnceLock<BTreeMap<String, Lexicon>> = OnceLock::new();
    const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/breaks.rs"));
    let all = LEXICONS.get_or_init(|| {
        FILES
            .iter()
            .map(|(language, text)| {
                let row: Row = toml::from_str(text).unwrap_or_else(|e| panic!("data/breaks/{language}.toml: {e}"));
                ((*language).to_owned(), of_row(&row))
            })
            .collect()
    });
    let bare = language.split('-').next().unwrap_or(language);
    nearest(all, language).or_else(|| nearest(all, bare)).map(|(_, lexicon)| lexicon)
}

fn of_row(row: &Row) -> Lexicon {
    let mut words: HashMap<String, Kind> = HashMap::new();
    let mut put = |list: &str, mark: fn(&mut Kind)| {
        for word in list.split_ascii_whitespace() {
            mark(words.entry(word.to_owned()).or_default());
        }
    };
    put(&row.determiners, |kind| kind.determiner = true);
    put(&row.prepositions, |kind| kind.preposition = true);
    put(&row.conjunctions, |kind| kind.conjunction = true);
    put(&row.auxiliaries, |kind| kind.auxiliary = true);
    put(&row.pronouns, |kind| kind.pronoun = true);
    put(&row.titles, |kind| kind.title = true);
    Lexicon(words)
}

/// Numbers in words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    words: &'static str,
    fixable_from: u32,
}

impl Numbers {
    /// The word for a number, and whether it can stand in for the figure as it is.
    pub(crate) fn word(self, number: u32) -> Option<(&'static str, bool)> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.words.split_ascii_whitespace().nth(at).map(|word| (word, number >= self.fixable_from))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    numbers: String,
    fixable_from: u32,
    negations: String,
}

fn rows() -> &'static BTreeMap<String, WordRow> {
    static ROWS: OnceLock<BTreeMap<String, WordRow>> = OnceLock::new();
    ROWS.get_or_init(|| {
        toml::from_str(include_str!("../../data/words.toml")).unwrap_or_else(|e| panic!("data/words.toml: {e}"))
    })
}

fn row(language: &str) -> Option<&'static WordRow> {
    rows().get(language.split('-').next().unwrap_or(language))
}

/// The number words of a language, if they are known.
pub(crate) fn numbers(language: &str) -> Option<Numbers> {
    row(language).map(|row| Numbers { words: &row.numbers, fixable_from: row.fixable_from })
}

/// Words that say no in a language; none where they are not known.
pub(crate) fn negations(language: &str) -> Vec<&'static str> {
    row(language).map(|row| row.negations.split_ascii_whitespace().collect()).unwrap_or_default()
}

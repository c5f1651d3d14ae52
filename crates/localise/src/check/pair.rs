//! A translation against its source, cue by cue.

use std::collections::BTreeMap;

use timedtext::{Cue, File, Severity};

use super::text::has_italics;
use super::{Finding, RuleName};
use crate::Style;
use crate::breaks::negations;

/// A name or phrase and how it is agreed to be translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it stands in the source.
    pub source: String,
    /// As it must stand in the target; any of these.
    pub target: Vec<String>,
}

/// Every finding of a target against its source, one cue to one cue. `source_language` is a BCP 47 tag.
pub fn check_pair(source: &File, target: &File, source_language: &str, style: &Style, terms: &[Term]) -> Vec<Finding> {
    let mut pair = Pair { style, found: vec![] };
    if source.cues.len() != target.cues.len() {
        let (a, b) = (source.cues.len(), target.cues.len());
        let at = a.min(b).saturating_sub(1);
        let sentence = format!("The source has {a} cues and the target {b}; every cue has exactly one.");
        pair.say(at, RuleName::Alignment, Severity::Error, sentence);
    }
    let no = (negations(source_language), negations(&style.language));
    let mut translations: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (n, (from, to)) in source.cues.iter().zip(&target.cues).enumerate() {
        pair.check(n, from, to, terms, &no);
        pair.consistency(n, from, to, &mut translations);
    }
    pair.found
}

struct Pair<'a> {
    style: &'a Style,
    found: Vec<Finding>,
}

impl Pair<'_> {
    fn say(&mut self, cue: usize, rule: RuleName, severity: Severity, sentence: String) {
        let source = self.style.source.clone();
        self.found.push(Finding { cue, rule, severity, sentence, source, fix: None });
    }

    fn check(&mut self, n: usize, from: &Cue, to: &Cue, terms: &[Term], no: &(Vec<&str>, Vec<&str>)) {
        let (source, target) = (from.plain(), to.plain());
        if from.start != to.start || from.end != to.end {
            let sentence = "The target is not on screen when its source is.".to_owned();
            self.say(n, RuleName::Alignment, Severity::Info, sentence);
        }
        let words = source.split_whitespace().filter(|w| w.chars().any(char::is_lowercase)).count();
        if target.trim().is_empty() && !source.trim().is_empty() {
            self.say(n, RuleName::Untranslated, Severity::Error, "The cue is not translated.".into());
            return;
        }
        if words >= 2 && folded(&source) == folded(&target) {
            let sentence = "The cue says the same as its source.".to_owned();
            self.say(n, RuleName::Untranslated, Severity::Warning, sentence);
        }
        let missing = missing_numbers(&source, &target);
        if !missing.is_empty() {
            let sentence = format!("{} of the source is not in the target.", missing.join(", "));
            self.say(n, RuleName::PairNumber, Severity::Warning, sentence);
        }
        if has_italics(&from.text) != has_italics(&to.text) && self.style.italics != Some(false) {
            let sentence = "One of source and target has italics and the other has none.".to_owned();
            self.say(n, RuleName::PairMarkup, Severity::Info, sentence);
        }
        for term in terms.iter().filter(|term| contains_word(&source, &term.source)) {
            if !term.target.iter().any(|wanted| contains_word(&target, wanted)) {
                let wanted = term.target.join("” or “");
                let sentence = format!("“{}” is agreed to be “{wanted}”.", term.source);
                self.say(n, RuleName::PairTerm, Severity::Error, sentence);
            }
        }
        let says_no = |text: &str, words: &[&str]| words.iter().any(|word| contains_word(text, word));
        if !no.0.is_empty() && !no.1.is_empty() && says_no(&source, &no.0) && !says_no(&target, &no.1) {
            let sentence = "The source denies something and the target does not seem to.".to_owned();
            self.say(n, RuleName::PairNegation, Severity::Info, sentence);
        }
    }

    fn consistency(&mut self, n: usize, from: &Cue, to: &Cue, seen: &mut BTreeMap<String, (usize, String)>) {
        let (source, target) = (folded(&from.plain()), folded(&to.plain()));
        // Short cues ("Yes.") rightly differ from place to place.
        if source.split(' ').count() < 3 {
            return;
        }
        match seen.get(&source).cloned() {
            Some((first, other)) if other != target => {
                let sentence = format!("Cue {} has the same source and another translation.", first + 1);
                self.say(n, RuleName::PairConsistency, Severity::Info, sentence);
            }
            Some(_) => {}
            None => drop(seen.insert(source, (n, target))),
        }
    }
}

/// Words in lower case, parted by single blanks.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a word or phrase stands in a text by itself. `n't` and `l'` may stand inside a word.
fn contains_word(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (folded(text), folded(wanted));
    if wanted.is_empty() {
        return false;
    }
    let inside = wanted.starts_with("n'") || wanted.ends_with('\'');
    text.match_indices(&wanted).any(|(at, _)| {
        let before = text[..at].chars().last();
        let after = text[at + wanted.len()..].chars().next();
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        inside || (edge(before) && edge(after)) || !wanted.is_ascii() && wanted.chars().all(|c| c > '\u{2e80}')
    })
}

/// Figures of two digits or more (one may be spelled out) that the other text does not have.
fn missing_numbers(source: &str, target: &str) -> Vec<String> {
    let figures = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() >= 2).map(str::to_owned).collect()
    };
    let mut there = figures(target);
    let mut missing = Vec::new();
    for figure in figures(source) {
        match there.iter().position(|other| *other == figure) {
            Some(at) => drop(there.swap_remove(at)),
            None => missing.push(figure),
        }
    }
    missing
}

//! Searching: units that bear enough of what was asked, and the line in each that bears the most.

use std::collections::BTreeMap;

use tantivy::collector::TopDocs;
use tantivy::{Searcher, TantivyDocument, Term};

use crate::document::{Place, Unit};
use crate::passage::{best_line, find};
use crate::query::{self, Clause};
use crate::snippet::Snippet;
use crate::words::is_function_word;
use crate::{Index, Result};

/// A place that bears what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub document: i64,
    /// Whether the title was found, or the text.
    pub found_in: HitIn,
    /// The page of the line, from 1.
    pub page: u32,
    /// The scene of the line.
    pub scene: Option<usize>,
    /// The line, from 1, on which the best match begins; the first one for a title.
    pub line: usize,
    /// What to show of it.
    pub snippet: Snippet,
    /// Higher is better; comparable within one search only.
    pub score: f32,
}

/// What part of a document a hit is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitIn {
    /// The text of a line.
    Text,
    /// The document's title.
    Title,
}

/// A hit bears at least this share of the weight of what was asked, where rare words weigh more
/// than common ones. Below it, nothing found is the better answer: who asks for Captain Nemo's
/// submarine does not want every captain.
const FLOOR: f32 = 0.5;
/// Units that are looked at for one search, at most.
const MOST_CANDIDATES: usize = 10_000;

impl Index {
    /// The best places for what was typed, best first, at most `limit`. Quoted words must follow
    /// one another and must be there; of the rest, enough must be. Case, accents and punctuation do
    /// not matter, and any text is a query. Nothing found is an answer.
    ///
    /// # Errors
    /// [`IndexError::Rebuild`](crate::IndexError::Rebuild) if a file of the index is damaged.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<Hit>> {
        let clauses = query::read(typed);
        if clauses.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let candidates = self.sorted(|| {
            let searcher = self.searcher();
            let weights = weigh(&clauses, &searcher, self)?;
            // Several units may be one line, and some will not reach the floor.
            let candidates = limit.saturating_mul(4).saturating_add(64).min(MOST_CANDIDATES);
            let collector = TopDocs::with_limit(candidates).order_by_score();
            let mut found = Vec::new();
            for (score, address) in searcher.search(&query::build(&clauses, &weights, &self.fields), &collector)? {
                let kept: TantivyDocument = searcher.doc(address)?;
                if let Some((document, unit)) = self.fields.read(&kept) {
                    found.extend(Candidate { document, unit, score }.judge(&clauses, &weights));
                }
            }
            Ok(found)
        })?;
        Ok(best(candidates, limit))
    }
}

/// What each clause weighs: the sum of the inverse document frequencies of its words. Function
/// words weigh nothing, unless they are quoted or there is nothing else; words that are nowhere in the index weigh as
/// much as the others do on average, for in a small index that says little about them.
fn weigh(clauses: &[Clause], searcher: &Searcher, index: &Index) -> tantivy::Result<Vec<f32>> {
    let all_function_words = clauses.iter().flat_map(|c| &c.words).all(|word| is_function_word(word));
    let mut rarities = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let words = clause.words.iter().filter(|word| clause.required || all_function_words || !is_function_word(word));
        rarities.push(words.map(|word| rarity(word, searcher, index)).collect::<tantivy::Result<Vec<_>>>()?);
    }
    let known: Vec<f32> = rarities.iter().flatten().filter_map(|rarity| *rarity).collect();
    let average = if known.is_empty() { 1.0 } else { known.iter().sum::<f32>() / known.len() as f32 };
    let sum = |words: &Vec<Option<f32>>| words.iter().map(|rarity| rarity.unwrap_or(average)).sum();
    Ok(rarities.iter().map(sum).collect())
}

/// The inverse document frequency of a word in the field that has it most. None if none has it.
fn rarity(word: &str, searcher: &Searcher, index: &Index) -> tantivy::Result<Option<f32>> {
    let fields = &index.fields;
    let mut with = 0;
    for field in [fields.body, fields.title, fields.heading, fields.characters] {
        with = with.max(searcher.doc_freq(&Term::from_field_text(field, word))?);
    }
    let units = searcher.num_docs().max(with) as f32;
    let with = with as f32;
    Ok((with > 0.0).then(|| (1.0 + (units - with + 0.5) / (with + 0.5)).ln()))
}

/// One hit per line: a line is in a page and in a scene, and the better one counts.
fn best(hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let mut per_line: BTreeMap<(i64, bool, usize), Hit> = BTreeMap::new();
    for hit in hits {
        let key = (hit.document, hit.found_in == HitIn::Text, hit.line);
        match per_line.get(&key) {
            Some(kept) if kept.score >= hit.score => {}
            _ => drop(per_line.insert(key, hit)),
        }
    }
    let mut hits: Vec<Hit> = per_line.into_values().collect();
    // Stable: equal scores stay in the order of documents and lines.
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    hits.truncate(limit);
    hits
}

/// A unit that tantivy found.
struct Candidate {
    document: i64,
    unit: Unit,
    score: f32,
}

impl Candidate {
    /// A hit, if the unit bears enough of what was asked.
    fn judge(self, clauses: &[Clause], weights: &[f32]) -> Option<Hit> {
        let Unit { title, heading, characters, body, places } = &self.unit;
        let found_in = if body.is_empty() { HitIn::Title } else { HitIn::Text };
        let shown = if body.is_empty() { title } else { body };
        let matches = find(clauses, shown);
        let elsewhere = find(clauses, heading).into_iter().chain(find(clauses, characters));
        let elsewhere: Vec<usize> = elsewhere.map(|m| m.clause).collect();

        let borne = |n: &usize| matches.iter().any(|m| m.clause == *n) || elsewhere.contains(n);
        let weight: f32 = (0..clauses.len()).filter(borne).map(|n| weights[n]).sum();
        let share = weight / weights.iter().sum::<f32>();
        if share.is_nan() || share < FLOOR {
            return None;
        }
        let (at, snippet) = best_line(shown, &matches, weights)?;
        let Place { line, page, scene } = *places.get(at)?;
        Some(Hit { document: self.document, found_in, page, scene, line, snippet, score: self.score * share })
    }
}

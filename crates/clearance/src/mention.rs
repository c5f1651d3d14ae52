//! What a detector found: a thing at a place, before anything is said about its risk.

use crate::{Category, Modifier, Usage};

/// Something found in a passage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    pub(crate) category: Category,
    /// The entity in one spelling.
    pub(crate) entity: String,
    /// What is known about it, in the words of the rules.
    pub(crate) finding: &'static str,
    /// What the sentence of the rule names: a range, a term, an author.
    pub(crate) detail: String,
    /// Index of the passage.
    pub(crate) passage: usize,
    /// Bytes in the passage's text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The use, where the detector knows it.
    pub(crate) usage: Option<Usage>,
    pub(crate) modifiers: Vec<Modifier>,
    /// Lists that know it.
    pub(crate) known_by: Vec<String>,
}

impl Mention {
    pub(crate) fn new(
        category: Category,
        entity: impl Into<String>,
        finding: &'static str,
        place: (usize, usize, usize),
    ) -> Self {
        Self {
            category,
            entity: entity.into(),
            finding,
            detail: String::new(),
            passage: place.0,
            start: place.1,
            end: place.2,
            usage: None,
            modifiers: vec![],
            known_by: vec![],
        }
    }
}

/// What was found so far, passage by passage. A range is taken by the first detector that claims it.
#[derive(Debug, Default)]
pub(crate) struct Found(Vec<Vec<Mention>>);

impl Found {
    pub(crate) fn of(passages: usize) -> Self {
        Self(vec![Vec::new(); passages])
    }

    /// Whether a range is not yet taken.
    pub(crate) fn is_open(&self, passage: usize, start: usize, end: usize) -> bool {
        self.0.get(passage).is_some_and(|row| !row.iter().any(|m| m.start < end && start < m.end))
    }

    /// Keeps a mention where its range is open.
    pub(crate) fn add(&mut self, mention: Mention) -> bool {
        let open = self.is_open(mention.passage, mention.start, mention.end);
        if open {
            self.0[mention.passage].push(mention);
        }
        open
    }

    /// What was found in a passage.
    pub(crate) fn within(&self, passage: usize) -> &[Mention] {
        self.0.get(passage).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Mention> {
        self.0.iter().flatten()
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut Mention> {
        self.0.iter_mut().flatten()
    }

    /// In the order of the script.
    pub(crate) fn into_sorted(mut self) -> Vec<Mention> {
        self.0.iter_mut().for_each(|row| row.sort_by_key(|m| (m.start, m.end)));
        self.0.into_iter().flatten().collect()
    }
}

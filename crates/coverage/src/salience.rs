//! How telling a block is by itself: the things that come back, and the people who act.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    block::Block,
    cast::Cast,
    words::{content_stems, is_common_stem, words},
};

/// Stems that come back in several scenes.
pub(crate) struct Motifs(BTreeMap<String, Motif>);

/// How much a stem weighs, and the scenes it stands in.
struct Motif {
    weight: f64,
    scenes: Vec<Option<usize>>,
}

impl Motifs {
    /// Words that occur in at least two scenes and in at most two of five; names are left out.
    pub(crate) fn of(blocks: &[Block], cast: &Cast) -> Self {
        let mut scenes: BTreeMap<String, BTreeSet<Option<usize>>> = BTreeMap::new();
        let mut count = BTreeSet::new();
        for block in blocks {
            count.insert(block.scene);
            let plain = cast.replace(&block.text, |_| Some(String::new()));
            for stem in content_stems(&plain).filter(|s| s.len() > 2 && !is_common_stem(s)) {
                scenes.entry(stem).or_default().insert(block.scene);
            }
        }
        let most = (count.len() * 2 / 5).max(3);
        let weigh = |n: usize| (1.0 + n as f64).ln();
        Self(
            scenes
                .into_iter()
                .filter(|(_, s)| (2..=most).contains(&s.len()))
                .map(|(w, s)| (w, Motif { weight: weigh(s.len()), scenes: s.into_iter().collect() }))
                .collect(),
        )
    }

    /// Whether a stem comes back.
    pub(crate) fn has(&self, stem: &str) -> bool {
        self.0.contains_key(stem)
    }

    /// Motifs of a text, summed; each counts once.
    pub(crate) fn weight(&self, text: &str) -> f64 {
        let stems: BTreeSet<String> = content_stems(text).collect();
        stems.iter().filter_map(|s| self.0.get(s)).map(|m| m.weight).sum()
    }

    /// How often a stem comes back, as a logarithm: 0 for what does not.
    pub(crate) fn rank(&self, stem: &str) -> f64 {
        self.0.get(stem).map_or(0.0, |m| (m.scenes.len() as f64).ln())
    }

    /// How much of what follows speaks of a stem that a scene (by index) is the first to have, as a logarithm.
    pub(crate) fn planted(&self, stem: &str, scene: Option<usize>) -> f64 {
        self.0.get(stem).filter(|m| m.scenes.first() == Some(&scene)).map_or(0.0, |m| (m.scenes.len() as f64).ln())
    }
}

/// How telling a block is: motifs for its length, people named, and a penalty for what is too short to tell anything.
pub(crate) fn salience(block: &Block, cast: &Cast, motifs: &Motifs) -> f64 {
    let length = words(&block.text).count() as f64;
    let people = cast.mentioned(&block.text).len() as f64 + f64::from(u8::from(block.is_speech()));
    let short = if length < 5.0 { 2.5 } else { 0.0 };
    let empty = if people == 0.0 { 0.7 } else { 0.0 };
    let still = if !block.is_speech() && is_still(&block.text) { 0.6 } else { 0.0 };
    motifs.weight(&block.text) / (6.0 + length).sqrt() + 0.25 * people.min(2.0) - short - still - empty
}

/// Whether people only stand, sit and look in a text: many of its words are verbs of posture.
pub(crate) fn is_still(text: &str) -> bool {
    const POSTURES: [&str; 14] = [
        "stands", "sits", "leans", "waits", "watches", "looks", "lies", "walks", "comes", "smiles", "nods", "stares",
        "listens", "turns",
    ];
    let verbs = words(text).filter(|w| POSTURES.contains(w)).count();
    verbs * 12 > words(text).count()
}

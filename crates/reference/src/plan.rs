//! Numbering plans, and what is known of their ranges.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::Source;
use crate::pattern::Pattern;

/// One plan: how its numbers are written, and the ranges of it that matter to fiction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberingPlan {
    /// `United Kingdom`.
    pub area: String,
    /// Country calling code without the plus.
    pub code: String,
    /// What is dialled before a number inside the country (`0`), empty for none.
    pub trunk: String,
    /// Lengths of its national numbers, without the trunk prefix.
    pub lengths: Vec<usize>,
    /// Who says so.
    pub source: Source,
    /// The ranges; the first that holds a number decides.
    pub range: Vec<NumberRange>,
}

/// What a range of numbers is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Set aside for drama; will not be given to anyone.
    Reserved,
    /// Looks set aside and is not, or only was.
    Doubtful,
}

/// A range of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// `London`, `mobile`.
    pub name: String,
    /// What it is for.
    pub reading: Reading,
    pub(crate) numbers: Vec<Pattern>,
    /// What the numbers look like, for the person who must choose another; shown as it is.
    pub written: String,
    /// Examples that a test runs.
    pub examples: Examples,
}

/// Numbers as written that a row must, and must not, hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Held.
    pub hit: Vec<String>,
    /// Not held.
    pub miss: Vec<String>,
}

impl NumberingPlan {
    /// The range that holds a national number, given as digits without the trunk prefix.
    pub fn range_of(&self, national: &str) -> Option<&NumberRange> {
        self.range.iter().find(|r| r.numbers.iter().any(|p| p.holds(national)))
    }
}

/// The plans that ship with the app, in the order of their files' names.
pub fn plans() -> &'static [NumberingPlan] {
    static PLANS: OnceLock<Vec<NumberingPlan>> = OnceLock::new();
    const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/numbers.rs"));
    PLANS.get_or_init(|| {
        let read = |(name, text): &(&str, &str)| {
            toml::from_str(text).unwrap_or_else(|e| panic!("data/numbers/{name}, compiled in and read by a test: {e}"))
        };
        FILES.iter().map(read).collect()
    })
}

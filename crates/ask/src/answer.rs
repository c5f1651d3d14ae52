//! Answers, and where a desk looks them up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Group, GroupKey};

/// How a continuation scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Sum of the token log-probabilities (natural logarithm).
    pub log_prob: f32,
    /// Number of tokens scored.
    pub tokens: u32,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To `Choose`: one score an option, in order. To `Contrast`: the claim's first, then the lies'.
    Scores(Vec<Score>),
    /// To `Phrase`: the JSON that was written.
    Written(serde_json::Value),
    /// To `Phrase`: the budget ran out before the JSON was whole, or it could not be written.
    Unanswered(String),
}

impl Answer {
    /// The margin of the first continuation over the best of the others, in nats; `None` unless scored.
    pub fn margin(&self) -> Option<f32> {
        let Answer::Scores(scores) = self else { return None };
        let (first, rest) = scores.split_first()?;
        let best = rest.iter().map(|s| s.log_prob).fold(f32::NEG_INFINITY, f32::max);
        best.is_finite().then_some(first.log_prob - best)
    }
}

/// The answers of a group, one a question, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupAnswer {
    /// One a question.
    pub answers: Vec<Answer>,
    /// Tokens decoded as input, nominal: the same for the same group and model.
    pub tokens_read: u64,
    /// Tokens written.
    pub tokens_written: u64,
}

/// What is known so far: the answers of every group asked, by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers(BTreeMap<GroupKey, GroupAnswer>);

impl Answers {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a group's answers.
    pub fn insert(&mut self, key: GroupKey, answer: GroupAnswer) {
        self.0.insert(key, answer);
    }

    /// The answers to a group, if it was asked.
    pub fn get(&self, group: &Group) -> Option<&GroupAnswer> {
        self.0.get(&group.key())
    }

    /// Sums of the nominal token counts over the given groups: (read, written).
    pub fn tokens<'a>(&self, groups: impl IntoIterator<Item = &'a Group>) -> (u64, u64) {
        groups
            .into_iter()
            .filter_map(|g| self.get(g))
            .fold((0, 0), |(r, w), a| (r + a.tokens_read, w + a.tokens_written))
    }
}

//! Who answers.

use serde::{Deserialize, Serialize};

use crate::{Group, GroupAnswer};

/// Tokens decoded at a time while reading: fixed, because the size of a batch changes low-order bits.
pub const CHUNK: u32 = 256;

/// What can change an answer besides the group and the model. Recorded with every report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Context length in tokens, for all sequences together.
    pub context: u32,
    /// Tokens decoded at a time.
    pub chunk: u32,
    /// Chat template family of the catalogue.
    pub template: String,
}

/// Why a group was not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadError {
    /// The prefix and its questions do not fit the context.
    #[error("The passage is too long for the model: {needed} tokens, {available} fit.")]
    TooLong {
        /// Tokens needed.
        needed: u32,
        /// Tokens that fit.
        available: u32,
    },
    /// It was told to stop.
    #[error("Stopped.")]
    Cancelled,
    /// The model is not to be had, or not sound.
    #[error("{0}")]
    Model(String),
    /// The process that reads went away.
    #[error("The reader stopped unexpectedly.")]
    Gone,
}

/// Something that answers groups. One group at a time; greedy; the same group gives the same answers.
pub trait Reader {
    /// Answers every question of the group, or none. `keep_going` is called about once a second with the
    /// tokens decoded so far; returning `false` stops.
    fn read(&mut self, group: &Group, keep_going: &mut dyn FnMut(u64) -> bool) -> Result<GroupAnswer, ReadError>;
}

//! What the app and the reader worker say to each other.

use serde::{Deserialize, Serialize};

use crate::{Group, GroupAnswer, ReadError, Settings};

/// From the app to the reader worker. End of input means exit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Answer a group.
    Read {
        /// Echoed in every response to it.
        id: u64,
        /// The group.
        group: Group,
    },
    /// Stop the group that is being read; acknowledged by `Response::Failed` with `Cancelled`.
    Cancel {
        /// Which.
        id: u64,
    },
}

/// What is known about a loaded model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelFacts {
    /// `general.name` of the file, or empty.
    pub name: String,
    /// Parameters.
    pub parameters: u64,
    /// Longest context it was trained for.
    pub trained_context: u32,
    /// Bytes resident after load, measured.
    pub resident_bytes: u64,
    /// Instruction sets and devices the build uses, `AVX2 AVX512` for example. Recorded beside answers.
    pub kernel: String,
    /// Where the layers run: `cpu`, or the device's name and how many layers.
    pub device: String,
}

/// From the reader worker to the app.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// The model is loaded; comes first, once.
    Ready {
        /// About the model.
        facts: ModelFacts,
        /// The settings in force.
        settings: Settings,
    },
    /// Tokens decoded so far in this group; about once a second.
    Progress {
        /// Which request.
        id: u64,
        /// So far.
        tokens: u64,
    },
    /// A group's answers.
    Done {
        /// Which request.
        id: u64,
        /// The answers.
        answer: GroupAnswer,
    },
    /// A group that was not answered, or (with id 0) a model that was not loaded.
    Failed {
        /// Which request.
        id: u64,
        /// Why.
        error: ReadError,
    },
}

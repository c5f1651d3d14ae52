//! Questions, and the groups they are asked in.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What is wanted of one question. The first two are scored (no decoding), the third is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Score closed options as continuations of the question.
    Choose {
        /// The options, as text that follows the question directly.
        options: Vec<String>,
    },
    /// Score a claim against counterfactuals that code made of it.
    Contrast {
        /// The claim.
        claim: String,
        /// What it must out-score.
        lies: Vec<String>,
    },
    /// Write JSON under a schema, greedily.
    Phrase {
        /// JSON schema: small, closed objects, bounded strings, enums for labels.
        schema: serde_json::Value,
        /// Most tokens to write.
        max_tokens: u32,
    },
}

/// One question of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Stable name, `coverage.event` for example: the folder of its prompt under `asks/`.
    pub name: String,
    /// Bumped whenever its words change.
    pub version: u32,
    /// What follows the shared prefix, in the user's turn.
    pub text: String,
    /// The beginning of the answer that is put into the model's mouth; often empty.
    pub lead: String,
    /// What is wanted.
    pub task: Task,
}

/// Questions that share a prefix, decoded together from a cleared cache.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// For progress and logs: `scene 12`. Not part of the key.
    pub label: String,
    /// System turn: who the model is. Empty for none.
    pub system: String,
    /// The shared beginning of the user's turn: the scene, with its line numbers. Document text; special
    /// tokens in it are never parsed.
    pub prefix: String,
    /// The questions, in a fixed order.
    pub questions: Vec<Question>,
}

/// What a group is stored under, together with the model's digest and the settings: SHA-256 in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupKey(pub String);

/// How much a group asks of a model, in tokens, before it is asked: an estimate at 3.6 bytes a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    /// Tokens to read.
    pub read: u64,
    /// Tokens to write at most.
    pub write: u64,
}

impl Group {
    /// The key: everything that can change an answer, and nothing else.
    pub fn key(&self) -> GroupKey {
        let mut hash = Sha256::new();
        let canonical = serde_json::json!([self.system, self.prefix, self.questions]);
        hash.update(canonical.to_string().as_bytes());
        let bytes = hash.finalize();
        GroupKey(bytes.iter().map(|b| format!("{b:02x}")).collect())
    }

    /// What it will cost, estimated.
    pub fn budget(&self) -> Budget {
        let tokens = |s: &str| (s.len() as u64 * 10).div_ceil(36);
        let mut budget = Budget { read: tokens(&self.system) + tokens(&self.prefix), write: 0 };
        for q in &self.questions {
            let stem = tokens(&q.text) + tokens(&q.lead);
            match &q.task {
                Task::Choose { options } => budget.read += stem + options.iter().map(|o| tokens(o)).sum::<u64>(),
                Task::Contrast { claim, lies } => {
                    budget.read += stem + tokens(claim) + lies.iter().map(|l| tokens(l)).sum::<u64>();
                }
                Task::Phrase { max_tokens, .. } => {
                    budget.read += stem;
                    budget.write += u64::from(*max_tokens);
                }
            }
        }
        budget
    }
}

//! What a conversion worker answers: one frame, then the bytes of the file, then it exits.

use serde::{Deserialize, Serialize};

use crate::{Finding, Loss, Severity};

/// What came of converting one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConvertReply {
    /// It was written; its bytes follow the frame.
    Converted {
        /// Cues in the file.
        cues: usize,
        /// What was odd about the file that was read.
        forgave: Vec<Remark>,
        /// What the format written cannot carry.
        lost: Vec<Remark>,
    },
    /// It holds no timed text.
    Refused {
        /// What happened, one sentence in the user's words.
        sentence: String,
        /// What to do next.
        hint: String,
    },
}

/// A finding or a loss, as it crosses between processes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Stable identifier.
    pub code: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// 1-based line of the file that was read, of a finding.
    pub line: Option<usize>,
    /// 1-based cues that something was lost from.
    pub cues: Vec<usize>,
    /// One sentence in the user's words.
    pub sentence: String,
}

impl From<&Finding> for Remark {
    fn from(finding: &Finding) -> Self {
        let severity = match finding.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        Self {
            code: finding.code.to_owned(),
            severity: severity.to_owned(),
            line: Some(finding.line),
            cues: Vec::new(),
            sentence: finding.sentence.clone(),
        }
    }
}

impl From<&Loss> for Remark {
    fn from(loss: &Loss) -> Self {
        Self {
            code: loss.what.to_owned(),
            severity: "warning".to_owned(),
            line: None,
            cues: loss.cues.iter().map(|n| n + 1).collect(),
            sentence: loss.sentence.clone(),
        }
    }
}

//! A file that cannot be read: one sentence and one hint.

use script::IntakeReply;

/// Why a file was not read and what to do next, in the user's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    sentence: String,
    hint: String,
}

impl Refusal {
    pub(crate) fn new(sentence: &str, hint: &str) -> Self {
        Self { sentence: sentence.into(), hint: hint.into() }
    }
}

impl From<Refusal> for IntakeReply {
    fn from(refusal: Refusal) -> Self {
        IntakeReply::Refused { sentence: refusal.sentence, hint: refusal.hint }
    }
}

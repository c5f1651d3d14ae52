//! What went wrong, in the user's words.

use std::fmt;

/// What a caller may branch on; the exit status of the command follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The passphrase is not the library's.
    WrongPassphrase,
    /// There is no usable model.
    NoModel,
    /// The work could not be done on this input.
    Input,
    /// It was stopped.
    Cancelled,
    /// The app cannot run here as it is: library, disk, installation.
    Cannot,
}

/// One sentence of what happened and one hint of what to do. Never a backtrace, never document text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What may be branched on.
    pub kind: Kind,
    /// What happened.
    pub sentence: String,
    /// What to do next.
    pub hint: Option<String>,
}

impl Trouble {
    /// A trouble of a kind, with its hint.
    pub fn new(kind: Kind, sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind, sentence: sentence.into(), hint: Some(hint.into()) }
    }

    /// The input cannot be worked on.
    pub fn input(sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Kind::Input, sentence, hint)
    }

    /// The app cannot run here as it is.
    pub fn cannot(sentence: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Kind::Cannot, sentence, hint)
    }

    /// The user stopped it.
    pub fn cancelled() -> Self {
        Self::new(Kind::Cancelled, "Stopped.", "What was read is kept; start it again to go on from there.")
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Trouble {}

/// What a use case returns.
pub type Outcome<T> = Result<T, Trouble>;

//! The short words that may stand in clear.

use std::borrow::Cow;
use std::fmt;

/// A word of our own vocabulary, such as `fountain` or `coverage`: 1 to 32 of `a-z 0-9 _ - .`.
///
/// Codes are stored in clear, so their alphabet is kept too small for content to slip into one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

/// A word that is no code, because of its length or its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A code is 1 to 32 of a-z, 0-9, _, - and full stop.")]
pub struct BadCode;

impl Code {
    /// A code known at compile time: `const COVERAGE: Code = Code::of("coverage");`.
    ///
    /// # Panics
    /// If `word` is not a code; in a `const` that is a compile error.
    #[must_use]
    pub const fn of(word: &'static str) -> Self {
        assert!(is_code(word), "not a code");
        Self(Cow::Borrowed(word))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Code {
    type Error = BadCode;

    fn try_from(word: String) -> Result<Self, BadCode> {
        if is_code(&word) { Ok(Self(Cow::Owned(word))) } else { Err(BadCode) }
    }
}

impl TryFrom<&str> for Code {
    type Error = BadCode;

    fn try_from(word: &str) -> Result<Self, BadCode> {
        Self::try_from(word.to_owned())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !matches!(bytes[at], b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.') {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty() && bytes.len() <= 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_no_code() {
        for word in ["", "The Long Way Home", "Ärger", "a\nb", &"x".repeat(33)] {
            assert_eq!(Code::try_from(word), Err(BadCode), "{word:?}");
        }
        assert_eq!(Code::of("avx512-vnni").as_str(), "avx512-vnni");
    }
}

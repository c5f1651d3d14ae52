//! How much a text counts against a limit.

use std::fmt;

/// A number of characters in halves, since some houses count Latin letters half. Two are one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct HalfChars(pub u32);

impl HalfChars {
    /// So many whole characters.
    pub const fn whole(characters: u32) -> Self {
        HalfChars(characters * 2)
    }
}

/// `17` or `6.5`.
impl fmt::Display for HalfChars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0 / 2, if self.0 % 2 == 1 { ".5" } else { "" })
    }
}

/// The width of a text without markup: every character one, combining marks and line ends none; with
/// `half_width`, Latin letters, digits, blanks and half-width forms count half.
pub fn width(text: &str, half_width: bool) -> HalfChars {
    HalfChars(text.chars().map(|c| if half_width && is_half(c) { 1 } else { full(c) }).sum())
}

fn full(c: char) -> u32 {
    if c.is_control() || is_combining(c) { 0 } else { 2 }
}

fn is_half(c: char) -> bool {
    (c.is_ascii() && !c.is_ascii_control()) || matches!(c, '\u{a0}'..='\u{24f}' | '\u{ff61}'..='\u{ffdc}')
}

/// The combining blocks of Unicode that occur in subtitles, and marks of direction: they take no room.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{902}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_and_what_does_not() {
        assert_eq!(width("Oh.\nYes.", false), HalfChars::whole(7));
        assert_eq!(width("e\u{301}t\u{301}\u{200f}", false), HalfChars::whole(2));
        assert_eq!(width("日本 OK", true), HalfChars(2 + 2 + 1 + 1 + 1));
        assert_eq!(width("日本 OK", true).to_string(), "3.5");
    }
}

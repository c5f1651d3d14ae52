//! One piece of text and when it is on screen.

use crate::Millis;

/// A cue: what is shown from `start` until just before `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// First moment on screen.
    pub start: Millis,
    /// First moment after it. A file may say an end before the start; it is kept as it was found.
    pub end: Millis,
    /// The text as its format writes it, markup included; lines are joined with LF.
    pub text: String,
}

impl Cue {
    /// How long it is on screen; negative where the file has the end first.
    pub fn duration(&self) -> Millis {
        self.end - self.start
    }

    /// Its lines, as written.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }

    /// The text as it is read on screen: without `<...>` and `{\...}` markup. Lines are joined with LF.
    ///
    /// A `<` that opens no tag (`3 < 4`, `<3`) is text.
    pub fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find(['<', '{']) {
            plain.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = markup(rest).unwrap_or(1);
            if length == 1 {
                plain.push_str(&rest[..1]);
            }
            rest = &rest[length..];
        }
        plain.push_str(rest);
        plain
    }
}

/// The length in bytes of the tag that `rest` opens with, if it does.
fn markup(rest: &str) -> Option<usize> {
    let close = if rest.starts_with("{\\") {
        rest.find('}')?
    } else {
        let name = rest.strip_prefix('<')?.trim_start_matches('/');
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        rest.find('>')?
    };
    let inside = &rest[1..close];
    (!inside.contains(['<', '\n'])).then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        Cue { start: Millis(0), end: Millis(0), text: text.into() }.plain()
    }

    #[test]
    fn markup_is_not_read() {
        assert_eq!(plain("<i>Hold</i> the <font color=\"#fff\">line</font>."), "Hold the line.");
        assert_eq!(plain("{\\an8}Up here"), "Up here");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["3 < 4 > 2", "I <3 you", "{beat}", "a <b", "<i", "ü<é>"] {
            assert_eq!(plain(text), text);
        }
    }
}

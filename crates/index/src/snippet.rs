//! What a hit shows of its line: a verbatim piece, with what matched marked by byte ranges.

use std::ops::Range;

/// A piece of a line or of a title, verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, without blanks at either end.
    pub text: String,
    /// Where it begins in the line, in bytes.
    pub start: usize,
    /// The byte ranges of `text` that matched, in order and apart, function words left out. Empty if
    /// only the scene's heading or a character's other name matched.
    pub matches: Vec<Range<usize>>,
}

/// Bytes of a line that a snippet shows, at most.
const SNIPPET_BYTES: usize = 240;
/// How much of that may stand before the rarest match of a longer line.
const LEAD_BYTES: usize = 80;

impl Snippet {
    /// The line, or of a long one the piece around `focus`; `matches` are ranges of the line.
    pub(crate) fn of(line: &str, focus: usize, matches: &[Range<usize>]) -> Self {
        let start = start_of(line, focus);
        let end = line.floor_char_boundary((start + SNIPPET_BYTES).min(line.len()));
        let text = line[start..end].trim_end();
        let end = start + text.len();
        let shown = matches.iter().filter(|m| m.start >= start && m.start < end);
        Self { text: text.to_owned(), start, matches: shown.map(|m| m.start - start..m.end.min(end) - start).collect() }
    }
}

/// Where the line's text begins; in a long line, a word a little before `focus`.
fn start_of(line: &str, focus: usize) -> usize {
    let indent = line.len() - line.trim_start().len();
    let lead = line.floor_char_boundary(focus.saturating_sub(LEAD_BYTES));
    if line.len() - indent <= SNIPPET_BYTES || lead <= indent {
        return indent;
    }
    line[lead..focus].find(' ').map_or(lead, |blank| lead + blank + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_its_match() {
        let line = format!("{} the lighthouse — gone. {}", "é".repeat(300), "word ".repeat(100));
        let at = line.find("lighthouse").unwrap();
        let snippet = Snippet::of(&line, at, std::slice::from_ref(&(at..at + 10)));
        assert!(snippet.text.len() <= SNIPPET_BYTES);
        assert_eq!(&snippet.text[snippet.matches[0].clone()], "lighthouse");
        assert_eq!(&line[snippet.start..snippet.start + snippet.text.len()], snippet.text);
    }
}

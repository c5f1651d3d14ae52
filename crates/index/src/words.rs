//! Words: what the index and the queries are made of, folded so that case and accents do not matter.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, TextAnalyzer, Token, TokenStream, Tokenizer};

/// The name under which the schema asks for this analysis; it changes when the analysis does.
pub(crate) const ANALYZER: &str = "coldread-words-1";

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// Without case and accents.
    pub(crate) folded: String,
}

/// The words of a text, as the index sees them.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut words = Vec::new();
    stream.process(&mut |token| {
        words.push(Word { range: token.offset_from..token.offset_to, folded: token.text.clone() });
    });
    words
}

/// Whether a folded word carries no matter by itself. English only, so far.
pub(crate) fn is_function_word(folded: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let lines = FUNCTION_WORDS.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    WORDS.contains(folded)
}

const FUNCTION_WORDS: &str = include_str!("../data/function-words.en.txt");

/// Accents go before case does: a dotted capital I would else leave its dot behind.
pub(crate) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::default()).filter(AsciiFoldingFilter).filter(LowerCaser).build()
}

/// Runs of letters and digits. Combining accents stay within a word and are dropped; in scripts
/// that put no blanks between words, every letter is a word, and phrases find the words.
#[derive(Clone, Default)]
struct WordTokenizer {
    token: Token,
}

struct WordStream<'a> {
    text: &'a str,
    /// Where the next word is looked for.
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(range) = next_word(self.text, self.at) else { return false };
        self.at = range.end;
        self.token.text.clear();
        self.token.text.extend(self.text[range.clone()].chars().filter(|&c| !is_accent(c)));
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = range.start;
        self.token.offset_to = range.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let (offset, first) = text[from..].char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let start = from + offset;
    let after = start + first.len_utf8();
    let goes_on = |c: char| is_accent(c) || (c.is_alphanumeric() && !is_unspaced(c) && !is_unspaced(first));
    let len = text[after..].find(|c| !goes_on(c)).unwrap_or(text.len() - after);
    Some(start..after + len)
}

/// Combining diacritical marks, U+0300 to U+036F.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Thai and Lao; kana, CJK ideographs and their extensions.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let folded: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
        assert_eq!(folded, expected, "{text:?}");
    }

    #[test]
    fn words_are_folded() {
        check("Ménage-à-trois, 1999!", &["menage", "a", "trois", "1999"]);
        check("ŁÓDŹ straße İstanbul", &["lodz", "strasse", "istanbul"]);
        check("cafe\u{301} re\u{301}sume\u{301}", &["cafe", "resume"]);
        check("don't don’t", &["don", "t", "don", "t"]);
        check("МОСКВА ночью", &["москва", "ночью"]);
        check("東京タワー 2F", &["東", "京", "タ", "ワ", "ー", "2f"]);
        check("  \u{301}-- \n", &[]);
    }

    #[test]
    fn the_list_of_function_words_has_its_hits_and_not_its_misses() {
        let examples = |label: &str| -> Vec<&str> {
            let line = FUNCTION_WORDS.lines().find_map(|line| line.strip_prefix(label)).unwrap();
            line.split(',').map(str::trim).collect()
        };
        assert!(examples("# hit:").into_iter().all(is_function_word));
        assert!(!examples("# miss:").into_iter().any(is_function_word));
        let as_folded = |word: &str| words(word).len() == 1 && words(word)[0].folded == word;
        let mut listed = FUNCTION_WORDS.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace);
        assert!(listed.all(as_folded), "a word that is not folded would never match");
    }

    #[test]
    fn ranges_are_of_the_text_as_given() {
        let text = "— Où est Zoë?";
        let ranges: Vec<&str> = words(text).into_iter().map(|w| &text[w.range]).collect();
        assert_eq!(ranges, ["Où", "est", "Zoë"]);
    }
}

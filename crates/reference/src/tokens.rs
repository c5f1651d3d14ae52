//! Words as they are compared: without case, accents and the marks inside them.

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// As it is compared: `café`, `Cafe` and `CAFÉ` are one.
    pub folded: String,
    /// The same without a possessive ending, where it has one: `mcdonald` of `McDonald's`.
    pub owner: Option<String>,
}

/// The words of a text. Hyphens and slashes part words; an apostrophe or full stop between letters does not; `&` is a
/// word.
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (start, c) = chars[i];
        if c == '&' {
            out.push(Token { start, end: start + 1, folded: "and".into(), owner: None });
            i += 1;
            continue;
        }
        if !c.is_alphanumeric() {
            i += 1;
            continue;
        }
        let mut j = i + 1;
        while j < chars.len() && (chars[j].1.is_alphanumeric() || joins(&chars, j)) {
            j += 1;
        }
        let end = chars.get(j).map_or(text.len(), |(b, _)| *b);
        out.push(Token { start, end, folded: fold(&text[start..end]), owner: owner(&text[start..end]) });
        i = j;
    }
    out
}

/// `O'Hara`, `U.S`, `Match.com`: a mark with letters on both sides. A combining accent goes with its letter.
fn joins(chars: &[(usize, char)], at: usize) -> bool {
    let c = chars[at].1;
    if ('\u{300}'..='\u{36f}').contains(&c) {
        return true;
    }
    let next = chars.get(at + 1).is_some_and(|(_, c)| c.is_alphanumeric());
    matches!(c, '\'' | '’' | '.') && next && chars[at - 1].1.is_alphanumeric()
}

/// A word as it is compared: lower case, Latin letters without accents, nothing but letters and digits.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        match PLAIN.iter().find(|(accented, _)| accented.contains(c)) {
            Some((_, plain)) if !c.is_ascii() => out.push_str(plain),
            _ => out.push(c),
        }
    }
    out
}

fn owner(word: &str) -> Option<String> {
    let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending))?;
    Some(fold(bare)).filter(|b| !b.is_empty())
}

/// Accented Latin letters and what they are compared as.
const PLAIN: [(&str, &str); 20] = [
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &[&str]) {
        let found: Vec<String> = tokens(text).into_iter().map(|t| t.folded).collect();
        assert_eq!(found, words, "{text}");
    }

    #[test]
    fn words_are_compared_without_case_accents_and_marks() {
        check(
            "At McDonald's, a Coca-Cola & J.D. Häagen-Dazs",
            &["at", "mcdonalds", "a", "coca", "cola", "and", "jd", "haagen", "dazs"],
        );
        check("CAFÉ... Match.com. 7-Eleven", &["cafe", "matchcom", "7", "eleven"]);
        assert_eq!(tokens("Wendy's")[0].owner.as_deref(), Some("wendy"));
        assert_eq!(tokens("the bus")[1].owner, None);
    }
}

//! Letters and digits that are said one by one: radio alphabets and number words.

use reference::Token;

/// A run of characters that are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Digits and capital letters.
    pub(super) value: String,
    /// Whether a word of it is said; all that is written in digits is no concern of this module.
    spoken: bool,
}

/// Alphabets of the radio: NATO's, and the one of United States police.
const LETTERS: [(&str, char); 54] = [
    ("alpha", 'A'),
    ("alfa", 'A'),
    ("bravo", 'B'),
    ("charlie", 'C'),
    ("delta", 'D'),
    ("echo", 'E'),
    ("foxtrot", 'F'),
    ("golf", 'G'),
    ("hotel", 'H'),
    ("india", 'I'),
    ("juliet", 'J'),
    ("juliett", 'J'),
    ("kilo", 'K'),
    ("lima", 'L'),
    ("mike", 'M'),
    ("november", 'N'),
    ("oscar", 'O'),
    ("papa", 'P'),
    ("quebec", 'Q'),
    ("romeo", 'R'),
    ("sierra", 'S'),
    ("tango", 'T'),
    ("uniform", 'U'),
    ("victor", 'V'),
    ("whiskey", 'W'),
    ("xray", 'X'),
    ("yankee", 'Y'),
    ("zulu", 'Z'),
    ("adam", 'A'),
    ("boy", 'B'),
    ("charles", 'C'),
    ("david", 'D'),
    ("edward", 'E'),
    ("frank", 'F'),
    ("george", 'G'),
    ("henry", 'H'),
    ("ida", 'I'),
    ("john", 'J'),
    ("king", 'K'),
    ("lincoln", 'L'),
    ("mary", 'M'),
    ("nora", 'N'),
    ("ocean", 'O'),
    ("paul", 'P'),
    ("queen", 'Q'),
    ("robert", 'R'),
    ("sam", 'S'),
    ("tom", 'T'),
    ("union", 'U'),
    ("william", 'W'),
    ("young", 'Y'),
    ("zebra", 'Z'),
    ("ex", 'X'),
    ("double-u", 'W'),
];

const DIGITS: [(&str, char); 13] = [
    ("zero", '0'),
    ("oh", '0'),
    ("nought", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("niner", '9'),
];

/// Runs of said characters of at least `least`, anywhere in the words.
pub(super) fn said(words: &[Token], least: usize) -> Vec<Said> {
    let mut runs: Vec<Said> = Vec::new();
    let mut open: Option<Said> = None;
    let mut times = 1;
    for word in words {
        let value = match word.folded.as_str() {
            "double" => {
                times = 2;
                continue;
            }
            "triple" => {
                times = 3;
                continue;
            }
            "dash" | "space" | "hyphen" if open.is_some() => continue,
            folded => characters(folded),
        };
        let Some(value) = value else {
            runs.extend(open.take());
            times = 1;
            continue;
        };
        let run =
            open.get_or_insert_with(|| Said { start: word.start, end: word.end, value: String::new(), spoken: false });
        run.end = word.end;
        run.spoken |= word.folded.len() > 2 && word.folded.bytes().all(|b| b.is_ascii_lowercase());
        (0..times).for_each(|_| run.value.push_str(&value));
        times = 1;
    }
    runs.extend(open);
    runs.retain(|r| r.value.len() >= least && r.spoken);
    runs
}

fn characters(folded: &str) -> Option<String> {
    let find = |table: &[(&str, char)]| table.iter().find(|(w, _)| *w == folded).map(|(_, c)| c.to_string());
    let short = folded.len() <= 2
        && folded.bytes().all(|b| b.is_ascii_alphanumeric())
        && ![
            "i", "a", "is", "it", "he", "me", "my", "no", "go", "on", "in", "at", "of", "or", "to", "we", "so", "up",
            "us", "do", "if", "an", "as", "by", "be", "am",
        ]
        .contains(&folded);
    let digits = folded.len() <= 4 && folded.bytes().all(|b| b.is_ascii_digit());
    find(&DIGITS).or_else(|| find(&LETTERS)).or_else(|| (short || digits).then(|| folded.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::tokens;

    #[test]
    fn characters_are_put_together() {
        let runs = said(&tokens("It's four kilo delta Romeo eight eight two, officer."), 5);
        assert_eq!(runs.iter().map(|r| r.value.as_str()).collect::<Vec<_>>(), ["4KDR882"]);
        assert!(said(&tokens("The one I want is at home."), 4).is_empty());
    }
}

//! Japanese, Chinese and Korean: lines break by phrase.
//!
//! Without a dictionary: Japanese phrases end after particles and before the next word in another script, and no
//! line begins with a closing sign or a small kana, or ends with an opening one (JIS X 4051). Korean breaks at
//! its blanks.

use super::Place;

/// Signs that no line begins with.
const NOT_FIRST: &str = "、。，．・：；？！）］｝」』】〉》ー～…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々!?.,)";
/// Signs that no line ends with.
const NOT_LAST: &str = "（［｛「『【〈《(";
/// Particles after which a Japanese phrase ends.
const PARTICLES: &str = "はがをにでとものへやか";

const AFTER_SIGN: i64 = -50;
const AFTER_PARTICLE: i64 = -24;
const BETWEEN_SCRIPTS: i64 = 4;
const WITHIN_WORD: i64 = 80;
const AT_BLANK: i64 = -60;

pub(super) fn is_eastern(language: &str) -> bool {
    matches!(language.split('-').next(), Some("ja" | "zh" | "ko"))
}

/// A text on one line: line breaks become blanks, or nothing between letters that are written without.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split('\n') {
        let tight = out.chars().last().is_some_and(is_wide) && part.chars().next().is_some_and(is_wide);
        if !out.is_empty() && !part.is_empty() && !tight {
            out.push(' ');
        }
        out.push_str(part.trim());
    }
    out
}

fn is_wide(c: char) -> bool {
    matches!(script(c), Script::Kanji | Script::Hiragana | Script::Katakana | Script::Sign)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Sign,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{3040}'..='\u{309f}' => Script::Hiragana,
        '\u{30a0}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' => Script::Kanji,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}' => Script::Sign,
        _ => Script::Other,
    }
}

pub(super) fn places(text: &str) -> Vec<Place> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut places = Vec::new();
    for pair in letters.windows(2) {
        let ((_, before), (at, after)) = (pair[0], pair[1]);
        if matches!(after, ' ' | '\u{3000}') {
            continue;
        }
        if matches!(before, ' ' | '\u{3000}') {
            places.push(Place { end: pair[0].0, next: at, cost: AT_BLANK });
            continue;
        }
        if NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
            continue;
        }
        let cost = match (script(before), script(after)) {
            (Script::Sign, _) => AFTER_SIGN,
            (Script::Other, Script::Other) => continue,
            (Script::Hiragana, Script::Hiragana) => WITHIN_WORD,
            (Script::Hiragana, _) if PARTICLES.contains(before) => AFTER_PARTICLE,
            (Script::Hiragana, _) => BETWEEN_SCRIPTS,
            (Script::Kanji, Script::Hiragana) | (Script::Katakana, Script::Hiragana) => WITHIN_WORD,
            (a, b) if a == b => WITHIN_WORD,
            _ => BETWEEN_SCRIPTS + 20,
        };
        places.push(Place { end: at, next: at, cost });
    }
    places
}

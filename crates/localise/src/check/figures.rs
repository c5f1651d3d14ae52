//! Figures that are to be spelled out.

use timedtext::{Cue, Node, Severity};

use super::{RuleName, Trial};
use crate::breaks::numbers;

/// A whole number that stands by itself in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Figure {
    start: usize,
    end: usize,
    value: u32,
    first: bool,
}

pub(super) fn check(trial: &mut Trial<'_>, n: usize, cue: &Cue) {
    let style = trial.style;
    if style.spell_numbers_to.is_none() && !style.spell_first_number {
        return;
    }
    let text = cue.plain();
    for figure in figures(&text) {
        let small = style.spell_numbers_to.is_some_and(|most| (1..=most).contains(&figure.value));
        let begins = figure.first && style.spell_first_number;
        if !small && !begins {
            continue;
        }
        let why =
            if small { "Numbers up to ten are spelled out" } else { "A number that begins a sentence is spelled out" };
        let word = numbers(&style.language).and_then(|numbers| numbers.word(figure.value));
        let fix = word.filter(|(_, fixable)| *fixable).and_then(|(word, _)| {
            let [Node::Text(text)] = &cue.text[..] else { return None };
            let spelled = if figure.first { capital(word) } else { word.to_owned() };
            let after = format!("{}{spelled}{}", &text[..figure.start], &text[figure.end..]);
            trial.rewrite(n, "The number is spelled out.", vec![Node::Text(after)])
        });
        let sentence = format!("{why}: {}.", figure.value);
        trial.say(n, RuleName::Number, Severity::Info, sentence, fix);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whole numbers that are words by themselves: no times, decimals, units, dates or names with figures.
fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut sentence_starts = true;
    for word in text.split([' ', '\n']) {
        let start = at + (word.len() - word.trim_start_matches(['"', '“', '(', '-', '¿', '¡', '–']).len());
        at += word.len() + 1;
        let bare = word.trim_start_matches(['"', '“', '(', '-', '¿', '¡', '–']);
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        let after = &bare[digits..];
        let alone = (1..=9).contains(&digits)
            && after.trim_end_matches(['.', ',', '!', '?', '…', '"', '”', ')', ';', ':']).is_empty();
        if let Some(value) = bare[..digits].parse().ok().filter(|_| alone) {
            found.push(Figure { start, end: start + digits, value, first: sentence_starts });
        }
        sentence_starts = word.ends_with(['.', '!', '?', '…']) || (sentence_starts && bare.is_empty());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_words_by_themselves() {
        let found = |text: &str| -> Vec<(u32, bool)> { figures(text).iter().map(|f| (f.value, f.first)).collect() };
        assert_eq!(found("3 men and 12 horses. 40 left, 5!"), [(3, true), (12, false), (40, true), (5, false)]);
        assert_eq!(found("At 5:30, 4.5 km, 7th, B2, 50%, 1990s"), []);
        let figure = figures("- 3 más")[0];
        assert_eq!((figure.start, figure.end), (2, 3));
    }
}

//! Where a text is broken into lines: by dynamic programming over scored rules.
//!
//! Every place at which a line could end has a score: after punctuation and before a conjunction it is good, between
//! an article and its noun it is bad. The best way to lay out a text is the one whose places, lengths and shape
//! cost least together. The words are data by language (`data/breaks`); the weights are in [`score`].

mod eastern;
mod score;
mod words;

use crate::{HalfChars, width};

pub(crate) use words::{negations, numbers};

/// A place at which a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where in bytes the line ends.
    pub end: usize,
    /// Where in bytes the next begins: after a blank, or at once where there is none.
    pub next: usize,
    /// What it costs; less is better.
    pub cost: i64,
}

/// Lays a text out in lines of at most `line`, at most `lines` of them, and gives the lines. Line breaks in the text
/// count as blanks (as nothing between Chinese and Japanese letters), but for dialogue: lines that begin with a dash
/// keep theirs. A text that does not fit has the fewest characters too many.
pub fn break_lines(text: &str, language: &str, line: HalfChars, lines: usize, half_width: bool) -> Vec<String> {
    let is_dialogue = text.split('\n').count() > 1 && text.split('\n').all(|l| l.starts_with(['-', '–', '—']));
    if is_dialogue {
        return text.split('\n').map(str::to_owned).collect();
    }
    let whole = eastern::joined(text);
    let measure = |part: &str| width(part, half_width);
    if measure(&whole) <= line || lines <= 1 {
        return vec![whole];
    }
    let places = if eastern::is_eastern(language) { eastern::places(&whole) } else { score::places(&whole, language) };
    let ends = best(&whole, &places, line, lines, &measure);
    let mut laid = Vec::with_capacity(ends.len() + 1);
    let mut from = 0;
    for place in ends {
        laid.push(whole[from..place.end].to_owned());
        from = place.next;
    }
    laid.push(whole[from..].to_owned());
    laid
}

/// The places at which the cheapest layout of at most `lines` lines breaks.
fn best(
    text: &str,
    places: &[Place],
    line: HalfChars,
    lines: usize,
    measure: &dyn Fn(&str) -> HalfChars,
) -> Vec<Place> {
    // Lengths up to every place, so that a line is measured by one subtraction.
    let mut cuts = vec![Place { end: 0, next: 0, cost: 0 }];
    cuts.extend_from_slice(places);
    cuts.push(Place { end: text.len(), next: text.len(), cost: 0 });
    let mut until_end = vec![0; cuts.len()];
    let mut until_next = vec![0; cuts.len()];
    for n in 1..cuts.len() {
        until_end[n] = until_next[n - 1] + measure(&text[cuts[n - 1].next..cuts[n].end]).0;
        until_next[n] = until_end[n] + measure(&text[cuts[n].end..cuts[n].next]).0;
    }
    let length = |a: usize, b: usize| i64::from(until_end[b] - until_next[a]);
    let last = cuts.len() - 1;
    let most = i64::from(line.0);
    // The cheapest way to lay out what lies before each cut in so many lines, and the cut before it.
    let mut table: Vec<Vec<Option<(i64, usize)>>> = vec![vec![None; cuts.len()]; lines + 1];
    table[0][0] = Some((0, 0));
    for used in 1..=lines {
        for to in 1..cuts.len() {
            for from in 0..to {
                let Some((before, _)) = table[used - 1][from] else { continue };
                let previous = (used > 1).then(|| length(table[used - 1][from].map_or(0, |(_, cut)| cut), from));
                let cost = before + cuts[to].cost + score::line(length(from, to), most, previous);
                if table[used][to].is_none_or(|(best, _)| cost < best) {
                    table[used][to] = Some((cost, from));
                }
            }
        }
    }
    let cheapest = (1..=lines).filter_map(|used| table[used][last].map(|(cost, _)| (cost, used))).min();
    let mut ends = Vec::new();
    if let Some((_, used)) = cheapest {
        let mut at = last;
        for row in (1..=used).rev() {
            at = table[row][at].map_or(0, |(_, from)| from);
            if at > 0 {
                ends.push(cuts[at]);
            }
        }
    }
    ends.reverse();
    ends
}

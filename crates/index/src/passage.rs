//! Where in a text what was asked for stands, and on which line most of it does.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::query::Clause;
use crate::snippet::Snippet;
use crate::words::{Word, words};

/// A clause at a place of a text.
pub(crate) struct Match {
    /// Its number among the clauses.
    pub(crate) clause: usize,
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
}

/// Every place of every clause in a text.
pub(crate) fn find(clauses: &[Clause], text: &str) -> Vec<Match> {
    let words = words(text);
    let mut matches = Vec::new();
    for (clause, asked) in clauses.iter().enumerate() {
        let same = |window: &&[Word]| window.iter().map(|w| &w.folded).eq(&asked.words);
        for window in words.windows(asked.words.len()).filter(same) {
            let range = window[0].range.start..window[window.len() - 1].range.end;
            matches.push(Match { clause, range });
        }
    }
    matches
}

/// The line on which most of what was asked begins, counted from 0, and what to show of it.
pub(crate) fn best_line(text: &str, matches: &[Match], weights: &[f32]) -> Option<(usize, Snippet)> {
    let lines = lines_of(text);
    let at = heaviest_line(&lines, matches, weights);
    let line = lines.get(at)?;
    let telling = |m: &&Match| line.contains(&m.range.start) && weights[m.clause] > 0.0;
    let on_line: Vec<&Match> = matches.iter().filter(telling).collect();
    let focus = heaviest(&on_line, weights).map_or(0, |m| m.range.start - line.start);
    Some((at, Snippet::of(&text[line.clone()], focus, &within_line(&on_line, line))))
}

fn lines_of(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches('\n').len());
        start += line.len();
    }
    lines
}

/// The first of several, and of the text if nothing of weight is on any line.
fn heaviest_line(lines: &[Range<usize>], matches: &[Match], weights: &[f32]) -> usize {
    let mut borne: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for m in matches {
        let line = lines.partition_point(|line| line.end < m.range.start);
        let clauses = borne.entry(line).or_default();
        if !clauses.contains(&m.clause) {
            clauses.push(m.clause);
        }
    }
    let mut best = (0, 0.0);
    for (line, clauses) in borne {
        let weight: f32 = clauses.iter().map(|&n| weights[n]).sum();
        if weight > best.1 {
            best = (line, weight);
        }
    }
    best.0
}

/// The match of the rarest clause, the first of several.
fn heaviest<'a>(matches: &[&'a Match], weights: &[f32]) -> Option<&'a Match> {
    let mut heaviest: Option<&Match> = None;
    for &m in matches {
        let weight = weights[m.clause];
        let is_heavier = heaviest.is_none_or(|h| (weight, h.range.start) > (weights[h.clause], m.range.start));
        if is_heavier {
            heaviest = Some(m);
        }
    }
    heaviest
}

/// These matches as ranges of the line on which they begin, joined where they overlap.
fn within_line(matches: &[&Match], line: &Range<usize>) -> Vec<Range<usize>> {
    let within = |m: &&Match| m.range.start - line.start..m.range.end.min(line.end) - line.start;
    let mut ranges: Vec<Range<usize>> = matches.iter().map(within).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, last| {
        let overlap = next.start <= last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_matches_are_shown_as_one() {
        let ranges = [0..8, 4..12, 20..25].map(|range| Match { clause: 0, range });
        assert_eq!(within_line(&ranges.each_ref(), &(0..40)), [0..12, 20..25]);
    }
}

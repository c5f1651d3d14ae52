//! What a page carries besides the story: its number, headers, footers, (MORE), CONTINUED:.

use std::collections::{HashMap, HashSet};

use super::source::{Source, mark_gaps};
use crate::cue;
use crate::markup::is_scene_number;

/// Lines at the top and bottom of a page among which furniture is looked for.
const EDGE: usize = 3;

/// Marks furniture and then counts the gaps that are left.
pub(super) fn mark(lines: &mut [Source]) {
    for line in lines.iter_mut().filter(|l| l.given.is_none() && !l.is_blank()) {
        line.furniture = is_more(&line.text) || is_continued(&line.text) || line.text.chars().all(|c| c == '*');
    }
    number_pages(lines);
    let pages = pages(lines);
    let repeated = repeated(lines, &pages);
    for i in pages.iter().flat_map(|page| edges(page)) {
        let edge = is_page_number(&lines[i].text) || repeated.contains(&key(&lines[i].text));
        lines[i].furniture |= lines[i].given.is_none() && edge;
    }
    mark_gaps(lines);
}

/// The lines with text of each page.
fn pages(lines: &[Source]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| !l.is_blank()) {
        if last != Some(line.page) {
            pages.push(vec![]);
            last = Some(line.page);
        }
        if let Some(page) = pages.last_mut() {
            page.push(i);
        }
    }
    pages
}

fn edges(page: &[usize]) -> Vec<usize> {
    let head = page.iter().take(EDGE);
    let foot = page.iter().skip(EDGE.max(page.len().saturating_sub(EDGE)));
    head.chain(foot).copied().collect()
}

/// What pages repeat at their edges, numbers evened out: on three pages and a third of them.
fn repeated(lines: &[Source], pages: &[Vec<usize>]) -> HashSet<String> {
    let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
    for (p, page) in pages.iter().enumerate() {
        for &i in &edges(page) {
            seen.entry(key(&lines[i].text)).or_default().insert(p);
        }
    }
    let need = |text: &str| {
        // A cue or a heading may well open three pages; a header opens nearly all of them.
        let story = cue::has_shape(text) || crate::read_heading(text).is_some();
        if story { (pages.len() * 2 / 3).max(4) } else { (pages.len() / 3).max(3) }
    };
    seen.into_iter().filter(|(text, on)| !text.is_empty() && on.len() >= need(text)).map(|(text, _)| text).collect()
}

/// A header without its numbers, so that the pages' headers are alike; empty where there is nothing but numbers.
fn key(text: &str) -> String {
    let words = text.split_whitespace().filter(|w| !w.chars().any(|c| c.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

/// `12.`, `12`, `- 12 -`, `Page 12`, `12A.`
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(['-', '–', '.', ' ', '(', ')']);
    let bare = bare.strip_prefix("Page ").or(bare.strip_prefix("PAGE ")).unwrap_or(bare);
    let bare = bare.split(" of ").next().unwrap_or(bare).trim();
    bare.len() <= 5 && is_scene_number(bare)
}

pub(super) fn is_more(text: &str) -> bool {
    let t = text.trim_matches(['(', ')', ' ', '.']).to_uppercase();
    text.starts_with('(') && matches!(t.as_str(), "MORE" | "MAS" | "MÁS" | "MEHR" | "SUITE" | "SEGUE" | "CONTINUA")
}

/// `CONTINUED:`, `(CONTINUED)`, `12  CONTINUED: (2)  12`
fn is_continued(text: &str) -> bool {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.retain(|w| !is_scene_number(w.trim_matches(['(', ')'])));
    matches!(words[..], ["CONTINUED:" | "(CONTINUED)" | "CONTINUED" | "CONTINUED:)" | "(CONT'D)" | "CONT'D:"])
}

/// Numbers alone on a line, far in, that count up by one, open pages, where the text knows fewer of them.
fn number_pages(lines: &mut [Source]) {
    let number = |l: &Source| l.text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let alone = lines.iter().enumerate().filter(|(_, l)| l.indent >= 30 && is_page_number(&l.text));
    let numbers: Vec<(usize, u32)> = alone.filter_map(|(i, l)| Some((i, number(l)?))).collect();
    let chains = (0..numbers.len()).map(|from| chain(&numbers[from..]));
    let pages = chains.max_by_key(Vec::len).unwrap_or_default();
    if pages.len() <= 1 + lines.last().map_or(0, |l| l.page) {
        return;
    }
    for i in &pages {
        lines[*i].furniture = true;
    }
    for (i, line) in lines.iter_mut().enumerate() {
        line.page = pages.partition_point(|p| *p <= i);
    }
}

/// The lines of the numbers that follow the first one, one by one.
fn chain(numbers: &[(usize, u32)]) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut next = numbers.first().map_or(0, |(_, n)| *n);
    for (line, number) in numbers {
        if *number == next {
            lines.push(*line);
            next += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_and_continuations_are_furniture() {
        for yes in ["12.", "12", "- 3 -", "Page 7", "12A.", "3 of 90"] {
            assert!(is_page_number(yes), "{yes}");
        }
        for no in ["1944 AND ALL", "MARA", "99 bottles"] {
            assert!(!is_page_number(no), "{no}");
        }
        assert!(is_continued("12   CONTINUED: (2)   12") && is_continued("(CONTINUED)") && is_more("(MORE)"));
        assert!(!is_continued("CONTINUED SILENCE"));
    }
}

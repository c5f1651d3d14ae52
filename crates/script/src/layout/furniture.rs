//! What a page carries besides the story: its number, headers, footers, watermarks, (MORE), CONTINUED:.

use std::collections::{HashMap, HashSet};

use super::source::{Source, mark_gaps};
use crate::cue;
use crate::markup::is_scene_number;

/// Lines at the top and bottom of a page among which furniture is looked for.
const EDGE: usize = 3;

/// Marks furniture and then counts the gaps that are left.
pub(super) fn mark(lines: &mut [Source]) {
    for line in lines.iter_mut().filter(|l| l.given.is_none() && !l.is_blank()) {
        line.furniture =
            is_more(&line.text) || is_continued(&line.text) || line.text.chars().all(|c| matches!(c, '*' | '_' | '='));
        line.turns |= is_revision_line(&line.text);
        line.furniture |= line.turns;
    }
    watermarks(lines);
    numbered_headers(lines);
    number_pages(lines);
    let pages = pages(lines);
    let repeated = repeated(lines, &pages);
    for i in pages.iter().flat_map(|page| edges(page)) {
        let edge = is_page_number(&lines[i].text) || repeated.contains(&key(&lines[i].text));
        lines[i].furniture |= lines[i].given.is_none() && edge;
        lines[i].turns |= lines[i].given.is_none() && edge;
    }
    companions(lines);
    mark_gaps(lines);
}

/// Single letters strewn over a script: many of them, and not one letter that speaks again and again.
fn watermarks(lines: &mut [Source]) {
    let single =
        |l: &Source| l.given.is_none() && l.text.chars().count() == 1 && l.text.chars().all(char::is_alphanumeric);
    let found: Vec<usize> = (0..lines.len()).filter(|&i| single(&lines[i])).collect();
    if found.len() < 3 {
        return;
    }
    // M. may be somebody: then every M stands above a line of speech, and below a blank one.
    let speaks = |i: usize| {
        let below = lines.get(i + 1).is_some_and(|n| !n.is_blank() && n.text.chars().count() > 1);
        let above = i == 0 || lines[i - 1].is_blank();
        below && above && lines[i].text.chars().all(char::is_uppercase)
    };
    let mut by_letter: HashMap<String, (usize, usize)> = HashMap::new();
    for &i in &found {
        let entry = by_letter.entry(lines[i].text.clone()).or_default();
        entry.0 += 1;
        entry.1 += usize::from(speaks(i));
    }
    for i in found {
        let (all, speaking) = by_letter.get(&lines[i].text).copied().unwrap_or_default();
        lines[i].furniture |= speaking < 2 || speaking * 10 < all * 9;
    }
}

/// Lines that are alike but for a number at their end or beginning, which counts up: headers with page numbers.
fn numbered_headers(lines: &mut [Source]) {
    let mut groups: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.given.is_none() && !l.is_blank() && !l.furniture) {
        let key = key(&line.text);
        if let Some(number) = outer_number(&line.text).filter(|_| !key.is_empty()) {
            groups.entry(key).or_default().push((i, number));
        }
    }
    for group in groups.into_values().filter(|g| g.len() >= 3) {
        let rising = group.windows(2).filter(|w| w[1].1 > w[0].1 && w[1].1 - w[0].1 <= 3).count();
        let apart = group.windows(2).filter(|w| w[1].0 - w[0].0 >= 15).count();
        let story = group.iter().filter(|(i, _)| crate::read_heading(lines[*i].body().0).is_some()).count();
        if rising * 10 >= (group.len() - 1) * 7 && apart * 10 >= (group.len() - 1) * 8 && story == 0 {
            for (i, _) in group {
                lines[i].furniture = true;
                lines[i].turns = true;
            }
        }
    }
}

/// Lines that stand beside page numbers and headers again and again: headers without a number.
fn companions(lines: &mut [Source]) {
    let turns: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].turns).collect();
    if turns.len() < 2 {
        return;
    }
    let mut beside: HashMap<String, Vec<usize>> = HashMap::new();
    for &t in &turns {
        let above = (0..t).rev().filter(|&i| !lines[i].is_blank()).take(2);
        let below = (t + 1..lines.len()).filter(|&i| !lines[i].is_blank()).take(2);
        let cue = |i: usize| cue::has_shape(&lines[i].text) && cue::says_continued(&lines[i].text);
        for i in above.chain(below).filter(|&i| !lines[i].furniture && lines[i].given.is_none() && !cue(i)) {
            beside.entry(key(&lines[i].text)).or_default().push(i);
        }
    }
    let mut all: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|l| !l.is_blank()) {
        *all.entry(key(&line.text)).or_default() += 1;
    }
    for (key, at) in beside {
        let everywhere = all.get(&key).copied().unwrap_or(0);
        let usual = at.len() >= 2 && at.len() * 10 >= everywhere * 8 && at.len() * 4 >= turns.len() && !key.is_empty();
        if usual {
            for i in at {
                lines[i].furniture = true;
                lines[i].turns = true;
            }
        }
    }
}

/// The number a line ends or begins with, where it can be a page's.
fn outer_number(text: &str) -> Option<u32> {
    let number = |w: &str| {
        let bare = w.trim_matches(['.', '-', '–', '(', ')', '*', '#']);
        let digits = bare.trim_end_matches(|c: char| c.is_ascii_uppercase());
        (digits.len() <= 3 && !digits.is_empty() && bare.len() <= digits.len() + 1)
            .then(|| digits.parse().ok())
            .flatten()
    };
    let last = text.split_whitespace().next_back().and_then(number);
    last.or_else(|| text.split_whitespace().next().and_then(number))
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
    let bare = text.trim_matches(['-', '–', '.', ' ', '(', ')', '*']);
    let bare = bare.strip_prefix("Page ").or(bare.strip_prefix("PAGE ")).unwrap_or(bare);
    let bare = bare.split(" of ").next().unwrap_or(bare).trim();
    bare.len() <= 5 && is_scene_number(bare)
}

pub(super) fn is_more(text: &str) -> bool {
    let t = text.trim_matches(['(', ')', ' ', '.', '*']).to_uppercase();
    text.trim_start_matches('*').starts_with('(')
        && matches!(t.as_str(), "MORE" | "MAS" | "MÁS" | "MEHR" | "SUITE" | "À SUIVRE" | "SEGUE" | "CONTINUA")
}

/// `CONTINUED:`, `(CONTINUED)`, `12  CONTINUED: (2)  12`
fn is_continued(text: &str) -> bool {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.retain(|w| !is_scene_number(w.trim_matches(['(', ')', '*'])) && !w.chars().all(|c| matches!(c, '*' | '-')));
    let [word] = words[..] else { return false };
    let upper = word.to_uppercase().replace('’', "'");
    let marked = upper.contains([':', '(', ')']) || words.len() < text.split_whitespace().count() || upper == word;
    marked
        && matches!(
            upper.trim_matches(['(', ')', ':', '.', '-']),
            "CONTINUED" | "CONT'D" | "CONT" | "CONTINUING" | "SUITE"
        )
}

/// `Rev. 11/03/97  42.`, `BLUE REVISION 3/4/98`, `GOLDENROD - 5/6/99`: a revision's colour or word, and its date.
fn is_revision_line(text: &str) -> bool {
    if text.chars().count() > 90 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let upper = text.to_uppercase();
    let has = |words: &[&str]| upper.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w));
    let dated = upper.split_whitespace().any(is_day);
    let revised = has(&["REV", "REVISED", "REVISION", "REVISIONS", "DRAFT", "SHOOTING", "REVS"]);
    let coloured =
        has(&["BLUE", "PINK", "YELLOW", "GREEN", "GOLDENROD", "BUFF", "SALMON", "CHERRY", "TAN", "WHITE", "IVORY"]);
    dated && (revised || (coloured && upper.split_whitespace().count() <= 8))
}

/// `4/12/98`, `03-04-2011`, `12.3.99`
fn is_day(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', ',', '.', '*']);
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    (2..=3).contains(&parts.len())
        && word.contains(['/', '-', '.'])
        && parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
        && parts.len() == 3
}

/// Numbers alone on a line that count up by one, a page's worth of lines apart, open pages, where the text knows fewer of them.
fn number_pages(lines: &mut [Source]) {
    let number = |l: &Source| l.text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let alone = lines.iter().enumerate().filter(|(_, l)| l.given.is_none() && !l.is_blank() && is_page_number(&l.text));
    let numbers: Vec<(usize, u32)> = alone.filter_map(|(i, l)| Some((i, number(l)?))).collect();
    // Lines with text above each line, so that pages can be told from lists of numbers.
    let mut above = Vec::with_capacity(lines.len());
    let mut count = 0usize;
    for line in lines.iter() {
        above.push(count);
        count += usize::from(!line.is_blank());
    }
    let chains = (0..numbers.len().min(200)).map(|from| chain(&above, &numbers[from..]));
    let pages = chains.max_by_key(Vec::len).unwrap_or_default();
    let far = pages.iter().all(|&i| lines[i].indent >= 30);
    if pages.len() < if far { 1 } else { 2 } || pages.len() <= 1 + lines.last().map_or(0, |l| l.page) && !far {
        return;
    }
    for i in &pages {
        lines[*i].furniture = true;
        lines[*i].turns = true;
    }
    if pages.len() <= 1 + lines.last().map_or(0, |l| l.page) {
        return;
    }
    for (i, line) in lines.iter_mut().enumerate() {
        line.page = pages.partition_point(|p| *p <= i);
    }
}

/// The lines of the numbers that follow the first one, one by one, some way apart.
fn chain(above: &[usize], numbers: &[(usize, u32)]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut next = numbers.first().map_or(0, |(_, n)| *n);
    for (line, number) in numbers {
        let apart = found.last().is_none_or(|last| above[*line] - above[*last] >= 8);
        if *number == next && apart {
            found.push(*line);
            next = next.saturating_add(1);
        }
    }
    found
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
        assert!(!is_continued("CONTINUED SILENCE") && !is_continued("continuing"));
    }

    #[test]
    fn revision_lines_carry_a_day() {
        for yes in ["Rev. 11/03/97    42.", "BLUE REVISION 3/4/98", "GOLDENROD - 5/6/99", "Second Draft 12.3.2011"] {
            assert!(is_revision_line(yes), "{yes}");
        }
        for no in ["A BLUE car, license 3-4.", "She revised it 3 times.", "PINK 5"] {
            assert!(!is_revision_line(no), "{no}");
        }
    }
}

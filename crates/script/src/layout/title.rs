//! Where the title page ends and the story begins, and where the story ends and a web page goes on.

use std::ops::Range;

use super::source::Source;
use crate::title_page::is_date;
use crate::vocabulary::{CREDITS, is_capitals, is_cut, opens_act};
use crate::{cue, heading, read_heading};

/// Lines with text among which the story must have begun.
const REACH: usize = 90;

/// The lines of the title page: what stands above the first line of the story.
pub(super) fn lines(lines: &[Source]) -> Range<usize> {
    let block = opening_block(lines);
    let Some(first) = block.first() else { return 0..0 };
    let last_credit = block.iter().rposition(|&i| is_credit(&lines[i].text));
    let Some(mut last) = last_credit else {
        return if is_bare_title(lines, &block) { 0..after(lines, &block, block.len() - 1) } else { 0..0 };
    };
    let by = is_byline(&lines[block[last]].text);
    while let Some(&next) = block.get(last + 1) {
        let line = &lines[next];
        let author = by && last == last_credit.unwrap_or(0);
        let same_page = line.page == lines[block[last]].page;
        let joined = line.gap <= 1 || author;
        if !same_page || !joined || line.text.chars().count() > 50 || is_sentence(&line.text) {
            break;
        }
        last += 1;
    }
    let _ = first;
    0..after(lines, &block, last)
}

/// Where what a web page has below the script begins; the number of lines where it has nothing.
pub(super) fn tail(lines: &[Source]) -> usize {
    let near: Vec<usize> = (0..lines.len()).rev().filter(|&i| !lines[i].is_blank()).take(25).collect();
    let web = |i: &&usize| {
        let lower = lines[**i].text.to_lowercase();
        [
            "writers :",
            "writer :",
            "genres :",
            "genre :",
            "user comments",
            "back to ",
            "http",
            "www.",
            "script date",
            "transcribed by",
            "converted",
        ]
        .iter()
        .any(|w| lower.starts_with(w))
    };
    let Some(&first) = near.iter().rfind(web) else { return lines.len() };
    let below = lines[first..].iter().filter(|l| !l.is_blank());
    // Speeches and descriptions below say that the line was part of the story.
    if below.clone().count() <= 25
        && below.clone().all(|l| l.text.chars().count() < 90 && read_heading(&l.text).is_none())
    {
        first
    } else {
        lines.len()
    }
}

/// Lines with text above the first that is surely part of the story.
fn opening_block(lines: &[Source]) -> Vec<usize> {
    let mut block: Vec<usize> = Vec::new();
    let with_text = (0..lines.len()).filter(|&i| !lines[i].is_blank() && !lines[i].furniture);
    for i in with_text.take(REACH) {
        if lines[i].given.is_some()
            || opens_story(lines, i, block.is_empty())
            || (!block.is_empty() && is_prose(lines, i))
        {
            return block;
        }
        block.push(i);
    }
    // Nothing that opens a story: only what is surely no part of it is taken.
    let end = block.iter().rposition(|&i| is_credit(&lines[i].text)).map_or(0, |at| at + 1);
    block.truncate(end);
    block
}

fn after(lines: &[Source], block: &[usize], last: usize) -> usize {
    let line = block[last] + 1;
    // A page of its own is a title page to its end.
    let next = (line..lines.len()).find(|&i| !lines[i].is_blank());
    next.map_or(lines.len(), |n| if lines[n].page == lines[block[last]].page { line } else { n })
}

/// A heading, FADE IN, or a cue with a speech under it.
fn opens_story(lines: &[Source], i: usize, first: bool) -> bool {
    let line = &lines[i];
    let (body, number) = line.body();
    let heading = read_heading(body).is_some() && (is_capitals(body) || number.is_some() || body.contains('.'));
    let next = lines.get(i + 1);
    let speech = next.is_some_and(|next| {
        !next.is_blank()
            && !is_capitals(&next.text)
            && !is_credit(&next.text)
            && (next.indent + 4 <= line.indent
                || (next.indent == line.indent && !first && line.gap > 0 && line.indent < 12))
            && next.text.chars().any(char::is_lowercase)
    });
    let named = cue::has_shape(&line.text) && !is_credit(&line.text);
    let timed = !first && is_capitals(body) && body.contains(" - ") && !heading::take_apart(body).time.is_empty();
    heading || timed || is_cut(&line.text) || (!first && opens_act(&line.text)) || (speech && named && !first)
}

fn is_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(['"', '“', '”', '*', '_', ' ']);
    let listed = CREDITS.rows().iter().any(|row| match row[..] {
        [word, "whole"] => bare == word,
        [word, ..] => crate::vocabulary::starts_with_word(bare, word),
        [] => false,
    });
    let short = text.chars().count() <= 60;
    short
        && (listed
            || is_date(&lower)
            || bare.ends_with(" by")
            || bare.contains(" | ")
            || (bare.contains('@') && bare.contains('.')))
        || (bare.contains("copyright")
            || bare.contains("all rights")
            || bare.contains("permission of")
            || bare.contains("reproduc"))
}

fn is_byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower == "by"
        || lower.ends_with(" by")
        || lower.ends_with(" de")
        || lower.ends_with(" von")
        || lower.ends_with(" di")
        || lower.ends_with(" por")
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 3 && text.ends_with(['.', '!', '?']) && text.chars().any(char::is_lowercase)
}

/// Description: a long line that goes on below or ends as sentences do, and is no legal notice.
fn is_prose(lines: &[Source], i: usize) -> bool {
    let text = &lines[i].text;
    let goes_on = lines.get(i + 1).is_some_and(|next| !next.is_blank());
    text.chars().count() > 50 && (goes_on || text.ends_with(['.', '!', '?'])) && !is_credit(text)
}

/// A title and nothing else above a story that opens: a few short lines, the first in capitals or quotes.
fn is_bare_title(lines: &[Source], block: &[usize]) -> bool {
    let short = |&i: &usize| lines[i].text.chars().count() <= 45 && !lines[i].text.ends_with(['.', '!', '?', ':', '-']);
    let title = |t: &str| is_capitals(t) || t.starts_with(['"', '“']);
    (1..=4).contains(&block.len())
        && block.iter().all(short)
        && title(&lines[block[0]].text)
        && !opens_act(&lines[block[0]].text)
}

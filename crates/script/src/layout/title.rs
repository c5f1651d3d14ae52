//! Where the title page ends and the story begins.

use std::ops::Range;

use super::source::Source;
use crate::vocabulary::{is_capitals, is_transition, opens_act};
use crate::{cue, read_heading};

/// The lines of the title page: whole pages before the story, or what stands above its first line.
pub(super) fn lines(lines: &[Source]) -> Range<usize> {
    let first = lines.iter().position(|l| !l.is_blank()).unwrap_or(0);
    let opens =
        |i: &usize| opens_story(lines, *i) || (*i > first && !lines[*i].furniture && opens_act(&lines[*i].text));
    let Some(start) = (0..lines.len()).find(opens) else { return 0..0 };
    let page = lines[start].page;
    let end = if page > 0 { lines.iter().position(|l| l.page == page).unwrap_or(start) } else { start };
    let block: Vec<&Source> = lines[..end].iter().filter(|l| !l.is_blank() && !l.furniture).collect();
    let by = block.iter().any(|l| {
        let t = l.text.to_lowercase();
        t == "by"
            || t.ends_with(" by")
            || t.starts_with("written by")
            || t.starts_with("by ")
            || t.starts_with("screenplay by")
    });
    let inward = block.iter().filter(|l| l.indent >= 10).count() * 2 >= block.len();
    let is_title = !block.is_empty() && block.len() <= 60 && (by || (inward && block.len() <= 12 && page > 0));
    if is_title { 0..end } else { 0..0 }
}

/// A heading, FADE IN, or a cue with a speech under it.
fn opens_story(lines: &[Source], i: usize) -> bool {
    let line = &lines[i];
    if line.is_blank() || line.furniture {
        return false;
    }
    let (body, _) = line.body();
    let heading = read_heading(body).is_some() && is_capitals(body);
    let speech = lines.get(i + 1).is_some_and(|next| {
        !next.is_blank()
            && next.indent > 0
            && next.indent < line.indent
            && next.indent + 4 <= line.indent
            && !is_capitals(&next.text)
    });
    heading || is_transition(&line.text) || (speech && cue::has_shape(&line.text) && line.page > 0)
}

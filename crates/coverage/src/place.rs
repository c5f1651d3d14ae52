//! A line of the script as evidence: where it stands and what it says, fetched by code.

use script::{Document, Kind, Screenplay};

use crate::{
    Evidence,
    words::{content_stems, sentences},
};

/// Longest quotation that is taken whole, in bytes; longer lines give the sentences that matter.
const LONG: usize = 170;

/// Evidence for a claim at a 1-based line: the whole line, or of a long line its sentences that share words with the
/// claim. The quote is always a verbatim part of the line; `None` for a line that says nothing.
pub(crate) fn evidence(document: &Document, screenplay: &Screenplay, line: usize, claim: &str) -> Option<Evidence> {
    let entry = screenplay.lines.get(line.checked_sub(1)?)?;
    let text = document.slice(entry.span).trim();
    let quote = telling_part(text, claim);
    let scene = entry.scene.map(|s| s + 1);
    (!quote.is_empty()).then(|| Evidence { line, page: entry.page.max(1), scene, quote: quote.to_owned() })
}

/// Evidence at several lines, in the order of the script, each line once.
pub(crate) fn evidence_at(document: &Document, screenplay: &Screenplay, lines: &[usize], claim: &str) -> Vec<Evidence> {
    let mut sorted = lines.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().filter_map(|n| evidence(document, screenplay, n, claim)).collect()
}

/// The cue above a line of speech, if the line is one.
pub(crate) fn cue_of(screenplay: &Screenplay, line: usize) -> Option<usize> {
    let spoken = |k: Kind| matches!(k, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
    if !spoken(screenplay.lines.get(line.checked_sub(1)?)?.kind) {
        return None;
    }
    screenplay.lines[..line - 1].iter().rev().find(|l| l.kind == Kind::Character && !l.continued).map(|l| l.n)
}

fn telling_part<'t>(text: &'t str, claim: &str) -> &'t str {
    if text.len() <= LONG {
        return text;
    }
    let wanted: Vec<String> = content_stems(claim).collect();
    let shared = |s: &str| content_stems(s).filter(|w| wanted.contains(w)).count();
    let parts = sentences(text);
    let best = parts.iter().map(|r| shared(&text[r.clone()])).max().unwrap_or(0);
    if best == 0 {
        return parts.first().map_or(text, |r| &text[r.clone()]);
    }
    // From the first to the last sentence that matters at least a quarter as much as the best one does.
    let mut matter = parts.iter().filter(|r| 4 * shared(&text[(*r).clone()]) >= best);
    let first = matter.next().map_or(0, |r| r.start);
    let last = matter
        .next_back()
        .map_or_else(|| parts.iter().find(|r| r.start == first).map_or(text.len(), |r| r.end), |r| r.end);
    &text[first..last]
}

//! All lines labelled together: how each looks, and what may follow what.
//!
//! Scores are log-like: the differences count. Viterbi finds the best sequence.

use std::collections::HashMap;

use super::columns::Columns;
use super::look;
use super::source::Source;
use crate::vocabulary::is_capitals;
use crate::{Kind, cue, read_heading};

/// The kinds a line of the story can be.
pub(super) const KINDS: [Kind; 8] = [
    Kind::SceneHeading,
    Kind::Action,
    Kind::Character,
    Kind::Parenthetical,
    Kind::Dialogue,
    Kind::Transition,
    Kind::Shot,
    Kind::Centered,
];

/// As good as impossible, but finite, so that some sequence always wins.
pub(super) const NEVER: f64 = -30.0;

/// How often each name is cued.
pub(super) type Cast = HashMap<String, usize>;

/// Names from lines that look like cues with text under them.
pub(super) fn cast_by_shape(lines: &[Source], story: &[usize]) -> Cast {
    let mut cast = Cast::new();
    for pair in story.windows(2) {
        let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
        if cue::has_shape(&line.text) && read_heading(&line.text).is_none() && next.gap <= 1 && !is_capitals(&next.text)
        {
            *cast.entry(cue::key(&cue::name(&line.text))).or_default() += 1;
        }
    }
    cast
}

/// Names from the cues of a first pass.
pub(super) fn cast_by_label(lines: &[Source], story: &[usize], kinds: &[Kind]) -> Cast {
    let mut cast = Cast::new();
    for (&i, _) in story.iter().zip(kinds).filter(|(_, k)| **k == Kind::Character) {
        *cast.entry(cue::key(&cue::name(&lines[i].text))).or_default() += 1;
    }
    cast
}

/// The kinds of the story's lines.
pub(super) fn label(lines: &[Source], story: &[usize], columns: &Columns, cast: &Cast) -> Vec<Kind> {
    let looks = look::all(lines, story, columns, cast);
    let mut score = vec![[NEVER; KINDS.len()]; story.len()];
    let mut from = vec![[0usize; KINDS.len()]; story.len()];
    for t in 0..story.len() {
        for (k, &kind) in KINDS.iter().enumerate() {
            let (best, at) = match t.checked_sub(1) {
                None => (start(kind), 0),
                Some(p) => best_before(&score[p], kind, &lines[story[t]], columns),
            };
            score[t][k] = best + looks[t][k];
            from[t][k] = at;
        }
    }
    trace_back(&score, &from)
}

fn best_before(before: &[f64; KINDS.len()], kind: Kind, line: &Source, columns: &Columns) -> (f64, usize) {
    let step = |(j, &s): (usize, &f64)| (s + follow(KINDS[j], kind, line, columns), j);
    before.iter().enumerate().map(step).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((NEVER, 0))
}

fn trace_back(score: &[[f64; KINDS.len()]], from: &[[usize; KINDS.len()]]) -> Vec<Kind> {
    let Some(last) = score.last() else { return vec![] };
    let mut at = (0..KINDS.len()).max_by(|&a, &b| last[a].total_cmp(&last[b])).unwrap_or(1);
    let mut kinds = vec![Kind::Action; score.len()];
    for t in (0..score.len()).rev() {
        kinds[t] = KINDS[at];
        at = from[t][at];
    }
    kinds
}

fn start(kind: Kind) -> f64 {
    match kind {
        Kind::Dialogue | Kind::Parenthetical => -8.0,
        _ => 0.0,
    }
}

/// How well a kind follows another, given the blank lines between and whether the page broke there.
fn follow(before: Kind, kind: Kind, line: &Source, columns: &Columns) -> f64 {
    let speaks = |k: Kind| matches!(k, Kind::Dialogue | Kind::Parenthetical);
    let speech = matches!(before, Kind::Character | Kind::Dialogue | Kind::Parenthetical);
    let apart = line.gap > columns.speech_gap;
    match (before, kind) {
        _ if speaks(kind) && !speech => {
            if before == Kind::Character {
                0.0
            } else {
                NEVER / 3.0
            }
        }
        (Kind::Character, k) if !speaks(k) => NEVER / 3.0,
        (_, k) if speaks(k) => match () {
            () if line.after_break => -0.5,
            () if apart => -5.0,
            () => 0.0,
        },
        (Kind::Action, Kind::Action) | (Kind::Centered, Kind::Centered) => 0.0,
        (Kind::SceneHeading, Kind::SceneHeading) if !apart => -1.0,
        _ if apart || line.after_break => 0.0,
        (Kind::Parenthetical, _) if !columns.spaced => -3.0,
        (Kind::Dialogue, Kind::Action) if !columns.spaced => -1.5,
        _ if !columns.spaced => -0.5,
        (Kind::Dialogue | Kind::Parenthetical, Kind::Action) => {
            if columns.indented {
                -3.0
            } else {
                -5.0
            }
        }
        (Kind::Transition, _) => -0.5,
        (Kind::SceneHeading, Kind::Action) => -0.5,
        _ => -3.0,
    }
}

//! All lines labelled together: how each looks, where it stands, and what may follow what.
//!
//! A hidden-state model. Scores are logarithms; Viterbi finds the best sequence, what it found teaches the
//! document's own columns, lengths, gaps and words, and the lines are labelled again.

use super::learned::Learned;
use super::look::look;
use super::seen::{Gap, Seen, Story};
use crate::Kind;

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

const K: usize = KINDS.len();

/// As good as impossible, but finite, so that some sequence always wins.
pub(super) const NEVER: f32 = -30.0;

/// How often the lines are labelled and what was found is learned from.
const ROUNDS: usize = 3;

/// Where a kind stands in [`KINDS`]; kinds that are none of the story count as description.
pub(super) fn index(kind: Kind) -> usize {
    KINDS.iter().position(|k| *k == kind).unwrap_or(1)
}

/// The kinds of the story's lines.
pub(super) fn label(story: &mut Story) -> Vec<Kind> {
    let mut learned = Learned::before(story);
    let mut kinds = viterbi(story, &learned);
    for _ in 0..ROUNDS {
        story.words.learn(story.lines.iter().zip(&kinds).map(|(l, k)| (l.tokens.as_slice(), *k)));
        learned = Learned::from(story, &kinds);
        let found = viterbi(story, &learned);
        let settled = found == kinds;
        kinds = found;
        if settled {
            break;
        }
    }
    kinds
}

fn viterbi(story: &Story, learned: &Learned) -> Vec<Kind> {
    let lines = &story.lines;
    let mut from: Vec<[u8; K]> = Vec::with_capacity(lines.len());
    let mut score = [0.0f32; K];
    for (t, line) in lines.iter().enumerate() {
        let looks = look(line, lines.get(t + 1), story, learned);
        let mut now = [0.0f32; K];
        let mut at = [0u8; K];
        for (k, &kind) in KINDS.iter().enumerate() {
            let (best, j) = match t.checked_sub(1) {
                None => (start(kind), 0),
                Some(p) => best_before(&score, k, &lines[p], line, story, learned),
            };
            now[k] = best + looks[k];
            at[k] = j;
        }
        score = now;
        from.push(at);
    }
    trace_back(&score, &from)
}

fn best_before(score: &[f32; K], k: usize, before: &Seen, line: &Seen, story: &Story, learned: &Learned) -> (f32, u8) {
    let mut best = (f32::MIN, 0u8);
    for j in 0..K {
        let s = score[j] + FOLLOW[j][k] + learned.gap(j, k, line.gap) + flow(j, k, before, line, story, learned);
        if s > best.0 {
            best = (s, j as u8);
        }
    }
    best
}

fn trace_back(last: &[f32; K], from: &[[u8; K]]) -> Vec<Kind> {
    let mut at = (0..K).max_by(|&a, &b| last[a].total_cmp(&last[b])).unwrap_or(1);
    let mut kinds = vec![Kind::Action; from.len()];
    for t in (0..from.len()).rev() {
        kinds[t] = KINDS[at];
        at = usize::from(from[t][at]);
    }
    kinds
}

fn start(kind: Kind) -> f32 {
    match kind {
        Kind::Dialogue | Kind::Parenthetical => -8.0,
        _ => 0.0,
    }
}

/// What may follow what: rows are the kind before, columns the kind after, in the order of [`KINDS`].
const FOLLOW: [[f32; K]; K] = [
    // heading action  cue   paren  dialogue transition shot centred
    [-2.0, 0.0, -1.0, -9.0, -10.0, -2.0, -0.5, -1.0], // after a heading
    [-0.5, 0.0, -0.3, -9.0, -10.0, -0.7, -0.7, -1.0], // after description
    [-8.0, -8.0, -8.0, -0.3, 0.0, -9.0, -8.0, -9.0],  // after a cue
    [-5.0, -4.0, -4.0, -2.0, 0.0, -5.0, -4.0, -5.0],  // after a parenthetical
    [-0.7, -0.3, -0.2, -0.7, 0.0, -0.7, -0.7, -1.0],  // after speech
    [0.5, -0.7, -1.0, -9.0, -10.0, -3.0, -0.7, -0.5], // after a transition
    [-1.0, 0.3, -1.0, -9.0, -10.0, -1.0, -1.5, -1.0], // after a shot
    [0.0, 0.0, -1.0, -9.0, -10.0, 0.0, -0.5, 0.0],    // after centred text
];

/// Whether a line goes on where the line before left off.
fn flow(j: usize, k: usize, before: &Seen, line: &Seen, story: &Story, learned: &Learned) -> f32 {
    let kind = KINDS[k];
    let prose = matches!(kind, Kind::Action | Kind::Dialogue);
    let mut score = 0.0;
    if j == k && prose && line.gap == Gap::Joined {
        // A line that had room for the next word was not broken by its width: a paragraph ended there, and a
        // paragraph does not end in the middle of a sentence.
        let width = learned.width(k);
        let fits = width > 0 && before.length + 1 + line.first_word < width;
        let torn = fits && !before.ends && line.starts_lower;
        score += match (fits, kind) {
            (false, _) => 0.4,
            (true, Kind::Dialogue) if torn => -1.0,
            (true, Kind::Dialogue) => -0.6,
            (true, _) if torn => -2.5,
            (true, _) if !before.ends => -1.0 - story.spaced,
            (true, _) if story.spaced > 0.5 => -0.8,
            (true, _) => -0.2,
        };
    }
    let speech = |k: Kind| matches!(k, Kind::Dialogue | Kind::Parenthetical);
    let open = !before.ends && (!before.capitals || story.shouted > 0.5) && before.length > 3;
    if open && matches!(KINDS[j], Kind::Action | Kind::Dialogue) {
        let stays = j == k || (KINDS[j] == Kind::Dialogue && speech(kind));
        score += match (stays, line.starts_lower) {
            (true, true) if j == k => 0.7,
            (true, _) => 0.0,
            (false, true) => -3.0,
            (false, false) => -1.5,
        };
    }
    score
}

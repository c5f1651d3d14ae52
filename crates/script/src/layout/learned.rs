//! What a document teaches about itself: where each kind stands, how long it is, what follows what.

use super::model::{KINDS, index};
use super::seen::{Gap, Seen, Story};
use crate::Kind;

/// Columns that are told apart; lines further right share the last.
const COLUMNS: usize = 100;
/// Lengths are counted in steps of this many characters.
const STEP: usize = 6;
const LENGTHS: usize = 16;
const K: usize = KINDS.len();

/// Tables of log-probabilities.
pub(super) struct Learned {
    left: Vec<[f32; K]>,
    centre: Vec<[f32; K]>,
    /// Kinds whose middle is steadier than their left edge.
    centred: [bool; K],
    length: [[f32; K]; LENGTHS],
    capitals: [[f32; K]; 2],
    gap: [[[f32; K]; K]; 3],
    /// The widest usual line of each kind.
    width: [usize; K],
    /// How often each name is cued.
    pub(super) cast: Vec<usize>,
}

/// How unlikely the unlikeliest column is allowed to be, beside the likeliest.
const FLOOR: f32 = -5.0;

impl Learned {
    /// What scripts are like before this one is known: only the column where most long lines begin is looked at.
    pub(super) fn before(story: &Story) -> Self {
        let base = base_column(story);
        let left = (0..COLUMNS).map(|c| KINDS.map(|k| prior_column(k, c as i32 - base as i32).ln())).collect();
        let cast = story.repeats.clone();
        Self {
            left,
            centre: vec![[0.0; K]; COLUMNS],
            centred: [false; K],
            length: lengths(&[[0.0; K]; LENGTHS]),
            capitals: capitals(story, &[[0.0; K]; 2]),
            gap: gaps(story, &[[[0.0; K]; K]; 3]),
            width: KINDS.map(|k| prior_width(story, k)),
            cast,
        }
    }

    /// From labelled lines.
    pub(super) fn from(story: &Story, kinds: &[Kind]) -> Self {
        let mut left = vec![[0.0f32; K]; COLUMNS];
        let mut centre = vec![[0.0f32; K]; COLUMNS];
        let mut length = [[0.0f32; K]; LENGTHS];
        let mut caps = [[0.0f32; K]; 2];
        let mut gap = [[[0.0f32; K]; K]; 3];
        let mut widths: [Vec<usize>; K] = std::array::from_fn(|_| vec![]);
        let mut cast = vec![0; story.repeats.len()];
        let mut before: Option<usize> = None;
        for (line, &kind) in story.lines.iter().zip(kinds) {
            let k = index(kind);
            left[column(line)][k] += 1.0;
            centre[middle(line)][k] += 1.0;
            length[(line.length / STEP).min(LENGTHS - 1)][k] += 1.0;
            caps[usize::from(line.capitals)][k] += 1.0;
            widths[k].push(line.length);
            if let (Some(b), Some(g)) = (before, gap_index(line.gap)) {
                gap[g][b][k] += 1.0;
            }
            if kind == Kind::Character {
                cast[line.name] += 1;
            }
            before = Some(k);
        }
        let centred = std::array::from_fn(|k| {
            matches!(KINDS[k], Kind::Character | Kind::Dialogue | Kind::Parenthetical)
                && total(&left, k) >= 8.0
                && peak(&centre, k) > peak(&left, k) * 1.4
        });
        Self {
            left: columns(story, &left),
            centre: columns(story, &centre),
            centred,
            length: lengths(&length),
            capitals: capitals(story, &caps),
            gap: gaps(story, &gap),
            width: std::array::from_fn(|k| width(story, &mut widths[k], KINDS[k])),
            cast,
        }
    }

    /// How likely a line of each kind looks as this one does.
    /// `own` is how far its length speaks for itself, and not for the paragraph it stands in.
    pub(super) fn place(&self, line: &Seen, own: f32) -> [f32; K] {
        let (left, centre) = (&self.left[column(line)], &self.centre[middle(line)]);
        let mut score: [f32; K] = std::array::from_fn(|k| if self.centred[k] { centre[k] } else { left[k] });
        for (k, kind) in KINDS.iter().enumerate() {
            // These stand to the right, in the middle or at the left: only their words tell.
            if matches!(kind, Kind::Transition | Kind::Centered) {
                score[k] = -2.5;
            }
        }
        let best = score.iter().copied().fold(f32::MIN, f32::max);
        let length = &self.length[(line.length / STEP).min(LENGTHS - 1)];
        let capitals = &self.capitals[usize::from(line.capitals)];
        std::array::from_fn(|k| (score[k] - best).max(FLOOR) + 0.4 * own * length[k] + 0.8 * capitals[k])
    }

    /// How likely the gap is between two kinds.
    pub(super) fn gap(&self, before: usize, kind: usize, gap: Gap) -> f32 {
        gap_index(gap).map_or(-0.7, |g| self.gap[g][before][kind])
    }

    /// How long full lines of a kind are; 0 where that is not known.
    pub(super) fn width(&self, kind: usize) -> usize {
        self.width[kind]
    }
}

fn column(line: &Seen) -> usize {
    line.indent.min(COLUMNS - 1)
}

fn middle(line: &Seen) -> usize {
    (line.indent + line.length / 2).min(COLUMNS - 1)
}

fn gap_index(gap: Gap) -> Option<usize> {
    match gap {
        Gap::Joined => Some(0),
        Gap::One => Some(1),
        Gap::Wide => Some(2),
        Gap::Broken => None,
    }
}

fn total(table: &[[f32; K]], k: usize) -> f32 {
    table.iter().map(|row| row[k]).sum()
}

/// The share of the three neighbouring columns that hold most of a kind.
fn peak(table: &[[f32; K]], k: usize) -> f32 {
    let most =
        (0..table.len()).map(|c| (c.saturating_sub(1)..(c + 2).min(table.len())).map(|i| table[i][k]).sum::<f32>());
    most.fold(0.0, f32::max) / total(table, k).max(1.0)
}

/// Where most long lines begin.
fn base_column(story: &Story) -> usize {
    let mut long = [0usize; COLUMNS];
    for line in story.lines.iter().filter(|l| l.length > 40) {
        long[column(line)] += 1;
    }
    let most = long.iter().copied().max().unwrap_or(0);
    long.iter().position(|&n| n > 0 && n * 3 >= most).unwrap_or(0)
}

/// How likely a kind begins so many columns from where long lines begin.
fn prior_column(kind: Kind, off: i32) -> f32 {
    match (kind, off) {
        (Kind::Action | Kind::Shot, -2..=2) => 0.5,
        (Kind::Action | Kind::Shot, _) => 0.01,
        (Kind::SceneHeading, ..=2) => 0.3,
        (Kind::SceneHeading, _) => 0.03,
        (Kind::Dialogue, 3..=16) => 0.08,
        (Kind::Dialogue, -1..=2) => 0.06,
        (Kind::Dialogue, _) => 0.02,
        (Kind::Parenthetical, 5..=25) => 0.06,
        (Kind::Character, 8..=40) => 0.06,
        (Kind::Character, _) => 0.03,
        _ => 0.03,
    }
}

/// Counts spread a little over the neighbouring columns, and a little over all.
fn columns(story: &Story, counts: &[[f32; K]]) -> Vec<[f32; K]> {
    let base = base_column(story) as i32;
    let totals: [f32; K] = std::array::from_fn(|k| total(counts, k));
    let at = |c: i32, k: usize| if (0..COLUMNS as i32).contains(&c) { counts[c as usize][k] } else { 0.0 };
    let mut table = vec![[0.0; K]; COLUMNS];
    for (c, row) in table.iter_mut().enumerate() {
        let c = c as i32;
        for (k, cell) in row.iter_mut().enumerate() {
            let near = 0.8 * at(c, k) + 0.08 * (at(c - 1, k) + at(c + 1, k)) + 0.02 * (at(c - 2, k) + at(c + 2, k));
            // The prior weighs as much as two lines, and a line anywhere as much as half a one.
            let prior = 2.0 * prior_column(KINDS[k], c - base) + 0.5 / 60.0;
            *cell = ((near + prior) / (totals[k] + 2.5)).ln();
        }
    }
    table
}

/// The width of full lines of description; speech may have any until the script has shown its own.
fn prior_width(story: &Story, kind: Kind) -> usize {
    match kind {
        Kind::Action => quantile(&mut story.lines.iter().map(|l| l.length).collect::<Vec<_>>(), 97),
        _ => 0,
    }
}

fn width(story: &Story, lengths: &mut [usize], kind: Kind) -> usize {
    if lengths.len() < 12 { prior_width(story, kind) } else { quantile(lengths, 97) }
}

fn quantile(values: &mut [usize], percent: usize) -> usize {
    values.sort_unstable();
    values.get(values.len() * percent / 100).copied().unwrap_or(0)
}

/// Means and spreads of lengths in characters, before the script has shown its own.
fn prior_length(kind: Kind, bucket: usize) -> f32 {
    let at = (bucket * STEP + STEP / 2) as f32;
    let (mean, spread) = match kind {
        Kind::SceneHeading => (30.0, 14.0),
        Kind::Action => (44.0, 24.0),
        Kind::Character => (9.0, 8.0),
        Kind::Dialogue => (28.0, 14.0),
        Kind::Parenthetical => (15.0, 10.0),
        Kind::Transition => (11.0, 8.0),
        Kind::Shot => (22.0, 14.0),
        _ => (15.0, 10.0),
    };
    let z = (at - mean) / spread;
    (-0.5 * z * z).exp() / spread * STEP as f32 * 0.4 + 0.004
}

fn lengths(counts: &[[f32; K]; LENGTHS]) -> [[f32; K]; LENGTHS] {
    let totals: [f32; K] = std::array::from_fn(|k| counts.iter().map(|row| row[k]).sum());
    std::array::from_fn(|b| {
        std::array::from_fn(|k| ((counts[b][k] + 6.0 * prior_length(KINDS[k], b)) / (totals[k] + 6.0)).ln())
    })
}

/// How often each kind is in capitals. Where long lines shout, capitals say little.
fn capitals(story: &Story, counts: &[[f32; K]; 2]) -> [[f32; K]; 2] {
    let shouted = story.shouted as f32;
    let prior = |kind: Kind| {
        let usual: f32 = match kind {
            Kind::SceneHeading => 0.93,
            Kind::Character => 0.96,
            Kind::Transition => 0.95,
            Kind::Shot => 0.95,
            Kind::Centered => 0.9,
            Kind::Action => 0.05,
            Kind::Dialogue => 0.03,
            _ => 0.02,
        };
        // All in capitals, or descriptions only: what is long may be either.
        if usual < 0.5 { usual.max(shouted * if kind == Kind::Action { 0.9 } else { 0.5 }) } else { usual }
    };
    std::array::from_fn(|c| {
        std::array::from_fn(|k| {
            let p = prior(KINDS[k]);
            let p = if c == 1 { p } else { 1.0 - p };
            ((counts[c][k] + 5.0 * p) / (counts[0][k] + counts[1][k] + 5.0)).max(0.02).ln()
        })
    })
}

/// How likely no, one and more blank lines are between two kinds, in a script that has blank lines.
fn prior_gap(before: Kind, kind: Kind) -> [f32; 3] {
    let speech = |k: Kind| matches!(k, Kind::Dialogue | Kind::Parenthetical);
    match (before, kind) {
        (Kind::Character, k) if speech(k) => [0.97, 0.02, 0.01],
        (b, k) if speech(b) && speech(k) => [0.93, 0.06, 0.01],
        (Kind::Action, Kind::Action) => [0.68, 0.28, 0.04],
        (Kind::SceneHeading, Kind::SceneHeading) => [0.3, 0.5, 0.2],
        (Kind::Centered, Kind::Centered) => [0.4, 0.5, 0.1],
        (Kind::SceneHeading | Kind::Shot, Kind::Action) => [0.12, 0.8, 0.08],
        (b, Kind::Action) if speech(b) => [0.015, 0.885, 0.1],
        (_, Kind::SceneHeading) => [0.04, 0.66, 0.3],
        _ => [0.05, 0.85, 0.1],
    }
}

fn gaps(story: &Story, counts: &[[[f32; K]; K]; 3]) -> [[[f32; K]; K]; 3] {
    let mut seen = [1.0f32; 3];
    for line in &story.lines {
        if let Some(g) = gap_index(line.gap) {
            seen[g] += 1.0;
        }
    }
    let all: f32 = seen.iter().sum();
    // With few blank lines left, those that are there tell little, and those that are not tell nothing.
    let trust = story.spaced;
    let mut table = [[[0.0; K]; K]; 3];
    for b in 0..K {
        for k in 0..K {
            let prior = prior_gap(KINDS[b], KINDS[k]);
            let total: f32 = (0..3).map(|g| counts[g][b][k]).sum();
            for g in 0..3 {
                let p = trust * prior[g] + (1.0 - trust) * seen[g] / all;
                table[g][b][k] = ((counts[g][b][k] + 6.0 * p) / (total + 6.0)).max(0.003).ln();
            }
        }
    }
    table
}

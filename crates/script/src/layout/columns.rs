//! The columns of a document, learned from it.

use super::source::Source;
use crate::vocabulary::is_capitals;
use crate::{Kind, cue, read_heading};

/// Left edges by kind of line, in columns; `None` where the document shows none of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    action: Option<usize>,
    dialogue: Option<usize>,
    parenthetical: Option<usize>,
    cue: Option<usize>,
    /// Where full lines of action end.
    right: usize,
    /// Length of the longest lines under cues.
    speech_width: usize,
    /// Speeches stand in a column of their own.
    pub(super) indented: bool,
    /// Blank lines part paragraphs.
    pub(super) spaced: bool,
    /// Blank lines between the lines of a speech, as double-spaced text has them.
    pub(super) speech_gap: usize,
}

impl Columns {
    /// From lines whose shape is plain: headings, cues with text under them, what stands under cues.
    pub(super) fn learn(lines: &[Source], story: &[usize]) -> Self {
        let mut columns = Self::default();
        let mut tallies: [Vec<usize>; 4] = Default::default();
        let mut gaps = Vec::new();
        let mut widths = Vec::new();
        for pair in story.windows(2) {
            let (line, next) = (&lines[pair[0]], &lines[pair[1]]);
            let (body, number) = line.body();
            if cue::has_shape(&line.text) && !is_capitals(&next.text) && !next.text.starts_with('(') {
                widths.push(next.text.chars().count());
            }
            if read_heading(body).is_some() && is_capitals(body) {
                if number.is_none() {
                    tallies[0].push(line.indent);
                }
            } else if cue::has_shape(&line.text)
                && line.gap > 0
                && next.gap <= 1
                && line.text.len() < 40
                && next.indent < line.indent
            {
                tallies[1].push(line.indent);
                gaps.push(next.gap);
                if next.text.starts_with('(') {
                    tallies[2].push(next.indent);
                } else {
                    tallies[3].push(next.indent);
                }
            }
        }
        let long = story.iter().map(|&i| &lines[i]).filter(|l| l.text.chars().count() > 45).map(|l| l.indent);
        tallies[0].extend(long);
        [columns.action, columns.cue, columns.parenthetical, columns.dialogue] = tallies.map(|t| mode(&t));
        let ends: Vec<usize> = story.iter().map(|&i| lines[i].end()).collect();
        columns.right = quantile(&ends, 95);
        columns.speech_gap = mode(&gaps).unwrap_or(0);
        columns.speech_width = quantile(&widths, 90);
        columns.finish(lines, story);
        columns
    }

    /// From what the first pass found.
    pub(super) fn relearn(&mut self, lines: &[Source], story: &[usize], kinds: &[Kind]) {
        let of = |kind: Kind| {
            let found: Vec<usize> =
                story.iter().zip(kinds).filter(|(_, k)| **k == kind).map(|(&i, _)| lines[i].indent).collect();
            if found.len() >= 3 { mode(&found) } else { None }
        };
        self.action = of(Kind::Action).or(self.action);
        self.dialogue = of(Kind::Dialogue).or(self.dialogue);
        self.parenthetical = of(Kind::Parenthetical).or(self.parenthetical);
        self.cue = of(Kind::Character).or(self.cue);
        let said = story.iter().zip(kinds).filter(|(_, k)| **k == Kind::Dialogue);
        self.speech_width = quantile(&said.map(|(&i, _)| lines[i].text.chars().count()).collect::<Vec<_>>(), 97);
        self.finish(lines, story);
    }

    fn finish(&mut self, lines: &[Source], story: &[usize]) {
        let blanks = story.iter().filter(|&&i| lines[i].gap > self.speech_gap).count();
        self.spaced = blanks * 12 >= story.len();
        self.indented = match (self.action, self.dialogue) {
            (Some(a), Some(d)) => d >= a + 3,
            _ => false,
        };
    }

    /// How well a left edge fits a kind: 0 for its column, down to -6.
    pub(super) fn fit(&self, kind: Kind, line: &Source) -> f64 {
        let column = match kind {
            Kind::Action | Kind::SceneHeading | Kind::Shot => self.action,
            Kind::Dialogue => self.dialogue,
            Kind::Parenthetical => self.parenthetical.or(self.dialogue.map(|d| d + 5)),
            Kind::Character => self.cue,
            Kind::Transition => return self.fit_right(line),
            _ => None,
        };
        let Some(column) = column.filter(|_| self.indented) else { return 0.0 };
        let off = line.indent.abs_diff(column);
        match off {
            0 => 0.5,
            1 => 0.0,
            _ => -(off as f64 * 0.7).min(6.0),
        }
    }

    /// Transitions end at the right edge, or begin where action does.
    fn fit_right(&self, line: &Source) -> f64 {
        let at_right = line.end() + 4 >= self.right || line.indent > self.cue.unwrap_or(30) + 6;
        let at_left = self.action.is_some_and(|a| line.indent.abs_diff(a) <= 1);
        if at_right || at_left { 0.5 } else { -1.0 }
    }

    /// Whether a line is longer than speeches are set.
    pub(super) fn is_wide(&self, line: &Source) -> bool {
        line.text.chars().count() > self.speech_width + 2
    }

    /// Whether a line stands in the middle between the edges.
    pub(super) fn is_centred(&self, line: &Source) -> bool {
        let left = self.action.unwrap_or(0);
        let middle = (left + self.right.max(left + 50)) / 2;
        line.indent >= left + 8 && ((line.indent + line.end()) / 2).abs_diff(middle) <= 4
    }
}

/// The most frequent value; among equals the smallest.
fn mode(values: &[usize]) -> Option<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), usize::MAX - run[0])).map(|run| run[0])
}

fn quantile(values: &[usize], percent: usize) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * percent / 100).or(sorted.last()).copied().unwrap_or(60)
}

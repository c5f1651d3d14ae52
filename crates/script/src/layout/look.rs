//! How a line looks as each kind: its shape, its words, its left edge.

use super::columns::Columns;
use super::model::{Cast, KINDS, NEVER};
use super::source::Source;
use super::voice;
use crate::vocabulary::{is_capitals, is_shot, is_transition, opens_act};
use crate::{Kind, cue, heading, read_heading};

/// The scores of every line of the story, in the order of [`KINDS`].
pub(super) fn all(lines: &[Source], story: &[usize], columns: &Columns, cast: &Cast) -> Vec<[f64; KINDS.len()]> {
    let mut bracket = false;
    let mut out = Vec::with_capacity(story.len());
    for &i in story {
        let line = &lines[i];
        let inside = bracket && line.gap <= columns.speech_gap;
        let opens = line.text.starts_with('(') && columns.fit(Kind::Action, line) < 0.0;
        bracket = (inside || opens) && !line.text.ends_with(')');
        out.push(match line.given {
            Some(given) => KINDS.map(|kind| if kind == given { 10.0 } else { NEVER }),
            None => {
                let look = Look::of(line, inside, columns, cast);
                KINDS.map(|kind| look.score(kind) + columns.fit(kind, line))
            }
        });
    }
    out
}

/// What is seen of a line.
struct Look<'a> {
    line: &'a Source,
    columns: &'a Columns,
    cast: &'a Cast,
    body: &'a str,
    numbered: bool,
    /// Begins as headings do.
    opening: bool,
    capitals: bool,
    /// Stands in brackets by itself.
    brackets: bool,
    /// Inside brackets that an earlier line opened.
    in_bracket: bool,
    /// Above zero where it sounds said; zero where the columns say enough.
    leaning: f64,
}

impl<'a> Look<'a> {
    fn of(line: &'a Source, in_bracket: bool, columns: &'a Columns, cast: &'a Cast) -> Self {
        let (body, number) = line.body();
        Self {
            line,
            columns,
            cast,
            body,
            numbered: number.is_some(),
            opening: read_heading(body).is_some(),
            capitals: is_capitals(body),
            brackets: line.text.starts_with('(') && line.text.ends_with(')'),
            in_bracket,
            leaning: if columns.indented { 0.0 } else { voice::leaning(&line.text, cast) * 0.5 },
        }
    }

    fn score(&self, kind: Kind) -> f64 {
        match kind {
            Kind::SceneHeading => self.as_heading(),
            Kind::Action => self.as_action(),
            Kind::Character => self.as_cue(),
            Kind::Parenthetical => self.as_parenthetical(),
            Kind::Dialogue => self.as_dialogue(),
            Kind::Transition if is_transition(&self.line.text) => 5.0,
            Kind::Shot if is_shot(self.body) => 3.5,
            Kind::Centered => self.as_centred(),
            _ => -12.0,
        }
    }

    fn as_heading(&self) -> f64 {
        if matches!(self.body, "OMITTED" | "OMIT" | "SCENE OMITTED") {
            return 5.0;
        }
        let timed = !heading::take_apart(self.body).time.is_empty() && self.body.contains(['-', '–', '—']);
        match (self.opening, self.capitals) {
            (true, true) => 6.0,
            (true, false) if self.numbered => 4.0,
            (true, false) => 1.0,
            (false, true) if self.numbered && timed => 5.0,
            (false, true) if timed => 4.0,
            (false, true) if self.numbered => 3.5,
            (false, true) => -4.0,
            (false, false) => -12.0,
        }
    }

    fn as_action(&self) -> f64 {
        let heading = cost(self.opening && self.capitals, 5.0);
        heading + cost(self.brackets, 1.5) + cost(self.capitals, 0.7) - self.leaning
    }

    fn as_dialogue(&self) -> f64 {
        let wide = !self.columns.indented && self.columns.is_wide(self.line);
        cost(self.brackets, 2.0) + cost(self.in_bracket, 2.0) + cost(wide, 5.0) + self.leaning
    }

    fn as_parenthetical(&self) -> f64 {
        let opens = self.line.text.starts_with('(') && (self.brackets || !self.line.text.contains(')'));
        if self.in_bracket || opens { 3.0 } else { -8.0 }
    }

    fn as_cue(&self) -> f64 {
        let text = &self.line.text;
        if !cue::has_shape(text) || read_heading(text).is_some() {
            return -12.0;
        }
        let name = cue::name(text);
        let words = name.split_whitespace().count();
        let known = match self.cast.get(&cue::key(&name)).copied().unwrap_or(0) {
            0 => -1.0,
            1 => 0.0,
            2..=3 => 1.5,
            _ => 2.5,
        };
        let extended = if text.contains('(') { 2.0 } else { 0.0 };
        1.0 + known + extended + cost(words > 4, 2.0) + cost(text.ends_with('.') && words > 2, 2.0)
    }

    fn as_centred(&self) -> f64 {
        match (opens_act(&self.line.text), self.columns.is_centred(self.line)) {
            (true, true) => 5.0,
            (true, false) => {
                if self.columns.indented {
                    -2.0
                } else {
                    4.0
                }
            }
            (false, true) => -2.5,
            (false, false) => -12.0,
        }
    }
}

fn cost(applies: bool, points: f64) -> f64 {
    if applies { -points } else { 0.0 }
}

//! Where on screen a cue stands.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::Look;

/// A finite number as a file gives it: percentages and line numbers may be fractions. Compared by value.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

impl Number {
    /// The number, if it is finite.
    pub fn new(value: f64) -> Option<Number> {
        // Minus nothing is nothing.
        value.is_finite().then_some(Number(value + 0.0))
    }

    /// A whole number.
    pub const fn whole(value: i32) -> Number {
        Number(value as f64)
    }

    /// Its value.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Writing {
    /// Across, the usual way.
    #[default]
    Across,
    /// Down, further lines to the left, as Japanese is set.
    DownLeft,
    /// Down, further lines to the right.
    DownRight,
}

/// Where the block stands on the axis across its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Line {
    /// Where the player puts it: at the bottom.
    #[default]
    Auto,
    /// A line number, from the top; from the bottom where it is negative.
    Row(Number),
    /// Percent of the height (of the width in vertical writing).
    Percent(Number),
}

/// Which of its edges a position is that of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edge {
    /// The near edge.
    #[default]
    Start,
    /// The middle.
    Center,
    /// The far edge.
    End,
}

/// Which edge of its box a position along the line is that of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Anchor {
    /// As the alignment of the text says.
    #[default]
    Auto,
    /// The left one (upper one in vertical writing).
    LineLeft,
    /// The middle.
    Center,
    /// The right one.
    LineRight,
}

/// How lines are set within the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Where the script begins.
    Start,
    /// In the middle.
    #[default]
    Center,
    /// Where the script ends.
    End,
    /// At the left in every script.
    Left,
    /// At the right in every script.
    Right,
}

/// Where a cue stands, in the terms of WebVTT (7.2), which the line-based formats share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Placement {
    /// The region that it stands in, by its id.
    pub region: Option<String>,
    /// Which way lines run.
    pub writing: Writing,
    /// Where the block stands on the axis across its lines.
    pub line: Line,
    /// Which edge of the block stands there.
    pub line_align: Edge,
    /// Percent of the width at which the block stands; `None` leaves it to the alignment.
    pub position: Option<Number>,
    /// Which edge of the block stands there.
    pub position_align: Anchor,
    /// Percent of the width that the block takes.
    pub size: Number,
    /// How lines are set within the block.
    pub align: Align,
}

impl Default for Placement {
    fn default() -> Self {
        Placement {
            region: None,
            writing: Writing::Across,
            line: Line::Auto,
            line_align: Edge::Start,
            position: None,
            position_align: Anchor::Auto,
            size: Number::whole(100),
            align: Align::Center,
        }
    }
}

impl Placement {
    /// Whether the block stands in the upper half.
    pub fn is_high(&self) -> bool {
        match self.line {
            Line::Auto => false,
            Line::Row(row) => row.get() >= 0.0 && row.get() < 8.0,
            Line::Percent(percent) => percent.get() < 50.0,
        }
    }
}

/// A part of the screen that cues are put in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Region {
    /// Its name.
    pub id: String,
    /// Named styles that it takes, first the weakest.
    pub styles: Vec<String>,
    /// Where it is and what it looks like, in the words of TTML2.
    pub look: Look,
    /// Where it is in the words of WebVTT.
    pub window: Option<Window>,
    /// When what changes.
    pub changes: Vec<crate::Change>,
    /// Other attributes and children, as they stood.
    pub kept: crate::Kept,
}

/// A WebVTT region (5.1): a strip of lines hung from a point of the screen. Percent throughout.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Window {
    /// Of the screen's width.
    pub width: Number,
    /// How many lines it shows.
    pub lines: Number,
    /// The point of the region, across and down.
    pub anchor: (Number, Number),
    /// The point of the screen on which it lies, across and down.
    pub viewport_anchor: (Number, Number),
    /// Lines move up as new ones come.
    pub scrolls: bool,
}

impl Default for Window {
    fn default() -> Self {
        let corner = (Number::whole(0), Number::whole(100));
        Window {
            width: Number::whole(100),
            lines: Number::whole(3),
            anchor: corner,
            viewport_anchor: corner,
            scrolls: false,
        }
    }
}

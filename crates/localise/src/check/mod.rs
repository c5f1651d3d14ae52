//! Whether a file keeps to a house style, and what would mend it.

mod figures;
mod fix;
mod pair;
mod text;
mod timing;

use timedtext::{File, Node, Rate, Severity, Time};

use crate::{Shots, Style};

pub use fix::{Edit, Fix, Part, Undo, mend};
pub use pair::{Term, check_pair};

/// What a finding is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleName {
    /// Characters a second, or words a minute.
    ReadingSpeed,
    /// Characters in a line.
    LineLength,
    /// Lines in a cue.
    Lines,
    /// Shortest time on screen.
    MinDuration,
    /// Longest time on screen.
    MaxDuration,
    /// A cue without an end, or with one before its start.
    Times,
    /// Cues that are on screen together, or out of order.
    Overlap,
    /// Too short a gap between cues.
    Gap,
    /// A gap that is to be closed.
    GapBridging,
    /// Times that lie on no frame.
    Frame,
    /// Times near a cut.
    ShotChange,
    /// A cue that shows nothing.
    Empty,
    /// How two speakers are told apart.
    Dash,
    /// Three full stops for an ellipsis.
    Ellipsis,
    /// Italics where there are none.
    Italics,
    /// A sign that the house does not take, or that no font has.
    Glyph,
    /// Blanks that are too many, or missing.
    WhiteSpace,
    /// A figure that is to be spelled out.
    Number,
    /// Descriptions of sound in subtitles for hearing people.
    SoundDescription,
    /// The file's frame rate is not what is delivered.
    FrameRate,
    /// Source and target have not the same cues.
    Alignment,
    /// A cue that says the same as its source.
    Untranslated,
    /// A number of the source that the target does not have.
    PairNumber,
    /// Markup of the source that the target does not have.
    PairMarkup,
    /// A name or term that is not translated as agreed.
    PairTerm,
    /// A negation of the source that the target does not seem to have.
    PairNegation,
    /// One source text translated in two ways.
    PairConsistency,
}

impl RuleName {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            RuleName::ReadingSpeed => "reading-speed",
            RuleName::LineLength => "line-length",
            RuleName::Lines => "lines",
            RuleName::MinDuration => "min-duration",
            RuleName::MaxDuration => "max-duration",
            RuleName::Times => "times",
            RuleName::Overlap => "overlap",
            RuleName::Gap => "gap",
            RuleName::GapBridging => "gap-bridging",
            RuleName::Frame => "frame",
            RuleName::ShotChange => "shot-change",
            RuleName::Empty => "empty",
            RuleName::Dash => "dash",
            RuleName::Ellipsis => "ellipsis",
            RuleName::Italics => "italics",
            RuleName::Glyph => "glyph",
            RuleName::WhiteSpace => "white-space",
            RuleName::Number => "number",
            RuleName::SoundDescription => "sound-description",
            RuleName::FrameRate => "frame-rate",
            RuleName::Alignment => "alignment",
            RuleName::Untranslated => "untranslated",
            RuleName::PairNumber => "pair-number",
            RuleName::PairMarkup => "pair-markup",
            RuleName::PairTerm => "pair-term",
            RuleName::PairNegation => "pair-negation",
            RuleName::PairConsistency => "pair-consistency",
        }
    }
}

/// One way in which a cue does not keep to a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which cue, by its place in the file, from 0.
    pub cue: usize,
    /// Which rule.
    pub rule: RuleName,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence with the figure and the limit.
    pub sentence: String,
    /// Whose rule, and as of when.
    pub source: String,
    /// What would mend it, where a rule can tell.
    pub fix: Option<Fix>,
}

/// What is known beside the file.
#[derive(Debug, Clone, Default)]
pub struct Around<'a> {
    /// The frame rate of the picture, where it is not the file's; times are held to its frames.
    pub rate: Option<Rate>,
    /// Where the picture cuts.
    pub shots: Option<&'a Shots>,
}

/// Every finding of a file under a style, by cue and in the order of [`RuleName`]. Nothing is rounded in the
/// file's favour.
pub fn check(file: &File, style: &Style, around: &Around<'_>) -> Vec<Finding> {
    let mut trial = Trial { file, style, around, rate: around.rate.or(file.head.rate), found: vec![] };
    trial.file_rate();
    for (n, cue) in file.cues.iter().enumerate() {
        timing::check(&mut trial, n, cue);
        text::check(&mut trial, n, cue);
        figures::check(&mut trial, n, cue);
    }
    trial.found.sort_by_key(|finding| (finding.cue, finding.rule));
    trial.found
}

/// A file under examination.
struct Trial<'a> {
    file: &'a File,
    style: &'a Style,
    around: &'a Around<'a>,
    /// The picture's rate, where anything says it.
    rate: Option<Rate>,
    found: Vec<Finding>,
}

impl Trial<'_> {
    fn say(&mut self, cue: usize, rule: RuleName, severity: Severity, sentence: String, fix: Option<Fix>) {
        let source = self.style.source.clone();
        self.found.push(Finding { cue, rule, severity, sentence, source, fix });
    }

    /// A fix that moves a cue.
    fn move_to(&self, cue: usize, reason: &str, start: Time, end: Time) -> Option<Fix> {
        let now = &self.file.cues[cue];
        let before = Part::Times(now.start, now.end);
        let after = Part::Times(start, Some(end));
        (before != after).then(|| Fix { reason: reason.to_owned(), edits: vec![Edit { cue, before, after }] })
    }

    /// A fix that changes what a cue shows.
    fn rewrite(&self, cue: usize, reason: &str, text: Vec<Node>) -> Option<Fix> {
        let before = &self.file.cues[cue].text;
        (*before != text).then(|| {
            let edit = Edit { cue, before: Part::Text(before.clone()), after: Part::Text(text) };
            Fix { reason: reason.to_owned(), edits: vec![edit] }
        })
    }

    /// A file said to be at one rate that counts in another is the most expensive mistake of all.
    fn file_rate(&mut self) {
        let (Some(picture), Some(file)) = (self.around.rate, self.file.head.rate) else { return };
        if picture != file && !self.file.cues.is_empty() {
            let sentence = format!("The file counts at {file} frames a second, the picture at {picture}.");
            self.say(0, RuleName::FrameRate, Severity::Error, sentence, None);
        }
    }
}

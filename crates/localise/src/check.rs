//! Whether a cue keeps to a house's limits.

use timedtext::{Cue, Severity};

use crate::{Limits, width};

/// What a breach is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleName {
    /// Characters a second.
    ReadingSpeed,
    /// Characters in a line.
    LineLength,
    /// Lines in a cue.
    Lines,
    /// Shortest time on screen.
    MinDuration,
    /// Longest time on screen.
    MaxDuration,
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
        }
    }
}

/// One way in which a cue does not keep to the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Which rule.
    pub rule: RuleName,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence with the figure and the limit.
    pub sentence: String,
    /// Whose rule, and as of when.
    pub source: String,
}

/// Every breach of a cue, in the order of [`RuleName`]. Nothing is rounded in the cue's favour.
pub fn check(cue: &Cue, limits: &Limits) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut say = |rule, severity, sentence| {
        let source = format!("{}, as of {}", limits.house.source, limits.house.as_of);
        breaches.push(Breach { rule, severity, sentence, source });
    };
    let text = cue.plain();
    let duration = cue.duration().unwrap_or_default();
    let millis = duration.millis();
    let read = width(&text, limits.half_width);
    if millis > 0 && i64::from(read.0) * 1000 > i64::from(limits.speed.0) * millis {
        let speed = i64::from(read.0) * 500 / millis + i64::from(i64::from(read.0) * 500 % millis > 0);
        let sentence = format!("{read} characters in {duration} are {speed} a second; {} can be read.", limits.speed);
        say(RuleName::ReadingSpeed, Severity::Warning, sentence);
    }
    for (n, line) in text.split('\n').enumerate() {
        let long = width(line, limits.half_width);
        if long > limits.line {
            let sentence = format!("Line {} has {long} characters; {} fit.", n + 1, limits.line);
            say(RuleName::LineLength, Severity::Error, sentence);
        }
    }
    let lines = text.split('\n').count();
    if lines > limits.lines {
        say(RuleName::Lines, Severity::Error, format!("The cue has {lines} lines; {} are allowed.", limits.lines));
    }
    if duration < limits.min {
        let sentence = format!("The cue is on screen for {duration}; {} is the least.", limits.min);
        say(RuleName::MinDuration, Severity::Warning, sentence);
    }
    if duration > limits.max {
        let sentence = format!("The cue is on screen for {duration}; {} is the most.", limits.max);
        say(RuleName::MaxDuration, Severity::Warning, sentence);
    }
    breaches
}

//! Reading a SubRip file.

use std::ops::Range;

use super::text::read_markup;
use super::timing::{Timing, read_timing};
use crate::finding::quoted;
use crate::lines::lines;
use crate::{Cue, Finding, Head, Severity, Time};

/// Finds the cues of a file and names what is odd.
pub(super) fn parse(text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    let ranges = lines(text);
    let lines: Vec<&str> = ranges.iter().map(|line| &text[line.clone()]).collect();
    let mut reading = Reading { forgave, latest_end: None, cues: vec![] };
    let mut at = 0;
    while at < lines.len() {
        at += match opening(&lines[at..]) {
            Some(opening) => reading.cue(&lines[at..], &ranges[at..], at + 1, &opening),
            None => reading.keep(lines[at], at + 1),
        };
    }
    (Head::default(), reading.cues)
}

/// How a cue opens: its number, if it has one, and its times.
struct Opening<'a> {
    number: Option<&'a str>,
    timing: Timing<'a>,
    /// Lines taken.
    lines: usize,
}

struct Reading<'f> {
    forgave: &'f mut Vec<Finding>,
    latest_end: Option<Time>,
    cues: Vec<(Cue, Range<usize>)>,
}

impl Reading<'_> {
    /// Passes over a line that opens no cue.
    fn keep(&mut self, line: &str, n: usize) -> usize {
        if !line.trim().is_empty() {
            let sentence = format!("{} stands outside any cue and is not shown.", quoted(line));
            self.say("outside-cue", Severity::Error, n, sentence);
        }
        1
    }

    /// Takes the cue that `lines` open with, and returns how many lines it took.
    fn cue(&mut self, lines: &[&str], ranges: &[Range<usize>], n: usize, opening: &Opening<'_>) -> usize {
        let taken = opening.lines + text_length(&lines[opening.lines..]);
        let text = lines[opening.lines..taken].join("\n");
        let Timing { start, end, settings, .. } = opening.timing;
        let (nodes, place) = read_markup(&text);
        let mut cue = Cue { start, end: Some(end), text: nodes, place, ..Cue::default() };
        let ordinal = (self.cues.len() + 1).to_string();
        let number = opening.number.map(str::trim);
        if number != Some(ordinal.as_str()) {
            cue.kept.attributes.push(("srt:number".into(), number.unwrap_or("").to_owned()));
        }
        if !settings.is_empty() {
            cue.kept.attributes.push(("srt:settings".into(), settings.to_owned()));
        }
        self.remark(&cue, opening, n, &text);
        self.latest_end = self.latest_end.max(Some(end));
        self.cues.push((cue, ranges[0].start..ranges[taken - 1].end));
        taken
    }

    fn remark(&mut self, cue: &Cue, opening: &Opening<'_>, n: usize, text: &str) {
        let times = n + opening.lines - 1;
        let place = self.cues.len() + 1;
        match opening.number.map(|number| number.trim().parse::<usize>()) {
            None => self.say("number-missing", Severity::Warning, n, "The cue has no number.".into()),
            Some(Ok(number)) if number != place => {
                let sentence = format!("The cue is numbered {number} and is the {place}. of the file.");
                self.say("number-out-of-order", Severity::Info, n, sentence);
            }
            Some(_) => {}
        }
        if !opening.timing.regular {
            self.say("timing-irregular", Severity::Info, times, "The times are not written as hh:mm:ss,mmm.".into());
        }
        if cue.end.is_some_and(|end| end <= cue.start) {
            self.say("end-before-start", Severity::Warning, times, "The cue ends before it begins.".into());
        }
        if let Some(before) = self.latest_end.filter(|&before| cue.start < before) {
            let sentence = format!("The cue begins {} before an earlier one ends.", before - cue.start);
            self.say("overlap", Severity::Warning, times, sentence);
        }
        if text.trim().is_empty() {
            self.say("text-missing", Severity::Warning, times, "The cue shows nothing.".into());
        } else if text.split('\n').any(|line| line.trim().is_empty()) {
            self.say("blank-inside", Severity::Warning, times, "A blank line stands inside the cue.".into());
        }
    }

    fn say(&mut self, code: &'static str, severity: Severity, line: usize, sentence: String) {
        self.forgave.push(Finding::new(code, severity, line, sentence));
    }
}

/// Whether a cue opens here: a number and times, or times alone.
fn opening<'a>(lines: &[&'a str]) -> Option<Opening<'a>> {
    let first = lines[0];
    if let Some(timing) = read_timing(first) {
        return Some(Opening { number: None, timing, lines: 1 });
    }
    let is_number = !first.trim().is_empty() && first.trim().bytes().all(|b| b.is_ascii_digit());
    let timing = read_timing(lines.get(1)?).filter(|_| is_number)?;
    Some(Opening { number: Some(first), timing, lines: 2 })
}

/// How many of the lines are the cue's text: up to a blank line or the next cue. A blank line is inside the
/// text when text follows that opens no cue, as translators' tools write it.
fn text_length(lines: &[&str]) -> usize {
    let mut text = 0;
    for at in 0..lines.len() {
        if opening(&lines[at..]).is_some() {
            break;
        }
        if !lines[at].trim().is_empty() {
            text = at + 1;
        }
    }
    text
}

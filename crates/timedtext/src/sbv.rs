//! SBV: the captions that YouTube gives out; `0:00:01.000,0:00:02.500` over plain lines.

use std::ops::Range;

use crate::finding::quoted;
use crate::lines::lines;
use crate::source::{Dialect, read_text, write_text};
use crate::{Cue, File, Finding, Format, Head, Severity, Time};

/// Reads an SBV file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    read_text(Format::Sbv, bytes, None, parse)
}

/// Writes an SBV file.
pub(crate) fn write(file: &File) -> Vec<u8> {
    write_text(file, &Sbv).0
}

/// Whether a line is one of SBV's lines of times.
pub(crate) fn is_times(line: &str) -> bool {
    times(line).is_some()
}

fn parse(text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    let ranges = lines(text);
    let line = |at: usize| ranges.get(at).map(|range| &text[range.clone()]);
    let mut cues = Vec::new();
    let mut at = 0;
    while let Some(first) = line(at) {
        let Some((start, end)) = times(first) else {
            if !first.trim().is_empty() {
                let sentence = format!("{} stands outside any cue and is not shown.", quoted(first));
                forgave.push(Finding::new("outside-cue", Severity::Error, at + 1, sentence));
            }
            at += 1;
            continue;
        };
        let begin = at;
        at += 1;
        while line(at).is_some_and(|l| !l.is_empty() && times(l).is_none()) {
            at += 1;
        }
        let body: Vec<&str> = (begin + 1..at).filter_map(line).collect();
        cues.push((Cue::new(start, end, &body.join("\n")), ranges[begin].start..ranges[at - 1].end));
    }
    (Head::default(), cues)
}

fn times(line: &str) -> Option<(Time, Time)> {
    let (start, end) = line.trim().split_once(',')?;
    Some((time(start)?, time(end)?))
}

fn time(text: &str) -> Option<Time> {
    let (clock, millis) = text.split_once('.')?;
    let fields: Vec<i64> = clock
        .split(':')
        .map(|f| ((1..=5).contains(&f.len()) && f.bytes().all(|b| b.is_ascii_digit())).then(|| f.parse().ok())?)
        .collect::<Option<_>>()?;
    let [h, m, s] = fields[..] else { return None };
    let millis =
        (millis.len() == 3).then(|| millis.parse::<i64>().ok().filter(|_| !millis.starts_with(['+', '-'])))??;
    Some(Time::from_millis(((h * 60 + m) * 60 + s) * 1000 + millis))
}

struct Sbv;

impl Dialect for Sbv {
    fn head(&self, _file: &File) -> String {
        String::new()
    }

    fn cue(&self, file: &File, cue: &Cue, _number: usize) -> String {
        let clock = |time: Time| {
            let ms = time.millis().max(0);
            format!("{}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
        };
        let end = cue.end.unwrap_or_else(|| crate::vtt::open_end(file, cue));
        let plain = cue.plain();
        let lines: Vec<&str> = plain.split('\n').filter(|line| !line.is_empty()).collect();
        format!("{},{}\n{}", clock(cue.start), clock(end), lines.join("\n"))
    }

    fn gap(&self) -> &'static str {
        "\n\n"
    }
}

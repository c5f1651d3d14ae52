//! Reading a SubRip file.

use super::timing::{Timing, read_timing};
use super::{CuePiece, Piece, SrtFile};
use crate::{Cue, Finding, Millis, Severity};

/// Reads a SubRip file. Never fails: what is not a cue is kept as it stands and named in the findings.
pub fn read_srt(text: &str) -> SrtFile {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut reading = Reading { pieces: vec![], findings: vec![], last_end: None, cues: 0 };
    let text = reading.byte_order_mark(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    while at < lines.len() {
        at += match opening(&lines[at..]) {
            Some(opening) => reading.cue(&lines[at..], at + 1, &opening),
            None => reading.keep(lines[at], at + 1),
        };
    }
    SrtFile { pieces: reading.pieces, newline, findings: reading.findings }
}

/// How a cue opens: its number, if it has one, and its times.
struct Opening<'a> {
    number: Option<&'a str>,
    timing: Timing<'a>,
    /// Lines taken.
    lines: usize,
}

struct Reading {
    pieces: Vec<Piece>,
    findings: Vec<Finding>,
    last_end: Option<Millis>,
    cues: usize,
}

impl Reading {
    fn byte_order_mark<'a>(&mut self, text: &'a str) -> &'a str {
        let Some(rest) = text.strip_prefix('\u{feff}') else { return text };
        self.pieces.push(Piece::Kept('\u{feff}'.into()));
        rest
    }

    /// Keeps a line that opens no cue.
    fn keep(&mut self, line: &str, n: usize) -> usize {
        if !line.trim().is_empty() {
            let shown: String = line.trim().chars().take(40).collect();
            self.say("outside-cue", Severity::Error, n, format!("“{shown}” stands outside any cue and is not shown."));
        }
        match self.pieces.last_mut() {
            Some(Piece::Kept(bytes)) => bytes.push_str(line),
            _ => self.pieces.push(Piece::Kept(line.into())),
        }
        1
    }

    /// Takes the cue that `lines` open with, and returns how many lines it took.
    fn cue(&mut self, lines: &[&str], n: usize, opening: &Opening<'_>) -> usize {
        let text_lines = text_length(&lines[opening.lines..]);
        let taken = opening.lines + text_lines;
        let text: Vec<&str> = lines[opening.lines..taken].iter().map(|line| strip(line)).collect();
        let Timing { start, end, .. } = opening.timing;
        let cue = Cue { start, end, text: text.join("\n") };
        self.cues += 1;
        self.remark(&cue, opening, n, &text);
        self.last_end = Some(end);
        self.pieces.push(Piece::Cue(CuePiece {
            now: cue.clone(),
            read: cue,
            number: opening.number.map(str::to_owned),
            settings: opening.timing.settings.to_owned(),
            bytes: lines[..taken].concat(),
        }));
        taken
    }

    fn remark(&mut self, cue: &Cue, opening: &Opening<'_>, n: usize, text: &[&str]) {
        let times = n + opening.lines - 1;
        match opening.number.map(|number| number.trim().parse::<usize>()) {
            None => self.say("number-missing", Severity::Warning, n, "The cue has no number.".into()),
            Some(Ok(number)) if number != self.cues => {
                let sentence = format!("The cue is numbered {number} and is the {}. of the file.", self.cues);
                self.say("number-out-of-order", Severity::Info, n, sentence);
            }
            Some(_) => {}
        }
        if !opening.timing.regular {
            self.say("timing-irregular", Severity::Info, times, "The times are not written as hh:mm:ss,mmm.".into());
        }
        if cue.end <= cue.start {
            self.say("end-before-start", Severity::Warning, times, "The cue ends before it begins.".into());
        }
        if let Some(before) = self.last_end.filter(|&before| cue.start < before) {
            let sentence = format!("The cue begins {} before the one above it ends.", before - cue.start);
            self.say("overlap", Severity::Warning, times, sentence);
        }
        if text.iter().all(|line| line.trim().is_empty()) {
            self.say("text-missing", Severity::Warning, times, "The cue shows nothing.".into());
        } else if text.iter().any(|line| line.trim().is_empty()) {
            self.say("blank-inside", Severity::Warning, times, "A blank line stands inside the cue.".into());
        }
    }

    fn say(&mut self, code: &'static str, severity: Severity, line: usize, sentence: String) {
        self.findings.push(Finding { code, severity, line, sentence });
    }
}

/// Whether a cue opens here: a number and times, or times alone.
fn opening<'a>(lines: &[&'a str]) -> Option<Opening<'a>> {
    let first = strip(lines[0]);
    if let Some(timing) = read_timing(first) {
        return Some(Opening { number: None, timing, lines: 1 });
    }
    let is_number = !first.trim().is_empty() && first.trim().bytes().all(|b| b.is_ascii_digit());
    let timing = read_timing(strip(lines.get(1)?)).filter(|_| is_number)?;
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

fn strip(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

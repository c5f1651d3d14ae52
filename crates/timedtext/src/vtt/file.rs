//! The blocks of a WebVTT file (6.1 to 6.3).

use std::ops::Range;

use super::settings::{read_region, read_settings};
use super::text::read_text;
use super::times::Cursor;
use crate::finding::quoted;
use crate::lines::lines;
use crate::{Cue, Finding, Head, Severity, Time};

/// A cue and where it stands.
type Placed = (Cue, Range<usize>);

/// Finds the cues of a file, with what stands before them.
pub(super) fn parse(text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<Placed>) {
    let lines = lines(text);
    let mut parser = Parser { text, lines: &lines, at: 0, head: Head::default(), cues: vec![], forgave };
    let first = lines.first().map_or("", |line| &text[line.clone()]);
    let rest = first.strip_prefix("WEBVTT");
    if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
        parser.say("signature-missing", Severity::Error, 0, "The file does not begin with WEBVTT.".into());
        // A browser shows nothing then; a person would rather have the cues.
    } else {
        parser.at = 1;
        let title = rest.unwrap_or("").trim();
        if !title.is_empty() {
            parser.head.kept.attributes.push(("vtt:title".into(), title.to_owned()));
        }
        if parser.line(1).is_some_and(|line| !line.is_empty()) {
            parser.block(true);
        }
    }
    while parser.skip_empty() {
        let before = parser.at;
        parser.block(false);
        // A block takes a line at least, or the parser would stand still.
        parser.at = parser.at.max(before + usize::from(parser.at <= before));
    }
    (parser.head, parser.cues)
}

struct Parser<'a, 'b> {
    text: &'a str,
    lines: &'a [Range<usize>],
    at: usize,
    head: Head,
    cues: Vec<Placed>,
    forgave: &'b mut Vec<Finding>,
}

impl<'a> Parser<'a, '_> {
    fn line(&self, at: usize) -> Option<&'a str> {
        self.lines.get(at).map(|line| &self.text[line.clone()])
    }

    fn skip_empty(&mut self) -> bool {
        while self.line(self.at).is_some_and(str::is_empty) {
            self.at += 1;
        }
        self.at < self.lines.len()
    }

    fn say(&mut self, code: &'static str, severity: Severity, line: usize, sentence: String) {
        self.forgave.push(Finding::new(code, severity, line + 1, sentence));
    }

    /// Takes a block: a cue, a style sheet, a region, a comment, or what is none of them.
    fn block(&mut self, in_header: bool) {
        let begin = self.at;
        let mut kind = Kind::Other;
        let mut content = begin;
        let mut seen_arrow = false;
        while let Some(line) = self.line(self.at) {
            let nth = self.at - begin + 1;
            if line.contains("-->") {
                if in_header || !(nth == 1 || (nth == 2 && !seen_arrow)) {
                    break;
                }
                seen_arrow = true;
                kind = match self.times(self.at) {
                    Some(cue) => Kind::Cue(Box::new(cue)),
                    None => Kind::Nothing,
                };
                content = self.at + 1;
            } else if line.is_empty() {
                break;
            } else if !in_header && nth == 2 && self.cues.is_empty() && matches!(kind, Kind::Other) {
                let first = self.line(begin).unwrap_or("").trim_end_matches(super::times::is_blank);
                kind = match first {
                    "STYLE" => Kind::Style,
                    "REGION" => Kind::Region,
                    _ => Kind::Other,
                };
                content = if matches!(kind, Kind::Other) { begin } else { self.at };
            }
            self.at += 1;
        }
        self.end_block(begin, content, kind, in_header);
    }

    fn end_block(&mut self, begin: usize, content: usize, kind: Kind, in_header: bool) {
        let body: Vec<&str> = (content..self.at).filter_map(|at| self.line(at)).collect();
        match kind {
            Kind::Cue(mut cue) => {
                cue.text = read_text(&body.join("\n"));
                if content == begin + 2 {
                    cue.id = self.line(begin).unwrap_or("").replace('\0', "\u{fffd}");
                }
                if cue.end.is_some_and(|end| end <= cue.start) {
                    let sentence = "The cue ends before it begins.".to_owned();
                    self.say("end-before-start", Severity::Warning, content - 1, sentence);
                }
                let end = self.lines[self.at.max(content) - 1].end;
                self.cues.push((*cue, self.lines[begin].start..end));
            }
            Kind::Region => {
                let region = read_region(&body.join("\n").replace('\0', "\u{fffd}"));
                self.head.regions.push(region);
            }
            Kind::Style => self.head.kept.markup.push(body.join("\n")),
            Kind::Nothing => {}
            Kind::Other => {
                let first = self.line(begin).unwrap_or("");
                if !in_header && !first.starts_with("NOTE") && !first.starts_with("STYLE") {
                    let sentence = format!("{} stands outside any cue and is not shown.", quoted(first));
                    self.say("outside-cue", Severity::Warning, begin, sentence);
                }
            }
        }
    }

    /// A cue's times and settings, or a finding of what is wrong with them.
    fn times(&mut self, at: usize) -> Option<Cue> {
        let line = self.line(at)?;
        let clean = line.replace('\0', "\u{fffd}");
        let Some((start, end, settings)) = read_times(&clean) else {
            let sentence = format!("{} is no line of times; the text under it is not shown.", quoted(line));
            self.say("times-wrong", Severity::Error, at, sentence);
            return None;
        };
        let mut cue = Cue { start, end: Some(end), ..Cue::default() };
        let wrong: Vec<String> =
            read_settings(settings, &self.head.regions, &mut cue.place).into_iter().map(quoted).collect();
        if !wrong.is_empty() {
            let sentence = format!("The setting {} is wrong and is passed over.", wrong.join(", "));
            self.say("setting-wrong", Severity::Warning, at, sentence);
        }
        Some(cue)
    }
}

enum Kind {
    Cue(Box<Cue>),
    Style,
    Region,
    /// A line of times that is none.
    Nothing,
    Other,
}

fn read_times(line: &str) -> Option<(Time, Time, &str)> {
    let mut cursor = Cursor(line);
    cursor.skip_blank();
    let start = cursor.time()?;
    cursor.skip_blank();
    if !cursor.take("-->") {
        return None;
    }
    cursor.skip_blank();
    Some((start, cursor.time()?, cursor.0))
}

//! Reading an EBU STL file.

use std::ops::Range;
use std::sync::Arc;

use super::letters::Table;
use super::text::{UNUSED, read_field};
use super::{BLOCK, HEAD, TEXT, gsi, is_teletext};
use crate::source::Source;
use crate::{
    Align, Counting, Cue, File, Finding, Format, Frames, Head, Letters, Line, Number, Rate, Severity, Time, Timecode,
};

/// Reads an EBU STL file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    let mut forgave = Vec::new();
    let mut say = |code, severity, block: usize, sentence: String| {
        forgave.push(Finding::new(code, severity, block, sentence));
    };
    let mut padded = bytes[..bytes.len().min(HEAD)].to_vec();
    if padded.len() < HEAD {
        say("head-short", Severity::Error, 1, "The file ends inside its head.".into());
        padded.resize(HEAD, b' ');
    }
    let mut head = read_head(&padded);
    let rate = head.rate.unwrap_or(Rate::PAL);
    let body = &bytes[bytes.len().min(HEAD)..];
    if !body.len().is_multiple_of(BLOCK) {
        let sentence = "The file ends inside a block; what is left of it is not read.".to_owned();
        say("block-short", Severity::Warning, body.len() / BLOCK + 1, sentence);
    }
    let mut cues = Vec::new();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut comments = 0;
    let blocks: Vec<&[u8]> = body.chunks_exact(BLOCK).collect();
    let mut at = 0;
    while at < blocks.len() {
        let count = subtitle_length(&blocks[at..]);
        let group = &blocks[at..at + count];
        let is_shown = group[0][15] == 0 && group[0][3] != 0xfe;
        if is_shown {
            let (mut cue, unknown) = read_cue(group, &padded, rate, head.origin);
            if unknown > 0 {
                let sentence = format!("{unknown} bytes stand for no letter of the table.");
                say("letters-unknown", Severity::Warning, at + 1, sentence);
            }
            if cue.end.is_some_and(|end| end < cue.start) {
                say("end-before-start", Severity::Warning, at + 1, "The subtitle ends before it begins.".into());
            }
            cue.origin = Some(cues.len());
            cues.push(cue);
            pieces.push(HEAD + at * BLOCK..HEAD + (at + count) * BLOCK);
        } else {
            comments += count;
        }
        at += count;
    }
    if comments > 0 {
        let sentence = format!("{comments} blocks hold comments or data of a program and are not shown.");
        say("comments", Severity::Info, 1, sentence);
    }
    // How many blocks there are is counted when they are written; it is nothing that the head says.
    for field in [gsi::BLOCKS, gsi::SUBTITLES] {
        padded[field].fill(b'0');
    }
    head.kept.attributes.push(("stl:gsi".into(), padded.iter().map(|b| char::from(*b)).collect()));
    let source = Source {
        bytes: bytes.into(),
        letters: Letters::UTF_8,
        text: String::new(),
        pieces,
        cues: cues.clone(),
        head: head.clone(),
        newline: "\n",
    };
    (File { format: Format::EbuStl, head, cues, source: Some(Arc::new(source)) }, forgave)
}

fn read_head(gsi: &[u8]) -> Head {
    let rate = if &gsi[gsi::FORMAT][..5] == b"STL30" { Rate::THIRTY } else { Rate::PAL };
    let start = std::str::from_utf8(&gsi[gsi::START]).ok().filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
    let origin = start.and_then(|s| {
        let text = format!("{}:{}:{}:{}", &s[..2], &s[2..4], &s[4..6], &s[6..]);
        Timecode::parse(&text, rate).ok()
    });
    Head { rate: Some(rate), origin: origin.map(Timecode::time).unwrap_or_default(), ..Head::default() }
}

/// How many blocks belong to the first subtitle: up to the one that says it is the last.
fn subtitle_length(blocks: &[&[u8]]) -> usize {
    let number = &blocks[0][1..3];
    let is_continued = |block: &&[u8]| block[3] < 0xf0;
    let mut count = 1;
    while is_continued(&blocks[count - 1]) && blocks.get(count).is_some_and(|next| &next[1..3] == number) {
        count += 1;
    }
    count
}

fn read_cue(group: &[&[u8]], head: &[u8], rate: Rate, origin: Time) -> (Cue, usize) {
    let first = group[0];
    let time = |at: usize| {
        let [h, m, s, f] = [first[at], first[at + 1], first[at + 2], first[at + 3]].map(i64::from);
        let frames = ((h * 60 + m) * 60 + s) * rate.nominal() + f;
        debug_assert_eq!(rate.counting(), Counting::NonDrop);
        rate.start_of(Frames(frames)) - origin
    };
    let letters: Vec<u8> = group.iter().flat_map(|block| block[TEXT..].iter().copied()).collect();
    let used = letters.iter().rposition(|b| *b != UNUSED).map_or(0, |at| at + 1);
    let teletext = is_teletext(head);
    let field = read_field(&letters[..used], Table::of(&head[gsi::TABLE]), teletext);
    let mut cue = Cue { start: time(5), end: Some(time(9)), text: field.nodes, ..Cue::default() };
    cue.place.align = match first[14] {
        1 => Align::Left,
        3 => Align::Right,
        _ => Align::Center,
    };
    cue.place.line = line_of(first[13], rows(head));
    let mut keep = |name: &str, value: u8, usual: u8| {
        if value != usual {
            cue.kept.attributes.push((format!("stl:{name}"), value.to_string()));
        }
    };
    keep("group", first[0], 0);
    keep("cumulative", first[4], 0);
    keep("row", first[13], 0);
    keep("justification", first[14], 2);
    keep("double", u8::from(field.double_height), u8::from(teletext));
    keep("boxed", u8::from(field.boxed), u8::from(teletext));
    (cue, field.unknown)
}

/// The rows of the display, as the head says.
pub(super) fn rows(head: &[u8]) -> u8 {
    let said = std::str::from_utf8(&head[gsi::ROWS]).ok().and_then(|s| s.trim().parse().ok());
    said.filter(|rows| (1..=99).contains(rows)).unwrap_or(23)
}

/// Where on screen a row is: in the lower half, where the player puts subtitles anyway.
pub(super) fn line_of(row: u8, rows: u8) -> Line {
    match row < rows / 2 {
        true => Line::Percent(Number::whole(i32::from(row.saturating_sub(1)) * 100 / i32::from(rows))),
        false => Line::Auto,
    }
}

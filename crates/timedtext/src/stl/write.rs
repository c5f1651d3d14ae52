//! Writing an EBU STL file.

use super::letters::Table;
use super::read::{line_of, rows};
use super::text::{UNUSED, write_field};
use super::{BLOCK, HEAD, LAST, TEXT, gsi, is_teletext};
use crate::resolve::runs;
use crate::screen::placement;
use crate::source::unchanged;
use crate::{Align, Cue, File, Line, Placement, Rate, Time, Timecode};

/// Writes an EBU STL file; blocks of subtitles that nobody changed stay as they were.
pub(crate) fn write(file: &File) -> Vec<u8> {
    if let Some(source) = file.source.as_ref().filter(|source| unchanged(file, source)) {
        return source.bytes.to_vec();
    }
    let mut head = head_of(file);
    let mut body: Vec<u8> = Vec::new();
    let mut written = 0;
    let old = file.source.as_ref().filter(|source| source.head == file.head);
    let in_order = file.cues.windows(2).all(|pair| pair[0].origin < pair[1].origin || pair[1].origin.is_none());
    for (n, cue) in file.cues.iter().enumerate() {
        let piece = old.zip(cue.origin).filter(|_| in_order).and_then(|(source, origin)| {
            // Comments between subtitles go before the one that they stood before.
            let from = source.pieces.get(origin)?.start;
            let before = origin.checked_sub(1).and_then(|o| source.pieces.get(o)).map_or(HEAD, |piece| piece.end);
            body.extend_from_slice(source.bytes.get(before.max(HEAD)..from)?);
            source.bytes.get(source.pieces[origin].clone())
        });
        match piece.filter(|_| file.is_untouched(cue)) {
            Some(piece) => body.extend_from_slice(piece),
            None => body.extend(blocks(file, cue, n, &head)),
        }
        written += 1;
    }
    let count = format!("{:05}", body.len() / BLOCK % 100_000);
    head[gsi::BLOCKS].copy_from_slice(count.as_bytes());
    head[gsi::SUBTITLES].copy_from_slice(format!("{:05}", written % 100_000).as_bytes());
    head.extend(body);
    head
}

/// The head that the file came with, or a plain one for teletext.
fn head_of(file: &File) -> Vec<u8> {
    if let Some(kept) = file.head.kept.get("stl:gsi") {
        let mut head: Vec<u8> = kept.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        head.resize(HEAD, b' ');
        return head;
    }
    let mut head = vec![b' '; HEAD];
    let mut put = |at: usize, text: &str| head[at..at + text.len()].copy_from_slice(text.as_bytes());
    let rate = stl_rate(file);
    put(0, "850");
    put(gsi::FORMAT.start, if rate == Rate::THIRTY { "STL30.01" } else { "STL25.01" });
    put(gsi::DISPLAY, "1");
    put(gsi::TABLE.start, table_for(file));
    put(14, "00");
    put(248, "001");
    put(251, "40");
    put(gsi::ROWS.start, "23");
    put(255, "1");
    put(gsi::START.start, &Timecode::at(file.head.origin, rate).to_string().replace(':', ""));
    put(272, "1");
    put(273, "1");
    head
}

/// The rates that there are: 30 for what counts 30 or 60, 25 for all else.
fn stl_rate(file: &File) -> Rate {
    match file.head.rate.map(Rate::nominal) {
        Some(30 | 60) => Rate::THIRTY,
        _ => Rate::PAL,
    }
}

/// The table that has the most letters of the file.
fn table_for(file: &File) -> &'static str {
    let text: String = file.cues.iter().map(Cue::plain).collect();
    let missing = |code: &str| {
        let table = Table::of(code.as_bytes());
        text.chars().filter(|c| *c != '\n' && table.bytes(*c).is_none()).count()
    };
    ["00", "01", "02", "03", "04"].into_iter().min_by_key(|code| missing(code)).unwrap_or("00")
}

fn blocks(file: &File, cue: &Cue, n: usize, head: &[u8]) -> Vec<u8> {
    let rate = stl_rate(file);
    let kept = |name: &str| cue.kept.get(&format!("stl:{name}")).and_then(|v| v.parse::<u8>().ok());
    let teletext = is_teletext(head);
    let double = kept("double").map_or(teletext, |v| v == 1);
    let boxed = kept("boxed").map_or(teletext, |v| v == 1);
    let field = write_field(&runs(file, cue), Table::of(&head[gsi::TABLE]), teletext, double, boxed);
    let mut first = vec![0; TEXT];
    first[0] = kept("group").unwrap_or(0);
    first[1..3].copy_from_slice(&u16::try_from(n % 65_536).unwrap_or(0).to_le_bytes());
    first[4] = kept("cumulative").unwrap_or(0);
    first[5..9].copy_from_slice(&time_bytes(cue.start + file.head.origin, rate));
    let end = cue.end.unwrap_or_else(|| crate::vtt::open_end(file, cue));
    first[9..13].copy_from_slice(&time_bytes(end + file.head.origin, rate));
    let place = placement(file, cue);
    first[13] = row(cue, &place, rows(head), double);
    first[14] = match (place.align, kept("justification")) {
        (Align::Center, Some(0)) => 0,
        (Align::Left | Align::Start, _) => 1,
        (Align::Right | Align::End, _) => 3,
        (Align::Center, _) => 2,
    };
    let mut out = Vec::new();
    let room = BLOCK - TEXT;
    let parts: Vec<&[u8]> = if field.is_empty() { vec![&[]] } else { field.chunks(room).collect() };
    for (at, part) in parts.iter().enumerate() {
        first[3] = if at + 1 == parts.len() { LAST } else { u8::try_from(at.min(0xef)).unwrap_or(0xef) };
        out.extend_from_slice(&first);
        out.extend_from_slice(part);
        out.resize(out.len() + room - part.len(), UNUSED);
    }
    out
}

/// Hours, minutes, seconds and frames, a byte each; what no clock shows is held at its ends.
fn time_bytes(time: Time, rate: Rate) -> [u8; 4] {
    let frames = rate.nearest_frame(time).0.max(0);
    let seconds = frames / rate.nominal();
    let hours = (seconds / 3600).min(255);
    [hours, seconds / 60 % 60, seconds % 60, frames % rate.nominal()].map(|part| u8::try_from(part).unwrap_or(255))
}

/// The row of the first line: the one that it was read with where the place is still the same.
fn row(cue: &Cue, place: &Placement, rows: u8, double: bool) -> u8 {
    let kept = cue.kept.get("stl:row").and_then(|v| v.parse::<u8>().ok());
    if let Some(row) = kept.filter(|row| line_of(*row, rows) == place.line) {
        return row;
    }
    let height = if double { 2 } else { 1 };
    let lines = u8::try_from(cue.lines().len().min(11)).unwrap_or(11);
    match place.line {
        Line::Percent(percent) if percent.get() < 50.0 => (percent.get() * f64::from(rows) / 100.0).ceil() as u8 + 1,
        Line::Row(row) if row.get() >= 0.0 && row.get() < 8.0 => row.get() as u8 + 1,
        _ => rows.saturating_sub(lines * height).max(1),
    }
}

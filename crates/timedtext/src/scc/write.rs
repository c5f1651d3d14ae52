//! Writing Scenarist captions: every cue is loaded unseen and shown at once (pop-on).

use super::letters::{Coded, bytes};
use super::{ADDRESSES, COLOURS, COLUMNS, ROWS, SIGNATURE, command};
use crate::resolve::{Run, runs};
use crate::source::unchanged;
use crate::{Counting, Cue, File, Frames, Look, Rate, Timecode};

/// Writes a Scenarist file. A changed file is written whole: captions share lines, and each is loaded while the one
/// before it is shown.
pub(crate) fn write(file: &File) -> Vec<u8> {
    if let Some(source) = file.source.as_ref().filter(|source| unchanged(file, source)) {
        return source.bytes.to_vec();
    }
    let drops = file.head.rate.is_some_and(|rate| rate.counting() == Counting::Drop);
    let rate = if drops { Rate::NTSC_DROP } else { Rate::NTSC };
    let mut out = format!("{SIGNATURE}\n");
    let mut free = 0;
    // When the screen is to be cleared of the cue before.
    let mut clear: Option<i64> = None;
    for cue in &file.cues {
        let mut words = load(file, cue);
        let start = rate.nearest_frame(cue.start).0.max(0);
        let length = |words: &[u16]| i64::try_from(words.len()).unwrap_or(i64::MAX);
        // The line takes a frame a word; where there is no time before it is due, the caption comes late.
        let mut from = (start - length(&words)).max(free);
        if let Some(at) = clear.take().filter(|at| *at < start) {
            if at + 2 <= from {
                line(&mut out, at, &control(0x14, command::ERASE_DISPLAYED), rate);
            } else {
                from = (start - length(&words) - 2).max(free);
                insert(&mut words, at - from, &control(0x14, command::ERASE_DISPLAYED));
            }
        }
        line(&mut out, from, &words, rate);
        let shown = start.max(from + length(&words));
        line(&mut out, shown, &control(0x14, command::END_OF_CAPTION), rate);
        free = shown + 2;
        clear = cue.end.map(|end| rate.nearest_frame(end).0.max(shown + 2));
    }
    if let Some(at) = clear {
        line(&mut out, at, &control(0x14, command::ERASE_DISPLAYED), rate);
    }
    out.into_bytes()
}

/// Puts a command among words as near to a place as can be: the two of a doubled word stay together.
fn insert(words: &mut Vec<u16>, at: i64, command: &[u16]) {
    let mut at = usize::try_from(at).unwrap_or(0).min(words.len());
    while at > 0 && at < words.len() && words[at] == words[at - 1] {
        at += 1;
    }
    words.splice(at..at, command.iter().copied());
}

fn line(out: &mut String, frame: i64, words: &[u16], rate: Rate) {
    let code = Timecode::of(Frames(frame), rate);
    let words: Vec<String> = words.iter().map(|word| format!("{word:04x}")).collect();
    out.push_str(&format!("\n{code}\t{}\n", words.join(" ")));
}

/// A command, twice.
fn control(first: u8, second: u8) -> Vec<u16> {
    vec![word(first, second); 2]
}

/// Two bytes with odd parity.
fn word(first: u8, second: u8) -> u16 {
    let odd = |byte: u8| if byte.count_ones() % 2 == 1 { byte } else { byte | 0x80 };
    u16::from_be_bytes([odd(first), odd(second)])
}

/// How letters look, as CEA-608 can say it.
type Pen = (usize, bool, bool);

/// The words that load a cue.
fn load(file: &File, cue: &Cue) -> Vec<u16> {
    let mut words = control(0x14, command::ERASE_STORED);
    words.extend(control(0x14, command::RESUME_LOADING));
    let rows = rows(&runs(file, cue));
    let count = rows.len().min(usize::from(ROWS));
    let top = if crate::screen::placement(file, cue).is_high() { 1 } else { usize::from(ROWS) - count };
    for (n, row) in rows.iter().take(count).enumerate() {
        let (first, upper) = ADDRESSES[(top + n).min(ADDRESSES.len() - 1)];
        let length = row.len().min(COLUMNS);
        let column = (COLUMNS - length) / 2;
        words.extend(control(first, upper | 0x10 | (u8::try_from(column / 4).unwrap_or(0) << 1)));
        if !column.is_multiple_of(4) {
            words.extend(control(0x17, 0x20 + u8::try_from(column % 4).unwrap_or(1)));
        }
        letters(&row[..length], &mut words);
    }
    words
}

fn rows(runs: &[Run]) -> Vec<Vec<(char, Pen)>> {
    let mut rows = vec![vec![]];
    for run in runs {
        let pen = pen_of(&run.look);
        for letter in run.text.chars() {
            match (letter, rows.last_mut()) {
                ('\n', _) => rows.push(vec![]),
                (letter, Some(row)) => row.push((letter, pen)),
                (_, None) => {}
            }
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn pen_of(look: &Look) -> Pen {
    let colour = look.color().map(|c| c.hex()).and_then(|hex| COLOURS.iter().position(|own| *own == hex));
    (colour.unwrap_or(0), look.italic() == Some(true), look.underline() == Some(true))
}

/// The letters of a row. A change of look takes a place, that of the blank before it where there is one.
fn letters(row: &[(char, Pen)], words: &mut Vec<u16>) {
    let mut half: Option<u8> = None;
    let mut now: Pen = (0, false, false);
    let flush = |half: &mut Option<u8>, words: &mut Vec<u16>| {
        if let Some(byte) = half.take() {
            words.push(word(byte, 0));
        }
    };
    for (n, (letter, pen)) in row.iter().enumerate() {
        let due = if *letter == ' ' { row.get(n + 1).map_or(now, |(_, next)| *next) } else { *pen };
        let is_change = due != now;
        if is_change {
            flush(&mut half, words);
            let code = if due.1 { 7 } else { u8::try_from(due.0).unwrap_or(0) };
            words.extend(control(0x11, 0x20 | code << 1 | u8::from(due.2)));
            now = due;
            if *letter == ' ' {
                continue;
            }
        }
        match bytes(*letter).unwrap_or(Coded::Single(b'?')) {
            Coded::Single(byte) => match half.take() {
                Some(first) => words.push(word(first, byte)),
                None => half = Some(byte),
            },
            Coded::Double(first, second, stand_in) => {
                if let Some(stand_in) = stand_in {
                    match half.take() {
                        Some(before) => words.push(word(before, stand_in)),
                        None => half = Some(stand_in),
                    }
                }
                flush(&mut half, words);
                words.extend(control(first, second));
            }
        }
    }
    flush(&mut half, words);
}

//! Reading Scenarist captions: what a decoder of channel 1 shows, and when.

use std::ops::Range;

use super::letters::{basic, double};
use super::{ADDRESSES, COLOURS, COLUMNS, ROWS, SIGNATURE, command, rate_of};
use crate::finding::quoted;
use crate::lines::lines;
use crate::source::read_text;
use crate::{
    Cue, Edge, File, Finding, Format, Head, Line, Look, Node, Number, Rate, Severity, Span, Tag, Time, Timecode,
};

/// Reads a Scenarist file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    read_text(Format::Scc, bytes, None, parse)
}

fn parse(text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    let ranges = lines(text);
    let first = ranges.first().map_or("", |range| &text[range.clone()]);
    if !first.trim_start_matches('\u{feff}').starts_with(SIGNATURE) {
        let sentence = format!("The file does not begin with {SIGNATURE}.");
        forgave.push(Finding::new("signature-missing", Severity::Warning, 1, sentence));
    }
    let rate = ranges.iter().map(|r| &text[r.clone()]).find(|l| l.contains('\t')).map_or(Rate::NTSC, rate_of);
    let mut decoder = Decoder::default();
    for (n, range) in ranges.iter().enumerate().skip(1) {
        let line = &text[range.clone()];
        let Some((code, words)) = line.split_once(['\t', ' ']) else { continue };
        let Ok(start) = Timecode::parse(code, rate) else {
            let sentence = format!("{} is no line of captions and is passed over.", quoted(line));
            forgave.push(Finding::new("outside-cue", Severity::Warning, n + 1, sentence));
            continue;
        };
        for (at, word) in words.split_ascii_whitespace().enumerate() {
            let frame = start.frame().0 + i64::try_from(at).unwrap_or(0);
            let time = rate.start_of(crate::Frames(frame));
            match u16::from_str_radix(word, 16).ok().filter(|_| word.len() == 4) {
                Some(word) => decoder.take(word.to_be_bytes().map(|b| b & 0x7f), time, range),
                None => {
                    let sentence = format!("{} is no word of captions.", quoted(word));
                    forgave.push(Finding::new("word-wrong", Severity::Warning, n + 1, sentence));
                }
            }
        }
    }
    decoder.clear_screen(None);
    (Head { rate: Some(rate), ..Head::default() }, apart(decoder.cues))
}

/// Pieces that do not overlap: captions share lines, and only the first to begin on one keeps bytes of its own.
fn apart(cues: Vec<(Cue, Range<usize>)>) -> Vec<(Cue, Range<usize>)> {
    let mut taken = 0;
    let mut pieces = Vec::with_capacity(cues.len());
    for (cue, range) in cues {
        let piece = range.start.max(taken)..range.end.max(taken);
        taken = piece.end;
        pieces.push((cue, piece));
    }
    pieces
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    colour: usize,
    italic: bool,
    underline: bool,
}

/// A screen's worth of rows.
type Screen = [[Option<(char, Pen)>; COLUMNS]; ROWS as usize];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Mode {
    #[default]
    PopOn,
    PaintOn,
    RollUp,
}

#[derive(Debug)]
struct Decoder {
    shown: Screen,
    stored: Screen,
    /// Since when the screen shows what it shows.
    since: Time,
    /// Where in the text the first word of what is stored and shown stands.
    stored_from: Option<usize>,
    shown_from: Option<usize>,
    mode: Mode,
    row: usize,
    column: usize,
    pen: Pen,
    last: Option<[u8; 2]>,
    channel_2: bool,
    line: Range<usize>,
    cues: Vec<(Cue, Range<usize>)>,
}

impl Default for Decoder {
    fn default() -> Self {
        let empty = [[None; COLUMNS]; ROWS as usize];
        Decoder {
            shown: empty,
            stored: empty,
            since: Time::ZERO,
            stored_from: None,
            shown_from: None,
            mode: Mode::PopOn,
            row: usize::from(ROWS) - 1,
            column: 0,
            pen: Pen::default(),
            last: None,
            channel_2: false,
            line: 0..0,
            cues: vec![],
        }
    }
}

impl Decoder {
    fn take(&mut self, word: [u8; 2], time: Time, line: &Range<usize>) {
        self.line = line.clone();
        let [first, second] = word;
        if (0x10..0x20).contains(&first) {
            // Commands are sent twice and count once.
            if self.last.take() == Some(word) {
                return;
            }
            self.last = Some(word);
            self.channel_2 = first >= 0x18;
            if !self.channel_2 {
                self.control(first, second, time);
            }
            return;
        }
        self.last = None;
        if self.channel_2 {
            return;
        }
        for byte in word {
            if let Some(letter) = basic(byte) {
                self.put(letter, time);
            }
        }
    }

    fn control(&mut self, first: u8, second: u8, time: Time) {
        if let Some((letter, replaces)) = double(first, second) {
            if replaces {
                self.column = self.column.saturating_sub(1);
            }
            return self.put(letter, time);
        }
        match (first, second) {
            (0x11, 0x20..=0x2f) => self.mid_row(second, time),
            (0x17, 0x21..=0x23) => self.column = (self.column + usize::from(second - 0x20)).min(COLUMNS - 1),
            (0x14 | 0x15, 0x20..=0x2f) => self.command(second, time),
            (_, 0x40..=0x7f) => self.address(first, second),
            _ => {}
        }
    }

    fn mid_row(&mut self, second: u8, time: Time) {
        let code = usize::from(second & 0x0f) / 2;
        self.put(' ', time);
        self.pen.underline = second & 1 == 1;
        self.pen.italic = code == 7;
        if code < 7 {
            self.pen.colour = code;
        }
    }

    fn address(&mut self, first: u8, second: u8) {
        let upper = second & 0x60;
        let Some(row) = ADDRESSES.iter().position(|address| *address == (first, upper)) else { return };
        self.pen = Pen { underline: second & 1 == 1, ..Pen::default() };
        let code = usize::from(second & 0x1f) / 2;
        self.column = 0;
        match code {
            0..=6 => self.pen.colour = code,
            7 => self.pen.italic = true,
            _ => self.column = (code - 8) * 4,
        }
        if self.mode != Mode::RollUp {
            self.row = row;
        }
    }

    fn command(&mut self, second: u8, time: Time) {
        match second {
            command::RESUME_LOADING => self.mode = Mode::PopOn,
            command::RESUME_DIRECT => self.mode = Mode::PaintOn,
            command::ROLL_UP_2..=command::ROLL_UP_4 => {
                self.mode = Mode::RollUp;
                self.row = usize::from(ROWS) - 1;
                self.column = 0;
            }
            command::BACKSPACE => {
                self.column = self.column.saturating_sub(1);
                let (row, column) = (self.row, self.column);
                self.screen()[row][column] = None;
            }
            command::ERASE_DISPLAYED => self.clear_screen(Some(time)),
            command::ERASE_STORED => {
                self.stored = Screen::default();
                self.stored_from = None;
            }
            command::CARRIAGE_RETURN if self.mode == Mode::RollUp => {
                self.clear_screen(Some(time));
                self.column = 0;
            }
            command::END_OF_CAPTION => {
                self.clear_screen(Some(time));
                self.shown = std::mem::take(&mut self.stored);
                self.shown_from = self.stored_from.take();
                self.since = time;
                self.mode = Mode::PopOn;
            }
            _ => {}
        }
    }

    fn screen(&mut self) -> &mut Screen {
        if self.mode == Mode::PopOn { &mut self.stored } else { &mut self.shown }
    }

    fn put(&mut self, letter: char, time: Time) {
        let from = self.line.start;
        if self.mode == Mode::PopOn {
            self.stored_from.get_or_insert(from);
        } else {
            if self.shown.iter().flatten().all(Option::is_none) {
                self.since = time;
            }
            self.shown_from.get_or_insert(from);
        }
        let (row, column, pen) = (self.row, self.column, self.pen);
        self.screen()[row][column] = Some((letter, pen));
        self.column = (column + 1).min(COLUMNS - 1);
    }

    /// What was on screen until now becomes a cue.
    fn clear_screen(&mut self, until: Option<Time>) {
        let screen = std::mem::take(&mut self.shown);
        let from = self.shown_from.take().unwrap_or(self.line.start);
        if let Some(mut cue) = cue_of(&screen) {
            (cue.start, cue.end) = (self.since, until);
            self.cues.push((cue, from..self.line.end));
        }
    }
}

fn cue_of(screen: &Screen) -> Option<Cue> {
    let mut cue = Cue::default();
    let mut top = None;
    for (n, row) in screen.iter().enumerate() {
        let (Some(from), Some(to)) = (row.iter().position(is_letter), row.iter().rposition(is_letter)) else {
            continue;
        };
        if top.is_some() {
            cue.text.push(Node::Text("\n".into()));
        }
        top.get_or_insert(n);
        for run in row[from..=to].chunk_by(|a, b| a.map(|c| c.1) == b.map(|c| c.1) || blank(a) || blank(b)) {
            let letters: String = run.iter().map(|cell| cell.map_or(' ', |(letter, _)| letter)).collect();
            let pen = run.iter().flatten().find(|(letter, _)| *letter != ' ').map(|(_, pen)| *pen).unwrap_or_default();
            cue.text.push(node(pen, letters));
        }
    }
    crate::cue::join(&mut cue.text);
    let top = top?;
    if top < 7 {
        (cue.place.line, cue.place.line_align) = (Line::Percent(Number::whole(0)), Edge::Start);
    }
    Some(cue)
}

fn is_letter(cell: &Option<(char, Pen)>) -> bool {
    cell.is_some_and(|(letter, _)| letter != ' ')
}

fn blank(cell: &Option<(char, Pen)>) -> bool {
    !is_letter(cell)
}

fn node(pen: Pen, letters: String) -> Node {
    let mut node = Node::Text(letters);
    if pen.colour != 0 {
        node =
            Node::from(Span { look: Look::of("tts:color", COLOURS[pen.colour]), nodes: vec![node], ..Span::default() });
    }
    if pen.underline {
        node = Node::from(Span::new(Tag::Underline, vec![node]));
    }
    if pen.italic {
        node = Node::from(Span::new(Tag::Italic, vec![node]));
    }
    node
}

//! The text field of a block: letters with codes for colour, italics and line ends (Tech 3264, 5.7).

use super::letters::Table;
use crate::resolve::Run;
use crate::{Look, Node, Span, Tag};

const NEW_LINE: u8 = 0x8a;
pub(super) const UNUSED: u8 = 0x8f;
const BLACK_BACKGROUND: u8 = 0x1c;
const NEW_BACKGROUND: u8 = 0x1d;
const DOUBLE_HEIGHT: u8 = 0x0d;
const START_BOX: u8 = 0x0b;
const END_BOX: u8 = 0x0a;

/// The colours of teletext by their codes.
const COLOURS: [&str; 8] = ["#000000", "#ff0000", "#00ff00", "#ffff00", "#0000ff", "#ff00ff", "#00ffff", "#ffffff"];
const WHITE: u8 = 7;

/// How letters look at some place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    colour: u8,
    /// Behind the letters; `None` is the black of the box.
    background: Option<u8>,
    italic: bool,
    underline: bool,
}

impl Pen {
    const PLAIN: Pen = Pen { colour: WHITE, background: None, italic: false, underline: false };
}

/// What a text field says.
#[derive(Debug, Default)]
pub(super) struct Field {
    pub nodes: Vec<Node>,
    pub double_height: bool,
    pub boxed: bool,
    /// Bytes that stand for nothing.
    pub unknown: usize,
}

/// Reads the joined text fields of a subtitle.
pub(super) fn read_field(bytes: &[u8], table: Table, teletext: bool) -> Field {
    let mut field = Field::default();
    let mut pen = Pen::PLAIN;
    let mut runs: Vec<(Pen, String)> = Vec::new();
    let mut at = 0;
    // A code takes a place on the row, which looks like a blank between words.
    let mut blank_due = false;
    let mut row_empty = true;
    while at < bytes.len() {
        let code = bytes[at];
        let mut taken = 1;
        match code {
            UNUSED => {}
            0x00..=0x07 => pen.colour = code,
            BLACK_BACKGROUND => pen.background = None,
            NEW_BACKGROUND => pen.background = Some(pen.colour),
            DOUBLE_HEIGHT => field.double_height = true,
            START_BOX => field.boxed = true,
            0x80 => pen.italic = true,
            0x81 => pen.italic = false,
            0x82 => pen.underline = true,
            0x83 => pen.underline = false,
            0x84 | 0x85 | END_BOX | 0x0c => {}
            NEW_LINE => {
                push(&mut runs, pen, "\n");
                row_empty = true;
                if teletext {
                    pen = Pen { italic: pen.italic, underline: pen.underline, ..Pen::PLAIN };
                }
            }
            _ => match table.letter(&bytes[at..]) {
                Some((' ', _)) => {}
                Some((letter, length)) => {
                    taken = length;
                    if blank_due && !row_empty {
                        push(&mut runs, pen, " ");
                    }
                    push(&mut runs, pen, letter.encode_utf8(&mut [0; 4]));
                    row_empty = false;
                }
                None => field.unknown += usize::from(code > 0x20),
            },
        }
        let takes_place = code == b' ' || (teletext && code < 0x20);
        blank_due = match code {
            NEW_LINE => false,
            UNUSED | 0x80..=0x85 => blank_due,
            _ => takes_place,
        } || (blank_due && takes_place);
        at += taken;
    }
    while runs.last().is_some_and(|(_, text)| text.trim_end_matches('\n').is_empty()) {
        runs.pop();
    }
    if let Some((_, text)) = runs.last_mut() {
        text.truncate(text.trim_end_matches('\n').len());
    }
    field.nodes = runs.into_iter().map(|(pen, text)| node(pen, text)).collect();
    crate::cue::join(&mut field.nodes);
    field
}

fn push(runs: &mut Vec<(Pen, String)>, pen: Pen, letters: &str) {
    // Line ends look like nothing and belong to what came before.
    match runs.last_mut() {
        Some((last, text)) if *last == pen || letters == "\n" => {
            // Several line ends in a row are how teletext leaves a row free for double height.
            if !(letters == "\n" && text.ends_with('\n')) {
                text.push_str(letters);
            }
        }
        None if letters == "\n" => {}
        _ => runs.push((pen, letters.to_owned())),
    }
}

fn node(pen: Pen, text: String) -> Node {
    let mut look = Look::new();
    if pen.colour != WHITE {
        look.put("tts:color", COLOURS[usize::from(pen.colour)]);
    }
    if let Some(background) = pen.background {
        look.put("tts:backgroundColor", COLOURS[usize::from(background)]);
    }
    let mut node = Node::Text(text);
    if !look.is_empty() {
        node = Node::from(Span { look, nodes: vec![node], ..Span::default() });
    }
    if pen.underline {
        node = Node::from(Span::new(Tag::Underline, vec![node]));
    }
    if pen.italic {
        node = Node::from(Span::new(Tag::Italic, vec![node]));
    }
    node
}

/// Writes runs as a text field, without what fills its last block.
pub(super) fn write_field(runs: &[Run], table: Table, teletext: bool, double_height: bool, boxed: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut now = Pen::PLAIN;
    let open = |out: &mut Vec<u8>| {
        if double_height {
            out.push(DOUBLE_HEIGHT);
        }
        if boxed {
            out.extend([START_BOX, START_BOX]);
        }
    };
    open(&mut out);
    for run in runs {
        let wanted = pen_of(&run.look);
        let mut after_code = false;
        for letter in run.text.chars() {
            if letter == '\n' {
                if boxed {
                    out.extend([END_BOX, END_BOX]);
                }
                out.push(NEW_LINE);
                if double_height {
                    out.push(NEW_LINE);
                }
                open(&mut out);
                if teletext {
                    now = Pen { italic: now.italic, underline: now.underline, ..Pen::PLAIN };
                }
                after_code = true;
                continue;
            }
            if now != wanted {
                // In teletext the code takes the place of the blank beside it.
                if teletext
                    && out.last() == Some(&b' ')
                    && (now.colour, now.background) != (wanted.colour, wanted.background)
                {
                    out.pop();
                }
                switch(now, wanted, &mut out);
                after_code = teletext && (now.colour, now.background) != (wanted.colour, wanted.background);
                now = wanted;
            }
            if letter == ' ' && after_code {
                after_code = false;
                continue;
            }
            after_code = false;
            out.extend(table.bytes(letter).unwrap_or_else(|| vec![b'?']));
        }
    }
    if boxed {
        out.extend([END_BOX, END_BOX]);
    }
    out
}

fn switch(now: Pen, wanted: Pen, out: &mut Vec<u8>) {
    let mut colour = now.colour;
    if now.background != wanted.background {
        match wanted.background {
            None => out.push(BLACK_BACKGROUND),
            Some(background) => {
                if colour != background {
                    out.push(background);
                    colour = background;
                }
                out.push(NEW_BACKGROUND);
            }
        }
    }
    if colour != wanted.colour {
        out.push(wanted.colour);
    }
    if now.italic != wanted.italic {
        out.push(if wanted.italic { 0x80 } else { 0x81 });
    }
    if now.underline != wanted.underline {
        out.push(if wanted.underline { 0x82 } else { 0x83 });
    }
}

/// The pen for a look; colours that teletext does not have become the nearest.
fn pen_of(look: &Look) -> Pen {
    let nearest = |colour: crate::Rgba| {
        let bit = |part: u8, value: u8| if part > 127 { value } else { 0 };
        bit(colour.red, 1) | bit(colour.green, 2) | bit(colour.blue, 4)
    };
    Pen {
        colour: look.color().map_or(WHITE, nearest),
        background: look.background().filter(|colour| colour.alpha > 127).map(nearest),
        italic: look.italic() == Some(true),
        underline: look.underline() == Some(true),
    }
}

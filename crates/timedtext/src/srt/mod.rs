//! SubRip: numbered cues with millisecond times.
//!
//! There is no standard; this follows what players accept. A file that is read and written without a change is
//! the same bytes, and a cue that is not changed keeps its bytes when others are.

mod read;
mod timing;

pub use read::read_srt;

use crate::{Cue, Finding};
use timing::write_time;

/// A SubRip file as read: its cues in the order of the file, and everything between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SrtFile {
    pub(super) pieces: Vec<Piece>,
    pub(super) newline: &'static str,
    /// What was odd, in the order of the file.
    pub findings: Vec<Finding>,
}

/// A stretch of the file; joined, the pieces' bytes are the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Byte order mark, blank lines, and lines that belong to no cue.
    Kept(String),
    /// A cue, from its number (or its timing, where it has none) to the last line of its text.
    Cue(CuePiece),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CuePiece {
    /// The cue as it is now.
    pub now: Cue,
    /// The cue as it was read.
    pub read: Cue,
    /// Its number line without its line end, where it has one.
    pub number: Option<String>,
    /// What follows the times on their line: `  X1:40 X2:600 ...`.
    pub settings: String,
    /// Its bytes in the file.
    pub bytes: String,
}

impl SrtFile {
    /// The cues, in the order of the file.
    pub fn cues(&self) -> impl Iterator<Item = &Cue> {
        self.pieces.iter().filter_map(|p| match p {
            Piece::Cue(c) => Some(&c.now),
            Piece::Kept(_) => None,
        })
    }

    /// The cues, to be changed in place; there are as many afterwards as before.
    pub fn cues_mut(&mut self) -> impl Iterator<Item = &mut Cue> {
        self.pieces.iter_mut().filter_map(|p| match p {
            Piece::Cue(c) => Some(&mut c.now),
            Piece::Kept(_) => None,
        })
    }

    /// The file's text. Cues that were not changed are written with the bytes they were read from.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Kept(bytes) => text.push_str(bytes),
                Piece::Cue(cue) if cue.now == cue.read => text.push_str(&cue.bytes),
                Piece::Cue(cue) => cue.write_anew(&mut text, self.newline),
            }
        }
        text
    }
}

impl CuePiece {
    fn write_anew(&self, text: &mut String, newline: &str) {
        if let Some(number) = &self.number {
            text.push_str(number);
            text.push_str(newline);
        }
        text.push_str(&write_time(self.now.start));
        text.push_str(" --> ");
        text.push_str(&write_time(self.now.end));
        text.push_str(&self.settings);
        for line in self.now.lines().filter(|line| !line.trim().is_empty()) {
            text.push_str(newline);
            text.push_str(line);
        }
        // The last line ends as it did: a file without a final line end keeps to that.
        if self.bytes.ends_with('\n') {
            text.push_str(newline);
        }
    }
}

//! WebVTT (W3C, Candidate Recommendation of 4 April 2019): the parser of section 6, letter by letter, because
//! browsers follow it.

mod entities;
mod file;
mod settings;
mod text;
mod times;
mod write;

pub(crate) use write::open_end;

use crate::source::{read_text, write_text};
use crate::{File, Finding, Format};

/// Reads a WebVTT file.
pub(crate) fn read(bytes: &[u8]) -> (File, Vec<Finding>) {
    read_text(Format::WebVtt, bytes, None, file::parse)
}

/// Writes a WebVTT file.
pub(crate) fn write(file: &File) -> Vec<u8> {
    write_text(file, &write::WebVtt).0
}

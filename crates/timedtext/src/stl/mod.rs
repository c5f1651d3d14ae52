//! EBU STL (EBU Tech 3264): a head of 1024 bytes (GSI) and blocks of 128 (TTI), subtitles for teletext and open
//! captions.

mod letters;
mod read;
mod text;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// The length of the head.
const HEAD: usize = 1024;
/// The length of a block.
const BLOCK: usize = 128;
/// Where the text of a block begins.
const TEXT: usize = 16;
/// The last block of a subtitle says so with this extension number.
const LAST: u8 = 0xff;

/// Where the fields of the head stand (Tech 3264, 4.2).
mod gsi {
    use std::ops::Range;

    pub(super) const FORMAT: Range<usize> = 3..11;
    pub(super) const DISPLAY: usize = 11;
    pub(super) const TABLE: Range<usize> = 12..14;
    pub(super) const BLOCKS: Range<usize> = 238..243;
    pub(super) const SUBTITLES: Range<usize> = 243..248;
    pub(super) const ROWS: Range<usize> = 253..255;
    pub(super) const START: Range<usize> = 256..264;
}

/// Whether a file is for teletext, in which codes take a place on the row and each row begins anew.
fn is_teletext(head: &[u8]) -> bool {
    matches!(head.get(gsi::DISPLAY), Some(b'1' | b'2'))
}

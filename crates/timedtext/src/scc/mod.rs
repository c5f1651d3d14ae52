//! Scenarist closed captions: CEA-608 as words of two bytes with odd parity, by time code.

mod letters;
mod read;
mod write;

use crate::Rate;

pub(crate) use read::read;
pub(crate) use write::write;

/// The first line of every file.
const SIGNATURE: &str = "Scenarist_SCC V1.0";
/// Columns of a row.
const COLUMNS: usize = 32;
/// The last row.
const ROWS: u8 = 15;

/// What commands do, by their second byte after 14 (CEA-608, table 52).
mod command {
    pub(super) const RESUME_LOADING: u8 = 0x20;
    pub(super) const BACKSPACE: u8 = 0x21;
    pub(super) const ROLL_UP_2: u8 = 0x25;
    pub(super) const ROLL_UP_4: u8 = 0x27;
    pub(super) const RESUME_DIRECT: u8 = 0x29;
    pub(super) const ERASE_DISPLAYED: u8 = 0x2c;
    pub(super) const CARRIAGE_RETURN: u8 = 0x2d;
    pub(super) const ERASE_STORED: u8 = 0x2e;
    pub(super) const END_OF_CAPTION: u8 = 0x2f;
}

/// The first byte and the upper bits of the second of a row's address, by row from 1 (CEA-608, table 53).
const ADDRESSES: [(u8, u8); 15] = [
    (0x11, 0x40),
    (0x11, 0x60),
    (0x12, 0x40),
    (0x12, 0x60),
    (0x15, 0x40),
    (0x15, 0x60),
    (0x16, 0x40),
    (0x16, 0x60),
    (0x17, 0x40),
    (0x17, 0x60),
    (0x10, 0x40),
    (0x13, 0x40),
    (0x13, 0x60),
    (0x14, 0x40),
    (0x14, 0x60),
];

/// The colours of addresses and mid-row codes, in their order.
const COLOURS: [&str; 7] = ["#ffffff", "#00ff00", "#0000ff", "#00ffff", "#ff0000", "#ffff00", "#ff00ff"];

/// The rate of the time code: with a semicolon numbers are left out.
fn rate_of(line: &str) -> Rate {
    if line.contains(';') { Rate::NTSC_DROP } else { Rate::NTSC }
}

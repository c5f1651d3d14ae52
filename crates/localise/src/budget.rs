//! How much text a cue can carry.

use timedtext::{Cue, Time};

use crate::{HalfChars, Style};

/// The room a translator has in a cue, without moving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Most characters, by reading speed and by the room of its lines, whichever is less.
    pub characters: HalfChars,
    /// Most characters in a line.
    pub line: HalfChars,
    /// Most lines.
    pub lines: usize,
}

/// The budget of a cue under a style. A cue that ends before it begins has none; one without an end has the room
/// of its lines.
pub fn budget(cue: &Cue, style: &Style) -> Budget {
    let room = style.line.0.saturating_mul(u32::try_from(style.lines).unwrap_or(u32::MAX));
    let readable = cue.duration().zip(style.speed).map_or(room, |(time, speed)| readable_in(time, speed).0);
    Budget { characters: HalfChars(readable.min(room)), line: style.line, lines: style.lines }
}

/// What can be read in a time, in whole characters: half a character helps nobody.
fn readable_in(time: Time, speed: HalfChars) -> HalfChars {
    let (seconds, parts) = time.fraction();
    let halves = i128::from(seconds.max(0)) * i128::from(speed.0) / i128::from(parts);
    HalfChars(u32::try_from(halves).unwrap_or(u32::MAX) / 2 * 2)
}

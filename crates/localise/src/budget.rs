//! How much text a cue can carry.

use timedtext::{Cue, Time};

use crate::{HalfChars, Limits};

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

/// The budget of a cue under a house's limits. A cue that ends before it begins has none.
pub fn budget(cue: &Cue, limits: &Limits) -> Budget {
    let readable = readable_in(cue.duration().unwrap_or_default(), limits.speed);
    let room = limits.line.0.saturating_mul(u32::try_from(limits.lines).unwrap_or(u32::MAX));
    Budget { characters: HalfChars(readable.0.min(room)), line: limits.line, lines: limits.lines }
}

/// What can be read in a time, in whole characters: half a character helps nobody.
fn readable_in(time: Time, speed: HalfChars) -> HalfChars {
    let halves = time.millis().max(0).saturating_mul(i64::from(speed.0)) / 1000;
    HalfChars(u32::try_from(halves).unwrap_or(u32::MAX) / 2 * 2)
}

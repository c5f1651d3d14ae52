//! What is shown on screen: cues, time code, and the timed-text formats they travel in.
//!
//! Pure: no I/O and no clock. Times are whole milliseconds ([`Millis`]) or frames at an exact rational rate
//! ([`Rate`], [`Timecode`]); nothing here is a floating-point second. A reading never fails: what it found odd
//! is in its findings, and what it did not understand is kept and written back.

mod cue;
mod finding;
mod millis;
mod rate;
mod srt;
mod timecode;

pub use cue::Cue;
pub use finding::{Finding, Severity};
pub use millis::Millis;
pub use rate::{Counting, Frames, Rate};
pub use srt::{SrtFile, read_srt};
pub use timecode::{Timecode, TimecodeError};

//! The localiser's desk: how much text a cue can carry, by whose rules, and whether it keeps to them.
//!
//! A start: reading speed, line length and time on screen. House styles are dated data under `data/houses/`,
//! compiled in; there are no such numbers in code. Pure: no I/O, no clock, no model.

mod budget;
mod check;
mod house;
mod language;
mod width;

pub use budget::{Budget, budget};
pub use check::{Breach, RuleName, check};
pub use house::{Audience, House, Limits, houses, limits};
pub use width::{HalfChars, width};

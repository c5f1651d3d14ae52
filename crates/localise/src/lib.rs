//! The localiser's desk: how much text a cue can carry, by whose rules, whether it keeps to them and what mends it.
//!
//! House styles are dated data under `data/houses/`, compiled in; there are no such numbers in code. A style may
//! inherit from another. [`check`] finds what does not keep to a [`Style`], each with a sentence, the source of the
//! rule and, where a rule can tell, a [`Fix`] with its before and after; [`mend`] carries fixes out and gives back
//! the way to undo them. [`break_lines`] lays out text. Pure: no I/O, no clock, no model.

mod breaks;
mod budget;
mod check;
mod house;
mod language;
mod shots;
mod style;
mod width;

pub use breaks::break_lines;
pub use budget::{Budget, budget};
pub use check::{Around, Edit, Finding, Fix, Part, RuleName, Term, Undo, check, check_pair, mend};
pub use house::{Audience, Dash, House, HouseError, ShotRow, houses, read_houses};
pub use shots::Shots;
pub use style::{Gap, Style, style, style_of};
pub use width::{HalfChars, width};

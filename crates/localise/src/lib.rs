//! The localiser's desk: how much text a cue can carry, by whose rules, whether it keeps to them and what mends it.
//!
//! House styles are dated data under `data/houses/`, compiled in; there are no such numbers in code. A style may
//! inherit from another. [`check`] finds what does not keep to a [`Style`], each with a sentence, the source of the
//! rule and, where a rule can tell, a [`Fix`] with its before and after; [`mend`] carries fixes out and gives back
//! the way to undo them. [`break_lines`] lays out text. Pure: no I/O, no clock, no model.
//!
//! ```
//! use coldread_localise::{Around, Audience, check, mend, style};
//! use timedtext::{Hint, read};
//!
//! let bytes = b"1\n00:00:01,000 --> 00:00:03,000\nWell...\n";
//! let mut file = read(bytes, &Hint::default()).file;
//! let style = style("netflix", "en", Audience::Adult).expect("a house and language that ship");
//! let findings = check(&file, &style, &Around::default());
//! assert_eq!(findings[0].rule.name(), "ellipsis");
//! let fixes: Vec<_> = findings.into_iter().filter_map(|finding| finding.fix).collect();
//! let (undo, mended) = mend(&mut file, &fixes);
//! assert_eq!((mended, file.cues[0].plain().as_str()), (1, "Well…"));
//! undo.undo(&mut file);
//! ```

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

//! The lawyer's desk: what in a script someone may have to clear.
//!
//! [`next`] is one pure function from a document, what is known about names and works, the studio's own records, the day
//! and the answers so far to what is asked next, or to the [`ClearanceReport`]. Detectors find what is written, context
//! rules say how it is used, and a table (`rules/use.toml`) says what that means; a model is a second opinion that never
//! makes an item milder. Nothing here ever says that anything may be used. Pure: no I/O, no clock, no model.

mod context;
mod desk;
mod detect;
mod item;
mod mention;
mod names;
mod opinion;
mod passage;
mod reading;
mod record;
mod report;
mod rule;
mod search;
mod words;
mod written_number;

pub use desk::{Context, Mode, Step, next, report};
pub use item::{Category, Element, Item, Modifier, Occurrence, Risk, Section, Usage};
pub use names::NameCheck;
pub use opinion::SecondOpinion;
pub use record::{Precedent, Record, precedents};
/// What a [`Context`] is made of, so that callers need no second crate.
pub use reference::{Date, Reference};
pub use report::{ClearanceReport, Count};
pub use rule::{Rule, rules};
pub use written_number::{WrittenNumber, written_numbers};

//! The lawyer's desk: what in a script someone may have to clear.
//!
//! A start: telephone numbers. Detectors find what is written and how it is used; a table of rules
//! (`rules/*.toml`) says what that means. Nothing here ever says "clear". Pure: no I/O, no clock, no model.

mod item;
mod phone;
mod rule;
mod written_number;

pub use item::{Category, Item, Occurrence, Risk, Usage};
pub use phone::phone_items;
pub use rule::{Rule, rules};
pub use written_number::{WrittenNumber, written_numbers};

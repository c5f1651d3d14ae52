//! Detectors: each finds one family of things. The order matters: what one has claimed the next leaves alone.

mod address;
mod art;
mod attempt;
mod chain;
mod identifier;
mod listed;
mod music;
mod name;
mod net;
mod phone;
mod plate;
mod quotation;
mod screen;
mod spoken;
mod unknown;

pub(crate) use attempt::attempts;

use crate::{mention::Found, reading::Reading};

/// Everything that the detectors find in a script.
pub(crate) fn detect(reading: &Reading) -> Found {
    let mut found = Found::of(reading.passages.len());
    for detector in [
        net::find,
        identifier::find,
        plate::find,
        address::find,
        phone::find,
        chain::find,
        music::find,
        quotation::find,
        screen::find,
        art::find,
        listed::find,
        name::find,
        unknown::find,
    ] {
        detector(reading, &mut found);
    }
    found
}

/// A pattern of this crate; a test compiles every one.
pub(crate) fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).unwrap_or_else(|e| panic!("a pattern of this crate: {e}"))
}

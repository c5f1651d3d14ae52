//! The executive's desk: coverage of a script in which nothing is invented.
//!
//! [`next`] is one pure function from a document and the answers so far to what is asked next, or to the
//! [`CoverageReport`]. Code counts and quotes; the model chooses among what stands in the script, and tells single
//! moments of it in its own words; code checks those against the lines they cite ([`borne_out`], then contrast) and
//! falls back on the script's own words.

mod asks;
mod batch;
mod bearing;
mod block;
mod borne_out;
mod breakdown;
mod calibration;
mod canon;
mod cast;
mod comments;
mod complexity;
mod contrast;
mod desk;
mod event;
mod extract;
mod fold;
mod gravity;
mod grid;
mod header;
mod ledger;
mod lexicon;
mod logline;
mod meant;
mod measure;
mod moment;
mod passage;
mod people;
mod place;
mod pronoun;
mod reading;
mod report;
mod reported;
mod salience;
mod saying;
mod selection;
mod shape;
mod stock;
mod synopsis;
mod telling;
mod themes;
mod things;
mod verbs;
mod voices;
mod wants;
mod words;

pub use borne_out::{Known, Unsupported, borne_out};
pub use calibration::{Calibration, Measured};
pub use contrast::contrasts;
pub use desk::{Mode, Progress, Step, next, progress};
pub use report::{
    CharacterEntry, Claim, Complexity, CoverageReport, Driver, Evidence, Grade, Header, Provenance, Rating,
    Recommendation, SceneEntry, Section, Support, SupportCount, TurningPoint, Verdict,
};

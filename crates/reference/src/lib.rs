//! Facts shipped with the app and used by more than one desk, each with who says so and when.
//!
//! Facts are files under `data/`, compiled in; `build.rs` walks the folders, so there is no list to keep. Every
//! row carries examples (`hit`, `miss`) that one test runs. Word lists that come from packages are built into
//! `built/` by scripts/lexicons. Pure: no I/O, no clock.

mod census;
mod date;
mod host;
mod lexicon;
mod number;
mod pattern;
mod person;
mod plan;
mod shipped;
mod source;
mod term;
mod tokens;
mod work;

pub use census::{Census, Commonness};
pub use date::{Date, NotADate};
pub use host::{HostStanding, host_standing};
pub use lexicon::{Hit, Lexicon, Plainness, Term, TermKind};
pub use number::{Standing, standing};
pub use person::{Alive, PublicFigure};
pub use plan::{Examples, NumberRange, NumberingPlan, Reading, plans};
pub use shipped::Reference;
pub use source::Source;
pub use term::{Authors, Death, Subject, TermRule, TermStatus, Territory, WorkFacts, rules as term_rules, term_status};
pub use tokens::{Token, fold, tokens};
pub use work::{KnownLine, Work};

//! Facts shipped with the app and used by more than one desk, each with who says so and when.
//!
//! Facts are files under `data/`, compiled in; `build.rs` walks the folders, so there is no list to keep. Every
//! row carries examples (`hit`, `miss`) that one test runs. Pure: no I/O, no clock.

mod host;
mod number;
mod pattern;
mod plan;
mod source;

pub use host::{HostStanding, host_standing};
pub use number::{Standing, standing};
pub use plan::{Examples, NumberRange, NumberingPlan, Reading, plans};
pub use source::Source;

//! `coldread bench`: measured, as ratios to a reference in the same run.

use studio::{Outcome, Trouble};

use crate::args::Global;
use crate::output::{Output, Status};

/// Runs one benchmark, or all of them.
pub(crate) async fn bench(_global: &Global, name: Option<&str>, _out: &mut Output) -> Outcome<Status> {
    Err(Trouble::input(format!("There is no benchmark {}.", name.unwrap_or("yet")), "The benchmarks are: engine."))
}

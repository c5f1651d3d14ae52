//! Systems without seccomp: nothing is enforced, and everything says so.

use std::path::Path;

use crate::{ConfineError, Enforcement, Guard, Limits, Work};

const REASON: &str = "This operating system has no filter for system calls.";

/// Cannot enforce anything here; the process goes on, and [`status`] says what is missing.
pub fn refuse_network() -> Result<(), ConfineError> {
    Ok(())
}

/// Cannot enforce anything here; the worker goes on, and says what is missing.
pub fn confine_worker(_: Work, _: &[&Path], _: Limits) -> Result<Guard, ConfineError> {
    Ok(Guard::Not(REASON.to_owned()))
}

/// Nothing is in force.
pub fn status() -> Enforcement {
    Enforcement { kernel_filter: Guard::Not(REASON.to_owned()), landlock: Guard::Not(REASON.to_owned()) }
}

/// Cannot enforce anything here; the process goes on.
pub fn keep_memory_private() -> Result<(), ConfineError> {
    Ok(())
}

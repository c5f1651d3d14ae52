//! The processes that read untrusted bytes and run the model: where they are, how they are started.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::error::{Outcome, Trouble};

/// The `coldread-worker` binary beside the running program, and nowhere else: no search path, no variable.
pub fn binary() -> Outcome<PathBuf> {
    let missing =
        || Trouble::cannot("A part of Coldread is missing: coldread-worker.", "Install it again, or run `make build`.");
    let here = std::env::current_exe().map_err(|_| missing())?;
    let worker = here.with_file_name("coldread-worker");
    if worker.is_file() { Ok(worker) } else { Err(missing()) }
}

/// A worker command with nothing of the parent's environment.
pub(crate) fn command() -> Outcome<Command> {
    let mut command = Command::new(binary()?);
    // Threads wait for each other some 50 microseconds before they sleep: half as fast again at writing as sleeping
    // at once, and harmless on a busy machine, where spinning for long halves everything.
    command.env_clear().env("GOMP_SPINCOUNT", "2000").env("LC_ALL", "C.UTF-8").current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    Ok(command)
}

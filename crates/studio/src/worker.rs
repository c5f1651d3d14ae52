//! The processes that read untrusted bytes and run the model: where they are, how they are started.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;

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

/// What a worker that ends by itself prints as JSON; none where it could not be started or did not answer.
pub(crate) fn asked<T: DeserializeOwned>(args: &[&OsStr]) -> Option<T> {
    let output = command().ok()?.args(args).stdin(Stdio::null()).output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

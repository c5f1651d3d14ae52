//! `build`: what this build computes with and on, as JSON.

use std::{io::Write, process::ExitCode};

use serde_json::json;

/// For `coldread models list`: what runs where on this machine.
pub(crate) fn run() -> ExitCode {
    let missing = llama::missing_instructions();
    let result = if missing.is_empty() {
        json!({ "kernel": llama::kernel(), "missing": missing, "devices": llama::devices() })
    } else {
        json!({ "kernel": llama::kernel(), "missing": missing, "devices": [] })
    };
    let _ = writeln!(std::io::stdout(), "{result}");
    ExitCode::SUCCESS
}

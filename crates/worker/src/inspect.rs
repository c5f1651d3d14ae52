//! `inspect`: the header of a model file, as JSON.

use std::{io::Write, path::Path, process::ExitCode};

/// Reads the header alone; no weight is touched.
pub(crate) fn run(model: &Path) -> ExitCode {
    if let Err(error) = confine::confine_worker(confine::Work::Processor, &[model], confine::Limits::default()) {
        return crate::complain(&format!("The model file cannot be opened: {error}."));
    }
    match llama::Header::read(model) {
        Ok(header) => {
            let json = serde_json::to_string_pretty(&header).unwrap_or_default();
            let _ = writeln!(std::io::stdout(), "{json}");
            ExitCode::SUCCESS
        }
        Err(error) => crate::complain(&error.to_string()),
    }
}

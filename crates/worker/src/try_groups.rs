//! `try`: groups from a JSON file, answered; for writing prompts.

use std::{io::Write, process::ExitCode, time::Instant};

use ask::{Group, Reader};
use llama::Llama;

use crate::ModelArgs;

/// A JSON list of groups on standard input; a JSON list of their answers (or `{"error": ...}`) on standard
/// output; the times on standard error.
pub(crate) fn run(args: &ModelArgs) -> ExitCode {
    let groups: Vec<Group> = match serde_json::from_reader(std::io::stdin().lock()) {
        Ok(groups) => groups,
        Err(error) => return crate::complain(&format!("Standard input is not a JSON list of groups: {error}.")),
    };
    let options = args.load_options();
    if let Err(error) = args.confine() {
        return crate::complain(&format!("The model's process was not started: {error}."));
    }
    let mut llama = match Llama::load(&args.model, &options) {
        Ok(llama) => llama,
        Err(error) => return crate::complain(&error.to_string()),
    };
    let answers: Vec<_> = groups.iter().map(|group| answer(&mut llama, group)).collect();
    let json = serde_json::to_string_pretty(&answers).unwrap_or_default();
    let _ = writeln!(std::io::stdout(), "{json}");
    ExitCode::SUCCESS
}

fn answer(llama: &mut Llama, group: &Group) -> serde_json::Value {
    let start = Instant::now();
    match llama.read(group, &mut |_| true) {
        Ok(answer) => {
            let seconds = start.elapsed().as_secs_f64();
            let (read, written) = (answer.tokens_read, answer.tokens_written);
            let _ =
                writeln!(std::io::stderr(), "{}: {read} tokens read, {written} written, {seconds:.2} s", group.label);
            serde_json::to_value(&answer).unwrap_or_default()
        }
        Err(error) => serde_json::json!({ "error": error.to_string() }),
    }
}

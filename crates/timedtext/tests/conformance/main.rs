//! The public suites for timed text. Where one is absent it is said to be not run, and never to have passed.

mod ebu_stl;
mod suites;
mod ttml;
mod webvtt;

use std::process::ExitCode;

use suites::say;

/// A suite and how to run it; nothing where it is absent.
type Suite = (&'static str, fn() -> Option<bool>);

const SUITES: [Suite; 6] = [
    ("webvtt/wpt-file-parsing", webvtt::file_parsing),
    ("webvtt/wpt-cue-parsing", webvtt::cue_parsing),
    ("imsc", ttml::imsc),
    ("ttml2/validation", ttml::ttml2),
    ("dapt", ttml::dapt),
    ("ebu-stl", ebu_stl::ebu_stl),
];

fn main() -> ExitCode {
    let mut failed = false;
    for (name, run) in SUITES {
        match run() {
            None => say(&format!("conformance {name}: NOT RUN (set COLDREAD_CONFORMANCE)")),
            Some(passed) => failed |= !passed,
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

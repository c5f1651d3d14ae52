//! The desk: one pure function from what is known to what is asked next, or to the report.

use ask::{Answers, Budget, Group};
use script::{Document, Screenplay};

use crate::{CoverageReport, calibration::Calibration, fold, ledger::Ledger, reading::Reading, telling};

/// Whether a model is to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Ask about what cannot be counted; how far the model's scores can be trusted.
    WithModel(Calibration),
    /// Only what can be counted: no logline, no synopsis, no grades, no verdict.
    CountedOnly,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Have these groups answered, then call [`next`] again. Never empty.
    Ask(Vec<Group>),
    /// The report. The studio fills in what it knows of provenance: digests, model, settings, version.
    Done(Box<CoverageReport>),
}

/// How far the reading is. An outlook, not a promise: later questions depend on earlier answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Groups answered so far.
    pub answered: usize,
    /// Groups expected in all; at least `answered`.
    pub expected: usize,
    /// Tokens that the answered groups cost, estimated.
    pub spent: Budget,
    /// Tokens that all groups are expected to cost, estimated.
    pub total: Budget,
}

/// What to do next with a script, given the answers so far: ask, or report.
///
/// Pure and deterministic. `screenplay` is [`script::parse`] of `document`; both are passed because every caller has
/// both. Called again whenever the groups it asked for are answered; questions already answered are not asked again.
pub fn next(document: &Document, screenplay: &Screenplay, answers: &Answers, mode: Mode) -> Step {
    let reading = Reading::of(document, screenplay);
    let Mode::WithModel(calibration) = mode else { return Step::Done(Box::new(fold::counted(&reading))) };
    if reading.passages.is_empty() {
        return Step::Done(Box::new(fold::counted(&reading)));
    }
    let mut ledger = Ledger::new(answers, calibration);
    match fold::gather(&reading, &mut ledger) {
        Some(gathered) => Step::Done(Box::new(fold::report(&reading, gathered, &ledger))),
        None => Step::Ask(ledger.into_pending()),
    }
}

/// How far the reading is, for a progress bar.
pub fn progress(document: &Document, screenplay: &Screenplay, answers: &Answers, mode: Mode) -> Progress {
    let reading = Reading::of(document, screenplay);
    let Mode::WithModel(calibration) = mode else { return Progress::default() };
    if reading.passages.is_empty() {
        return Progress::default();
    }
    let mut ledger = Ledger::new(answers, calibration);
    let done = fold::gather(&reading, &mut ledger).is_some();
    let (answered, spent, pending) = ledger.tally();
    let beats = reading.passages.iter().map(|p| p.beats.len()).sum();
    let outlook = telling::outlook(reading.passages.len(), beats);
    let known = Budget { read: spent.read + pending.1.read, write: spent.write + pending.1.write };
    if done {
        return Progress { answered, expected: answered, spent, total: spent };
    }
    let first: Budget = reading.first_groups().iter().map(Group::budget).fold(Budget::default(), add);
    let total = Budget { read: known.read.max(first.read + outlook.1.read), write: known.write.max(outlook.1.write) };
    Progress { answered, expected: (answered + pending.0).max(outlook.0), spent, total }
}

fn add(a: Budget, b: Budget) -> Budget {
    Budget { read: a.read + b.read, write: a.write + b.write }
}

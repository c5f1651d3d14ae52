//! The desk: one pure function from what is known to what is asked next, or to the report.

use ask::{Answers, Group};
use reference::{Date, Reference};
use script::{Document, Screenplay};

use crate::{ClearanceReport, Record, opinion, reading::Reading, report as by_rules};

/// What the desk is given besides the script.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Names, works, people: [`Reference::shipped`], or less of it for measuring.
    pub reference: &'a Reference,
    /// The studio's own records of rights conflicts; empty where there are none.
    pub records: &'a [Record],
    /// The day for which terms are computed. The clock is the caller's.
    pub today: Date,
}

/// Whether a model is to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Ask for a second opinion on what the rules find neutral.
    WithModel,
    /// Rules alone.
    RulesOnly,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Have these groups answered, then call [`next`] again. Never empty.
    Ask(Vec<Group>),
    /// The report.
    Done(Box<ClearanceReport>),
}

/// What to do next with a script, given the answers so far: ask, or report.
///
/// Pure and deterministic. `screenplay` is [`script::parse`] of `document`.
pub fn next(document: &Document, screenplay: &Screenplay, context: Context, answers: &Answers, mode: Mode) -> Step {
    let mut report = report(document, screenplay, context);
    if mode == Mode::WithModel {
        let pending = opinion::pending(&report, answers);
        if !pending.is_empty() {
            return Step::Ask(pending);
        }
        opinion::apply(&mut report, answers);
    }
    Step::Done(Box::new(report))
}

/// The report by rules alone.
pub fn report(document: &Document, screenplay: &Screenplay, context: Context) -> ClearanceReport {
    by_rules::report(&Reading::of(document, screenplay, context))
}

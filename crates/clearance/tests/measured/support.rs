//! Scripts made by hand and the report on them.

use coldread_clearance::{ClearanceReport, Context, report};
use reference::{Date, Reference};
use script::{Document, Format, Screenplay};

/// The day of the tests.
pub(crate) const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

/// A Fountain script, read.
pub(crate) fn read(text: &str) -> (Document, Screenplay) {
    let document = Document::from_text(Format::Fountain, text);
    let screenplay = script::parse(&document);
    (document, screenplay)
}

/// The report by rules alone, with everything that ships.
pub(crate) fn clear(text: &str) -> ClearanceReport {
    clear_with(text, Reference::shipped())
}

/// The report with less than what ships.
pub(crate) fn clear_with(text: &str, reference: &Reference) -> ClearanceReport {
    let (document, screenplay) = read(text);
    report(&document, &screenplay, Context { reference, records: &[], today: TODAY })
}

/// A scene with a line of description.
pub(crate) fn action(line: &str) -> String {
    format!("INT. BACK ROOM - NIGHT\n\nRUTH (40s) looks up.\n\n{line}\n\nRUTH\nWell?\n")
}

/// A scene with a line that is said.
pub(crate) fn said(line: &str) -> String {
    format!("INT. BACK ROOM - NIGHT\n\nRUTH (40s) looks up. The rain has stopped.\n\nRUTH\n{line}\n")
}

//! A finished report as a file: HTML for eyes and paper, DOCX for Word, JSON for machines.
//!
//! Pure: no clock, no files, nothing fetched. The same report gives the same bytes. What a report does not have is
//! left out of its file; nothing is filled in.

mod clearance;
mod docx;
mod facts;
mod html;
mod json;
mod notes;
mod paragraphs;
mod story;
mod wording;

pub use self::clearance::{clearance_csv, clearance_json};
pub use docx::{DocxError, docx};
pub use html::{HtmlContext, html};
pub use json::json;

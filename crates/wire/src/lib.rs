//! What crosses to the window: plain data, error codes, and the TypeScript made from them.
//!
//! Lengths are in page eighths or pages, times in milliseconds, offsets in UTF-16 code units (the only crate
//! that knows them). `make bindings` writes the types to `ui/src/host/wire/`; a test fails when they drift.

mod answer;
mod app;
mod coverage;
mod document;
#[cfg(test)]
mod drift;
mod error;
mod job;
mod view;

pub use answer::{app_state, imported, kept_preferences, preferences, privacy};
pub use app::{AppState, LibraryState, ModelRow, Offline, Preferences, PrivacyView, ProcessRow};
pub use coverage::{
    CharacterView, ClaimView, CoverageView, DriverView, EvidenceView, GradeView, HeaderView, ProvenanceView,
    SceneEventView, SupportView, VerdictView,
};
pub use document::{DocumentRow, FindingView, Hit, Imported, PageView, RowView, SceneBar, ScriptView};
pub use error::{Code, Failure};
pub use job::{JobEvent, JobState, JobView};
pub use view::coverage_view;

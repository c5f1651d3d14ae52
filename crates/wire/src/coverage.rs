//! Coverage as the window draws it.

use serde::Serialize;
use ts_rs::TS;

/// A quotation and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EvidenceView {
    /// 1-based line.
    pub line: u32,
    /// 1-based page.
    pub page: u32,
    /// 1-based scene, or 0.
    pub scene: u32,
    /// Verbatim.
    pub quote: String,
}

/// A sentence with its page tags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ClaimView {
    /// The sentence.
    pub text: String,
    /// At least one.
    pub evidence: Vec<EvidenceView>,
    /// `verified`, `extract`, `edited`.
    pub support: String,
}

/// Top matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HeaderView {
    /// Title.
    pub title: String,
    /// Writers.
    pub writers: Vec<String>,
    /// `feature`, `pilot`, `short`.
    pub form: String,
    /// Genre.
    pub genre: Option<String>,
    /// Period.
    pub circa: Option<String>,
    /// Places.
    pub locale: Vec<String>,
    /// Pages.
    pub pages: u32,
    /// Scenes.
    pub scenes: u32,
    /// Draft.
    pub draft: Option<String>,
}

/// A character with presence by scene.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CharacterView {
    /// Name as cued.
    pub name: String,
    /// As introduced, where longer.
    pub full_name: Option<String>,
    /// Age as written.
    pub age: Option<String>,
    /// `lead`, `supporting`, `small`.
    pub role: String,
    /// Description.
    pub description: Option<ClaimView>,
    /// Scenes with a speech.
    pub scenes: u32,
    /// Dialogue lines.
    pub lines: u32,
    /// Spoken words.
    pub words: u32,
    /// Share of spoken words, 0 to 1.
    pub share: f64,
    /// Scenes in which the character speaks or is seen.
    pub present: Vec<u32>,
}

/// What happens in a scene.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SceneEventView {
    /// 1-based scene.
    pub n: u32,
    /// Number as written.
    pub number: Option<String>,
    /// Heading.
    pub heading: String,
    /// Page of the heading.
    pub page: u32,
    /// First line.
    pub line: u32,
    /// Page eighths.
    pub eighths: u32,
    /// Who is there.
    pub characters: Vec<String>,
    /// What happens.
    pub event: Option<ClaimView>,
}

/// A cost driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DriverView {
    /// Name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: String,
    /// Page eighths concerned.
    pub eighths: Option<u32>,
    /// Scenes concerned.
    pub scenes: Vec<u32>,
    /// Where it shows.
    pub evidence: Vec<EvidenceView>,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GradeView {
    /// Dimension.
    pub dimension: String,
    /// `excellent`, `good`, `fair`, `poor`.
    pub grade: String,
    /// Dots: 4 to 1.
    pub dots: u32,
    /// 0 to 10.
    pub score: f64,
    /// Measured part, 0 to 10.
    pub measured: Option<f64>,
    /// Judged part, 0 to 10.
    pub judged: Option<f64>,
    /// Why.
    pub reason: ClaimView,
}

/// The two verdicts: `pass`, `consider`, `consider_with_reservations`, `recommend`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VerdictView {
    /// The project.
    pub project: String,
    /// The writer.
    pub writer: String,
}

/// What became of the claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SupportView {
    /// Set out to make.
    pub claims: u32,
    /// Borne out.
    pub verified: u32,
    /// Replaced by extracts.
    pub extracts: u32,
    /// Left out.
    pub dropped: u32,
}

/// What the report was made from.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ProvenanceView {
    /// SHA-256 of the file.
    pub document_sha256: String,
    /// SHA-256 of the weights.
    pub model_sha256: Option<String>,
    /// Model id.
    pub model: Option<String>,
    /// Licence of the weights.
    pub model_licence: Option<String>,
    /// Questions with versions.
    pub questions: Vec<String>,
    /// Version of the app.
    pub app_version: String,
    /// Tokens read.
    #[ts(type = "number")]
    pub tokens_read: u64,
    /// Tokens written.
    #[ts(type = "number")]
    pub tokens_written: u64,
}

/// Coverage of one script, for the window.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CoverageView {
    /// Document.
    #[ts(type = "number")]
    pub document: i64,
    /// Made without a model: only what can be counted.
    pub counted_only: bool,
    /// Top matter.
    pub header: HeaderView,
    /// Logline.
    pub logline: Option<ClaimView>,
    /// The paragraph on page one.
    pub summary: Vec<ClaimView>,
    /// Synopsis.
    pub synopsis: Vec<ClaimView>,
    /// Themes.
    pub themes: Vec<ClaimView>,
    /// Characters in order of role.
    pub characters: Vec<CharacterView>,
    /// Scene list.
    pub breakdown: Vec<SceneEventView>,
    /// `low`, `moderate`, `high`.
    pub complexity: String,
    /// Cost drivers.
    pub drivers: Vec<DriverView>,
    /// Grid.
    pub ratings: Vec<GradeView>,
    /// Verdicts.
    pub verdict: Option<VerdictView>,
    /// Comments.
    pub comments: Vec<ClaimView>,
    /// Support.
    pub support: SupportView,
    /// Provenance.
    pub provenance: ProvenanceView,
}

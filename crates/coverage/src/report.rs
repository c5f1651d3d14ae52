//! The coverage report as typed data. Its serialised form is the machine output of `coldread coverage`.

use serde::{Deserialize, Serialize};

/// How a claim stands to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// The cited lines bear it out: rules and contrast.
    Verified,
    /// The script's own words stand in for a sentence that failed.
    Extract,
    /// A reader's own words.
    Edited,
}

/// A place in the script, quoted verbatim by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// 1-based line, as `coldread parse` counts.
    pub line: usize,
    /// 1-based page.
    pub page: u32,
    /// 1-based scene; absent before the first heading.
    pub scene: Option<usize>,
    /// What stands there, verbatim.
    pub quote: String,
}

/// A sentence and the lines that bear it out: never without evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The sentence.
    pub text: String,
    /// At least one.
    pub evidence: Vec<Evidence>,
    /// How it stands.
    pub support: Support,
}

/// What stands at the top of coverage. Absent facts are absent, never guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Title, from the title page or the file name.
    pub title: String,
    /// Writers as credited.
    pub writers: Vec<String>,
    /// `feature`, `pilot`, `short`, by length and title page.
    pub form: String,
    /// Genre, chosen from a closed list; absent without a model.
    pub genre: Option<String>,
    /// Period as the text states it.
    pub circa: Option<String>,
    /// Main places as headed, most used first.
    pub locale: Vec<String>,
    /// Pages.
    pub pages: u32,
    /// Scenes.
    pub scenes: usize,
    /// Draft and its date as on the title page.
    pub draft: Option<String>,
    /// Underlying material as on the title page.
    pub source: Option<String>,
}

/// A character, in order of role size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CharacterEntry {
    /// Name as cued.
    pub name: String,
    /// Full name as introduced, where longer.
    pub full_name: Option<String>,
    /// Age as written.
    pub age: Option<String>,
    /// `lead`, `supporting`, `small`.
    pub role: String,
    /// Description: an extract of the introduction, or a verified sentence.
    pub description: Option<Claim>,
    /// Scenes with a speech.
    pub scenes: usize,
    /// Dialogue lines as typeset.
    pub lines: usize,
    /// Spoken words.
    pub words: usize,
    /// Share of all spoken words, 0 to 1, rounded to three places.
    pub share: f64,
    /// Scenes (1-based) in which the character speaks or is seen.
    pub present: Vec<usize>,
    /// What they say they want or mean to do; for the largest roles.
    #[serde(default)]
    pub wants: Option<Claim>,
    /// Their way through the story: where it begins, its weightiest deed, where it ends; for the largest roles.
    #[serde(default)]
    pub arc: Vec<Claim>,
}

/// An event by which the story turns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TurningPoint {
    /// `opportunity`, `change of plans`, `point of no return`, `setback`, `climax`.
    pub name: String,
    /// 1-based scene.
    pub scene: usize,
    /// Where it falls, 0 at the beginning and 1 at the end, rounded to three places.
    pub at: f64,
    /// What happens.
    pub claim: Claim,
}

/// An act or a sequence: scenes that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// `act one`, `sequence 3`.
    pub name: String,
    /// 1-based.
    pub first_scene: usize,
    /// 1-based, the last one included.
    pub last_scene: usize,
    /// Length in eighths of a page.
    pub eighths: u32,
    /// What happens in it, the weightiest of it: at most two.
    pub claims: Vec<Claim>,
}

/// A scene of the scene list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SceneEntry {
    /// 1-based position.
    pub n: usize,
    /// Number as written.
    pub number: Option<String>,
    /// Heading as written.
    pub heading: String,
    /// `int`, `ext`, `int_ext`, or absent.
    pub int_ext: Option<String>,
    /// Place as written.
    pub place: String,
    /// Time of day as written.
    pub time: String,
    /// Night by its heading.
    pub night: bool,
    /// Page of the heading.
    pub page: u32,
    /// Length in eighths of a page.
    pub eighths: u32,
    /// Who speaks or is seen, as cued.
    pub characters: Vec<String>,
    /// What happens: a verified sentence or an extract; absent where there is nothing to say.
    pub event: Option<Claim>,
    /// How much is at stake, as the model scores it: 0 is the mean of the script; absent without a model.
    #[serde(default)]
    pub tension: Option<f64>,
    /// How the scene feels beside the others, from a closed list; absent without a model.
    #[serde(default)]
    pub tone: Option<String>,
    /// `flashback`, `flash forward`, `dream`, `montage`, `intercut`: as its heading says; absent for the present.
    #[serde(default)]
    pub frame: Option<String>,
}

/// What makes it hard or dear to make: a measured figure with the scenes behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Driver {
    /// `night exteriors`, `locations`, `speaking parts`, ...
    pub name: String,
    /// How many (scenes, places, parts), by `unit`.
    pub count: usize,
    /// `scenes`, `places`, `parts`, `lines`.
    pub unit: String,
    /// Page eighths concerned, where pages are meant.
    pub eighths: Option<u32>,
    /// 1-based scenes concerned.
    pub scenes: Vec<usize>,
    /// Where it shows.
    pub evidence: Vec<Evidence>,
}

/// Production complexity: drivers, the heaviest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complexity {
    /// `low`, `moderate`, `high`: by the rule written in `complexity.rs`.
    pub level: String,
    /// The drivers.
    pub drivers: Vec<Driver>,
}

/// A column of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Below what a studio reads on.
    Poor,
    /// Serviceable.
    Fair,
    /// Works.
    Good,
    /// Stands out.
    Excellent,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// `premise storyline structure characterisation dialogue setting originality`.
    pub dimension: String,
    /// Column.
    pub grade: Grade,
    /// 0 to 10, one decimal.
    pub score: f64,
    /// Part of the score that was measured, 0 to 10, where something was.
    pub measured: Option<f64>,
    /// Part of the score that the model judged, 0 to 10; absent without a model.
    pub judged: Option<f64>,
    /// Why, with the scenes that earned it.
    pub reason: Claim,
    /// What would raise it, with the lines that hold it down; absent where nothing measured does.
    #[serde(default)]
    pub change: Option<Claim>,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recommendation {
    /// No.
    Pass,
    /// Maybe, if.
    ConsiderWithReservations,
    /// Maybe.
    Consider,
    /// Yes.
    Recommend,
}

/// One for the project, one for the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The project.
    pub project: Recommendation,
    /// The writer.
    pub writer: Recommendation,
}

/// How many claims were asked for and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportCount {
    /// Claims that the report set out to make.
    pub claims: usize,
    /// Borne out.
    pub verified: usize,
    /// Replaced by the script's own words.
    pub extracts: usize,
    /// Left out.
    pub dropped: usize,
}

/// What the report was made from. No times: the same input gives the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// SHA-256 of the file as brought, hex.
    pub document_sha256: String,
    /// SHA-256 of the weights, hex; absent without a model.
    pub model_sha256: Option<String>,
    /// Catalogue id of the model, where known.
    pub model: Option<String>,
    /// Licence of the weights.
    pub model_licence: Option<String>,
    /// `name@version` of every kind of question asked, sorted.
    pub questions: Vec<String>,
    /// Settings that can change an answer, as `name=value`, sorted.
    pub settings: Vec<String>,
    /// Version of the app.
    pub app_version: String,
    /// Share of the work done on this machine: 1.
    pub on_device_share: f64,
    /// Nominal tokens read over the stored answers.
    pub tokens_read: u64,
    /// Nominal tokens written.
    pub tokens_written: u64,
}

/// Coverage of one script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoverageReport {
    /// Top matter.
    pub header: Header,
    /// One sentence, present tense; absent without a model.
    pub logline: Option<Claim>,
    /// One paragraph that many executives read alone. Built from the grid and what was measured.
    pub summary: Vec<Claim>,
    /// The story, chronological, ending included.
    pub synopsis: Vec<Claim>,
    /// The same at up to three pages.
    #[serde(default)]
    pub long_synopsis: Vec<Claim>,
    /// Themes with lines of the scenes that carry them; empty without a model.
    pub themes: Vec<Claim>,
    /// In order of role size.
    pub characters: Vec<CharacterEntry>,
    /// Every scene with its page eighths.
    pub breakdown: Vec<SceneEntry>,
    /// What makes it hard to make.
    pub complexity: Complexity,
    /// The grid, seven rows; empty without a model where nothing was measured.
    pub ratings: Vec<Rating>,
    /// The two verdicts; absent without a model.
    pub verdict: Option<Verdict>,
    /// Comparable titles; empty until the desk finds them.
    pub comparables: Vec<serde_json::Value>,
    /// Audience; absent until the desk judges it.
    pub audience: Option<String>,
    /// Comments.
    pub comments: Vec<Claim>,
    /// Turning points, in the order of the script; empty without a model.
    #[serde(default)]
    pub turning_points: Vec<TurningPoint>,
    /// The acts; empty without a model or where the turning points do not part them.
    #[serde(default)]
    pub acts: Vec<Section>,
    /// The sequences; empty without a model and for very short scripts.
    #[serde(default)]
    pub sequences: Vec<Section>,
    /// Development view; absent until the desk has one.
    pub development: Option<serde_json::Value>,
    /// Rating floor; absent until the desk computes it.
    pub rating_floor: Option<serde_json::Value>,
    /// What became of the claims.
    pub support: SupportCount,
    /// What it was made from. The desk fills in questions and tokens; the studio the rest.
    pub provenance: Provenance,
}

//! Whether a report that lies before somebody says what was written, and quotes what is there.
//!
//! Three things are looked at: what it says it was made from (the script, the weights, the questions), every line that
//! it quotes, and, where the library is at hand, the report that was kept, word for word.

mod claimed;
mod difference;
mod figures;
mod kept;
mod page;
mod quotations;

use std::path::Path;

use vault::DocumentId;

use crate::error::{Outcome, Trouble};
use crate::models::{catalogue, digest_bytes};
use crate::shelf::Reading;
use crate::studio::Studio;
use claimed::Claimed;

/// How one check of a report ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is as the report says.
    Confirmed,
    /// It is not.
    Refuted,
    /// Nothing here can tell.
    Open,
}

impl Verdict {
    /// `confirmed`, `refuted`, `open`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refuted => "refuted",
            Self::Open => "open",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `script`, `model`, `settings`, `quotations`, `figures`, `kept`, `remade`.
    pub name: &'static str,
    /// How it ended.
    pub verdict: Verdict,
    /// What was found, in one sentence.
    pub sentence: String,
    /// Each thing that is not as it should be, named by its place in the report.
    pub faults: Vec<String>,
}

impl Check {
    fn confirmed(name: &'static str, sentence: impl Into<String>) -> Self {
        Self { name, verdict: Verdict::Confirmed, sentence: sentence.into(), faults: Vec::new() }
    }

    fn open(name: &'static str, sentence: impl Into<String>) -> Self {
        Self { name, verdict: Verdict::Open, sentence: sentence.into(), faults: Vec::new() }
    }

    fn refuted(name: &'static str, sentence: impl Into<String>, faults: Vec<String>) -> Self {
        Self { name, verdict: Verdict::Refuted, sentence: sentence.into(), faults }
    }
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// SHA-256 of the script as the report states it.
    pub document_sha256: String,
    /// How many quotations were looked up.
    pub quotations: usize,
    /// Everything that was looked at.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Nothing is refuted, and script and quotations are confirmed.
    pub fn holds(&self) -> bool {
        let confirmed = |name| self.checks.iter().any(|c| c.name == name && c.verdict == Verdict::Confirmed);
        confirmed("script") && confirmed("quotations") && self.checks.iter().all(|c| c.verdict != Verdict::Refuted)
    }

    fn new(claimed: &Claimed) -> Self {
        Self {
            document_sha256: claimed.document_sha256.clone(),
            quotations: claimed.quotations.len(),
            checks: Vec::new(),
        }
    }
}

/// Checks a report against the script it speaks of; needs no library. The file is read in a worker, and blocks.
pub fn verify_against(report: &Path, script: &Path) -> Outcome<Verification> {
    let claimed = claimed::read(report)?;
    let mut found = Verification::new(&claimed);
    let bytes = std::fs::read(script)
        .map_err(|e| Trouble::input(format!("The script cannot be read: {e}."), "Check the path."))?;
    let sha256 = digest_bytes(&bytes);
    if sha256 != claimed.document_sha256 {
        let fault = format!("the report was made from {}, this file is {sha256}", claimed.document_sha256);
        found.checks.push(Check::refuted(
            "script",
            "This is not the script that the report was made from.",
            vec![fault],
        ));
        return Ok(found);
    }
    found.checks.push(Check::confirmed("script", "The report was made from this very file."));
    found.checks.push(model(&claimed, &catalogue()));
    let name = script.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reading = Reading::new(0, name, crate::intake::read(script)?);
    found.checks.push(quotations::check(&claimed, &reading));
    found.checks.push(figures::check(&claimed, &reading));
    Ok(found)
}

impl Studio {
    /// Checks a report against the library: its script, its model, its quotations, the report that was kept, and the
    /// report that the stored answers give again.
    pub async fn verify(&self, report: &Path) -> Outcome<Verification> {
        let claimed = claimed::read(report)?;
        let mut found = Verification::new(&claimed);
        let documents = self.documents_with(&claimed.document_sha256).await?;
        let Some(&document) = documents.first() else {
            let fault = format!("the library has no script with SHA-256 {}", claimed.document_sha256);
            let sentence = "The script that the report was made from is not in this library.";
            found.checks.push(Check::refuted("script", sentence, vec![fault]));
            return Ok(found);
        };
        let sentence = format!("The report was made from document {document} of this library.");
        found.checks.push(Check::confirmed("script", sentence));
        let models: Vec<_> = self.models().await?.into_iter().map(|status| status.model).collect();
        found.checks.push(model(&claimed, &models));
        let reading = self.reading(document.0).await?;
        found.checks.push(quotations::check(&claimed, &reading));
        found.checks.push(figures::check(&claimed, &reading));
        let mut reports = Vec::new();
        for document in documents {
            reports.extend(self.0.vault.reports(document).await?.into_iter().filter(|r| r.kind.as_str() == "coverage"));
        }
        found.checks.push(kept::check(&claimed, &reports, &reading));
        found.checks.push(self.remade(&claimed, document, &reading).await?);
        Ok(found)
    }

    /// Every document with this original, in whatever project, the earliest first.
    async fn documents_with(&self, sha256: &str) -> Outcome<Vec<DocumentId>> {
        let Some(digest) = digest_of_hex(sha256) else { return Ok(Vec::new()) };
        let mut documents = Vec::new();
        for project in self.0.vault.projects().await? {
            documents.extend(self.0.vault.document_with_original(project.id, &digest).await?);
        }
        documents.sort_unstable();
        Ok(documents)
    }

    /// Asks the stored answers once more, without a model: the same answers must give the same report.
    async fn remade(&self, claimed: &Claimed, document: DocumentId, reading: &Reading) -> Outcome<Check> {
        const NAME: &str = "remade";
        let Some(json) = &claimed.json else {
            return Ok(Check::open(NAME, "Only a JSON report can be compared with one that is made again."));
        };
        if claimed.app_version != env!("CARGO_PKG_VERSION") {
            return Ok(Check::open(NAME, "Another version of Coldread wrote it; this one might write it differently."));
        }
        let models: Vec<_> = self.models().await?.into_iter().map(|status| status.model).collect();
        let model = match &claimed.model_sha256 {
            None => None,
            Some(sha256) => match models.into_iter().find(|m| m.sha256 == *sha256) {
                Some(model) => Some(model),
                None => return Ok(Check::open(NAME, "Its model is not known here, so its answers cannot be found.")),
            },
        };
        let Some(again) = self.cover_from_stored(document, reading, model).await? else {
            return Ok(Check::open(NAME, "Not all of its answers are kept, so it cannot be made again from them."));
        };
        let again = serde_json::to_value(&again).unwrap_or_default();
        let faults = difference::between(json, &again);
        Ok(match faults.is_empty() {
            true => Check::confirmed(NAME, "The stored answers give the same report again."),
            false => Check::refuted(NAME, "The stored answers give another report.", faults),
        })
    }
}

/// Whether the weights are ones that are known, under the licence that the report states.
fn model(claimed: &Claimed, known: &[crate::Model]) -> Check {
    const NAME: &str = "model";
    let Some(sha256) = &claimed.model_sha256 else {
        return Check::confirmed(NAME, "It says that no model was used.");
    };
    let Some(model) = known.iter().find(|m| m.sha256 == *sha256) else {
        let fault = format!("no model with SHA-256 {sha256} is in the catalogue or was added here");
        return Check::refuted(NAME, "The weights that it names are not known.", vec![fault]);
    };
    let mut faults = Vec::new();
    for (what, stated, is) in [("name", &claimed.model, &model.id), ("licence", &claimed.model_licence, &model.licence)]
    {
        if stated.as_ref() != Some(is) {
            let stated = stated.as_deref().unwrap_or("nothing");
            faults.push(format!("{what}: the report says {stated}, the weights are {is}"));
        }
    }
    match faults.is_empty() {
        true => Check::confirmed(NAME, format!("Its weights are {}, licence {}.", model.id, model.licence)),
        false => Check::refuted(NAME, "What it says of its weights is not so.", faults),
    }
}

fn digest_of_hex(hex: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    let pairs = hex.as_bytes().chunks_exact(2);
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(digest)
}

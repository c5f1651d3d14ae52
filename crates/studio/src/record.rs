//! The record: what binds the processes, what was read, and the chain of what was done.

use vault::Action;

use crate::error::Outcome;
use crate::privacy::{Bound, Boundaries, boundaries, processes};
use crate::studio::Studio;

/// What the privacy page and `coldread privacy` show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the kernel enforces.
    pub boundaries: Boundaries,
    /// Process by process, as tried.
    pub processes: Vec<Bound>,
    /// Tokens read over all stored answers.
    pub tokens_read: u64,
    /// Tokens written.
    pub tokens_written: u64,
    /// Entries of the audit chain.
    pub audit_entries: u64,
    /// Whether it is whole.
    pub audit_ok: bool,
}

/// What a check of the chain found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditState {
    /// Entries.
    pub entries: u64,
    /// Every one as it was written, none missing.
    pub ok: bool,
    /// The first that is not.
    pub first_bad: Option<u64>,
    /// Signed checkpoints that agree with it.
    pub checkpoints: u64,
}

/// An entry of the chain for export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Number, from 1.
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// To which row.
    pub object: Option<i64>,
    /// In words, unless its project was shredded.
    pub detail: Option<String>,
    /// Keyed hash, hex.
    pub hash: String,
}

impl Studio {
    /// Asks kernel and vault.
    pub async fn record(&self) -> Outcome<Record> {
        let totals = self.0.vault.answer_totals(None).await?;
        let audit = self.audit_verify().await?;
        let model = self.chosen_model().await?.map(|m| m.path()).filter(|path| path.is_file());
        let processes = tokio::task::spawn_blocking(move || processes(model.as_deref())).await.unwrap_or_default();
        Ok(Record {
            boundaries: boundaries(),
            processes,
            tokens_read: totals.tokens_read,
            tokens_written: totals.tokens_written,
            audit_entries: audit.entries,
            audit_ok: audit.ok,
        })
    }

    /// Writes an act into the record that left no other trace.
    pub(crate) async fn note_act(&self, action: Action, document: Option<i64>, words: &str) -> Outcome<()> {
        let act = self.act().saying(words);
        Ok(self.0.vault.record(action, document.map(vault::DocumentId), &act).await?)
    }

    /// Recomputes the chain.
    pub async fn audit_verify(&self) -> Outcome<AuditState> {
        let check = self.0.vault.audit_verify().await?;
        Ok(AuditState {
            entries: check.entries,
            ok: check.ok,
            first_bad: check.first_bad,
            checkpoints: check.checkpoints,
        })
    }

    /// Every entry.
    pub async fn audit_export(&self) -> Outcome<Vec<AuditLine>> {
        let entries = self.0.vault.audit_export().await?;
        Ok(entries
            .into_iter()
            .map(|e| AuditLine {
                seq: e.seq,
                at: e.at.0,
                actor: e.actor.as_str().to_owned(),
                action: e.action.as_str().to_owned(),
                object: e.object,
                detail: e.detail,
                hash: e.hash.iter().map(|b| format!("{b:02x}")).collect(),
            })
            .collect())
    }
}

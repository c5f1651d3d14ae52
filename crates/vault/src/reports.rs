//! Reports: what a desk concluded about a document. Earlier ones are kept beside later ones.

use std::fmt;

use crate::audit::{self, Event};
use crate::database::next_id;
use crate::documents::project_of;
use crate::seal::Place;
use crate::{Act, Action, Code, DocumentId, JobId, ReportId, Result, UnixMillis, Vault, VaultError, jobs};

/// A report to keep.
pub struct NewReport<'a> {
    /// The document it is about.
    pub document: DocumentId,
    /// What it is, such as `coverage`.
    pub kind: Code,
    /// The report, as the caller serialises it.
    pub bytes: &'a [u8],
    /// The running job that made it, which is done in the same transaction.
    pub job: Option<JobId>,
}

/// A report, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// The document it is about.
    pub document: DocumentId,
    /// What it is.
    pub kind: Code,
    /// When it was kept.
    pub created: UnixMillis,
    /// The report, as the caller serialised it.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for ReportRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportRow")
            .field("id", &self.id)
            .field("document", &self.document)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Vault {
    /// Keeps a report and ends its job: both or neither.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if document or job are not there; [`VaultError::JobState`] if the
    /// job does not run, as when it was cancelled meanwhile.
    pub async fn keep_report(&self, new: &NewReport<'_>, act: &Act) -> Result<ReportId> {
        let mut tx = self.database.write().await?;
        let project = project_of(&mut tx, new.document).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        let id = ReportId(next_id(&mut tx, "report").await?);
        sqlx::query("INSERT INTO report (id, document_id, kind, created_ms, report_sealed) VALUES (?, ?, ?, ?, ?)")
            .bind(id.0)
            .bind(new.document.0)
            .bind(new.kind.as_str())
            .bind(act.at.0)
            .bind(keys.seal.seal(place(id), new.bytes))
            .execute(&mut *tx)
            .await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::KeepReport).in_project(project).on(id.0)).await?;
        if let Some(job) = new.job {
            jobs::finish(&mut tx, &self.keyring, job, act).await?;
        }
        tx.commit().await?;
        Ok(id)
    }

    /// The latest report of a kind on a document.
    ///
    /// # Errors
    /// [`VaultError::Damaged`].
    pub async fn latest_report(&self, document: DocumentId, kind: &Code) -> Result<Option<ReportRow>> {
        let mut reports = self.fetch_reports(document, Some(kind), 1).await?;
        Ok(reports.pop())
    }

    /// All reports on a document, latest first.
    ///
    /// # Errors
    /// [`VaultError::Damaged`].
    pub async fn reports(&self, document: DocumentId) -> Result<Vec<ReportRow>> {
        self.fetch_reports(document, None, i64::MAX).await
    }

    async fn fetch_reports(&self, document: DocumentId, kind: Option<&Code>, limit: i64) -> Result<Vec<ReportRow>> {
        let mut tx = self.database.read().await?;
        let project = project_of(&mut tx, document).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT * FROM report WHERE document_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY id DESC LIMIT ?3",
        )
        .bind(document.0)
        .bind(kind.map(Code::as_str))
        .bind(limit)
        .fetch_all(&mut *tx)
        .await?;
        rows.into_iter().map(|row| row.open(&keys.seal)).collect()
    }
}

fn place(id: ReportId) -> Place {
    Place::new("report", "report_sealed", id.0)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    document_id: i64,
    kind: String,
    created_ms: i64,
    report_sealed: Vec<u8>,
}

impl Row {
    fn open(self, key: &crate::seal::Key) -> Result<ReportRow> {
        let id = ReportId(self.id);
        Ok(ReportRow {
            id,
            document: DocumentId(self.document_id),
            kind: Code::try_from(self.kind).map_err(|_| VaultError::damaged(format!("the kind of report {id}")))?,
            created: UnixMillis(self.created_ms),
            bytes: key.open(place(id), &self.report_sealed)?,
        })
    }
}

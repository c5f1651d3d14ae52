//! Jobs: the queue of long work, kept so that no crash forgets it.

use std::fmt;

use sqlx::SqliteConnection;

use crate::act::numbered;
use crate::audit::{self, Event};
use crate::database::{Database, next_id};
use crate::documents::project_of;
use crate::keyring::Keyring;
use crate::seal::Place;
use crate::{Act, Action, Code, DocumentId, JobId, ProjectId, Result, UnixMillis, Vault, VaultError};

/// Work to queue.
pub struct NewJob<'a> {
    /// The document it is about.
    pub document: DocumentId,
    /// What is to be done, such as `coverage`.
    pub kind: Code,
    /// How, as the caller serialises it.
    pub settings: &'a [u8],
}

numbered! {
    /// Where a job stands.
    JobState {
        /// It waits for its turn.
        Queued = 1 "queued",
        /// A process is at it.
        Running = 2 "running",
        /// It ended as it should.
        Done = 3 "done",
        /// It ended otherwise; the row has the error.
        Failed = 4 "failed",
        /// Somebody stopped it.
        Cancelled = 5 "cancelled",
    }
}

/// A job, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its id.
    pub id: JobId,
    /// The document it is about.
    pub document: DocumentId,
    /// The project of that document.
    pub project: ProjectId,
    /// What is to be done.
    pub kind: Code,
    /// Where it stands.
    pub state: JobState,
    /// The stage it has reached, once it has told.
    pub stage: Option<Code>,
    /// Steps done of `total`.
    pub done: u32,
    /// Steps in all, as far as known; 0 before that.
    pub total: u32,
    /// How it is to be done, as the caller serialised that.
    pub settings: Vec<u8>,
    /// Why it failed, in the caller's words.
    pub error: Option<String>,
    /// When it was queued.
    pub created: UnixMillis,
    /// When it last moved.
    pub updated: UnixMillis,
}

impl fmt::Debug for JobRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobRow")
            .field("id", &self.id)
            .field("document", &self.document)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .field("stage", &self.stage)
            .field("done", &self.done)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

impl Vault {
    /// Queues work behind all that is queued already.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if the document is not there.
    pub async fn queue_job(&self, new: &NewJob<'_>, act: &Act) -> Result<JobId> {
        let mut tx = self.database.write().await?;
        let project = project_of(&mut tx, new.document).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        let id = JobId(next_id(&mut tx, "job").await?);
        sqlx::query(
            "INSERT INTO job (id, document_id, kind, state, settings_sealed, created_ms, updated_ms) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.0)
        .bind(new.document.0)
        .bind(new.kind.as_str())
        .bind(JobState::Queued.number())
        .bind(keys.seal.seal(settings_place(id), new.settings))
        .bind(act.at.0)
        .bind(act.at.0)
        .execute(&mut *tx)
        .await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::QueueJob).in_project(project).on(id.0)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Takes the job that has waited longest and marks it running. None if none waits.
    ///
    /// # Errors
    /// [`VaultError::Damaged`].
    pub async fn take_job(&self, at: UnixMillis) -> Result<Option<JobRow>> {
        let mut tx = self.database.write().await?;
        let next: Option<i64> = sqlx::query_scalar("SELECT min(id) FROM job WHERE state = ?")
            .bind(JobState::Queued.number())
            .fetch_one(&mut *tx)
            .await?;
        let Some(id) = next.map(JobId) else { return Ok(None) };
        move_job(&mut tx, id, &[JobState::Queued], JobState::Running, at).await?;
        let job = fetch(&mut tx, &self.keyring, id).await?;
        tx.commit().await?;
        Ok(Some(job))
    }

    /// Takes this job, if it still waits, and marks it running, whoever waits before it.
    ///
    /// # Errors
    /// [`VaultError::NotFound`]; [`VaultError::JobState`] if it does not wait.
    pub async fn take_this_job(&self, id: JobId, at: UnixMillis) -> Result<JobRow> {
        let mut tx = self.database.write().await?;
        move_job(&mut tx, id, &[JobState::Queued], JobState::Running, at).await?;
        let job = fetch(&mut tx, &self.keyring, id).await?;
        tx.commit().await?;
        Ok(job)
    }

    /// Notes how far a running job has come. Not audited.
    ///
    /// # Errors
    /// [`VaultError::NotFound`]; [`VaultError::JobState`] if it does not run, as when it was
    /// cancelled meanwhile.
    pub async fn note_progress(&self, id: JobId, stage: &Code, done: u32, total: u32, at: UnixMillis) -> Result<()> {
        let mut tx = self.database.write().await?;
        move_job(&mut tx, id, &[JobState::Running], JobState::Running, at).await?;
        sqlx::query("UPDATE job SET stage = ?, done = ?, total = ? WHERE id = ?")
            .bind(stage.as_str())
            .bind(done)
            .bind(total)
            .bind(id.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Ends a running job well. [`Vault::keep_report`] does so together with keeping its report.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::JobState`].
    pub async fn finish_job(&self, id: JobId, act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        finish(&mut tx, &self.keyring, id, act).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a queued or running job badly, for a reason that the row keeps.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::JobState`].
    pub async fn fail_job(&self, id: JobId, error: &str, act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        move_job(&mut tx, id, &[JobState::Queued, JobState::Running], JobState::Failed, act.at).await?;
        let project = project_of_job(&mut tx, id).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        sqlx::query("UPDATE job SET error_sealed = ? WHERE id = ?")
            .bind(keys.seal.seal(error_place(id), error.as_bytes()))
            .bind(id.0)
            .execute(&mut *tx)
            .await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::FailJob).in_project(project).on(id.0)).await?;
        Ok(tx.commit().await?)
    }

    /// Stops a queued or running job.
    ///
    /// # Errors
    /// [`VaultError::NotFound`]; [`VaultError::JobState`] if it has ended.
    pub async fn cancel_job(&self, id: JobId, act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        move_job(&mut tx, id, &[JobState::Queued, JobState::Running], JobState::Cancelled, act.at).await?;
        let project = project_of_job(&mut tx, id).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::CancelJob).in_project(project).on(id.0)).await?;
        Ok(tx.commit().await?)
    }

    /// Queues a failed or cancelled job again, in its old place; its stored answers are not asked
    /// for again.
    ///
    /// # Errors
    /// [`VaultError::NotFound`]; [`VaultError::JobState`] if it waits, runs or is done.
    pub async fn resume_job(&self, id: JobId, act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        move_job(&mut tx, id, &[JobState::Failed, JobState::Cancelled], JobState::Queued, act.at).await?;
        sqlx::query("UPDATE job SET error_sealed = NULL WHERE id = ?").bind(id.0).execute(&mut *tx).await?;
        let project = project_of_job(&mut tx, id).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::ResumeJob).in_project(project).on(id.0)).await?;
        Ok(tx.commit().await?)
    }

    /// One job.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::Damaged`].
    pub async fn job(&self, id: JobId) -> Result<JobRow> {
        fetch(&mut *self.database.read().await?, &self.keyring, id).await
    }

    /// All jobs, or those on one document, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Damaged`].
    pub async fn jobs(&self, document: Option<DocumentId>) -> Result<Vec<JobRow>> {
        let mut tx = self.database.read().await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT job.*, document.project_id FROM job JOIN document ON document.id = job.document_id \
             WHERE ?1 IS NULL OR job.document_id = ?1 ORDER BY job.id",
        )
        .bind(document.map(|d| d.0))
        .fetch_all(&mut *tx)
        .await?;
        let mut jobs = Vec::with_capacity(rows.len());
        for row in rows {
            jobs.push(row.open(&mut tx, &self.keyring).await?);
        }
        Ok(jobs)
    }
}

/// Ends a running job well within the caller's transaction.
pub(crate) async fn finish(conn: &mut SqliteConnection, keyring: &Keyring, id: JobId, act: &Act) -> Result<()> {
    move_job(conn, id, &[JobState::Running], JobState::Done, act.at).await?;
    let project = project_of_job(conn, id).await?;
    audit::append(conn, keyring, act, Event::of(Action::FinishJob).in_project(project).on(id.0)).await
}

/// Queues again what a dead process left running. Only for the process that has just taken the
/// library's lock: nobody else can be running anything.
pub(crate) async fn requeue_orphans(database: &Database) -> Result<Vec<JobId>> {
    let mut tx = database.write().await?;
    let mut ids: Vec<i64> = sqlx::query_scalar("UPDATE job SET state = ? WHERE state = ? RETURNING id")
        .bind(JobState::Queued.number())
        .bind(JobState::Running.number())
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    ids.sort_unstable();
    Ok(ids.into_iter().map(JobId).collect())
}

/// The only way a job changes state.
async fn move_job(
    conn: &mut SqliteConnection,
    id: JobId,
    from: &[JobState],
    to: JobState,
    at: UnixMillis,
) -> Result<()> {
    let state: Option<i64> =
        sqlx::query_scalar("SELECT state FROM job WHERE id = ?").bind(id.0).fetch_optional(&mut *conn).await?;
    let state = opened_state(id, state.ok_or(not_found(id))?)?;
    if !from.contains(&state) {
        return Err(VaultError::JobState { id: id.0, state: state.as_str() });
    }
    sqlx::query("UPDATE job SET state = ?, updated_ms = ? WHERE id = ?")
        .bind(to.number())
        .bind(at.0)
        .bind(id.0)
        .execute(conn)
        .await?;
    Ok(())
}

async fn project_of_job(conn: &mut SqliteConnection, id: JobId) -> Result<ProjectId> {
    let document: Option<i64> =
        sqlx::query_scalar("SELECT document_id FROM job WHERE id = ?").bind(id.0).fetch_optional(&mut *conn).await?;
    project_of(conn, DocumentId(document.ok_or(not_found(id))?)).await
}

async fn fetch(conn: &mut SqliteConnection, keyring: &Keyring, id: JobId) -> Result<JobRow> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT job.*, document.project_id FROM job JOIN document ON document.id = job.document_id WHERE job.id = ?",
    )
    .bind(id.0)
    .fetch_optional(&mut *conn)
    .await?;
    row.ok_or(not_found(id))?.open(conn, keyring).await
}

fn not_found(id: JobId) -> VaultError {
    VaultError::NotFound { what: "job", id: id.0 }
}

fn opened_state(id: JobId, number: i64) -> Result<JobState> {
    JobState::from_number(number).ok_or_else(|| VaultError::damaged(format!("the state of job {id}")))
}

fn settings_place(id: JobId) -> Place {
    Place::new("job", "settings_sealed", id.0)
}

fn error_place(id: JobId) -> Place {
    Place::new("job", "error_sealed", id.0)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    document_id: i64,
    project_id: i64,
    kind: String,
    state: i64,
    stage: Option<String>,
    done: u32,
    total: u32,
    settings_sealed: Vec<u8>,
    error_sealed: Option<Vec<u8>>,
    created_ms: i64,
    updated_ms: i64,
}

impl Row {
    async fn open(self, conn: &mut SqliteConnection, keyring: &Keyring) -> Result<JobRow> {
        let id = JobId(self.id);
        let project = ProjectId(self.project_id);
        let keys = keyring.project(conn, project).await?;
        let code =
            |word: String| Code::try_from(word).map_err(|_| VaultError::damaged(format!("the kind of job {id}")));
        let error = self.error_sealed.map(|sealed| keys.seal.open_text(error_place(id), &sealed));
        Ok(JobRow {
            id,
            document: DocumentId(self.document_id),
            project,
            kind: code(self.kind)?,
            state: opened_state(id, self.state)?,
            stage: self.stage.map(code).transpose()?,
            done: self.done,
            total: self.total,
            settings: keys.seal.open(settings_place(id), &self.settings_sealed)?,
            error: error.transpose()?,
            created: UnixMillis(self.created_ms),
            updated: UnixMillis(self.updated_ms),
        })
    }
}

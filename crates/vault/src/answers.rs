//! Answers: what the model said to each group of questions, kept so that nothing is asked twice.

use std::fmt;

use sqlx::SqliteConnection;

use crate::database::next_id;
use crate::documents::project_of;
use crate::keyring::Keys;
use crate::seal::Place;
use crate::{AnswerId, Code, DocumentId, ProjectId, Result, UnixMillis, Vault, VaultError};

/// An answer to keep.
pub struct NewAnswer<'a> {
    /// The hash over questions, versions, prefix, model and settings, as text. Only a keyed hash of
    /// it is stored.
    pub key: &'a str,
    /// The kernel variant that computed it; recorded beside the key, not in it.
    pub kernel: Code,
    /// The answer, as the caller serialises it.
    pub bytes: &'a [u8],
    /// Tokens that were read for it.
    pub tokens_read: u64,
    /// Tokens that were written for it.
    pub tokens_written: u64,
}

/// A stored answer, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Its id.
    pub id: AnswerId,
    /// The kernel variant that computed it.
    pub kernel: Code,
    /// The answer, as the caller serialised it.
    pub bytes: Vec<u8>,
    /// Tokens that were read for it.
    pub tokens_read: u64,
    /// Tokens that were written for it.
    pub tokens_written: u64,
    /// When it was kept.
    pub created: UnixMillis,
}

impl fmt::Debug for AnswerRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerRow").field("id", &self.id).field("kernel", &self.kernel).finish_non_exhaustive()
    }
}

/// Sums over the stored answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerTotals {
    /// How many there are.
    pub answers: u64,
    /// Tokens that were read for them.
    pub tokens_read: u64,
    /// Tokens that were written for them.
    pub tokens_written: u64,
}

impl Vault {
    /// Keeps an answer for a document's project. Where one of the same key is kept already, that
    /// one stands: a report never changes because a group was asked twice.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if the document is not there.
    pub async fn keep_answer(&self, document: DocumentId, new: &NewAnswer<'_>, at: UnixMillis) -> Result<AnswerId> {
        let mut tx = self.database.write().await?;
        let project = project_of(&mut tx, document).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        let hash = key_hash(&keys, new.key);
        let id = match find(&mut tx, project, &hash).await? {
            Some(row) => AnswerId(row.id),
            None => insert(&mut tx, project, &keys, &hash, new, at).await?,
        };
        note_use(&mut tx, id, document).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The stored answer to a key, whichever draft of the project it was asked for. From then on
    /// `document` uses it too, and it stays when the other drafts are deleted.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if the document is not there; [`VaultError::Damaged`].
    pub async fn answer(&self, document: DocumentId, key: &str) -> Result<Option<AnswerRow>> {
        let mut answers = self.answers(document, &[key]).await?;
        Ok(answers.pop().flatten())
    }

    /// As [`Vault::answer`], for many keys at once: one answer or none for each, in their order.
    ///
    /// # Errors
    /// As [`Vault::answer`].
    pub async fn answers(&self, document: DocumentId, keys: &[&str]) -> Result<Vec<Option<AnswerRow>>> {
        let mut tx = self.database.read().await?;
        let project = project_of(&mut tx, document).await?;
        let project_keys = self.keyring.project(&mut tx, project).await?;
        let mut answers = Vec::with_capacity(keys.len());
        let mut new_uses = Vec::new();
        for key in keys {
            let row = find(&mut tx, project, &key_hash(&project_keys, key)).await?;
            if let Some(row) = &row
                && !is_used(&mut tx, row.id, document).await?
            {
                new_uses.push(AnswerId(row.id));
            }
            answers.push(row.map(|row| row.open(&project_keys)).transpose()?);
        }
        drop(tx);
        self.note_uses(&new_uses, document).await?;
        Ok(answers)
    }

    /// Sums over the answers that one document used, or over all.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn answer_totals(&self, document: Option<DocumentId>) -> Result<AnswerTotals> {
        let sums: (i64, i64, i64) = sqlx::query_as(
            "SELECT count(*), coalesce(sum(tokens_read), 0), coalesce(sum(tokens_written), 0) FROM answer \
             WHERE ?1 IS NULL OR id IN (SELECT answer_id FROM answer_use WHERE document_id = ?1)",
        )
        .bind(document.map(|d| d.0))
        .fetch_one(&mut *self.database.reader().await?)
        .await?;
        Ok(AnswerTotals { answers: count(sums.0), tokens_read: count(sums.1), tokens_written: count(sums.2) })
    }

    async fn note_uses(&self, answers: &[AnswerId], document: DocumentId) -> Result<()> {
        if answers.is_empty() {
            return Ok(());
        }
        let mut tx = self.database.write().await?;
        for &answer in answers {
            note_use(&mut tx, answer, document).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// The insert selects, so that an answer or a document deleted meanwhile is no error.
async fn note_use(conn: &mut SqliteConnection, answer: AnswerId, document: DocumentId) -> Result<()> {
    sqlx::query(
        "INSERT OR IGNORE INTO answer_use (answer_id, document_id) \
         SELECT answer.id, document.id FROM answer, document WHERE answer.id = ? AND document.id = ?",
    )
    .bind(answer.0)
    .bind(document.0)
    .execute(conn)
    .await?;
    Ok(())
}

async fn is_used(conn: &mut SqliteConnection, answer: i64, document: DocumentId) -> Result<bool> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM answer_use WHERE answer_id = ? AND document_id = ?)")
        .bind(answer)
        .bind(document.0)
        .fetch_one(conn)
        .await?)
}

async fn insert(
    conn: &mut SqliteConnection,
    project: ProjectId,
    keys: &Keys,
    hash: &[u8; 32],
    new: &NewAnswer<'_>,
    at: UnixMillis,
) -> Result<AnswerId> {
    let id = AnswerId(next_id(conn, "answer").await?);
    sqlx::query(
        "INSERT INTO answer (id, project_id, key_hash, kernel, answer_sealed, tokens_read, tokens_written, \
         created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id.0)
    .bind(project.0)
    .bind(&hash[..])
    .bind(new.kernel.as_str())
    .bind(keys.seal.seal(place(id), new.bytes))
    .bind(i64::try_from(new.tokens_read).unwrap_or(i64::MAX))
    .bind(i64::try_from(new.tokens_written).unwrap_or(i64::MAX))
    .bind(at.0)
    .execute(conn)
    .await?;
    Ok(id)
}

async fn find(conn: &mut SqliteConnection, project: ProjectId, hash: &[u8; 32]) -> Result<Option<Row>> {
    Ok(sqlx::query_as("SELECT * FROM answer WHERE project_id = ? AND key_hash = ?")
        .bind(project.0)
        .bind(&hash[..])
        .fetch_optional(conn)
        .await?)
}

fn key_hash(keys: &Keys, key: &str) -> [u8; 32] {
    keys.hash.hash(&[b"answer", key.as_bytes()])
}

fn place(id: AnswerId) -> Place {
    Place::new("answer", "answer_sealed", id.0)
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kernel: String,
    answer_sealed: Vec<u8>,
    tokens_read: i64,
    tokens_written: i64,
    created_ms: i64,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<AnswerRow> {
        let id = AnswerId(self.id);
        Ok(AnswerRow {
            id,
            kernel: Code::try_from(self.kernel)
                .map_err(|_| VaultError::damaged(format!("the kernel of answer {id}")))?,
            bytes: keys.seal.open(place(id), &self.answer_sealed)?,
            tokens_read: count(self.tokens_read),
            tokens_written: count(self.tokens_written),
            created: UnixMillis(self.created_ms),
        })
    }
}

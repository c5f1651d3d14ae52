//! Documents: the original bytes, what was read from them, and the ledger of their pages.

use std::fmt;

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use crate::audit::{self, Event};
use crate::database::next_id;
use crate::keyring::{Keyring, Keys};
use crate::seal::Place;
use crate::{Act, Action, Code, DocumentId, ProjectId, Result, UnixMillis, Vault, VaultError};

/// A document to import.
pub struct NewDocument<'a> {
    /// The project it joins.
    pub project: ProjectId,
    /// The format it was read as, such as `fountain`.
    pub kind: Code,
    /// Its title as shown in the library.
    pub title: &'a str,
    /// The name of the file it came from, without folders.
    pub file_name: &'a str,
    /// The file, byte for byte.
    pub original: &'a [u8],
    /// What was read from it, as the caller serialises that.
    pub document: &'a [u8],
    /// How many pages were found.
    pub pages: u32,
    /// The pages that could not be read, of 1..=`pages`.
    pub unreadable_pages: &'a [u32],
    /// The document of the same project that this is a later draft of.
    pub draft_of: Option<DocumentId>,
}

/// A document of the library without its content, which [`Vault::original`] and
/// [`Vault::document_bytes`] fetch.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub id: DocumentId,
    /// The project it belongs to.
    pub project: ProjectId,
    /// The format it was read as.
    pub kind: Code,
    /// Its title.
    pub title: String,
    /// The name of the file it came from.
    pub file_name: String,
    /// How many pages were found.
    pub pages: u32,
    /// The pages that could not be read, ascending.
    pub unreadable_pages: Vec<u32>,
    /// The earlier draft, if it is still there.
    pub draft_of: Option<DocumentId>,
    /// When it was imported.
    pub created: UnixMillis,
}

impl fmt::Debug for DocumentRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentRow").field("id", &self.id).field("project", &self.project).finish_non_exhaustive()
    }
}

/// What went with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// Reports on it.
    pub reports: u64,
    /// Jobs on it.
    pub jobs: u64,
    /// Answers that no other document had used.
    pub answers: u64,
}

impl Vault {
    /// Keeps a document: original, reading and audit entry at once or not at all.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if the project or the earlier draft is not there;
    /// [`VaultError::DiskFull`], and then the library is as it was.
    pub async fn import_document(&self, new: &NewDocument<'_>, act: &Act) -> Result<DocumentId> {
        let mut tx = self.database.write().await?;
        let keys = self.keyring.project(&mut tx, new.project).await?;
        if let Some(earlier) = new.draft_of
            && project_of(&mut tx, earlier).await? != new.project
        {
            return Err(not_found(earlier));
        }
        let id = DocumentId(next_id(&mut tx, "document").await?);
        let hash = original_hash(&keys, &Sha256::digest(new.original).into());
        sqlx::query(
            "INSERT INTO document (id, project_id, kind, title_sealed, file_name_sealed, original_hash, \
             pages, draft_of, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id.0)
        .bind(new.project.0)
        .bind(new.kind.as_str())
        .bind(keys.seal.seal(place("title_sealed", id), new.title.as_bytes()))
        .bind(keys.seal.seal(place("file_name_sealed", id), new.file_name.as_bytes()))
        .bind(&hash[..])
        .bind(new.pages)
        .bind(new.draft_of.map(|d| d.0))
        .bind(act.at.0)
        .execute(&mut *tx)
        .await?;
        sqlx::query("INSERT INTO content (document_id, original_sealed, reading_sealed) VALUES (?, ?, ?)")
            .bind(id.0)
            .bind(keys.seal.seal(original_place(id), new.original))
            .bind(keys.seal.seal(reading_place(id), new.document))
            .execute(&mut *tx)
            .await?;
        write_ledger(&mut tx, id, new.unreadable_pages).await?;
        let event = Event::of(Action::ImportDocument).in_project(new.project).on(id.0).hashed(hash);
        audit::append(&mut tx, &self.keyring, act, event).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Replaces what was read from a document, for a reader that has got better.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub async fn reread_document(
        &self,
        id: DocumentId,
        document: &[u8],
        pages: u32,
        unreadable_pages: &[u32],
        act: &Act,
    ) -> Result<()> {
        let mut tx = self.database.write().await?;
        let project = project_of(&mut tx, id).await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        sqlx::query("UPDATE content SET reading_sealed = ? WHERE document_id = ?")
            .bind(keys.seal.seal(reading_place(id), document))
            .bind(id.0)
            .execute(&mut *tx)
            .await?;
        sqlx::query("UPDATE document SET pages = ? WHERE id = ?").bind(pages).bind(id.0).execute(&mut *tx).await?;
        sqlx::query("DELETE FROM unreadable_page WHERE document_id = ?").bind(id.0).execute(&mut *tx).await?;
        write_ledger(&mut tx, id, unreadable_pages).await?;
        let event = Event::of(Action::RereadDocument).in_project(project).on(id.0);
        audit::append(&mut tx, &self.keyring, act, event).await?;
        Ok(tx.commit().await?)
    }

    /// One document.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::Damaged`].
    pub async fn document(&self, id: DocumentId) -> Result<DocumentRow> {
        let mut tx = self.database.read().await?;
        let row: Option<Row> =
            sqlx::query_as("SELECT * FROM document WHERE id = ?").bind(id.0).fetch_optional(&mut *tx).await?;
        row.ok_or(not_found(id))?.open(&mut tx, &self.keyring).await
    }

    /// All documents, or those of one project, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if one of them cannot be opened.
    pub async fn documents(&self, project: Option<ProjectId>) -> Result<Vec<DocumentRow>> {
        let mut tx = self.database.read().await?;
        let rows: Vec<Row> = sqlx::query_as("SELECT * FROM document WHERE ?1 IS NULL OR project_id = ?1 ORDER BY id")
            .bind(project.map(|p| p.0))
            .fetch_all(&mut *tx)
            .await?;
        let mut documents = Vec::with_capacity(rows.len());
        for row in rows {
            documents.push(row.open(&mut tx, &self.keyring).await?);
        }
        Ok(documents)
    }

    /// The document whose original has this SHA-256, the oldest if there are several.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if there is no such project.
    pub async fn document_with_original(&self, project: ProjectId, sha256: &[u8; 32]) -> Result<Option<DocumentId>> {
        let mut tx = self.database.read().await?;
        let keys = self.keyring.project(&mut tx, project).await?;
        let id: Option<i64> =
            sqlx::query_scalar("SELECT min(id) FROM document WHERE project_id = ? AND original_hash = ?")
                .bind(project.0)
                .bind(&original_hash(&keys, sha256)[..])
                .fetch_one(&mut *tx)
                .await?;
        Ok(id.map(DocumentId))
    }

    /// The file as it was imported, byte for byte.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::Damaged`].
    pub async fn original(&self, id: DocumentId) -> Result<Vec<u8>> {
        let mut tx = self.database.read().await?;
        let sealed = sqlx::query_scalar("SELECT original_sealed FROM content WHERE document_id = ?")
            .bind(id.0)
            .fetch_optional(&mut *tx)
            .await?;
        self.open_content(&mut tx, id, original_place(id), sealed).await
    }

    /// What was read from the file, as the caller serialised it.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::Damaged`].
    pub async fn document_bytes(&self, id: DocumentId) -> Result<Vec<u8>> {
        let mut tx = self.database.read().await?;
        let sealed = sqlx::query_scalar("SELECT reading_sealed FROM content WHERE document_id = ?")
            .bind(id.0)
            .fetch_optional(&mut *tx)
            .await?;
        self.open_content(&mut tx, id, reading_place(id), sealed).await
    }

    /// Deletes a document with its reports, its jobs, and the answers that no other document used,
    /// and overwrites them on the disk. The caller removes it from the index.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub async fn delete_document(&self, id: DocumentId, act: &Act) -> Result<Deleted> {
        let mut tx = self.database.write().await?;
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as("SELECT project_id, original_hash FROM document WHERE id = ?")
            .bind(id.0)
            .fetch_optional(&mut *tx)
            .await?;
        let (project, hash) = row.ok_or(not_found(id))?;
        let hash = hash.try_into().map_err(|_| VaultError::damaged(format!("the hash of document {id}")))?;
        let deleted = delete_rows(&mut tx, id).await?;
        let event = Event::of(Action::DeleteDocument).in_project(ProjectId(project)).on(id.0).hashed(hash);
        audit::append(&mut tx, &self.keyring, act, event).await?;
        tx.commit().await?;
        self.database.empty_log().await?;
        Ok(deleted)
    }

    async fn open_content(
        &self,
        conn: &mut SqliteConnection,
        id: DocumentId,
        place: Place,
        sealed: Option<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let sealed = sealed.ok_or(not_found(id))?;
        let project = project_of(conn, id).await?;
        self.keyring.project(conn, project).await?.seal.open(place, &sealed)
    }
}

/// The project of a document.
pub(crate) async fn project_of(conn: &mut SqliteConnection, id: DocumentId) -> Result<ProjectId> {
    let project: Option<i64> =
        sqlx::query_scalar("SELECT project_id FROM document WHERE id = ?").bind(id.0).fetch_optional(conn).await?;
    project.map(ProjectId).ok_or(not_found(id))
}

fn not_found(id: DocumentId) -> VaultError {
    VaultError::NotFound { what: "document", id: id.0 }
}

fn place(column: &'static str, id: DocumentId) -> Place {
    Place::new("document", column, id.0)
}

fn original_place(id: DocumentId) -> Place {
    Place::new("content", "original_sealed", id.0)
}

fn reading_place(id: DocumentId) -> Place {
    Place::new("content", "reading_sealed", id.0)
}

/// Keyed twice over: nobody without the project's key can tell whether a known file is in here.
fn original_hash(keys: &Keys, sha256: &[u8; 32]) -> [u8; 32] {
    keys.hash.hash(&[b"original", sha256])
}

async fn write_ledger(conn: &mut SqliteConnection, id: DocumentId, unreadable: &[u32]) -> Result<()> {
    for page in unreadable {
        sqlx::query("INSERT OR IGNORE INTO unreadable_page (document_id, page) VALUES (?, ?)")
            .bind(id.0)
            .bind(page)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// The foreign keys would take reports and jobs along; deleting them by name counts them.
async fn delete_rows(conn: &mut SqliteConnection, id: DocumentId) -> Result<Deleted> {
    let mut count = Vec::with_capacity(3);
    for statement in [
        "DELETE FROM report WHERE document_id = ?",
        "DELETE FROM job WHERE document_id = ?",
        "DELETE FROM answer WHERE id IN (SELECT answer_id FROM answer_use WHERE document_id = ?1) \
         AND id NOT IN (SELECT answer_id FROM answer_use WHERE document_id <> ?1)",
        "DELETE FROM document WHERE id = ?",
    ] {
        count.push(sqlx::query(statement).bind(id.0).execute(&mut *conn).await?.rows_affected());
    }
    Ok(Deleted { reports: count[0], jobs: count[1], answers: count[2] })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    project_id: i64,
    kind: String,
    title_sealed: Vec<u8>,
    file_name_sealed: Vec<u8>,
    pages: u32,
    draft_of: Option<i64>,
    created_ms: i64,
}

impl Row {
    async fn open(self, conn: &mut SqliteConnection, keyring: &Keyring) -> Result<DocumentRow> {
        let id = DocumentId(self.id);
        let project = ProjectId(self.project_id);
        let keys = keyring.project(conn, project).await?;
        let unreadable_pages =
            sqlx::query_scalar("SELECT page FROM unreadable_page WHERE document_id = ? ORDER BY page")
                .bind(self.id)
                .fetch_all(conn)
                .await?;
        Ok(DocumentRow {
            id,
            project,
            kind: Code::try_from(self.kind).map_err(|_| VaultError::damaged(format!("the kind of document {id}")))?,
            title: keys.seal.open_text(place("title_sealed", id), &self.title_sealed)?,
            file_name: keys.seal.open_text(place("file_name_sealed", id), &self.file_name_sealed)?,
            pages: self.pages,
            unreadable_pages,
            draft_of: self.draft_of.map(DocumentId),
            created: UnixMillis(self.created_ms),
        })
    }
}

//! Projects: each under a data key of its own, so that destroying the key destroys the project.

use std::fmt;

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

use crate::audit::{self, Event};
use crate::database::next_id;
use crate::keyring::{Keyring, Keys};
use crate::seal::{Key, Place};
use crate::{Act, Action, ProjectId, Result, UnixMillis, Vault, VaultError};

/// A project, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its id.
    pub id: ProjectId,
    /// Its name as it was given, without blanks at either end.
    pub name: String,
    /// How many documents it holds.
    pub documents: u32,
    /// When it was begun.
    pub created: UnixMillis,
}

impl fmt::Debug for ProjectRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProjectRow").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What went with a project, and how that was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shredded {
    /// Documents.
    pub documents: u64,
    /// Entry of the audit chain that says so.
    pub entry: u64,
    /// SHA-256 of the box in which the project's key lay; the entry names it too.
    pub key_box: [u8; 32],
    /// That box was looked for in every byte of the library's files afterwards, and not found.
    pub proved: bool,
}

impl Vault {
    /// Begins a project under a fresh data key.
    ///
    /// # Errors
    /// [`VaultError::ProjectExists`] if one of that name is there.
    pub async fn create_project(&self, name: &str, act: &Act) -> Result<ProjectId> {
        let name = name.trim();
        let mut tx = self.database.write().await?;
        self.refuse_taken_name(&mut tx, name).await?;
        let id = ProjectId(next_id(&mut tx, "project").await?);
        let keys = Keys::new(Key::random());
        sqlx::query("INSERT INTO project (id, key_sealed, name_hash, name_sealed, created_ms) VALUES (?, ?, ?, ?, ?)")
            .bind(id.0)
            .bind(keys.wrapped(&self.keyring.library.seal, Keyring::place_of(id)))
            .bind(self.name_hash(name))
            .bind(keys.seal.seal(name_place(id), name.as_bytes()))
            .bind(act.at.0)
            .execute(&mut *tx)
            .await?;
        let event = Event::of(Action::CreateProject).in_project(id).on(id.0);
        audit::append(&mut tx, &self.keyring, act, event).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// All projects, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if a name or a key cannot be opened.
    pub async fn projects(&self) -> Result<Vec<ProjectRow>> {
        let mut tx = self.database.read().await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT p.id, p.name_sealed, p.created_ms, \
             (SELECT count(*) FROM document d WHERE d.project_id = p.id) AS documents FROM project p ORDER BY p.id",
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut projects = Vec::with_capacity(rows.len());
        for row in rows {
            projects.push(row.open(&mut tx, &self.keyring).await?);
        }
        Ok(projects)
    }

    /// One project.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub async fn project(&self, id: ProjectId) -> Result<ProjectRow> {
        let mut tx = self.database.read().await?;
        let row: Option<Row> = sqlx::query_as(
            "SELECT p.id, p.name_sealed, p.created_ms, \
             (SELECT count(*) FROM document d WHERE d.project_id = p.id) AS documents FROM project p WHERE p.id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        row.ok_or(not_found(id))?.open(&mut tx, &self.keyring).await
    }

    /// The project of exactly this name, blanks at either end aside.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn project_named(&self, name: &str) -> Result<Option<ProjectId>> {
        let mut conn = self.database.reader().await?;
        self.id_of_name(&mut conn, name.trim()).await
    }

    /// Gives a project another name.
    ///
    /// # Errors
    /// [`VaultError::NotFound`], [`VaultError::ProjectExists`].
    pub async fn rename_project(&self, id: ProjectId, name: &str, act: &Act) -> Result<()> {
        let name = name.trim();
        let mut tx = self.database.write().await?;
        let keys = self.keyring.project(&mut tx, id).await?;
        self.refuse_taken_name(&mut tx, name).await?;
        sqlx::query("UPDATE project SET name_hash = ?, name_sealed = ? WHERE id = ?")
            .bind(self.name_hash(name))
            .bind(keys.seal.seal(name_place(id), name.as_bytes()))
            .bind(id.0)
            .execute(&mut *tx)
            .await?;
        let event = Event::of(Action::RenameProject).in_project(id).on(id.0);
        audit::append(&mut tx, &self.keyring, act, event).await?;
        Ok(tx.commit().await?)
    }

    /// Destroys a project: its data key, its documents and all that was made of them. Its entries
    /// in the audit chain stay, with details that nobody can open any more. Its index, which is
    /// not kept here, becomes unreadable too.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub async fn shred_project(&self, id: ProjectId, act: &Act) -> Result<Shredded> {
        let mut tx = self.database.write().await?;
        let doomed: Option<(Vec<u8>, i64)> = sqlx::query_as(
            "SELECT key_sealed, (SELECT count(*) FROM document d WHERE d.project_id = p.id) FROM project p WHERE id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        let (key_sealed, documents) = doomed.ok_or(not_found(id))?;
        let key_box: [u8; 32] = Sha256::digest(&key_sealed).into();
        sqlx::query("DELETE FROM project WHERE id = ?").bind(id.0).execute(&mut *tx).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::ShredProject).on(id.0).hashed(key_box)).await?;
        let (entry, _) = audit::end(&mut tx, &self.keyring).await?;
        tx.commit().await?;
        self.keyring.forget(id);
        self.database.empty_log().await?;
        let proved = !self.home.holds(key_sealed).await?;
        Ok(Shredded { documents: documents.unsigned_abs(), entry: entry.unsigned_abs(), key_box, proved })
    }

    /// The key that seals the project's index, derived from its data key.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub async fn index_key(&self, id: ProjectId) -> Result<Zeroizing<[u8; 32]>> {
        let mut conn = self.database.reader().await?;
        Ok(self.keyring.project(&mut conn, id).await?.lend("index"))
    }

    async fn refuse_taken_name(&self, conn: &mut SqliteConnection, name: &str) -> Result<()> {
        match self.id_of_name(conn, name).await? {
            Some(_) => Err(VaultError::ProjectExists),
            None => Ok(()),
        }
    }

    async fn id_of_name(&self, conn: &mut SqliteConnection, name: &str) -> Result<Option<ProjectId>> {
        let id: Option<i64> = sqlx::query_scalar("SELECT id FROM project WHERE name_hash = ?")
            .bind(self.name_hash(name))
            .fetch_optional(conn)
            .await?;
        Ok(id.map(ProjectId))
    }

    fn name_hash(&self, name: &str) -> Vec<u8> {
        self.keyring.library.hash.hash(&[b"project name", name.as_bytes()]).to_vec()
    }
}

fn not_found(id: ProjectId) -> VaultError {
    VaultError::NotFound { what: "project", id: id.0 }
}

fn name_place(id: ProjectId) -> Place {
    Place::new("project", "name_sealed", id.0)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name_sealed: Vec<u8>,
    created_ms: i64,
    documents: u32,
}

impl Row {
    async fn open(self, conn: &mut SqliteConnection, keyring: &Keyring) -> Result<ProjectRow> {
        let id = ProjectId(self.id);
        let keys = keyring.project(conn, id).await?;
        Ok(ProjectRow {
            id,
            name: keys.seal.open_text(name_place(id), &self.name_sealed)?,
            documents: self.documents,
            created: UnixMillis(self.created_ms),
        })
    }
}

//! The audit chain: who did what when, kept so that an edit or a cut cannot go unseen.
//!
//! The hash of an entry is keyed and covers the hash before it. It is taken over the sealed detail,
//! so the chain can still be verified when a project, and with it the key of its details, is gone.

use std::fmt;

use sqlx::SqliteConnection;

use crate::database::Database;
use crate::keyring::Keyring;
use crate::seal::Place;
use crate::{Act, Action, Actor, DocumentId, ProjectId, Result, UnixMillis, Vault, VaultError, checkpoint};

/// One entry, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number, counted from 1 without gaps.
    pub seq: u64,
    /// When it was done.
    pub at: UnixMillis,
    /// Where it came from.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// The project concerned.
    pub project: Option<ProjectId>,
    /// The id of what it was done to: a document, job, report or project, as `action` says.
    pub object: Option<i64>,
    /// A keyed hash of the original that was imported or deleted: equal for equal files.
    pub object_hash: Option<[u8; 32]>,
    /// The caller's words. None once the project they belong to is shredded.
    pub detail: Option<String>,
    /// The hash of the entry before; zeros for the first.
    pub prev_hash: [u8; 32],
    /// The keyed hash of this entry.
    pub hash: [u8; 32],
}

impl fmt::Debug for AuditEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEntry")
            .field("seq", &self.seq)
            .field("at", &self.at)
            .field("actor", &self.actor)
            .field("action", &self.action)
            .field("object", &self.object)
            .finish_non_exhaustive()
    }
}

/// What a verification found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditCheck {
    /// How many entries there are.
    pub entries: u64,
    /// Whether every one of them is as it was written, and none is missing.
    pub ok: bool,
    /// The number of the first entry that was changed or is missing.
    pub first_bad: Option<u64>,
    /// How many signed checkpoints agree with it.
    pub checkpoints: u64,
}

impl Vault {
    /// Appends an entry for something that is done outside the vault, such as an export.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if `document` is given and not there.
    pub async fn record(&self, action: Action, document: Option<DocumentId>, act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        let event = match document {
            None => Event::of(action),
            Some(id) => Event::of(action).in_project(crate::documents::project_of(&mut tx, id).await?).on(id.0),
        };
        append(&mut tx, &self.keyring, act, event).await?;
        Ok(tx.commit().await?)
    }

    /// Recomputes the whole chain.
    ///
    /// # Errors
    /// Only if the file cannot be read at all; a broken chain is a result.
    pub async fn audit_verify(&self) -> Result<AuditCheck> {
        verify(&self.database, &self.keyring).await
    }

    /// All entries in order, opened for an export.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if an entry cannot be opened; [`Vault::audit_verify`] says which.
    pub async fn audit_export(&self) -> Result<Vec<AuditEntry>> {
        let rows = load(&self.database).await?;
        let mut conn = self.database.reader().await?;
        let mut entries = Vec::with_capacity(rows.entries.len());
        for row in rows.entries {
            entries.push(row.open(&mut conn, &self.keyring).await?);
        }
        Ok(entries)
    }
}

/// The chain, its head and its signed checkpoints agree with each other.
pub(crate) async fn verify(database: &Database, keyring: &Keyring) -> Result<AuditCheck> {
    let rows = load(database).await?;
    let mut first_bad = first_bad(&rows.entries, rows.head.as_deref(), keyring);
    let mut checkpoints = 0;
    for (seq, hash, signed) in checkpoint::kept(database, keyring).await? {
        let entry = seq.checked_sub(1).and_then(|i| rows.entries.get(usize::try_from(i).ok()?));
        if signed && (seq == 0 || entry.is_some_and(|entry| entry.hash == hash)) {
            checkpoints += 1;
        } else {
            let bad = if entry.is_some() { seq } else { rows.entries.len() as u64 + 1 };
            first_bad = Some(first_bad.map_or(bad, |first| first.min(bad)));
        }
    }
    Ok(AuditCheck { entries: rows.entries.len() as u64, ok: first_bad.is_none(), first_bad, checkpoints })
}

/// Number and hash of the last entry.
pub(crate) async fn end(conn: &mut SqliteConnection, keyring: &Keyring) -> Result<(i64, [u8; 32])> {
    let (sealed,): (Vec<u8>,) =
        sqlx::query_as("SELECT head_sealed FROM audit_head WHERE id = 1").fetch_one(&mut *conn).await?;
    let head = Head::open(&sealed, keyring).ok_or_else(|| VaultError::damaged("the head of the audit chain"))?;
    Ok((head.seq, head.hash))
}

/// What [`append`] records beside the caller's act.
#[derive(Clone, Copy)]
pub(crate) struct Event {
    action: Action,
    project: Option<ProjectId>,
    object: Option<i64>,
    object_hash: Option<[u8; 32]>,
}

impl Event {
    pub(crate) fn of(action: Action) -> Self {
        Self { action, project: None, object: None, object_hash: None }
    }

    /// Seals the detail under this project's key.
    pub(crate) fn in_project(self, project: ProjectId) -> Self {
        Self { project: Some(project), ..self }
    }

    pub(crate) fn on(self, object: i64) -> Self {
        Self { object: Some(object), ..self }
    }

    pub(crate) fn hashed(self, hash: [u8; 32]) -> Self {
        Self { object_hash: Some(hash), ..self }
    }
}

/// Writes the head of an empty chain, once, when the library is created.
pub(crate) async fn begin(conn: &mut SqliteConnection, keyring: &Keyring) -> Result<()> {
    let head = Head { seq: 0, hash: [0; 32] };
    sqlx::query("INSERT INTO audit_head (id, head_sealed) VALUES (1, ?)")
        .bind(head.seal(keyring))
        .execute(conn)
        .await?;
    Ok(())
}

/// Appends an entry within the transaction of the write it records.
pub(crate) async fn append(conn: &mut SqliteConnection, keyring: &Keyring, act: &Act, event: Event) -> Result<()> {
    let (last, prev_hash) = end(conn, keyring).await?;
    let seq = last + 1;

    let place = detail_place(seq);
    let detail_sealed = match event.project {
        Some(project) => keyring.project(conn, project).await?.seal.seal(place, act.detail.as_bytes()),
        None => keyring.library.seal.seal(place, act.detail.as_bytes()),
    };
    let mut row = Row {
        seq,
        at_ms: act.at.0,
        actor: act.actor.number(),
        action: event.action.number(),
        project_id: event.project.map(|p| p.0),
        object_id: event.object,
        object_hash: event.object_hash.map(|h| h.to_vec()),
        detail_sealed,
        prev_hash: prev_hash.to_vec(),
        hash: Vec::new(),
    };
    let hash = row.computed_hash(keyring);
    row.hash = hash.to_vec();
    row.insert(conn).await?;
    sqlx::query("UPDATE audit_head SET head_sealed = ? WHERE id = 1")
        .bind(Head { seq, hash }.seal(keyring))
        .execute(conn)
        .await?;
    Ok(())
}

fn first_bad(rows: &[Row], head: Option<&[u8]>, keyring: &Keyring) -> Option<u64> {
    let mut last = Head { seq: 0, hash: [0; 32] };
    for row in rows {
        let seq = last.seq + 1;
        let hash = row.computed_hash(keyring);
        if row.seq != seq || row.prev_hash != last.hash || row.hash != hash {
            return u64::try_from(seq).ok();
        }
        last = Head { seq, hash };
    }
    let head = head.and_then(|sealed| Head::open(sealed, keyring));
    let reaches_head = head.is_some_and(|head| head.seq == last.seq && head.hash == last.hash);
    if reaches_head { None } else { u64::try_from(last.seq + 1).ok() }
}

fn detail_place(seq: i64) -> Place {
    Place::new("audit", "detail_sealed", seq)
}

struct Loaded {
    entries: Vec<Row>,
    head: Option<Vec<u8>>,
}

async fn load(database: &Database) -> Result<Loaded> {
    let mut tx = database.read().await?;
    let entries = sqlx::query_as("SELECT * FROM audit ORDER BY seq").fetch_all(&mut *tx).await?;
    let head = sqlx::query_scalar("SELECT head_sealed FROM audit_head WHERE id = 1").fetch_optional(&mut *tx).await?;
    Ok(Loaded { entries, head })
}

/// The last entry's number and hash, sealed: what a cut chain does not reach.
struct Head {
    seq: i64,
    hash: [u8; 32],
}

impl Head {
    const PLACE: Place = Place::new("audit_head", "head_sealed", 1);

    fn seal(&self, keyring: &Keyring) -> Vec<u8> {
        let plain = [&self.seq.to_le_bytes()[..], &self.hash].concat();
        keyring.library.seal.seal(Self::PLACE, &plain)
    }

    fn open(sealed: &[u8], keyring: &Keyring) -> Option<Self> {
        let plain = keyring.library.seal.open(Self::PLACE, sealed).ok()?;
        let (seq, hash) = plain.split_first_chunk::<8>()?;
        Some(Self { seq: i64::from_le_bytes(*seq), hash: hash.try_into().ok()? })
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at_ms: i64,
    actor: i64,
    action: i64,
    project_id: Option<i64>,
    object_id: Option<i64>,
    object_hash: Option<Vec<u8>>,
    detail_sealed: Vec<u8>,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl Row {
    /// Over every column but the hash itself; an absent value is told from a zero by its length.
    fn computed_hash(&self, keyring: &Keyring) -> [u8; 32] {
        let number = |n: i64| n.to_le_bytes();
        let optional = |n: Option<i64>| n.map(|n| n.to_le_bytes().to_vec()).unwrap_or_default();
        keyring.audit.hash(&[
            &number(self.seq),
            &number(self.at_ms),
            &number(self.actor),
            &number(self.action),
            &optional(self.project_id),
            &optional(self.object_id),
            self.object_hash.as_deref().unwrap_or_default(),
            &self.detail_sealed,
            &self.prev_hash,
        ])
    }

    async fn insert(&self, conn: &mut SqliteConnection) -> Result<()> {
        sqlx::query(
            "INSERT INTO audit (seq, at_ms, actor, action, project_id, object_id, object_hash, \
             detail_sealed, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(self.seq)
        .bind(self.at_ms)
        .bind(self.actor)
        .bind(self.action)
        .bind(self.project_id)
        .bind(self.object_id)
        .bind(self.object_hash.as_deref())
        .bind(&self.detail_sealed)
        .bind(&self.prev_hash)
        .bind(&self.hash)
        .execute(conn)
        .await?;
        Ok(())
    }

    async fn open(self, conn: &mut SqliteConnection, keyring: &Keyring) -> Result<AuditEntry> {
        let damaged = || VaultError::damaged(format!("audit entry {}", self.seq));
        let place = detail_place(self.seq);
        let detail = match self.project_id {
            None => Some(keyring.library.seal.open_text(place, &self.detail_sealed)?),
            Some(project) => match keyring.project(conn, ProjectId(project)).await {
                Ok(keys) => Some(keys.seal.open_text(place, &self.detail_sealed)?),
                Err(VaultError::NotFound { .. }) => None,
                Err(error) => return Err(error),
            },
        };
        let hash = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).map_err(|_| damaged());
        Ok(AuditEntry {
            seq: u64::try_from(self.seq).map_err(|_| damaged())?,
            at: UnixMillis(self.at_ms),
            actor: Actor::from_number(self.actor).ok_or_else(damaged)?,
            action: Action::from_number(self.action).ok_or_else(damaged)?,
            project: self.project_id.map(ProjectId),
            object: self.object_id,
            object_hash: self.object_hash.as_deref().map(hash).transpose()?,
            detail,
            prev_hash: hash(&self.prev_hash)?,
            hash: hash(&self.hash)?,
        })
    }
}

//! How the file is opened: one writer, two readers, and the pragmas that the promises rest on.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqliteTransaction};

use crate::{Result, VaultError};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Readers never wait for the writer (WAL), and there is never a second writer.
pub(crate) struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Database {
    /// Opens the file at `path`, which must exist; an empty one becomes a database.
    pub(crate) async fn open(path: &Path) -> Result<Self> {
        let writer = pool(1).connect_with(options(path)).await?;
        let readers = pool(2).connect_lazy_with(options(path).pragma("query_only", "ON"));
        Ok(Self { writer, readers })
    }

    /// Refuses a database that a newer Coldread has written.
    pub(crate) async fn check_version(&self) -> Result<()> {
        if self.version().await? > newest_known() { Err(VaultError::NewerSchema) } else { Ok(()) }
    }

    /// The newest migration that was run on the file.
    pub(crate) async fn version(&self) -> Result<i64> {
        let mut conn = self.reader().await?;
        Ok(sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations").fetch_one(&mut *conn).await?)
    }

    /// Whether there are migrations that were not run on the file.
    pub(crate) async fn is_behind(&self) -> Result<bool> {
        Ok(self.version().await? < newest_known())
    }

    pub(crate) async fn has_table(&self, name: &'static str) -> Result<bool> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)")
            .bind(name)
            .fetch_one(&mut *self.reader().await?)
            .await?)
    }

    /// A copy of the file as it is now, in an empty file; writers wait meanwhile.
    pub(crate) async fn snapshot(&self, into: &Path) -> Result<()> {
        let into = into.to_str().ok_or_else(|| VaultError::Io(std::io::ErrorKind::InvalidFilename.into()))?;
        sqlx::query("VACUUM INTO ?").bind(into).execute(&self.writer).await?;
        Ok(())
    }

    /// Whether SQLite finds nothing wrong with the file.
    pub(crate) async fn is_whole(&self) -> Result<bool> {
        let said: String = sqlx::query_scalar("PRAGMA quick_check").fetch_one(&mut *self.reader().await?).await?;
        Ok(said == "ok")
    }

    pub(crate) async fn migrate(&self) -> Result<()> {
        Ok(MIGRATIONS.run(&self.writer).await?)
    }

    /// The one writing transaction there is at a time; without a commit it never happened.
    pub(crate) async fn write(&self) -> Result<SqliteTransaction<'static>> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    pub(crate) async fn reader(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Sqlite>> {
        Ok(self.readers.acquire().await?)
    }

    /// A view in which several reads agree with each other.
    pub(crate) async fn read(&self) -> Result<SqliteTransaction<'static>> {
        Ok(self.readers.begin().await?)
    }

    /// Moves the log into the file and empties it, so that what was deleted is overwritten now.
    pub(crate) async fn empty_log(&self) -> Result<()> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await?;
        Ok(())
    }

    /// Ends all connections; the last one folds the log into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn newest_known() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0)
}

/// The next id of a table: never one that was used before.
pub(crate) async fn next_id(conn: &mut SqliteConnection, table: &'static str) -> Result<i64> {
    Ok(sqlx::query_scalar("UPDATE sequence SET last = last + 1 WHERE name = ? RETURNING last")
        .bind(table)
        .fetch_one(conn)
        .await?)
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cell_size_check", "ON")
        .pragma("trusted_schema", "OFF")
        .disable_statement_logging()
}

/// Connections live as long as the vault: a reconnect would only cost time. Except one whose
/// transaction SQLite has ended by itself, as it does on a full disk: sqlx believes it open still,
/// and would refuse to begin another for ever.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(120))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
}

#[cfg(test)]
mod tests {
    use crate::{Act, Actor, Code, KdfCost, NewDocument, Passphrase, ProjectId, UnixMillis, Vault};

    /// SQLite's own limit on the file gives the same error as a disk without space.
    async fn limit_file(vault: &Vault, pragma: &'static str) {
        sqlx::query(pragma).execute(&vault.database.writer).await.unwrap();
    }

    async fn import(vault: &Vault, project: ProjectId, original: &[u8]) -> crate::Result<crate::DocumentId> {
        let new = NewDocument {
            project,
            kind: Code::of("text"),
            title: "",
            file_name: "",
            original,
            document: b"",
            pages: 1,
            unreadable_pages: &[],
            draft_of: None,
        };
        vault.import_document(&new, &Act::new(UnixMillis(2), Actor::App)).await
    }

    #[tokio::test]
    async fn a_full_disk_refuses_an_import_and_loses_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let passphrase = Passphrase::new("p");
        let vault = Vault::create(dir.path(), &passphrase, KdfCost::CHEAP_FOR_TESTS).await.unwrap();
        let project = vault.create_project("Harbour", &Act::new(UnixMillis(1), Actor::App)).await.unwrap();
        let kept = import(&vault, project, b"kept").await.unwrap();

        limit_file(&vault, "PRAGMA max_page_count = 60").await;
        let error = import(&vault, project, &[7; 1_000_000]).await.unwrap_err();
        assert_eq!(error.to_string(), "The disk is full, so nothing more can be kept in the library.");
        assert_eq!(vault.documents(None).await.unwrap().len(), 1);
        assert_eq!(vault.original(kept).await.unwrap(), b"kept");

        limit_file(&vault, "PRAGMA max_page_count = 100000").await;
        import(&vault, project, &[7; 1_000_000]).await.unwrap();
        assert!(vault.audit_verify().await.unwrap().ok);
    }
}

//! Backups: the whole library in one sealed file, read back before it counts, and made a library again.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use crate::audit::{self, Event};
use crate::database::Database;
use crate::home::Home;
use crate::keyring::Keyring;
use crate::wrapping::{Lock, Wrapping};
use crate::{Act, Action, Actor, Passphrase, RecoveryKey, Result, UnixMillis, Vault, VaultError, archive};

/// A backup that was written and read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its size in bytes.
    pub bytes: u64,
    /// Documents in it.
    pub documents: u64,
    /// Entries of the audit chain in it.
    pub entries: u64,
}

/// A library that was made from a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Documents in it.
    pub documents: u64,
    /// Entries of the audit chain, the one about the restoring included.
    pub entries: u64,
    /// Whether the chain is whole.
    pub audit_ok: bool,
}

impl Vault {
    /// Writes the library to a file that passphrase and recovery key open, as they are now. The file is read back
    /// whole before it gets its name; a file of that name is left alone.
    ///
    /// # Errors
    /// [`VaultError::BackupExists`], [`VaultError::DiskFull`], [`VaultError::Io`].
    pub async fn backup(&self, to: &Path, act: &Act) -> Result<Backup> {
        if to.exists() {
            return Err(VaultError::BackupExists);
        }
        let bytes = write(&self.home, &self.database, &self.keyring, to).await?;
        let mut tx = self.database.write().await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::BackUp)).await?;
        tx.commit().await?;
        let (documents, entries) = counts(&self.database).await?;
        // The entry about the backup itself is not in it.
        Ok(Backup { bytes, documents, entries: entries - 1 })
    }

    /// Makes the library of a backup in `dir`, where there is none, and looks it through before it counts.
    ///
    /// # Errors
    /// [`VaultError::BadBackup`] if the file is not as it was written, [`VaultError::WrongPassphrase`],
    /// [`VaultError::AlreadyALibrary`], [`VaultError::DiskFull`]; there is then no library in `dir`.
    pub async fn restore(backup: &Path, dir: &Path, passphrase: &Passphrase, act: &Act) -> Result<Restored> {
        restore(backup, dir, Lock::Passphrase, passphrase, act).await
    }

    /// As [`Vault::restore`], for whoever has only the recovery key.
    ///
    /// # Errors
    /// As [`Vault::restore`]; [`VaultError::NoRecoveryKey`] if none had been made when the backup was.
    pub async fn restore_with_recovery_key(
        backup: &Path,
        dir: &Path,
        key: &RecoveryKey,
        act: &Act,
    ) -> Result<Restored> {
        restore(backup, dir, Lock::Recovery, &key.secret(), act).await
    }
}

/// Beside the library, before its schema is brought up to date; one that is there already stands.
pub(crate) async fn before_upgrade(home: &Home, database: &Database, keyring: &Keyring) -> Result<()> {
    let to = home.dir().join(format!("before-{}.{EXTENSION}", database.version().await?));
    if to.exists() { Ok(()) } else { write(home, database, keyring, &to).await.map(drop) }
}

/// Leaves on record that the schema was changed, and that a backup of the old one lies beside the library.
pub(crate) async fn note_upgrade(database: &Database, keyring: &Keyring, at: UnixMillis) -> Result<()> {
    let mut tx = database.write().await?;
    let act = Act::new(at, Actor::App).saying("before the schema was brought up to date");
    audit::append(&mut tx, keyring, &act, Event::of(Action::BackUp)).await?;
    Ok(tx.commit().await?)
}

const EXTENSION: &str = "coldread-backup";

/// Snapshot, sealed copy, read back, name. Whatever is interrupted leaves no file of that name.
async fn write(home: &Home, database: &Database, keyring: &Keyring, to: &Path) -> Result<u64> {
    let mut boxes = vec![];
    for lock in [Lock::Passphrase, Lock::Recovery] {
        boxes.extend(Wrapping::load(database, lock).await?);
    }
    let snapshot = home.begin_snapshot()?;
    let copied = database.snapshot(&snapshot).await;
    let keys = keyring.library.clone();
    let (from, to) = (snapshot.clone(), to.to_owned());
    let sealed = match copied {
        Ok(()) => blocking(move || seal_file(&from, &keys, &boxes, &to)).await,
        Err(error) => Err(error),
    };
    std::fs::remove_file(&snapshot).ok();
    sealed
}

fn seal_file(from: &Path, keys: &crate::keyring::Keys, boxes: &[Wrapping], to: &Path) -> Result<u64> {
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |e: std::io::Error| VaultError::from_io(e, folder);
    let mut plain = BufReader::new(File::open(from).map_err(failed)?);
    let mut file = tempfile::Builder::new().prefix(".backup-").tempfile_in(folder).map_err(failed)?;
    let mut out = BufWriter::new(file.as_file_mut());
    archive::write(&mut plain, keys, boxes, &mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    drop(out);
    file.as_file().sync_all().map_err(failed)?;
    // Read back from the disk's side of the cache or not: what counts is that these bytes open.
    file.as_file_mut().seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut back = BufReader::new(file.as_file_mut());
    let head = archive::read_head(&mut back)?;
    archive::read(&mut back, keys, &head, &mut std::io::sink())?;
    let bytes = file.as_file().metadata().map_err(failed)?.len();
    file.persist_noclobber(to).map_err(|e| match e.error.kind() {
        std::io::ErrorKind::AlreadyExists => VaultError::BackupExists,
        _ => VaultError::from_io(e.error, folder),
    })?;
    crate::home::sync_dir(folder).map_err(failed)?;
    Ok(bytes)
}

async fn restore(backup: &Path, dir: &Path, lock: Lock, secret: &Passphrase, act: &Act) -> Result<Restored> {
    let mut archive = BufReader::new(File::open(backup).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => VaultError::BadBackup { why: "it is not there" },
        _ => VaultError::Io(e),
    })?);
    let head = archive::read_head(&mut archive)?;
    let keys = archive::unlock(&head, lock, secret).await?;
    let home = Home::create(dir)?;
    let unfinished = home.begin_library()?;
    let unpacked = {
        let (keys, unfinished) = (keys.clone(), unfinished.clone());
        blocking(move || {
            let file = File::options().write(true).open(&unfinished).map_err(VaultError::Io)?;
            let mut out = BufWriter::new(file);
            archive::read(&mut archive, &keys, &head, &mut out)?;
            out.flush().map_err(VaultError::Io)
        })
    };
    let restored = match unpacked.await {
        Ok(()) => look_through(&unfinished, &Keyring::new(keys), act).await,
        Err(error) => Err(error),
    };
    if restored.is_err() {
        home.clear_unfinished().ok();
        return restored;
    }
    home.finish_library()?;
    restored
}

/// The unpacked file is a database of ours, whole, and gets its entry about the restoring.
async fn look_through(file: &Path, keyring: &Keyring, act: &Act) -> Result<Restored> {
    let database = Database::open(file).await?;
    let looked = async {
        database.check_version().await?;
        if !database.is_whole().await? {
            return Err(VaultError::BadBackup { why: "the library in it is damaged" });
        }
        database.migrate().await?;
        let mut tx = database.write().await?;
        audit::append(&mut tx, keyring, act, Event::of(Action::RestoreBackup)).await?;
        tx.commit().await?;
        let check = audit::verify(&database, keyring).await?;
        let (documents, entries) = counts(&database).await?;
        Ok(Restored { documents, entries, audit_ok: check.ok })
    };
    let looked = looked.await;
    database.close().await;
    looked
}

async fn counts(database: &Database) -> Result<(u64, u64)> {
    let (documents, entries): (i64, i64) =
        sqlx::query_as("SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM audit)")
            .fetch_one(&mut *database.reader().await?)
            .await?;
    Ok((documents.unsigned_abs(), entries.unsigned_abs()))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| VaultError::Database(Box::new(e)))?
}

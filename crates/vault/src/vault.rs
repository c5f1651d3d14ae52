//! A library: creating it, opening it, changing its passphrase.

use std::fmt;
use std::path::Path;

use chacha20poly1305::aead::Generate;
use sha2::{Digest, Sha256};

use crate::audit::Event;
use crate::database::Database;
use crate::home::Home;
use crate::keyring::{Keyring, Keys};
use crate::passphrase::derive;
use crate::seal::{Key, Place};
use crate::{Act, Action, JobId, KdfCost, Passphrase, Result, VaultError, audit, jobs};

/// An open library. One process has it open at a time.
///
/// Calls may run side by side; writes queue up behind one another. A call whose future is dropped
/// before it returned was carried out whole or not at all.
pub struct Vault {
    pub(crate) keyring: Keyring,
    pub(crate) database: Database,
    requeued: Vec<JobId>,
    /// Last, so that the lock outlives the connections.
    home: Home,
}

impl Vault {
    /// Whether `dir` holds a library.
    #[must_use]
    pub fn exists(dir: &Path) -> bool {
        Home::is_at(dir)
    }

    /// Creates a library in `dir`, and `dir` itself where it is missing. A creation that is
    /// interrupted leaves no library.
    ///
    /// # Errors
    /// [`VaultError::AlreadyALibrary`], [`VaultError::EmptyPassphrase`], [`VaultError::ReadOnly`],
    /// [`VaultError::DiskFull`].
    pub async fn create(dir: &Path, passphrase: &Passphrase, cost: KdfCost) -> Result<Self> {
        refuse_empty(passphrase)?;
        let home = Home::create(dir)?;
        let keyring = Keyring::new(Keys::new(Key::random()));
        let wrapping = Wrapping::make(&keyring.library, passphrase, cost).await?;

        let database = Database::open(&home.begin_library()?).await?;
        let written = write_first_rows(&database, &keyring, &wrapping).await;
        database.close().await;
        written?;
        home.finish_library()?;

        let database = Database::open(&home.library()).await?;
        Ok(Self { keyring, database, requeued: Vec::new(), home })
    }

    /// Opens the library in `dir`, bringing its schema up to date. Jobs that a dead process left
    /// running are queued again ([`Vault::requeued`]).
    ///
    /// # Errors
    /// [`VaultError::NoLibrary`], [`VaultError::WrongPassphrase`], [`VaultError::AlreadyOpen`],
    /// [`VaultError::Damaged`], [`VaultError::NewerSchema`], [`VaultError::ReadOnly`].
    pub async fn open(dir: &Path, passphrase: &Passphrase) -> Result<Self> {
        let home = Home::open(dir)?;
        let database = Database::open(&home.library()).await?;
        match prepare(&database, passphrase).await {
            Ok((keyring, requeued)) => Ok(Self { keyring, database, requeued, home }),
            Err(error) => {
                database.close().await;
                Err(error)
            }
        }
    }

    /// The folder that holds the library.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.home.dir()
    }

    /// The jobs that [`Vault::open`] queued again because their process had died.
    #[must_use]
    pub fn requeued(&self) -> &[JobId] {
        &self.requeued
    }

    /// Wraps the vault key anew. What is sealed stays as it is; the old passphrase no longer opens.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`] if `old` is not the present one, and the library is then
    /// unchanged; [`VaultError::EmptyPassphrase`].
    pub async fn change_passphrase(&self, old: &Passphrase, new: &Passphrase, cost: KdfCost, act: &Act) -> Result<()> {
        refuse_empty(new)?;
        Wrapping::load(&self.database).await?.unwrap(old).await?;
        let wrapping = Wrapping::make(&self.keyring.library, new, cost).await?;
        let mut tx = self.database.write().await?;
        wrapping.store(&mut tx).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::ChangePassphrase)).await?;
        tx.commit().await?;
        self.database.empty_log().await
    }

    /// Folds the log into the file and gives the library free. Dropping does so too, but later.
    pub async fn close(self) {
        self.database.close().await;
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("dir", &self.dir()).finish_non_exhaustive()
    }
}

fn refuse_empty(passphrase: &Passphrase) -> Result<()> {
    if passphrase.is_empty() { Err(VaultError::EmptyPassphrase) } else { Ok(()) }
}

async fn write_first_rows(database: &Database, keyring: &Keyring, wrapping: &Wrapping) -> Result<()> {
    database.migrate().await?;
    let mut tx = database.write().await?;
    wrapping.store(&mut tx).await?;
    audit::begin(&mut tx, keyring).await?;
    Ok(tx.commit().await?)
}

/// The passphrase is checked before anything is written.
async fn prepare(database: &Database, passphrase: &Passphrase) -> Result<(Keyring, Vec<JobId>)> {
    database.check_version().await?;
    let keys = Wrapping::load(database).await?.unwrap(passphrase).await?;
    database.migrate().await?;
    let requeued = jobs::requeue_orphans(database).await?;
    Ok((Keyring::new(keys), requeued))
}

/// The vault key as the passphrase locks it: the one row of `library`.
struct Wrapping {
    cost: KdfCost,
    salt: [u8; 16],
    key_sealed: Vec<u8>,
}

const PLACE: Place = Place::new("library", "key_sealed", 1);

impl Wrapping {
    async fn make(keys: &Keys, passphrase: &Passphrase, cost: KdfCost) -> Result<Self> {
        let salt = Generate::generate();
        let wrapping = derive(passphrase, salt, cost).await?;
        Ok(Self { cost, salt, key_sealed: keys.wrapped(&wrapping, PLACE) })
    }

    async fn unwrap(&self, passphrase: &Passphrase) -> Result<Keys> {
        let wrapping = derive(passphrase, self.salt, self.cost).await?;
        // The checksum has shown that the box is as it was written.
        Keys::unwrap(&wrapping, PLACE, &self.key_sealed).map_err(|_| VaultError::WrongPassphrase)
    }

    async fn load(database: &Database) -> Result<Self> {
        let row: Option<Row> =
            sqlx::query_as("SELECT * FROM library WHERE id = 1").fetch_optional(&mut *database.reader().await?).await?;
        row.and_then(Row::checked).ok_or_else(|| VaultError::damaged("its key"))
    }

    async fn store(&self, conn: &mut sqlx::SqliteConnection) -> Result<()> {
        let [memory, passes, lanes] = self.cost.numbers();
        sqlx::query(
            "INSERT INTO library (id, kdf_memory_kib, kdf_passes, kdf_lanes, kdf_salt, key_sealed, checksum) \
             VALUES (1, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET kdf_memory_kib = excluded.kdf_memory_kib, \
             kdf_passes = excluded.kdf_passes, kdf_lanes = excluded.kdf_lanes, \
             kdf_salt = excluded.kdf_salt, key_sealed = excluded.key_sealed, checksum = excluded.checksum",
        )
        .bind(memory)
        .bind(passes)
        .bind(lanes)
        .bind(&self.salt[..])
        .bind(&self.key_sealed)
        .bind(self.checksum())
        .execute(conn)
        .await?;
        Ok(())
    }

    fn checksum(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        for number in self.cost.numbers() {
            hash.update(number.to_le_bytes());
        }
        hash.update(self.salt);
        hash.update(&self.key_sealed);
        hash.finalize().to_vec()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    kdf_memory_kib: i64,
    kdf_passes: i64,
    kdf_lanes: i64,
    kdf_salt: Vec<u8>,
    key_sealed: Vec<u8>,
    checksum: Vec<u8>,
}

impl Row {
    /// None if the row is not as it was written.
    fn checked(self) -> Option<Wrapping> {
        let cost = KdfCost::from_stored(self.kdf_memory_kib, self.kdf_passes, self.kdf_lanes)?;
        let wrapping = Wrapping { cost, salt: self.kdf_salt.try_into().ok()?, key_sealed: self.key_sealed };
        (wrapping.checksum() == self.checksum).then_some(wrapping)
    }
}

//! A library: creating it, opening it, changing its passphrase.

use std::fmt;
use std::path::Path;

use crate::attempts::Attempts;
use crate::audit::Event;
use crate::database::Database;
use crate::home::Home;
use crate::keyring::{Keyring, Keys};
use crate::seal::Key;
use crate::wrapping::{Lock, Wrapping};
use crate::{
    Act, Action, JobId, KdfCost, Passphrase, RecoveryKey, Result, UnixMillis, VaultError, audit, backup, jobs,
};

/// An open library. One process has it open at a time.
///
/// Calls may run side by side; writes queue up behind one another. A call whose future is dropped
/// before it returned was carried out whole or not at all.
pub struct Vault {
    pub(crate) keyring: Keyring,
    pub(crate) database: Database,
    requeued: Vec<JobId>,
    /// Last, so that the lock outlives the connections.
    pub(crate) home: Home,
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
        let wrapping = Wrapping::make(&keyring.library, Lock::Passphrase, passphrase, cost).await?;

        let database = Database::open(&home.begin_library()?).await?;
        let written = write_first_rows(&database, &keyring, &wrapping).await;
        database.close().await;
        written?;
        home.finish_library()?;

        let database = Database::open(&home.library()).await?;
        Ok(Self { keyring, database, requeued: Vec::new(), home })
    }

    /// Opens the library in `dir`, bringing its schema up to date; before that, a backup is made beside it. Jobs that
    /// a dead process left running are queued again ([`Vault::requeued`]). Wrong passphrases are counted, and after
    /// five in a row each further one has to wait longer.
    ///
    /// # Errors
    /// [`VaultError::NoLibrary`], [`VaultError::WrongPassphrase`], [`VaultError::LockedOut`],
    /// [`VaultError::AlreadyOpen`], [`VaultError::Damaged`], [`VaultError::NewerSchema`], [`VaultError::ReadOnly`].
    pub async fn open(dir: &Path, passphrase: &Passphrase, at: UnixMillis) -> Result<Self> {
        Self::unlock(dir, Lock::Passphrase, passphrase, at).await
    }

    /// Opens the library with its recovery key, and gives it a new passphrase. The recovery key stays as it is.
    ///
    /// # Errors
    /// As [`Vault::open`]; [`VaultError::NoRecoveryKey`], [`VaultError::EmptyPassphrase`].
    pub async fn recover(dir: &Path, key: &RecoveryKey, new: &Passphrase, cost: KdfCost, act: &Act) -> Result<Self> {
        refuse_empty(new)?;
        let vault = Self::unlock(dir, Lock::Recovery, &key.secret(), act.at).await?;
        vault.lock_anew(Lock::Passphrase, new, cost, act, Action::Recover).await?;
        Ok(vault)
    }

    async fn unlock(dir: &Path, lock: Lock, secret: &Passphrase, at: UnixMillis) -> Result<Self> {
        let home = Home::open(dir)?;
        let database = Database::open(&home.library()).await?;
        match prepare(&home, &database, lock, secret, at).await {
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
        self.check(old).await?;
        self.lock_anew(Lock::Passphrase, new, cost, act, Action::ChangePassphrase).await
    }

    /// Makes a recovery key, which opens the library beside the passphrase. One that was made before opens no more;
    /// nobody can be shown this one again.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`] if `passphrase` is not the present one.
    pub async fn make_recovery_key(&self, passphrase: &Passphrase, cost: KdfCost, act: &Act) -> Result<RecoveryKey> {
        self.check(passphrase).await?;
        let key = RecoveryKey::random();
        self.lock_anew(Lock::Recovery, &key.secret(), cost, act, Action::MakeRecoveryKey).await?;
        Ok(key)
    }

    /// Whether a recovery key was made.
    ///
    /// # Errors
    /// [`VaultError::Damaged`].
    pub async fn has_recovery_key(&self) -> Result<bool> {
        Ok(Wrapping::load(&self.database, Lock::Recovery).await?.is_some())
    }

    /// Whether this is the passphrase: for what should not be done by whoever finds the library open.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`].
    async fn check(&self, passphrase: &Passphrase) -> Result<()> {
        let wrapping = Wrapping::load(&self.database, Lock::Passphrase).await?;
        wrapping.ok_or_else(|| VaultError::damaged("its key"))?.unwrap(passphrase).await.map(drop)
    }

    async fn lock_anew(&self, lock: Lock, secret: &Passphrase, cost: KdfCost, act: &Act, action: Action) -> Result<()> {
        let wrapping = Wrapping::make(&self.keyring.library, lock, secret, cost).await?;
        let mut tx = self.database.write().await?;
        wrapping.store(&mut tx).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(action)).await?;
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

/// The passphrase is checked before anything is written but the count of wrong ones.
async fn prepare(
    home: &Home,
    database: &Database,
    lock: Lock,
    secret: &Passphrase,
    at: UnixMillis,
) -> Result<(Keyring, Vec<JobId>)> {
    database.check_version().await?;
    let attempts = Attempts::load(database).await?;
    attempts.refuse_while_locked(at)?;
    let wrapping = Wrapping::load(database, lock).await?.ok_or(VaultError::NoRecoveryKey)?;
    let keys = wrapping.unwrap(secret).await;
    if matches!(keys, Err(VaultError::WrongPassphrase)) {
        attempts.note_failure(database, at).await;
    }
    let keyring = Keyring::new(keys?);
    if database.is_behind().await? {
        backup::before_upgrade(home, database, &keyring).await?;
        database.migrate().await?;
        backup::note_upgrade(database, &keyring, at).await?;
    }
    attempts.forgive(database, &keyring, at).await?;
    let requeued = jobs::requeue_orphans(database).await?;
    Ok((keyring, requeued))
}

//! The vault key in a box that the passphrase opens, and in a second one that the recovery key opens.

use chacha20poly1305::aead::Generate;
use sha2::{Digest, Sha256};

use crate::database::Database;
use crate::keyring::Keys;
use crate::passphrase::derive;
use crate::seal::Place;
use crate::{KdfCost, Passphrase, Result, VaultError};

/// What a box opens with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// The passphrase: the one row of `library`.
    Passphrase,
    /// The recovery key: the one row of `recovery`, where there is one.
    Recovery,
}

impl Lock {
    const fn place(self) -> Place {
        match self {
            Self::Passphrase => Place::new("library", "key_sealed", 1),
            Self::Recovery => Place::new("recovery", "key_sealed", 1),
        }
    }

    const fn select(self) -> &'static str {
        match self {
            Self::Passphrase => "SELECT * FROM library WHERE id = 1",
            Self::Recovery => "SELECT * FROM recovery WHERE id = 1",
        }
    }

    const fn upsert(self) -> &'static str {
        macro_rules! upsert {
            ($table:literal) => {
                concat!(
                    "INSERT INTO ",
                    $table,
                    " (id, kdf_memory_kib, kdf_passes, kdf_lanes, kdf_salt, key_sealed, checksum) \
                     VALUES (1, ?, ?, ?, ?, ?, ?) \
                     ON CONFLICT (id) DO UPDATE SET kdf_memory_kib = excluded.kdf_memory_kib, \
                     kdf_passes = excluded.kdf_passes, kdf_lanes = excluded.kdf_lanes, \
                     kdf_salt = excluded.kdf_salt, key_sealed = excluded.key_sealed, checksum = excluded.checksum"
                )
            };
        }
        match self {
            Self::Passphrase => upsert!("library"),
            Self::Recovery => upsert!("recovery"),
        }
    }
}

/// A box with the vault key, and what its key is derived with.
pub(crate) struct Wrapping {
    lock: Lock,
    cost: KdfCost,
    salt: [u8; 16],
    key_sealed: Vec<u8>,
}

impl Wrapping {
    pub(crate) async fn make(keys: &Keys, lock: Lock, secret: &Passphrase, cost: KdfCost) -> Result<Self> {
        let salt = Generate::generate();
        let wrapping = derive(secret, salt, cost).await?;
        Ok(Self { lock, cost, salt, key_sealed: keys.wrapped(&wrapping, lock.place()) })
    }

    /// The vault's keys.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`]: the checksum has shown that the box is as it was written.
    pub(crate) async fn unwrap(&self, secret: &Passphrase) -> Result<Keys> {
        let wrapping = derive(secret, self.salt, self.cost).await?;
        Keys::unwrap(&wrapping, self.lock.place(), &self.key_sealed).map_err(|_| VaultError::WrongPassphrase)
    }

    /// The box of a library; None only of a recovery key that was never made.
    pub(crate) async fn load(database: &Database, lock: Lock) -> Result<Option<Self>> {
        if lock == Lock::Recovery && !database.has_table("recovery").await? {
            return Ok(None);
        }
        let row: Option<Row> = sqlx::query_as(lock.select()).fetch_optional(&mut *database.reader().await?).await?;
        match (row, lock) {
            (None, Lock::Recovery) => Ok(None),
            (None, Lock::Passphrase) => Err(VaultError::damaged("its key")),
            (Some(row), lock) => row.checked(lock).map(Some).ok_or_else(|| VaultError::damaged("its key")),
        }
    }

    pub(crate) async fn store(&self, conn: &mut sqlx::SqliteConnection) -> Result<()> {
        let [memory, passes, lanes] = self.cost.numbers();
        sqlx::query(self.lock.upsert())
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

    /// As it stands in the head of a backup: lock, costs, salt, checksum, box.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let lock = if self.lock == Lock::Passphrase { 1 } else { 2 };
        let costs: Vec<u8> = self.cost.numbers().iter().flat_map(|n| n.to_le_bytes()).collect();
        [&[lock][..], &costs, &self.salt, &self.checksum(), &self.key_sealed].concat()
    }

    /// None if these are not the bytes that [`Wrapping::to_bytes`] made.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (lock, rest) = bytes.split_first()?;
        let lock = match lock {
            1 => Lock::Passphrase,
            2 => Lock::Recovery,
            _ => return None,
        };
        let mut costs = [0; 3];
        let (numbers, rest) = rest.split_at_checked(12)?;
        for (cost, number) in costs.iter_mut().zip(numbers.chunks_exact(4)) {
            *cost = i64::from(u32::from_le_bytes(number.try_into().ok()?));
        }
        let (salt, rest) = rest.split_at_checked(16)?;
        let (checksum, key_sealed) = rest.split_at_checked(32)?;
        let [kdf_memory_kib, kdf_passes, kdf_lanes] = costs;
        let (kdf_salt, key_sealed, checksum) = (salt.to_vec(), key_sealed.to_vec(), checksum.to_vec());
        Row { kdf_memory_kib, kdf_passes, kdf_lanes, kdf_salt, key_sealed, checksum }.checked(lock)
    }

    /// Whether it opens with the passphrase, not with the recovery key.
    pub(crate) fn opens_with(&self, lock: Lock) -> bool {
        self.lock == lock
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
    fn checked(self, lock: Lock) -> Option<Wrapping> {
        let cost = KdfCost::from_stored(self.kdf_memory_kib, self.kdf_passes, self.kdf_lanes)?;
        let wrapping = Wrapping { lock, cost, salt: self.kdf_salt.try_into().ok()?, key_sealed: self.key_sealed };
        (wrapping.checksum() == self.checksum).then_some(wrapping)
    }
}

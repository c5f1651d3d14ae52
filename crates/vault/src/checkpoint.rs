//! Checkpoints: the audit chain up to an entry, under the library's signature.
//!
//! A chain shows by itself that nothing in it was changed. That nothing was cut off its end, together with the
//! head that remembers the end, shows only a checkpoint that somebody else keeps.

use ed25519_dalek::{Signature, Signer};

use crate::audit;
use crate::database::Database;
use crate::keyring::Keyring;
use crate::{Result, UnixMillis, Vault, VaultError};

/// The chain as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries there were.
    pub seq: u64,
    /// The hash of the last of them; zeros where there was none.
    pub hash: [u8; 32],
    /// When it was signed.
    pub at: UnixMillis,
}

impl Vault {
    /// Signs the chain as it stands, and keeps that. Where nothing was appended since the last time, that one
    /// stands.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn checkpoint(&self, at: UnixMillis) -> Result<Checkpoint> {
        let mut tx = self.database.write().await?;
        let (seq, hash) = audit::end(&mut tx, &self.keyring).await?;
        let point = Checkpoint { seq: u64::try_from(seq).unwrap_or_default(), hash, at };
        let signature = self.keyring.signer.sign(&message(&point)).to_bytes();
        sqlx::query("INSERT OR IGNORE INTO checkpoint (seq, hash, at_ms, signature) VALUES (?, ?, ?, ?)")
            .bind(seq)
            .bind(&hash[..])
            .bind(at.0)
            .bind(&signature[..])
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(point)
    }

    /// Whether the chain still holds what a checkpoint says.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn holds(&self, seq: u64, hash: &[u8; 32]) -> Result<bool> {
        if seq == 0 {
            return Ok(*hash == [0; 32]);
        }
        let kept: Option<Vec<u8>> = sqlx::query_scalar("SELECT hash FROM audit WHERE seq = ?")
            .bind(i64::try_from(seq).unwrap_or(i64::MAX))
            .fetch_optional(&mut *self.database.reader().await?)
            .await?;
        Ok(kept.is_some_and(|kept| kept == hash))
    }
}

/// The kept checkpoints, oldest first: the entry each speaks of, its hash, and whether its signature is right.
pub(crate) async fn kept(database: &Database, keyring: &Keyring) -> Result<Vec<(u64, Vec<u8>, bool)>> {
    let rows: Vec<(i64, Vec<u8>, i64, Vec<u8>)> =
        sqlx::query_as("SELECT seq, hash, at_ms, signature FROM checkpoint ORDER BY seq")
            .fetch_all(&mut *database.reader().await?)
            .await?;
    let checked = rows.into_iter().map(|(seq, hash, at_ms, signature)| {
        let seq = u64::try_from(seq).map_err(|_| VaultError::damaged("a checkpoint"))?;
        let right = <[u8; 32]>::try_from(&hash[..]).is_ok_and(|hash| {
            let message = message(&Checkpoint { seq, hash, at: UnixMillis(at_ms) });
            let signature = <[u8; 64]>::try_from(&signature[..]).map(|s| Signature::from_bytes(&s));
            signature.is_ok_and(|s| keyring.signer.verifying_key().verify_strict(&message, &s).is_ok())
        });
        Ok((seq, hash, right))
    });
    checked.collect()
}

fn message(point: &Checkpoint) -> Vec<u8> {
    [b"coldread checkpoint 1\0", &point.seq.to_le_bytes()[..], &point.at.0.to_le_bytes(), &point.hash].concat()
}

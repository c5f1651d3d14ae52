//! From what a person remembers to a key.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::seal::Key;
use crate::{Result, VaultError};

/// What opens a library. Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the passphrase as it was typed; neither case nor blanks are changed.
    #[must_use]
    pub fn new(typed: impl Into<String>) -> Self {
        Self(Zeroizing::new(typed.into()))
    }

    /// Whether nothing was typed; a library is not created with that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Passphrase {
    fn from(typed: &str) -> Self {
        Self::new(typed)
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// How dear it is to try one passphrase (Argon2id, RFC 9106). Stored in the library, so opening
/// costs what creating it chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfCost {
    /// 64 MiB, three passes, one lane: the second recommended option of RFC 9106, with one lane
    /// because the pure-Rust implementation fills lanes one after the other.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// For tests only: hardly a cost at all.
    pub const CHEAP_FOR_TESTS: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// As stored. None for costs that no Coldread wrote, which could exhaust the machine.
    pub(crate) fn from_stored(memory_kib: i64, passes: i64, lanes: i64) -> Option<Self> {
        let within = (8..=1024 * 1024).contains(&memory_kib)
            && (1..=64).contains(&passes)
            && (1..=16).contains(&lanes)
            && memory_kib >= 8 * lanes;
        let number = |n: i64| u32::try_from(n).ok();
        within
            .then(|| Some(Self { memory_kib: number(memory_kib)?, passes: number(passes)?, lanes: number(lanes)? }))
            .flatten()
    }

    /// Memory in KiB, passes, lanes.
    pub(crate) fn numbers(self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }
}

/// The key-encryption key of this passphrase, computed off the async threads (0.1 to 0.5 s).
pub(crate) async fn derive(passphrase: &Passphrase, salt: [u8; 16], cost: KdfCost) -> Result<Key> {
    let passphrase = passphrase.clone();
    tokio::task::spawn_blocking(move || derive_now(&passphrase, &salt, cost))
        .await
        .map_err(|e| VaultError::Database(Box::new(e)))?
}

fn derive_now(passphrase: &Passphrase, salt: &[u8; 16], cost: KdfCost) -> Result<Key> {
    let mut out = Zeroizing::new([0; 32]);
    Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(out.len()))
        .and_then(|params| {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                passphrase.0.as_bytes(),
                salt,
                out.as_mut(),
            )
        })
        .map_err(|e| VaultError::Database(Box::new(e)))?;
    Ok(Key::from_bytes(out))
}

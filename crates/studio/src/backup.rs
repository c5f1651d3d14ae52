//! Backups of the library, and libraries made of backups.

use std::path::Path;

use vault::{Act, Actor, Backup, Passphrase, RecoveryKey, Restored, Vault};

use crate::error::Outcome;
use crate::studio::{Studio, now};

/// What opens a library, or a backup of one.
#[derive(Debug, Clone, Copy)]
pub enum Opener<'a> {
    /// What its owner remembers.
    Passphrase(&'a str),
    /// What lies in a drawer, as it was typed.
    RecoveryKey(&'a str),
}

impl Studio {
    /// Writes the whole library, sealed, to a file that does not exist yet, and reads it back.
    pub async fn backup(&self, to: &Path) -> Outcome<Backup> {
        Ok(self.0.vault.backup(to, &self.act()).await?)
    }
}

/// Makes the library of a backup in a folder that has none. It is looked through before it counts; the search index,
/// which is not in a backup, is made again when it is first needed.
pub async fn restore(backup: &Path, place: &Path, opener: Opener<'_>) -> Outcome<Restored> {
    let act = Act::new(now(), Actor::CommandLine);
    Ok(match opener {
        Opener::Passphrase(typed) => Vault::restore(backup, place, &Passphrase::new(typed), &act).await?,
        Opener::RecoveryKey(typed) => {
            Vault::restore_with_recovery_key(backup, place, &RecoveryKey::typed(typed), &act).await?
        }
    })
}

//! Ways into the library: its passphrase, and the recovery key for when that is lost.

use std::path::Path;

use vault::{Act, Actor, KdfCost, Passphrase, RecoveryKey, Vault};

use crate::error::Outcome;
use crate::studio::{Studio, Thrift, now};

impl Studio {
    /// Opens a library whose passphrase is lost, and gives it a new one.
    pub async fn recover(place: &Path, key: &str, new: &str, thrift: Thrift) -> Outcome<Self> {
        let act = Act::new(now(), Actor::CommandLine);
        let (key, new) = (RecoveryKey::typed(key), Passphrase::new(new));
        let vault = Vault::recover(place, &key, &new, KdfCost::STANDARD, &act).await?;
        Ok(Self::around(vault, place, thrift))
    }

    /// Another passphrase. The recovery key, if there is one, opens as before; backups made before open with the old.
    pub async fn change_passphrase(&self, old: &str, new: &str) -> Outcome<()> {
        let (old, new) = (Passphrase::new(old), Passphrase::new(new));
        Ok(self.0.vault.change_passphrase(&old, &new, KdfCost::STANDARD, &self.act()).await?)
    }

    /// Makes a recovery key, to be shown once and written down. An earlier one opens no more.
    pub async fn make_recovery_key(&self, passphrase: &str) -> Outcome<RecoveryKey> {
        let passphrase = Passphrase::new(passphrase);
        Ok(self.0.vault.make_recovery_key(&passphrase, KdfCost::STANDARD, &self.act()).await?)
    }

    /// Whether there is a recovery key.
    pub async fn has_recovery_key(&self) -> Outcome<bool> {
        Ok(self.0.vault.has_recovery_key().await?)
    }
}

//! Settings of the library: a code and a sealed value.

use sqlx::SqliteConnection;

use crate::audit::{self, Event};
use crate::database::next_id;
use crate::seal::Place;
use crate::{Act, Action, Code, Result, Vault};

impl Vault {
    /// The value of a setting, as the caller serialised it. None if it was never set.
    ///
    /// # Errors
    /// [`VaultError::Damaged`](crate::VaultError::Damaged).
    pub async fn setting(&self, name: &Code) -> Result<Option<Vec<u8>>> {
        let row: Option<(i64, Vec<u8>)> = sqlx::query_as("SELECT id, value_sealed FROM setting WHERE name = ?")
            .bind(name.as_str())
            .fetch_optional(&mut *self.database.reader().await?)
            .await?;
        row.map(|(id, sealed)| self.keyring.library.seal.open(place(id), &sealed)).transpose()
    }

    /// Sets a setting, for the record.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn set_setting(&self, name: &Code, value: &[u8], act: &Act) -> Result<()> {
        let mut tx = self.database.write().await?;
        let id = self.put(&mut tx, name, value).await?;
        audit::append(&mut tx, &self.keyring, act, Event::of(Action::ChangeSetting).on(id)).await?;
        Ok(tx.commit().await?)
    }

    /// Remembers what is nobody's deed, such as where a page was scrolled to: sealed like a setting, but not on
    /// record.
    ///
    /// # Errors
    /// Only those of the file.
    pub async fn remember(&self, name: &Code, value: &[u8]) -> Result<()> {
        let mut tx = self.database.write().await?;
        self.put(&mut tx, name, value).await?;
        Ok(tx.commit().await?)
    }

    async fn put(&self, tx: &mut SqliteConnection, name: &Code, value: &[u8]) -> Result<i64> {
        let known: Option<i64> = sqlx::query_scalar("SELECT id FROM setting WHERE name = ?")
            .bind(name.as_str())
            .fetch_optional(&mut *tx)
            .await?;
        let id = match known {
            Some(id) => id,
            None => next_id(tx, "setting").await?,
        };
        sqlx::query(
            "INSERT INTO setting (id, name, value_sealed) VALUES (?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET value_sealed = excluded.value_sealed",
        )
        .bind(id)
        .bind(name.as_str())
        .bind(self.keyring.library.seal.seal(place(id), value))
        .execute(tx)
        .await?;
        Ok(id)
    }
}

fn place(id: i64) -> Place {
    Place::new("setting", "value_sealed", id)
}

//! Wrong passphrases: after a few in a row each further one has to wait, across restarts.
//!
//! This slows down whoever sits at the machine. Whoever has a copy of the file can put the count back; against
//! them stands the cost of each attempt (Argon2id).

use sqlx::Row;

use crate::audit::{self, Event};
use crate::database::Database;
use crate::keyring::Keyring;
use crate::{Act, Action, Actor, Result, UnixMillis, VaultError};

/// Wrong attempts in a row that cost nothing but their time.
const FREE: u32 = 5;
/// The first wait; each further wrong attempt doubles it.
const FIRST_WAIT_S: u64 = 30;
const LONGEST_WAIT_S: u64 = 60 * 60;

/// What was tried since the library was last opened.
pub(crate) struct Attempts {
    failures: u32,
    last: UnixMillis,
}

impl Attempts {
    /// A library of an older schema counts none.
    pub(crate) async fn load(database: &Database) -> Result<Self> {
        let mut attempts = Self { failures: 0, last: UnixMillis(0) };
        if database.has_table("attempt").await? {
            let row = sqlx::query("SELECT failures, last_ms FROM attempt WHERE id = 1")
                .fetch_optional(&mut *database.reader().await?)
                .await?;
            if let Some(row) = row {
                attempts = Self { failures: row.try_get(0)?, last: UnixMillis(row.try_get(1)?) };
            }
        }
        Ok(attempts)
    }

    /// # Errors
    /// [`VaultError::LockedOut`] while the wait lasts.
    pub(crate) fn refuse_while_locked(&self, at: UnixMillis) -> Result<()> {
        match self.seconds_left(at) {
            0 => Ok(()),
            seconds => Err(VaultError::LockedOut { seconds }),
        }
    }

    /// A clock that was put back makes nobody wait longer than the whole wait, and nobody shorter.
    fn seconds_left(&self, at: UnixMillis) -> u64 {
        let wait = self.wait_s();
        let passed = u64::try_from(at.0.saturating_sub(self.last.0)).unwrap_or(0) / 1000;
        wait.saturating_sub(passed)
    }

    fn wait_s(&self) -> u64 {
        match self.failures.checked_sub(FREE) {
            None => 0,
            Some(beyond) => FIRST_WAIT_S.saturating_mul(1 << beyond.min(16)).min(LONGEST_WAIT_S),
        }
    }

    /// Counts a wrong attempt. On a disk that cannot be written there is nothing to count in.
    pub(crate) async fn note_failure(&self, database: &Database, at: UnixMillis) {
        let counted = async {
            let mut tx = database.write().await?;
            sqlx::query("UPDATE attempt SET failures = failures + 1, last_ms = ? WHERE id = 1")
                .bind(at.0)
                .execute(&mut *tx)
                .await?;
            Ok::<_, VaultError>(tx.commit().await?)
        };
        counted.await.ok();
    }

    /// Starts counting anew, and leaves on record how many there were.
    pub(crate) async fn forgive(&self, database: &Database, keyring: &Keyring, at: UnixMillis) -> Result<()> {
        if self.failures == 0 {
            return Ok(());
        }
        let mut tx = database.write().await?;
        sqlx::query("UPDATE attempt SET failures = 0 WHERE id = 1").execute(&mut *tx).await?;
        let act = Act::new(at, Actor::App).saying(format!("{} wrong in a row", self.failures));
        audit::append(&mut tx, keyring, &act, Event::of(Action::RefusePassphrase)).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(failures: u32, last: i64, at: i64) -> u64 {
        Attempts { failures, last: UnixMillis(last) }.seconds_left(UnixMillis(at))
    }

    #[test]
    fn each_wrong_attempt_doubles_the_wait_up_to_an_hour() {
        assert_eq!([4, 5, 6, 7].map(|n| left(n, 0, 0)), [0, 30, 60, 120]);
        assert_eq!(left(40, 0, 0), 3600);
        assert_eq!((left(5, 1_000, 30_000), left(5, 1_000, 31_000)), (1, 0));
    }

    #[test]
    fn putting_the_clock_back_gains_nothing() {
        assert_eq!(left(5, 90_000, 0), 30);
    }
}

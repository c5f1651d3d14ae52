//! A library that nobody uses closes itself: after how long, and whether it is time.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use vault::Code;

use crate::error::{Outcome, Trouble};
use crate::studio::Studio;

const SETTING: Code = Code::of("idle-lock-minutes");
/// Until somebody chooses: long enough for a telephone call.
const BY_DEFAULT: u32 = 15;
const LONGEST: u32 = 24 * 60;

impl Studio {
    /// Minutes without use after which the library closes; none where that was switched off.
    pub async fn idle_lock(&self) -> Outcome<Option<u32>> {
        let kept = self.0.vault.setting(&SETTING).await?;
        let minutes = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(BY_DEFAULT);
        Ok((minutes > 0).then_some(minutes))
    }

    /// Sets it, for the record; `None` switches it off.
    pub async fn set_idle_lock(&self, minutes: Option<u32>) -> Outcome<()> {
        if minutes.is_some_and(|m| !(1..=LONGEST).contains(&m)) {
            return Err(Trouble::input("A library closes after 1 minute to 24 hours.", "Give a number of minutes."));
        }
        let said = minutes.map_or("idle lock: off".to_owned(), |m| format!("idle lock: {m} min"));
        let value = minutes.unwrap_or(0).to_string();
        Ok(self.0.vault.set_setting(&SETTING, value.as_bytes(), &self.act().saying(said)).await?)
    }

    /// Somebody is there.
    pub fn touched(&self) {
        *self.0.touched.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// How long nobody was there.
    pub fn untouched_for(&self) -> Duration {
        self.0.touched.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// Comes back when it is time to close. A job at work is use: it ends first.
    pub async fn until_idle(&self) -> Outcome<()> {
        loop {
            let limit = self.idle_lock().await?.map(|m| Duration::from_secs(u64::from(m) * 60));
            if self.running_document().is_some() {
                self.touched();
            }
            let left = limit.map(|limit| limit.saturating_sub(self.untouched_for()));
            match left {
                Some(Duration::ZERO) => return Ok(()),
                // Looked at again now and then, because the setting may have changed.
                left => tokio::time::sleep(left.unwrap_or(LOOK).min(LOOK)).await,
            }
        }
    }
}

const LOOK: Duration = Duration::from_secs(30);

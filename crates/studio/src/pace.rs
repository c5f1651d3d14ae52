//! How long it will take: tokens left over tokens a second, learned as the work goes.

use std::time::{Duration, Instant};

use ask::{Budget, Group};

/// A token that is written takes about as long as this many that are read (domain page: 115 against 31 a second,
/// written in batches of about four).
const WRITE_WEIGHT: f64 = 1.6;
/// No estimate before this much has been seen.
const WARM_UP: Duration = Duration::from_secs(4);

/// Measures the pace of the questions that are really asked.
#[derive(Debug)]
pub(crate) struct Pace {
    started: Instant,
    done: f64,
}

impl Pace {
    /// Starts the clock.
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), done: 0.0 }
    }

    /// A group was read.
    pub(crate) fn add(&mut self, group: &Group) {
        self.done += weight(group.budget());
    }

    /// Time left for what is still ahead, once there is something to go by.
    pub(crate) fn left(&self, ahead: Budget) -> Option<Duration> {
        let elapsed = self.started.elapsed();
        (elapsed >= WARM_UP && self.done > 0.0).then(|| elapsed.mul_f64(weight(ahead) / self.done))
    }
}

fn weight(budget: Budget) -> f64 {
    budget.read as f64 + budget.write as f64 * WRITE_WEIGHT
}

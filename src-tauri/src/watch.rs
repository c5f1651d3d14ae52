//! Progress to the window: coalesced, so that a fast reader cannot flood it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use studio::{Event, Studio};
use tauri::ipc::Channel;
use tokio::sync::broadcast::error::RecvError;
use wire::JobEvent;

/// How often a job may be heard of.
const BEAT: Duration = Duration::from_millis(50);

/// Sends what happens until the window or the library goes away. A job's last event is never left out.
pub(crate) async fn forward(studio: Arc<Studio>, channel: Channel<JobEvent>) {
    let mut events = studio.watch();
    drop(studio);
    let mut jobs = BTreeMap::new();
    let mut library = false;
    loop {
        match events.recv().await {
            Ok(Event::Job(job)) => drop(jobs.insert(job.id, job)),
            Ok(Event::Library) | Err(RecvError::Lagged(_)) => library = true,
            Err(RecvError::Closed) => return,
        }
        tokio::time::sleep(BEAT).await;
        while let Ok(event) = events.try_recv() {
            match event {
                Event::Job(job) => drop(jobs.insert(job.id, job)),
                Event::Library => library = true,
            }
        }
        let moved = std::mem::take(&mut jobs).into_values().map(|job| JobEvent::Job { job: job.into() });
        let changed = std::mem::take(&mut library).then_some(JobEvent::Library);
        if moved.chain(changed).any(|event| channel.send(event).is_err()) {
            return;
        }
    }
}

//! The queue: what waits, what runs, stopping and going on.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use tokio::sync::watch;
use vault::{Code, DocumentId, JobId, JobRow, NewJob};

use crate::cover::CoverSettings;
use crate::error::{Kind, Outcome, Trouble};
use crate::job::{Event, Job, JobState, Tally};
use crate::library::COVERAGE;
use crate::studio::{Studio, now};

/// The job at work in this process.
pub(crate) struct Running {
    pub(crate) job: Job,
    pub(crate) cancel: watch::Sender<bool>,
}

impl Studio {
    /// Queues coverage of a document; a job of the same document that waits or runs already is returned instead.
    pub async fn enqueue(&self, document: i64, counted_only: bool) -> Outcome<Job> {
        if let Some(job) = self.jobs().await?.into_iter().find(|j| j.document == document && j.is_open()) {
            return Ok(job);
        }
        let settings = CoverSettings { counted_only, model: None };
        let id = self.queue_coverage(document, &settings).await?;
        self.0.bell.notify_one();
        let job = self.job(id).await?;
        self.tell(Event::Job(job.clone()));
        Ok(job)
    }

    pub(crate) async fn queue_coverage(&self, document: i64, settings: &CoverSettings) -> Outcome<JobId> {
        let settings =
            serde_json::to_vec(settings).map_err(|e| Trouble::cannot(e.to_string(), "Please report this."))?;
        let new = NewJob { document: DocumentId(document), kind: COVERAGE, settings: &settings };
        Ok(self.0.vault.queue_job(&new, &self.act()).await?)
    }

    /// Takes jobs from the queue until the library closes. Call once, in the window.
    pub fn start(&self) {
        let studio = self.clone();
        tokio::spawn(async move {
            while !studio.0.closing.load(Ordering::SeqCst) {
                match studio.0.vault.take_job(now()).await {
                    // Its outcome is in the queue and was told; there is nobody else to tell.
                    Ok(Some(job)) => drop(studio.run(job).await),
                    Ok(None) | Err(_) => studio.0.bell.notified().await,
                }
            }
        });
    }

    /// Every job, the latest first; the one at work as it stands this moment.
    pub async fn jobs(&self) -> Outcome<Vec<Job>> {
        let rows = self.0.vault.jobs(None).await?;
        let titles: BTreeMap<i64, String> =
            self.0.vault.documents(None).await?.into_iter().map(|d| (d.id.0, d.title)).collect();
        let mut jobs: Vec<Job> = rows.iter().map(|row| self.shown(row, titles.get(&row.document.0))).collect();
        jobs.sort_by_key(|j| std::cmp::Reverse(j.id));
        Ok(jobs)
    }

    pub(crate) async fn job(&self, id: JobId) -> Outcome<Job> {
        let row = self.0.vault.job(id).await?;
        let document = self.0.vault.document(row.document).await?;
        Ok(self.shown(&row, Some(&document.title)))
    }

    fn shown(&self, row: &JobRow, title: Option<&String>) -> Job {
        if let Some(running) = self.running().as_ref().filter(|r| r.job.id == row.id.0) {
            return running.job.clone();
        }
        let state = match row.state {
            vault::JobState::Queued => JobState::Queued,
            vault::JobState::Running => JobState::Running,
            vault::JobState::Done => JobState::Done,
            vault::JobState::Failed => JobState::Failed,
            vault::JobState::Cancelled => JobState::Cancelled,
        };
        let stage = match state {
            JobState::Queued => "Waiting",
            JobState::Running => "At work",
            JobState::Done => "Done",
            JobState::Failed => "Could not be done",
            JobState::Cancelled => "Stopped",
        };
        Job {
            id: row.id.0,
            document: row.document.0,
            title: title.cloned().unwrap_or_default(),
            kind: "Coverage",
            state,
            stage: stage.to_owned(),
            done: row.done as usize,
            total: row.total as usize,
            left: None,
            trouble: row.error.as_deref().map(read_trouble),
        }
    }

    /// Stops a job, at work or waiting. What it has read is kept.
    pub async fn cancel(&self, id: i64) -> Outcome<()> {
        let at_work = self.running().as_ref().filter(|r| r.job.id == id).map(|r| r.cancel.send(true).is_ok());
        if at_work.is_none() {
            self.0.vault.cancel_job(JobId(id), &self.act()).await?;
            self.tell(Event::Job(self.job(JobId(id)).await?));
        }
        Ok(())
    }

    /// Puts a stopped job back into the queue.
    pub async fn resume(&self, id: i64) -> Outcome<()> {
        self.0.vault.resume_job(JobId(id), &self.act()).await?;
        self.0.bell.notify_one();
        self.tell(Event::Job(self.job(JobId(id)).await?));
        Ok(())
    }

    /// Goes on with a job that was stopped, or that waits, here and now; every one of them without an id.
    pub async fn resume_here(&self, id: Option<i64>) -> Outcome<Vec<Job>> {
        let waiting = |j: &Job| match id {
            Some(id) => j.id == id,
            None => matches!(j.state, JobState::Queued | JobState::Cancelled | JobState::Failed),
        };
        let jobs: Vec<Job> = self.jobs().await?.into_iter().filter(waiting).collect();
        if let (Some(id), true) = (id, jobs.is_empty()) {
            return Err(Trouble::input(format!("There is no job {id}."), "`coldread jobs list` shows them."));
        }
        for job in jobs.iter().rev() {
            if job.state != JobState::Queued {
                self.0.vault.resume_job(JobId(job.id), &self.act()).await?;
            }
            let row = self.0.vault.take_this_job(JobId(job.id), now()).await?;
            self.run(row).await?;
        }
        self.jobs().await.map(|all| all.into_iter().filter(|j| jobs.iter().any(|was| was.id == j.id)).collect())
    }

    /// Runs a job that was taken, and writes down how it ended.
    pub(crate) async fn run(&self, row: JobRow) -> Outcome<Tally> {
        let (cancel, cancelled) = watch::channel(false);
        let mut job = self.job(row.id).await?;
        job.state = JobState::Running;
        "Starting".clone_into(&mut job.stage);
        *self.running() = Some(Running { job: job.clone(), cancel });
        self.tell(Event::Job(job));
        let outcome =
            if row.kind == COVERAGE { self.cover_job(&row, cancelled).await } else { Err(unknown(&row.kind)) };
        *self.running() = None;
        let written = match &outcome {
            // `cover_job` finished the job together with its report.
            Ok(_) => Ok(()),
            Err(trouble) if trouble.kind == Kind::Cancelled => self.0.vault.cancel_job(row.id, &self.act()).await,
            Err(trouble) => self.0.vault.fail_job(row.id, &kept_trouble(trouble), &self.act()).await,
        };
        if let Ok(job) = self.job(row.id).await {
            self.tell(Event::Job(job));
        }
        self.tell(Event::Library);
        written?;
        outcome
    }

    /// Moves the job at work, for those who watch.
    pub(crate) fn moved(&self, change: impl FnOnce(&mut Job)) {
        let job = self.running().as_mut().map(|running| {
            change(&mut running.job);
            running.job.clone()
        });
        if let Some(job) = job {
            self.tell(Event::Job(job));
        }
    }

    /// Stops whatever is at work.
    pub fn stop_running(&self) {
        if let Some(running) = self.running().as_ref() {
            running.cancel.send(true).ok();
        }
    }

    pub(crate) fn running_document(&self) -> Option<i64> {
        self.running().as_ref().map(|r| r.job.document)
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unknown(kind: &Code) -> Trouble {
    Trouble::cannot(format!("This version of Coldread does not know the work “{kind}”."), "Install the newer version.")
}

/// A trouble as it is kept with its job: the sentence, then the hint, a line each.
fn kept_trouble(trouble: &Trouble) -> String {
    format!("{}\n{}", trouble.sentence, trouble.hint.as_deref().unwrap_or_default())
}

fn read_trouble(kept: &str) -> Trouble {
    let (sentence, hint) = kept.split_once('\n').unwrap_or((kept, ""));
    Trouble { kind: Kind::Input, sentence: sentence.to_owned(), hint: (!hint.is_empty()).then(|| hint.to_owned()) }
}

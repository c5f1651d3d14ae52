//! Coverage: the desk says what to ask, stored answers or the reader answer, until the report is there.

use std::time::{Duration, Instant};

use ask::{Answer, Answers, Budget, Group, GroupAnswer, ReadError};
use coverage::{Calibration, CoverageReport, Mode, Progress, Step};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use vault::{Code, DocumentId, JobRow, NewAnswer, NewReport};

use crate::error::{Outcome, Trouble};
use crate::job::Tally;
use crate::library::COVERAGE;
use crate::models::{Model, digest_bytes};
use crate::pace::Pace;
use crate::reader::{ReaderOptions, WorkerReader};
use crate::shelf::Reading;
use crate::studio::{Studio, now};

/// How often a job's progress is written down.
const NOTE: Duration = Duration::from_secs(2);

/// What a coverage job was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CoverSettings {
    /// Only what can be counted.
    pub(crate) counted_only: bool,
    /// Model id; the chosen one where absent.
    pub(crate) model: Option<String>,
}

impl Studio {
    /// Writes coverage here and now. The job is in the queue all the while: killed, it can be resumed.
    pub async fn cover(
        &self,
        document: i64,
        model: Option<&str>,
        counted_only: bool,
    ) -> Outcome<(CoverageReport, Tally)> {
        let settings = CoverSettings { counted_only, model: model.map(str::to_owned) };
        let id = self.queue_coverage(document, &settings).await?;
        let row = self.0.vault.take_this_job(id, now()).await?;
        let tally = self.run(row).await?;
        let report = self.report(document).await?;
        let report = report.ok_or_else(|| Trouble::cannot("The report was not kept.", "Try again."))?;
        Ok((report.as_ref().clone(), tally))
    }

    pub(crate) async fn cover_job(&self, row: &JobRow, cancel: watch::Receiver<bool>) -> Outcome<Tally> {
        let settings: CoverSettings = serde_json::from_slice(&row.settings).unwrap_or_default();
        let reading = self.reading(row.document.0).await?;
        if reading.screenplay.scenes.is_empty() {
            return Err(no_scenes(&reading));
        }
        let model = match settings.counted_only {
            true => None,
            false => Some(self.usable_model(settings.model.as_deref()).await?),
        };
        let mut asking = Asking {
            studio: self,
            reading: &reading,
            row,
            model: model.as_ref(),
            cancel,
            tally: Tally::default(),
            noted: None,
        };
        let began = Instant::now();
        let mut report = asking.ask().await?;
        let tally = asking.tally;
        if let (Some(model), 0, 1..) = (&model, tally.stored, tally.asked) {
            self.note_pace(&model.id, began.elapsed() / reading.outline.pages.max(1)).await?;
        }
        let original = self.0.vault.original(row.document).await?;
        state_provenance(&mut report, &original, model);
        let bytes = serde_json::to_vec(&report).map_err(|e| Trouble::cannot(e.to_string(), "Please report this."))?;
        let new = NewReport { document: row.document, kind: COVERAGE, bytes: &bytes, job: Some(row.id) };
        self.0.vault.keep_report(&new, &self.act()).await?;
        Ok(tally)
    }
}

impl Studio {
    /// The report that the stored answers give, without asking anything. None where an answer is not kept.
    pub(crate) async fn cover_from_stored(
        &self,
        document: DocumentId,
        reading: &Reading,
        model: Option<Model>,
    ) -> Outcome<Option<CoverageReport>> {
        let mode = mode(model.as_ref());
        let mut answers = Answers::new();
        let mut report = loop {
            let groups = match coverage::next(&reading.document, &reading.screenplay, &answers, mode) {
                Step::Done(report) => break *report,
                Step::Ask(groups) => groups,
            };
            let Some(model) = &model else { return Err(confused()) };
            if !recall(self, document, &groups, model, &mut answers).await?.is_empty() {
                return Ok(None);
            }
        };
        let original = self.0.vault.original(document).await?;
        state_provenance(&mut report, &original, model);
        Ok(Some(report))
    }
}

/// What the report was made from and with: the part of it that the desk cannot know.
fn state_provenance(report: &mut CoverageReport, original: &[u8], model: Option<Model>) {
    report.provenance.document_sha256 = digest_bytes(original);
    report.provenance.app_version = env!("CARGO_PKG_VERSION").to_owned();
    report.provenance.on_device_share = 1.0;
    report.provenance.settings = stated_settings(model.as_ref());
    if let Some(model) = model {
        report.provenance.model_sha256 = Some(model.sha256);
        report.provenance.model_licence = Some(model.licence);
        report.provenance.model = Some(model.id);
    }
}

fn no_scenes(reading: &Reading) -> Trouble {
    let unread = !reading.outline.unreadable.is_empty();
    let hint = if unread {
        "Its pages have no text: read them with OCR first."
    } else {
        "Check that the file is a screenplay."
    };
    Trouble::input(format!("No scene was found in {}, so there is nothing to cover.", reading.file_name), hint)
}

fn stated_settings(model: Option<&Model>) -> Vec<String> {
    let Some(model) = model else { return vec!["model=none".to_owned()] };
    let settings = WorkerReader::settings(model);
    vec![
        format!("chunk={}", settings.chunk),
        format!("context={}", settings.context),
        "sampling=greedy".to_owned(),
        format!("template={}", settings.template),
    ]
}

/// One run over a document's questions.
struct Asking<'a> {
    studio: &'a Studio,
    reading: &'a Reading,
    row: &'a JobRow,
    model: Option<&'a Model>,
    cancel: watch::Receiver<bool>,
    tally: Tally,
    noted: Option<Instant>,
}

/// With the margins that were measured for this model.
fn mode(model: Option<&Model>) -> Mode {
    model.map_or(Mode::CountedOnly, |model| Mode::WithModel(Calibration::of(&model.sha256)))
}

impl Asking<'_> {
    async fn ask(&mut self) -> Outcome<CoverageReport> {
        let mode = mode(self.model);
        let mut answers = Answers::new();
        let mut pace = Pace::new();
        loop {
            let groups = match coverage::next(&self.reading.document, &self.reading.screenplay, &answers, mode) {
                Step::Done(report) => return Ok(*report),
                Step::Ask(groups) => groups,
            };
            let Some(model) = self.model else { return Err(confused()) };
            let missing = recall(self.studio, self.row.document, &groups, model, &mut answers).await?;
            let questions = |groups: &mut dyn Iterator<Item = &Group>| groups.map(|g| g.questions.len()).sum::<usize>();
            self.tally.stored += questions(&mut groups.iter()) - questions(&mut missing.iter().copied());
            // Worked out once a stage: the desk goes through the whole script for it.
            let (document, screenplay) = (&self.reading.document, &self.reading.screenplay);
            let mut so_far = coverage::progress(document, screenplay, &answers, mode);
            for group in missing {
                self.say(&group.label, &so_far, &pace).await?;
                let (answer, kernel) = self.read(group, model).await?;
                self.tally.asked += group.questions.len();
                self.keep(group, model, &answer, &kernel).await?;
                answers.insert(group.key(), answer);
                pace.add(group);
                let cost = group.budget();
                so_far.answered += 1;
                so_far.spent = Budget { read: so_far.spent.read + cost.read, write: so_far.spent.write + cost.write };
            }
        }
    }

    /// Tells how far it is, and now and then writes it down.
    async fn say(&mut self, label: &str, so_far: &Progress, pace: &Pace) -> Outcome<()> {
        let ahead = Budget {
            read: so_far.total.read.saturating_sub(so_far.spent.read),
            write: so_far.total.write.saturating_sub(so_far.spent.write),
        };
        let left = pace.left(ahead);
        self.studio.moved(|job| {
            job.stage = format!("Reading {label}");
            job.done = so_far.answered;
            job.total = so_far.expected;
            job.left = left;
        });
        if self.noted.is_none_or(|at| at.elapsed() > NOTE) {
            self.noted = Some(Instant::now());
            self.note(so_far.answered, so_far.expected).await?;
        }
        Ok(())
    }

    async fn note(&self, done: usize, total: usize) -> Outcome<()> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(self
            .studio
            .0
            .vault
            .note_progress(self.row.id, &Code::of("reading"), count(done), count(total), now())
            .await?)
    }

    /// Asks the worker. A passage that the model cannot take is answered with nothing, and stays so.
    async fn read(&mut self, group: &Group, model: &Model) -> Outcome<(GroupAnswer, Code)> {
        let mut held = self.studio.0.reader.lock().await;
        let reader = match held.as_mut() {
            Some((id, reader)) if *id == model.id => reader,
            _ => {
                let options = ReaderOptions { model: model.clone(), threads: self.studio.0.threads };
                &mut held.insert((model.id.clone(), WorkerReader::new(options))).1
            }
        };
        let answer = match reader.read(group, &mut self.cancel, |_| {}).await? {
            Ok(answer) => answer,
            Err(ReadError::TooLong { needed, available }) => {
                let why = format!("too long: {needed} tokens, {available} fit");
                let answers = vec![Answer::Unanswered(why); group.questions.len()];
                GroupAnswer { answers, tokens_read: 0, tokens_written: 0 }
            }
            Err(error) => return Err(Trouble::cannot(error.to_string(), "Try again; what was read is kept.")),
        };
        let kernel = reader.facts().map(|f| kernel_code(&f.kernel)).unwrap_or_default();
        Ok((answer, Code::try_from(kernel).unwrap_or(Code::of("unknown"))))
    }

    async fn keep(&self, group: &Group, model: &Model, answer: &GroupAnswer, kernel: &Code) -> Outcome<()> {
        let bytes = serde_json::to_vec(answer).map_err(|e| Trouble::cannot(e.to_string(), "Please report this."))?;
        let key = stored_under(group, model);
        let new = NewAnswer {
            key: &key,
            kernel: kernel.clone(),
            bytes: &bytes,
            tokens_read: answer.tokens_read,
            tokens_written: answer.tokens_written,
        };
        self.studio.0.vault.keep_answer(DocumentId(self.row.document.0), &new, now()).await?;
        Ok(())
    }
}

/// Puts stored answers in place and returns the groups that have none.
async fn recall<'g>(
    studio: &Studio,
    document: DocumentId,
    groups: &'g [Group],
    model: &Model,
    answers: &mut Answers,
) -> Outcome<Vec<&'g Group>> {
    let keys: Vec<String> = groups.iter().map(|g| stored_under(g, model)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let stored = studio.0.vault.answers(document, &keys).await?;
    let mut missing = Vec::new();
    for (group, stored) in groups.iter().zip(stored) {
        let answer = stored.and_then(|row| serde_json::from_slice::<GroupAnswer>(&row.bytes).ok());
        match answer.filter(|a| a.answers.len() == group.questions.len()) {
            Some(answer) => answers.insert(group.key(), answer),
            None => missing.push(group),
        }
    }
    Ok(missing)
}

/// Everything that can change an answer: the group, the weights, the settings.
fn stored_under(group: &Group, model: &Model) -> String {
    let mut hash = Sha256::new();
    hash.update(group.key().0.as_bytes());
    hash.update(model.sha256.as_bytes());
    hash.update(serde_json::json!(WorkerReader::settings(model)).to_string().as_bytes());
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// The kernel variant as a short code of our own.
fn kernel_code(kernel: &str) -> String {
    let word: String = kernel.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    word.chars().take(32).collect()
}

fn confused() -> Trouble {
    Trouble::cannot(
        "The desk asked a question although there is no model.",
        "This is a fault of Coldread; please report it.",
    )
}

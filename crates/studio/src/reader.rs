//! The process that runs the model: started when first needed, restarted once when it dies, killed to cancel.

use std::process::{Child, ChildStdin};
use std::thread;
use std::time::{Duration, Instant};

use ask::{Group, GroupAnswer, ModelFacts, ReadError, Request, Response, Settings, read_frame, write_frame};
use tokio::sync::{mpsc, watch};

use crate::error::{Kind, Outcome, Trouble};
use crate::models::Model;
use crate::worker;

/// A cancel that is not obeyed within this time kills the process.
const OBEY: Duration = Duration::from_millis(700);

/// How a reader is started.
#[derive(Debug, Clone)]
pub struct ReaderOptions {
    /// The model, already verified.
    pub model: Model,
    /// Threads.
    pub threads: usize,
}

/// A running reader worker.
pub struct WorkerReader {
    options: ReaderOptions,
    process: Option<Process>,
    next_id: u64,
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    responses: mpsc::UnboundedReceiver<Option<Response>>,
    facts: ModelFacts,
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl WorkerReader {
    /// Nothing is started yet.
    pub fn new(options: ReaderOptions) -> Self {
        Self { options, process: None, next_id: 0 }
    }

    /// What can change an answer besides model and group.
    pub fn settings(model: &Model) -> Settings {
        Settings { context: model.context, chunk: ask::CHUNK, template: model.template.clone() }
    }

    /// What was found when the model was loaded; nothing before the first question.
    pub fn facts(&self) -> Option<&ModelFacts> {
        self.process.as_ref().map(|p| &p.facts)
    }

    /// The process id of the worker, while there is one.
    pub fn pid(&self) -> Option<u32> {
        self.process.as_ref().map(|p| p.child.id())
    }

    /// Answers a group. If the process dies, it is started again and the group asked once more.
    pub async fn read(
        &mut self,
        group: &Group,
        cancel: &mut watch::Receiver<bool>,
        mut progress: impl FnMut(u64),
    ) -> Outcome<Result<GroupAnswer, ReadError>> {
        for attempt in 0..2 {
            match self.read_once(group, cancel, &mut progress).await? {
                Err(ReadError::Gone) if attempt == 0 => self.process = None,
                Err(ReadError::Cancelled) => return Err(Trouble::cancelled()),
                Err(ReadError::Model(sentence)) => {
                    self.process = None;
                    return Err(Trouble::new(
                        Kind::NoModel,
                        sentence,
                        "Choose another model, or close other programs and try again.",
                    ));
                }
                other => return Ok(other),
            }
        }
        Err(Trouble::cannot(
            "The process that runs the model stopped twice on the same passage.",
            "What was read before is kept. Try again; if it stays, choose another model.",
        ))
    }

    async fn read_once(
        &mut self,
        group: &Group,
        cancel: &mut watch::Receiver<bool>,
        progress: &mut impl FnMut(u64),
    ) -> Outcome<Result<GroupAnswer, ReadError>> {
        if *cancel.borrow() {
            return Ok(Err(ReadError::Cancelled));
        }
        if self.process.is_none() {
            match self.start(cancel).await? {
                Ok(process) => self.process = Some(process),
                Err(e) => return Ok(Err(e)),
            }
        }
        let Some(process) = self.process.as_mut() else { return Ok(Err(ReadError::Gone)) };
        self.next_id += 1;
        let id = self.next_id;
        let request = Request::Read { id, group: group.clone() };
        if write_frame(&mut process.stdin, &request).is_err() {
            return Ok(Err(ReadError::Gone));
        }
        let mut deadline: Option<Instant> = None;
        loop {
            let wait = deadline.map_or(Duration::from_secs(3600), |d| d.saturating_duration_since(Instant::now()));
            tokio::select! {
                response = process.responses.recv() => match response.flatten() {
                    None => return Ok(Err(if deadline.is_some() { ReadError::Cancelled } else { ReadError::Gone })),
                    Some(Response::Progress { id: of, tokens }) if of == id => progress(tokens),
                    Some(Response::Done { id: of, answer }) if of == id => return Ok(Ok(answer)),
                    Some(Response::Failed { id: of, error }) if of == id || of == 0 => return Ok(Err(error)),
                    Some(_) => {}
                },
                changed = cancel.changed(), if deadline.is_none() => {
                    if changed.is_err() || *cancel.borrow() {
                        write_frame(&mut process.stdin, &Request::Cancel { id }).ok();
                        deadline = Some(Instant::now() + OBEY);
                    }
                }
                () = tokio::time::sleep(wait), if deadline.is_some() => {
                    self.process = None;
                    return Ok(Err(ReadError::Cancelled));
                }
            }
        }
    }

    /// Starts the worker and waits until its model is loaded.
    async fn start(&self, cancel: &mut watch::Receiver<bool>) -> Outcome<Result<Process, ReadError>> {
        let model = &self.options.model;
        let mut command = worker::command()?;
        command.arg("reader").arg("--model").arg(model.path());
        command.args(["--threads", &self.options.threads.to_string()]);
        command.args(["--context", &model.context.to_string(), "--template", &model.template]);
        let mut child = command.spawn().map_err(|e| {
            Trouble::cannot(
                format!("The process that runs the model could not be started: {e}."),
                "Try again; if it stays, install Coldread again.",
            )
        })?;
        let (Some(stdin), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Ok(Err(ReadError::Gone));
        };
        let (send, mut responses) = mpsc::unbounded_channel();
        thread::spawn(move || {
            while let Ok(Some(response)) = read_frame::<Response>(&mut stdout) {
                if send.send(Some(response)).is_err() {
                    return;
                }
            }
            send.send(None).ok();
        });
        loop {
            tokio::select! {
                first = responses.recv() => match first.flatten() {
                    Some(Response::Ready { facts, .. }) => return Ok(Ok(Process { child, stdin, responses, facts })),
                    Some(Response::Failed { error, .. }) => { child.wait().ok(); return Ok(Err(error)) }
                    Some(_) => {}
                    None => { child.kill().ok(); child.wait().ok(); return Ok(Err(ReadError::Gone)) }
                },
                changed = cancel.changed() => if changed.is_err() || *cancel.borrow() {
                    child.kill().ok();
                    child.wait().ok();
                    return Ok(Err(ReadError::Cancelled));
                }
            }
        }
    }
}

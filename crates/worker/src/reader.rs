//! `reader`: one model, asked over standard input and output.
//!
//! One thread listens and is never busy, so that a cancel is acknowledged at once; another owns the model. What
//! is said of a request passes through [`Desk`], which knows whether it is still open: whoever closes it first
//! has the last word, and nothing is said of it afterwards.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read, Stdout, Write},
    process::ExitCode,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use ask::{Group, ReadError, Reader, Request, Response, read_frame, write_frame};
use llama::Llama;

use crate::ModelArgs;

/// How often progress is told.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(500);

/// How long a cancelled group may go on computing: a cancelled job has to free the processor within a second, and
/// llama.cpp stops only between chunks.
const LAST_CHUNK: Duration = Duration::from_millis(600);

/// Confines the process, loads the model, says so, and answers until the input ends.
pub(crate) fn run(args: &ModelArgs) -> ExitCode {
    let options = args.load_options();
    let status = File::open("/proc/self/status").ok();
    if !args.model.is_file() {
        return cannot_run("The model file is not there.");
    }
    if let Err(error) = args.confine() {
        return cannot_run(&format!("The model's process was not started: {error}."));
    }
    let desk = Arc::new(Desk::new(io::stdout()));
    let (send, receive) = channel();
    let listening = Arc::clone(&desk);
    // It listens while the model loads: an app that goes away during those seconds must leave no process behind.
    thread::spawn(move || listen(&listening, &send));
    match Llama::load(&args.model, &options) {
        Ok(llama) => {
            let resident = status.and_then(resident_bytes).unwrap_or(0);
            desk.say(&Response::Ready { facts: llama.facts(resident), settings: llama.settings() });
            answer_all(llama, &receive, &desk)
        }
        Err(error) => cannot_run(&error.to_string()),
    }
}

/// Tells the app, and whoever reads standard error, why there will be no model.
pub(crate) fn cannot_run(sentence: &str) -> ExitCode {
    let error = ReadError::Model(sentence.to_owned());
    let _ = write_frame(&mut io::stdout(), &Response::Failed { id: 0, error });
    crate::complain(sentence)
}

fn answer_all(mut llama: Llama, requests: &Receiver<(u64, Group)>, desk: &Desk) -> ExitCode {
    for (id, group) in requests {
        desk.begin(id);
        let mut told = Instant::now();
        let answer = llama.read(&group, &mut |tokens| {
            if told.elapsed() >= BETWEEN_PROGRESS {
                told = Instant::now();
                desk.progress(id, tokens);
            }
            desk.is_open(id)
        });
        desk.end(match answer {
            Ok(answer) => Response::Done { id, answer },
            Err(error) => Response::Failed { id, error },
        });
    }
    ExitCode::SUCCESS
}

/// Reads requests until the input ends or makes no sense; then the process ends, whatever it is doing.
fn listen(desk: &Arc<Desk>, requests: &Sender<(u64, Group)>) {
    let mut input = io::stdin().lock();
    let status = loop {
        match read_frame(&mut input) {
            Ok(Some(Request::Read { id, group })) => {
                desk.open(id);
                if requests.send((id, group)).is_err() {
                    break 0;
                }
            }
            Ok(Some(Request::Cancel { id })) => cancel(desk, id),
            Ok(None) => break 0,
            Err(_) => break 2,
        }
    };
    llama::leave_at_once(status)
}

/// Acknowledges at once. If the chunk in work is not done soon, the process ends; the app starts another when it
/// has something to ask.
fn cancel(desk: &Arc<Desk>, id: u64) {
    desk.close(id, &Response::Failed { id, error: ReadError::Cancelled });
    let desk = Arc::clone(desk);
    thread::spawn(move || {
        thread::sleep(LAST_CHUNK);
        if desk.is_working_on(id) {
            llama::leave_at_once(0);
        }
    });
}

/// Where requests are open, and from where all responses go out.
struct Desk(Mutex<State>);

struct State {
    out: Stdout,
    open: BTreeSet<u64>,
    working: Option<u64>,
}

impl Desk {
    fn new(out: Stdout) -> Self {
        Self(Mutex::new(State { out, open: BTreeSet::new(), working: None }))
    }

    fn open(&self, id: u64) {
        self.state().open.insert(id);
    }

    fn is_open(&self, id: u64) -> bool {
        self.state().open.contains(&id)
    }

    fn begin(&self, id: u64) {
        self.state().working = Some(id);
    }

    fn is_working_on(&self, id: u64) -> bool {
        self.state().working == Some(id)
    }

    /// The work that was begun is over; says so, unless its request was closed meanwhile.
    fn end(&self, response: Response) {
        let mut state = self.state();
        if let Some(id) = state.working.take() {
            state.close(id, &response);
        }
    }

    /// Says the last word on a request, unless it has been said.
    fn close(&self, id: u64, response: &Response) {
        self.state().close(id, response);
    }

    fn progress(&self, id: u64, tokens: u64) {
        let mut state = self.state();
        if state.open.contains(&id) {
            state.say(&Response::Progress { id, tokens });
        }
    }

    fn say(&self, response: &Response) {
        self.state().say(response);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn close(&mut self, id: u64, response: &Response) {
        if self.open.remove(&id) {
            self.say(response);
        }
    }

    fn say(&mut self, response: &Response) {
        if write_frame(&mut self.out, response).and_then(|()| Ok(self.out.flush()?)).is_err() {
            // Nobody listens any more.
            llama::leave_at_once(0);
        }
    }
}

/// Bytes of this process that are in memory, from its `status`, opened before files could no longer be.
fn resident_bytes(mut status: File) -> Option<u64> {
    let mut text = String::new();
    status.read_to_string(&mut text).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

//! A worker at work, for the tests: started, spoken to, watched.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use ask::{Group, Question, Request, Response, Task, read_frame, write_frame};

pub(crate) const WORKER: &str = env!("CARGO_BIN_EXE_coldread-worker");

/// The smallest model of the catalogue.
pub(crate) fn weights() -> PathBuf {
    let folder = std::env::var_os("COLDREAD_MODELS")
        .map(PathBuf::from)
        .unwrap_or_else(|| Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(".cache/coldread/models"));
    let path = folder.join("smollm2-135m-instruct-q4_1.gguf");
    assert!(path.is_file(), "The weights {} are not there; `make test` fetches them.", path.display());
    path
}

/// A reader in a process of its own. Its responses arrive with the time they came.
pub(crate) struct At {
    pub(crate) child: Child,
    stdin: Option<ChildStdin>,
    responses: Receiver<(Instant, Response)>,
}

impl At {
    pub(crate) fn work(model: &Path) -> Self {
        let mut child = Command::new(WORKER)
            .arg("reader")
            .arg("--model")
            .arg(model)
            .args(["--threads", "1", "--context", "4096"])
            .env("OMP_WAIT_POLICY", "passive")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (stdin, mut stdout) = (child.stdin.take(), child.stdout.take().unwrap());
        let (send, responses) = channel();
        thread::spawn(move || {
            while let Ok(Some(response)) = read_frame(&mut stdout) {
                if send.send((Instant::now(), response)).is_err() {
                    return;
                }
            }
        });
        Self { child, stdin, responses }
    }

    pub(crate) fn ready(model: &Path) -> Self {
        let at = Self::work(model);
        let first = at.next();
        assert!(matches!(first, Response::Ready { .. }), "{first:?}");
        at
    }

    pub(crate) fn say(&mut self, request: &Request) {
        write_frame(self.stdin.as_mut().unwrap(), request).unwrap();
    }

    pub(crate) fn say_nonsense(&mut self) {
        self.stdin.as_mut().unwrap().write_all(b"\x05\0\0\0hello").unwrap();
    }

    pub(crate) fn stop_talking(&mut self) {
        self.stdin = None;
    }

    /// The next response that is no progress, and when it came.
    pub(crate) fn next_at(&self) -> (Instant, Response) {
        loop {
            let (at, response) = self.responses.recv_timeout(Duration::from_secs(120)).expect("a response");
            if !matches!(response, Response::Progress { .. }) {
                return (at, response);
            }
        }
    }

    pub(crate) fn next(&self) -> Response {
        self.next_at().1
    }

    /// Whether nothing more is said within the time.
    pub(crate) fn is_silent_for(&self, time: Duration) -> bool {
        self.responses.recv_timeout(time).is_err()
    }

    /// The exit status, if the process ends within the time.
    pub(crate) fn ends_within(&mut self, time: Duration) -> Option<i32> {
        let until = Instant::now() + time;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status.code().expect("no signal ended it"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for At {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A passage of about so many hundred tokens, and one question.
pub(crate) fn group(hundreds: usize) -> Group {
    let passage = "The ferryman counts the coins twice and looks at the dark water for a while.\n".repeat(hundreds * 6);
    let task = Task::Choose { options: vec![" yes".to_owned(), " no".to_owned()] };
    Group {
        label: "scene".to_owned(),
        system: String::new(),
        prefix: passage,
        questions: vec![Question {
            name: "test".to_owned(),
            version: 1,
            text: "Is there water?".to_owned(),
            lead: "The answer is".to_owned(),
            task,
        }],
    }
}

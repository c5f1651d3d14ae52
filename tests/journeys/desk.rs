//! A library of its own for each journey, and the real `coldread` command on it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// The quick real model of the tests.
pub(crate) const MODEL: &str = "qwen2.5-coder-0.5b-instruct-q4_k_m";

/// Held by a journey while a model reads for it: two readers that share the cores take many times as long as one
/// after the other, because the threads of each wait for one another.
pub(crate) fn reading() -> MutexGuard<'static, ()> {
    static READING: Mutex<()> = Mutex::new(());
    READING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A library in a folder that goes away with it.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// The one JSON value on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("not JSON ({e}): {self:?}"))
    }

    /// Asserts the exit status.
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Where the library lies.
    pub(crate) fn vault(&self) -> PathBuf {
        self.dir.path().join("library")
    }

    /// A path in the journey's own folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The command, ready for arguments.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(binary("coldread"));
        command.env("COLDREAD_VAULT", self.vault()).env("COLDREAD_PASSPHRASE", "four quiet harbour lights");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs `coldread` with these arguments to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.command().args(args).output().expect("coldread starts"))
    }

    /// Starts it and does not wait.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command().args(args).spawn().expect("coldread starts")
    }
}

/// What a finished process did.
pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A binary of this workspace, built by `make test` beside the tests.
pub(crate) fn binary(name: &str) -> PathBuf {
    let tests = std::env::current_exe().expect("the test's own path");
    let folder = tests.parent().and_then(Path::parent).expect("target/release");
    let path = folder.join(name);
    assert!(path.is_file(), "{} is not built: run `make build` first", path.display());
    path
}

/// A file of the project.
pub(crate) fn fixture(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project");
    root.join("fixtures").join(path).display().to_string()
}

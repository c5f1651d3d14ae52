//! A file's bytes to a document, in a process of their own.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use script::{Document, IntakeReply};

use crate::error::{Outcome, Trouble};
use crate::worker;

/// Longest time one document may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);
/// Largest file that is taken, bytes.
pub(crate) const LARGEST: u64 = 512 << 20;

/// Reads a file in a sandboxed worker: one read-only descriptor, no sockets, limited memory, time and output.
/// Blocks; call it off the event loop.
pub fn read(path: &Path) -> Outcome<Document> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read_open(open(path, &name)?, &name)
}

/// The same for a file that is open already.
pub(crate) fn read_open(file: File, name: &str) -> Outcome<Document> {
    let mut command = worker::command()?;
    command.args(["intake", "--name", name]).stdin(Stdio::from(file));
    let mut child = command.spawn().map_err(|e| {
        Trouble::cannot(
            format!("The intake process could not be started: {e}."),
            "Try again; if it stays, install Coldread again.",
        )
    })?;
    let Some(mut stdout) = child.stdout.take() else { return Err(gave_up(name)) };
    let (send, receive) = mpsc::channel();
    thread::spawn(move || drop(send.send(ask::read_frame::<IntakeReply>(&mut stdout))));
    let reply = receive.recv_timeout(PATIENCE);
    // Killed whatever it said: nothing of it may outlive its document.
    child.kill().ok();
    child.wait().ok();
    match reply {
        Ok(Ok(Some(IntakeReply::Read(document)))) => Ok(document),
        Ok(Ok(Some(IntakeReply::Refused { sentence, hint }))) => Err(Trouble::input(sentence, hint)),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Trouble::input(
            format!("{name} took longer than {} seconds to read and was put aside.", PATIENCE.as_secs()),
            "Save it again from the program it came from, or as Fountain or FDX.",
        )),
        _ => Err(gave_up(name)),
    }
}

pub(crate) fn open(path: &Path, name: &str) -> Outcome<File> {
    let refuse = |what: &str, hint: &str| Err(Trouble::input(format!("{name} {what}"), hint));
    let Ok(meta) = std::fs::metadata(path) else {
        return refuse("is not there.", "Check the path.");
    };
    if meta.is_dir() {
        return refuse("is a folder.", "Give the files in it.");
    }
    if !meta.is_file() {
        return refuse("is not a file.", "Give a file.");
    }
    if meta.len() > LARGEST {
        return refuse("is larger than 512 MB.", "A script is a few megabytes at most; check that this is one.");
    }
    File::open(path).map_err(|_| Trouble::input(format!("{name} may not be read."), "Check its permissions."))
}

pub(crate) fn gave_up(name: &str) -> Trouble {
    Trouble::input(
        format!("{name} could not be read: the process that reads it was stopped by its limits or by a fault."),
        "The file may be damaged; save it again from the program it came from. Nothing else was touched.",
    )
}

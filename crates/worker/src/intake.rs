//! `intake`: one untrusted file, read.
//!
//! The file comes as standard input, a descriptor that the app opened; its name comes as a word. This process
//! can open nothing itself. One frame goes out, then it ends.

use std::{
    io::{self, Read, Write},
    process::ExitCode,
    thread,
};

use ask::{FrameError, write_frame};
use confine::{Limits, Work, confine_worker};
use script::IntakeReply;

/// The confinement of `docs/privacy.md`: a script needs a fraction of either.
pub(crate) const LIMITS: Limits = Limits { memory: Some(1 << 30), cpu_seconds: Some(60) };

/// Longest file that is read, in bytes: what leaves room for reading it under the memory limit.
const LONGEST: u64 = 256 << 20;

/// Deeply nested files recurse deeply in the libraries that read them.
const STACK: usize = 64 << 20;

/// Confines the process, reads the file of that name from standard input, and answers.
pub(crate) fn run(name: &str) -> ExitCode {
    if let Err(error) = confine_worker(Work::Processor, &[], LIMITS) {
        return crate::complain(&format!("The reading process was not started: {error}."));
    }
    let reply = match bytes_of(io::stdin().lock()) {
        Ok(bytes) => read_in_a_thread(bytes, name),
        Err((sentence, hint)) => refused(sentence, hint),
    };
    match answer(&reply) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

pub(crate) fn bytes_of(input: impl Read) -> Result<Vec<u8>, (&'static str, &'static str)> {
    const TOO_LONG: (&str, &str) = ("The file is longer than any script.", "Check that it is the file that was meant.");
    let mut bytes = Vec::new();
    match input.take(LONGEST + 1).read_to_end(&mut bytes) {
        Ok(n) if n as u64 > LONGEST => Err(TOO_LONG),
        Ok(_) => Ok(bytes),
        Err(e) if e.kind() == io::ErrorKind::OutOfMemory => Err(TOO_LONG),
        Err(_) => Err(("The file could not be read to its end.", "Check the disk it lies on and try again.")),
    }
}

/// A library that gives up on a file takes its thread with it, and no more.
fn read_in_a_thread(bytes: Vec<u8>, name: &str) -> IntakeReply {
    let name = name.to_owned();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || intake::read(&bytes, &name));
    thread.ok().and_then(|t| t.join().ok()).unwrap_or_else(|| {
        refused(
            "The file could not be read: something in it is not as its format asks.",
            "Save it again from the program it was written in, or export it as FDX, Fountain or PDF.",
        )
    })
}

fn answer(reply: &IntakeReply) -> Result<(), FrameError> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write_frame(&mut out, reply) {
        Err(FrameError::TooLong(_)) => write_frame(
            &mut out,
            &refused("The file holds more text than any script.", "Check that it is the file that was meant."),
        ),
        other => other,
    }?;
    Ok(out.flush()?)
}

fn refused(sentence: &str, hint: &str) -> IntakeReply {
    IntakeReply::Refused { sentence: sentence.to_owned(), hint: hint.to_owned() }
}

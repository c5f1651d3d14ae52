//! `convert`: one untrusted timed-text file, written in another format.
//!
//! Confined as the intake is. One frame goes out (how many cues, what was forgiven, what was lost), then the bytes.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use ask::{FrameError, write_frame};
use confine::{Work, confine_worker};
use timedtext::{ConvertReply, Format, Hint, Rate, Severity};

use crate::intake::{LIMITS, bytes_of};

/// What to write, and what is known of the file that comes on standard input.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The file's name, for its extension.
    #[arg(long)]
    name: String,
    /// Format to write, by its usual ending.
    #[arg(long)]
    to: String,
    /// Frame rate, where the file counts frames and does not say which.
    #[arg(long)]
    rate: Option<String>,
}

/// Confines the process, reads standard input, and answers.
pub(crate) fn run(options: &Options) -> ExitCode {
    if let Err(error) = confine_worker(Work::Processor, &[], LIMITS) {
        return crate::complain(&format!("The reading process was not started: {error}."));
    }
    let (reply, bytes) = converted(options);
    match answer(&reply, &bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn converted(options: &Options) -> (ConvertReply, Vec<u8>) {
    let Some(to) = Format::from_name(&options.to) else {
        return refused("That format is not known.", "The formats are: srt, vtt, ttml, stl, ass, ssa, sbv, sub, scc.");
    };
    let bytes = match bytes_of(io::stdin().lock()) {
        Ok(bytes) => bytes,
        Err((sentence, hint)) => return refused(sentence, hint),
    };
    let rate = options.rate.as_deref().map(Rate::from_name);
    if rate == Some(None) {
        let rates = Rate::ALL.map(|r| r.to_string()).join(", ");
        return refused("That frame rate is not known.", &format!("The rates are: {rates}."));
    }
    let rate = rate.flatten();
    let reading = timedtext::read(&bytes, &Hint { name: Some(&options.name), format: None, rate });
    if reading.file.cues.is_empty() {
        let first = reading.forgave.iter().find(|f| f.severity == Severity::Error);
        let sentence = first.map_or("There is no cue in the file.", |f| &f.sentence);
        return refused(sentence, "Check that it is a subtitle file, and the one that was meant.");
    }
    let written = timedtext::write(&reading.file, to);
    let reply = ConvertReply::Converted {
        cues: reading.file.cues.len(),
        forgave: reading.forgave.iter().map(Into::into).collect(),
        lost: written.lost.iter().map(Into::into).collect(),
    };
    (reply, written.bytes)
}

fn refused(sentence: &str, hint: &str) -> (ConvertReply, Vec<u8>) {
    (ConvertReply::Refused { sentence: sentence.to_owned(), hint: hint.to_owned() }, Vec::new())
}

fn answer(reply: &ConvertReply, bytes: &[u8]) -> Result<(), FrameError> {
    let mut out = io::stdout().lock();
    write_frame(&mut out, reply)?;
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

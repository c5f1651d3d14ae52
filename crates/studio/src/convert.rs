//! A timed-text file in another format, converted in a process of its own.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;

use timedtext::{ConvertReply, Format, Remark};

use crate::error::{Outcome, Trouble};
use crate::export::write_whole;
use crate::intake::{self, PATIENCE};
use crate::worker;

/// What came of a conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Cues in the file.
    pub cues: usize,
    /// What was odd about the file that was read.
    pub forgave: Vec<Remark>,
    /// What the format written cannot carry.
    pub lost: Vec<Remark>,
}

/// Reads `from` and writes `to`, whose ending says the format. Blocks; call it off the event loop.
pub fn convert(from: &Path, to: &Path, rate: Option<&str>) -> Outcome<Conversion> {
    let ending = to.extension().unwrap_or_default().to_string_lossy().into_owned();
    if Format::from_name(&ending).is_none() {
        let names = Format::ALL.map(|f| format!(".{}", f.name())).join(", ");
        return Err(Trouble::input(
            format!("No timed text is written as “.{ending}”."),
            format!("Give a file that ends in one of: {names}."),
        ));
    }
    let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut command = worker::command()?;
    command.args(["convert", "--name", &name, "--to", &ending]).stdin(Stdio::from(intake::open(from, &name)?));
    if let Some(rate) = rate {
        command.args(["--rate", rate]);
    }
    let mut child = command.spawn().map_err(|_| intake::gave_up(&name))?;
    let Some(mut stdout) = child.stdout.take() else { return Err(intake::gave_up(&name)) };
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let reply = ask::read_frame::<ConvertReply>(&mut stdout).ok().flatten();
        let mut bytes = Vec::new();
        let whole = (&mut stdout).take(intake::LARGEST).read_to_end(&mut bytes).is_ok();
        send.send(reply.filter(|_| whole).map(|reply| (reply, bytes))).ok();
    });
    let answer = receive.recv_timeout(PATIENCE);
    child.kill().ok();
    let ended_well = child.wait().is_ok();
    match answer {
        Ok(Some((ConvertReply::Converted { cues, forgave, lost }, bytes))) if ended_well => {
            write_whole(to, &bytes)?;
            Ok(Conversion { cues, forgave, lost })
        }
        Ok(Some((ConvertReply::Refused { sentence, hint }, _))) => Err(Trouble::input(sentence, hint)),
        _ => Err(intake::gave_up(&name)),
    }
}

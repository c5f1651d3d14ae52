//! Reads a timed-text file and writes it in another format: `convert FILE FORMAT`, or shows its cues: `convert FILE`.

use std::io::{self, Write};

use coldread_timedtext::{Format, Hint, read, validate, write};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let bytes = std::fs::read(&name)?;
    let hint = Hint { name: Some(&name), ..Hint::default() };
    let reading = read(&bytes, &hint);
    let mut log = io::stderr();
    for finding in &reading.forgave {
        writeln!(log, "{name}:{}: {}", finding.line, finding.sentence)?;
    }
    for refusal in validate(&bytes, &hint) {
        writeln!(log, "{name}:{}: {} {}", refusal.line, refusal.designator, refusal.sentence)?;
    }
    let mut out = io::stdout();
    let Some(format) = arguments.next().and_then(|name| Format::from_name(&name)) else {
        for cue in &reading.file.cues {
            let end = cue.end.map(|end| end.to_string()).unwrap_or_default();
            writeln!(out, "{} - {end} {:?}", cue.start, cue.plain())?;
        }
        return Ok(());
    };
    let written = write(&reading.file, format);
    for loss in written.lost {
        writeln!(log, "{}: {}", loss.what, loss.sentence)?;
    }
    out.write_all(&written.bytes)
}

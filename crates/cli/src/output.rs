//! What is printed where: results on stdout, messages and progress on stderr, and the exit status.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use studio::{Kind, Trouble};

/// How a command ended when it ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// All of it.
    Done,
    /// It ran, but part of it could not be done, or a check failed.
    Partly,
}

/// Where a command prints.
pub(crate) struct Output {
    /// One JSON value on stdout.
    pub(crate) json: bool,
    bar: Option<ProgressBar>,
    last_line: Option<(Instant, String)>,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, bar: None, last_line: None }
    }

    /// The one JSON value. A reader that went away is not an error.
    pub(crate) fn value(&mut self, value: &Value) {
        self.raw(&format!("{value:#}\n"));
    }

    /// Text on stdout as it is.
    pub(crate) fn raw(&mut self, text: &str) {
        self.finish();
        io::stdout().lock().write_all(text.as_bytes()).ok();
    }

    /// A sentence on stderr.
    pub(crate) fn message(&mut self, sentence: &str) {
        match &self.bar {
            Some(bar) => bar.println(sentence),
            None => drop(writeln!(io::stderr().lock(), "{sentence}")),
        }
    }

    /// Stage, count and time left: a bar on a terminal, a plain line every few seconds elsewhere.
    pub(crate) fn progress(&mut self, stage: &str, done: usize, total: usize, left: Option<Duration>) {
        let left = left.map(|l| format!(", {} left", duration(l))).unwrap_or_default();
        if io::stderr().is_terminal() {
            let bar = self.bar.get_or_insert_with(|| {
                let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {msg}")
                    .unwrap_or_else(|_| ProgressStyle::default_bar());
                ProgressBar::new(total as u64).with_style(style)
            });
            bar.set_length(total as u64);
            bar.set_position(done as u64);
            bar.set_message(format!("{stage}{left}"));
            return;
        }
        let line = format!("{stage} ({done}/{total}{left})");
        let due =
            self.last_line.as_ref().is_none_or(|(at, said)| at.elapsed() > Duration::from_secs(5) && *said != line);
        if due {
            self.message(&line);
            self.last_line = Some((Instant::now(), line));
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Says what went wrong and what to do, and with which status to end.
    pub(crate) fn trouble(&mut self, trouble: &Trouble) -> ExitCode {
        self.finish();
        self.message(&format!("coldread: {}", trouble.sentence));
        if let Some(hint) = &trouble.hint {
            self.message(hint);
        }
        match trouble.kind {
            Kind::Input | Kind::Cancelled => ExitCode::from(1),
            Kind::WrongPassphrase | Kind::NoModel | Kind::Cannot => ExitCode::from(3),
        }
    }
}

/// `2 min 10 s`.
pub(crate) fn duration(d: Duration) -> String {
    let seconds = d.as_secs().max(1);
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}

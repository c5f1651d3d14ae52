//! The sandboxed processes: each untrusted document and each model is read in one of its own.
//!
//! `intake` reads one document from standard input and answers with one frame. `reader` loads one model and
//! answers groups of questions, frame by frame, until its input ends. The other modes are for people and
//! benches: `build` shows what it computes on, `inspect` the header of a model file, `probe` what the kernel refuses a worker, `try` answers
//! groups from a JSON file, `bench` measures.

mod bench;
mod build;
mod convert;
mod inspect;
mod intake;
mod probe;
mod reader;
mod try_groups;

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use confine::{ConfineError, Limits, Work, confine_worker};

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(tell_where_only));
    let mode = Worker::parse().mode;
    // The readers of documents are plain Rust and run anywhere.
    let missing = if matches!(mode, Mode::Intake { .. } | Mode::Convert(_) | Mode::Probe { .. } | Mode::Build) {
        Vec::new()
    } else {
        llama::missing_instructions()
    };
    if !missing.is_empty() {
        return lacking(&mode, &missing.join(", "));
    }
    match mode {
        Mode::Intake { name } => intake::run(&name),
        Mode::Convert(options) => convert::run(&options),
        Mode::Reader(model) => reader::run(&model),
        Mode::Build => build::run(),
        Mode::Inspect { model } => inspect::run(&model),
        Mode::Probe { model } => probe::run(model.as_deref()),
        Mode::Try(model) => try_groups::run(&model),
        Mode::Bench(options) => bench::run(&options),
    }
}

fn lacking(mode: &Mode, missing: &str) -> ExitCode {
    let sentence = format!("This build of the worker needs {missing}, which this processor lacks.");
    if matches!(mode, Mode::Reader(_)) { reader::cannot_run(&sentence) } else { complain(&sentence) }
}

/// The sandboxed processes of Coldread. Not meant to be started by hand.
#[derive(Parser)]
#[command(name = "coldread-worker", version)]
struct Worker {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Subcommand)]
enum Mode {
    /// Reads one document from standard input.
    Intake {
        /// The file's name, for its extension and for messages.
        #[arg(long)]
        name: String,
    },
    /// Writes timed text from standard input in another format.
    Convert(convert::Options),
    /// Loads a model and answers groups of questions over standard input and output.
    Reader(ModelArgs),
    /// Says as JSON which instruction sets and devices this build uses.
    Build,
    /// Shows the header of a model file as JSON.
    Inspect {
        /// The weights.
        #[arg(long)]
        model: PathBuf,
    },
    /// Confines itself as a worker does, tries what it must not, and says what was refused as JSON.
    Probe {
        /// A file to be confined to, as the reader is to its weights; without it, as the intake.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Answers a JSON list of groups from standard input.
    Try(ModelArgs),
    /// Measures the engine.
    Bench(bench::Options),
}

/// Which model, and how to load it.
#[derive(Args, Clone)]
pub(crate) struct ModelArgs {
    /// The weights.
    #[arg(long)]
    pub(crate) model: PathBuf,
    /// Threads to compute with.
    #[arg(long, default_value_t = all_cores())]
    pub(crate) threads: u32,
    /// Tokens of context, for the prefix and all questions decoded with it.
    #[arg(long, default_value_t = 4096)]
    pub(crate) context: u32,
    /// Tokens decoded at a time.
    #[arg(long, default_value_t = ask::CHUNK)]
    pub(crate) chunk: u32,
    /// Family of the chat template, if not what the file says.
    #[arg(long)]
    pub(crate) template: Option<String>,
    /// Layers to put on the graphics device of a build that has one; without it, as many as fit.
    #[arg(long)]
    pub(crate) gpu_layers: Option<u32>,
}

impl ModelArgs {
    /// From here on the process opens nothing but the weights. Call it before the first thread.
    fn confine(&self) -> Result<(), ConfineError> {
        let graphics = cfg!(any(feature = "cuda", feature = "vulkan", feature = "metal"));
        let work = if graphics && self.gpu_layers != Some(0) { Work::Device } else { Work::Processor };
        // Whether the file rule is enforced is the kernel's; `coldread privacy` tells.
        confine_worker(work, &[&self.model], Limits::default()).map(drop)
    }

    fn load_options(&self) -> llama::LoadOptions {
        llama::LoadOptions {
            threads: self.threads,
            context: self.context,
            chunk: self.chunk,
            gpu_layers: self.gpu_layers,
            template: self.template.clone(),
            memory: llama::memory_available(),
        }
    }
}

fn all_cores() -> u32 {
    std::thread::available_parallelism().map_or(1, |n| n.get() as u32)
}

/// One sentence on standard error, and the exit status of "cannot run".
pub(crate) fn complain(sentence: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{sentence}");
    ExitCode::from(3)
}

/// A panic's message may carry words of the document; its place in the code cannot.
fn tell_where_only(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
    let _ = writeln!(std::io::stderr(), "The worker stopped on a fault of its own{place}.");
}

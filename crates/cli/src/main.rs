//! The `coldread` command: the same use cases as the window, without one.

mod args;
mod backup;
mod bench;
mod convert;
mod coverage;
mod library;
mod models;
mod output;
mod parse;
mod passphrase;
mod record;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use output::{Output, Status};
use studio::Outcome;

fn main() -> ExitCode {
    // Before the first thread, so that everything inherits it. Where the kernel cannot, `privacy` says so.
    let bound = studio::refuse_network();
    let private = studio::keep_memory_private();
    std::panic::set_hook(Box::new(name_the_fault));
    let cli = Cli::parse();
    let mut out = Output::new(cli.global.json);
    for error in [&bound, &private].into_iter().filter_map(|done| done.as_ref().err()) {
        out.message(&format!("coldread: {error}"));
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            out.message(&format!("coldread: no threads can be started: {error}."));
            return ExitCode::from(3);
        }
    };
    let outcome = runtime.block_on(run(&cli, &mut out));
    runtime.shutdown_background();
    match outcome {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Partly) => ExitCode::from(1),
        Err(trouble) => out.trouble(&trouble),
    }
}

async fn run(cli: &Cli, out: &mut Output) -> Outcome<Status> {
    let global = &cli.global;
    match &cli.command {
        Command::Parse { file, to } => parse::parse(file, *to, out),
        Command::Convert { file, output, fps } => convert::convert(file, output, fps.as_deref(), out),
        Command::Import { files, project, draft_of } => library::import(global, files, project, *draft_of, out).await,
        Command::Coverage { what, output } => coverage::coverage(global, what, output.as_deref(), out).await,
        Command::Search { query } => library::search(global, &query.join(" "), out).await,
        Command::Jobs { what } => library::jobs(global, what, out).await,
        Command::Models { what } => models::models(global, what, out).await,
        Command::Audit { what } => record::audit(global, what, out).await,
        Command::Privacy { check: Some(file), .. } => record::check(global, file, out).await,
        Command::Privacy { statement, .. } => record::privacy(global, statement.as_deref(), out).await,
        Command::Verify { report, script } => verify::verify(global, report, script.as_deref(), out).await,
        Command::Backup { file } => backup::backup(global, file, out).await,
        Command::Restore { file, recovery_key, recovery_key_file } => {
            backup::restore(global, file, *recovery_key, recovery_key_file.as_deref(), out).await
        }
        Command::Passphrase { what } => passphrase::passphrases(global, what, out).await,
        Command::IdleLock { minutes } => library::idle_lock(global, minutes.as_deref(), out).await,
        Command::Shred { project } => library::shred(global, project, out).await,
        Command::Delete { id } => library::delete(global, *id, out).await,
        Command::Bench { name } => bench::bench(global, name.as_deref(), out).await,
    }
}

/// Where a fault lies, and nothing of its message: that may quote the text that was being read.
fn name_the_fault(fault: &std::panic::PanicHookInfo<'_>) {
    let place = fault.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
    writeln!(std::io::stderr().lock(), "coldread: a fault of Coldread{place}. Please report it.").ok();
}

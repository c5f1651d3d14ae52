//! The `coldread` command: the same use cases as the window, without one.

mod args;
mod bench;
mod convert;
mod coverage;
mod library;
mod models;
mod output;
mod parse;
mod record;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use output::{Output, Status};
use studio::Outcome;

fn main() -> ExitCode {
    // Before the first thread, so that everything inherits it. Where the kernel cannot, `privacy` says so.
    let bound = studio::refuse_network();
    let cli = Cli::parse();
    let mut out = Output::new(cli.global.json);
    if let Err(error) = &bound {
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
        Command::Privacy => record::privacy(global, out).await,
        Command::Delete { id } => library::delete(global, *id, out).await,
        Command::Bench { name } => bench::bench(global, name.as_deref(), out).await,
    }
}

//! `coldread import`, `search`, `jobs`, `delete`: the library from the command line.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use studio::{Job, JobState, Kind, Outcome, Studio, Thrift, Trouble, default_place};

use crate::args::{Global, Jobs};
use crate::coverage::follow;
use crate::output::{Output, Status};

/// Opens the library; one that is not there is created.
pub(crate) async fn open(global: &Global, out: &mut Output) -> Outcome<Studio> {
    let place = global.vault.clone().unwrap_or_else(default_place);
    let thrift = global.threads.map_or(Thrift::AllCores, |n| Thrift::Threads(usize::from(n)));
    let exists = Studio::exists(&place);
    let passphrase = passphrase(global, exists)?;
    if exists {
        return Studio::open(&place, &passphrase, thrift).await;
    }
    let studio = Studio::create(&place, &passphrase, thrift).await?;
    out.message(&format!("A new library was made in {}.", place.display()));
    Ok(studio)
}

fn passphrase(global: &Global, exists: bool) -> Outcome<String> {
    if let Some(file) = &global.passphrase_file {
        let text = std::fs::read_to_string(file).map_err(|e| {
            Trouble::cannot(format!("The passphrase file cannot be read: {e}."), "Check --passphrase-file.")
        })?;
        return Ok(text.lines().next().unwrap_or_default().to_owned());
    }
    if let Ok(passphrase) = std::env::var("COLDREAD_PASSPHRASE") {
        return Ok(passphrase);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Trouble::new(
            Kind::WrongPassphrase,
            "The library needs its passphrase.",
            "Set COLDREAD_PASSPHRASE, give --passphrase-file, or run it in a terminal.",
        ));
    }
    let first = ask(if exists { "Passphrase: " } else { "A passphrase for the new library: " })?;
    if !exists && ask("Once more: ")? != first {
        return Err(Trouble::new(Kind::WrongPassphrase, "The two differ.", "Run it again; nothing was made."));
    }
    Ok(first)
}

/// Asks on the terminal without showing what is typed.
fn ask(prompt: &str) -> Outcome<String> {
    let failed =
        |e: std::io::Error| Trouble::cannot(format!("Nothing can be asked here: {e}."), "Use --passphrase-file.");
    write!(std::io::stderr().lock(), "{prompt}").map_err(failed)?;
    let stdin = std::io::stdin();
    let shown = rustix::termios::tcgetattr(&stdin).map_err(|e| failed(e.into()))?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(rustix::termios::LocalModes::ECHO);
    rustix::termios::tcsetattr(&stdin, rustix::termios::OptionalActions::Now, &hidden).map_err(|e| failed(e.into()))?;
    let mut line = String::new();
    let read = stdin.lock().read_line(&mut line);
    rustix::termios::tcsetattr(&stdin, rustix::termios::OptionalActions::Now, &shown).ok();
    writeln!(std::io::stderr().lock()).ok();
    read.map_err(failed)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// A file, which is imported first, or the id of a document; and whether pages of it could not be read.
pub(crate) async fn document(studio: &Studio, what: &str, out: &mut Output) -> Outcome<(i64, bool)> {
    let path = Path::new(what);
    if let (Ok(id), false) = (what.parse::<i64>(), path.exists()) {
        let reading = studio.reading(id).await?;
        return Ok((id, !reading.outline.unreadable.is_empty()));
    }
    let import = studio.import(path, "Inbox", None).await?;
    for page in &import.unreadable_pages {
        out.message(&format!("Page {page} could not be read."));
    }
    Ok((import.id, !import.unreadable_pages.is_empty()))
}

/// Files into the library; one that cannot be read does not keep the others out.
pub(crate) async fn import(
    global: &Global,
    files: &[PathBuf],
    project: &str,
    draft_of: Option<i64>,
    out: &mut Output,
) -> Outcome<Status> {
    let studio = open(global, out).await?;
    let mut rows = Vec::new();
    let mut status = Status::Done;
    for (i, file) in files.iter().enumerate() {
        out.progress(&format!("Reading {}", file.display()), i, files.len(), None);
        match studio.import(file, project, draft_of).await {
            Ok(import) => {
                if !import.unreadable_pages.is_empty() {
                    status = Status::Partly;
                }
                rows.push(json!({
                    "id": import.id,
                    "project": import.project,
                    "kind": import.kind,
                    "pages": import.pages,
                    "unreadable_pages": import.unreadable_pages,
                }));
            }
            Err(trouble) if trouble.kind == Kind::Input => {
                status = Status::Partly;
                out.trouble(&trouble);
            }
            Err(trouble) => return Err(trouble),
        }
    }
    out.finish();
    if out.json {
        out.value(&json!(rows));
    } else {
        for row in &rows {
            out.raw(&format!(
                "{:>5}  {}, {} pages\n",
                row["id"],
                row["kind"].as_str().unwrap_or_default(),
                row["pages"]
            ));
        }
    }
    Ok(status)
}

/// Words in the library.
pub(crate) async fn search(global: &Global, query: &str, out: &mut Output) -> Outcome<Status> {
    let studio = open(global, out).await?;
    let found = studio.search(query, None, 20).await?;
    if out.json {
        let rows = found.iter().map(|f| {
            json!({
                "document": f.document, "title": f.title, "page": f.page, "scene": f.scene, "line": f.line,
                "snippet": f.snippet, "score": f.score,
            })
        });
        out.value(&rows.collect());
    } else if found.is_empty() {
        out.message("Nothing was found.");
    } else {
        for f in found {
            out.raw(&format!("{} p{} {}\n    {}\n", f.title, f.page, f.heading, f.snippet.trim()));
        }
    }
    Ok(Status::Done)
}

/// The queue.
pub(crate) async fn jobs(global: &Global, what: &Jobs, out: &mut Output) -> Outcome<Status> {
    let studio = open(global, out).await?;
    let jobs = match what {
        Jobs::List => studio.jobs().await?,
        Jobs::Cancel { id } => {
            studio.cancel(*id).await?;
            studio.jobs().await?.into_iter().filter(|j| j.id == *id).collect()
        }
        Jobs::Resume { id } => tokio::select! {
            jobs = studio.resume_here(*id) => jobs?,
            () = follow(&studio, out) => Vec::new(),
        },
    };
    out.finish();
    if out.json {
        out.value(&jobs.iter().map(row).collect());
    } else {
        for job in &jobs {
            out.raw(&format!("{:>5}  {:<10} {:<10} {}\n", job.id, job.kind, state(job.state), job.title));
        }
    }
    Ok(Status::Done)
}

fn row(job: &Job) -> serde_json::Value {
    json!({
        "id": job.id, "document": job.document, "title": job.title, "kind": job.kind.to_lowercase(),
        "state": state(job.state), "done": job.done, "total": job.total,
        "error": job.trouble.as_ref().map(|t| &t.sentence),
    })
}

fn state(state: JobState) -> &'static str {
    match state {
        JobState::Queued => "queued",
        JobState::Running => "running",
        JobState::Done => "done",
        JobState::Failed => "failed",
        JobState::Cancelled => "cancelled",
    }
}

/// A document out of the library.
pub(crate) async fn delete(global: &Global, id: i64, out: &mut Output) -> Outcome<Status> {
    let studio = open(global, out).await?;
    let deletion = studio.delete(id).await?;
    if out.json {
        out.value(&json!({ "ok": deletion.proved, "reports": deletion.reports, "answers": deletion.answers }));
    } else {
        let proof = if deletion.proved {
            "It is found no more, in the library or in the index."
        } else {
            "A trace of it is still found."
        };
        out.message(&format!(
            "Document {id} is deleted, with {} reports and {} answers. {proof}",
            deletion.reports, deletion.answers
        ));
    }
    Ok(if deletion.proved { Status::Done } else { Status::Partly })
}

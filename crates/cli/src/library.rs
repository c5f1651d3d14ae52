//! `coldread import`, `search`, `jobs`, `delete`: the library from the command line.

use std::path::{Path, PathBuf};

use serde_json::json;
use studio::{Job, JobState, Kind, Outcome, Studio, Thrift, Trouble, default_place};

use crate::args::{Global, Jobs};
use crate::coverage::follow;
use crate::output::{Output, Status};
use crate::passphrase::passphrase;

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

/// A file, which is imported first, or the id of a document; and whether pages of it could not be read.
pub(crate) async fn document(studio: &Studio, what: &str, out: &mut Output) -> Outcome<(i64, bool)> {
    let path = Path::new(what);
    if let (Ok(id), false) = (what.parse::<i64>(), path.exists()) {
        let reading = studio.reading(id).await?;
        return Ok((id, !reading.outline.unreadable.is_empty()));
    }
    let import = studio.take(path).await?;
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

/// A project with its key.
pub(crate) async fn shred(global: &Global, project: &str, out: &mut Output) -> Outcome<Status> {
    let studio = open(global, out).await?;
    let shredding = studio.shred(project).await?;
    let key_box: String = shredding.key_box.iter().map(|b| format!("{b:02x}")).collect();
    if out.json {
        out.value(&json!({
            "ok": shredding.proved, "documents": shredding.documents, "entry": shredding.entry, "key_box": key_box,
        }));
    } else {
        let proof = if shredding.proved {
            "The box its key lay in stands in no byte of the library any more, and its index is gone."
        } else {
            "A trace of it is still found."
        };
        out.message(&format!(
            "Project {project} is shredded, with {} documents. {proof} Entry {} of the record names that box: {key_box}.",
            shredding.documents, shredding.entry
        ));
        out.message("Backups made before hold the project still; destroy them too.");
    }
    Ok(if shredding.proved { Status::Done } else { Status::Partly })
}

/// How long the window stays open without use.
pub(crate) async fn idle_lock(global: &Global, minutes: Option<&str>, out: &mut Output) -> Outcome<Status> {
    let studio = open(global, out).await?;
    if let Some(typed) = minutes {
        let bad = || Trouble::input(format!("“{typed}” is no number of minutes."), "Give a number, or `off`.");
        let minutes = if typed == "off" { None } else { Some(typed.parse().map_err(|_| bad())?) };
        studio.set_idle_lock(minutes).await?;
    }
    let set = studio.idle_lock().await?;
    if out.json {
        out.value(&json!({ "minutes": set }));
    } else {
        out.raw(
            &set.map_or("The library stays open.\n".to_owned(), |m| format!("The library closes after {m} min.\n")),
        );
    }
    Ok(Status::Done)
}

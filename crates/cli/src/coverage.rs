//! `coldread coverage`: the report of a file or of a document in the library.

use std::path::Path;

use studio::{Event, Outcome, ReportFormat, Studio, Trouble};

use crate::args::Global;
use crate::library;
use crate::output::{Output, Status};

/// Writes coverage, shows progress, and prints or writes the report. Ctrl-C stops cleanly.
pub(crate) async fn coverage(global: &Global, what: &str, output: Option<&Path>, out: &mut Output) -> Outcome<Status> {
    let format = output.map(ReportFormat::of).transpose()?;
    let studio = library::open(global, out).await?;
    let (id, unreadable) = library::document(&studio, what, out).await?;
    let (report, tally) = tokio::select! {
        report = studio.cover(id, global.model.as_deref(), global.no_model) => report?,
        () = follow(&studio, out) => return Err(Trouble::cannot("Progress was lost.", "Try again.")),
    };
    out.finish();
    out.message(&format!("{} questions asked, {} answered from the library.", tally.asked, tally.stored));
    match (output, format) {
        (Some(path), Some(format)) => {
            let written = studio.export(id, format, Some(path)).await?;
            out.message(&format!("Coverage written to {}.", written.display()));
            if out.json {
                out.value(&serde_json::json!({ "document": id, "path": written }));
            }
        }
        _ if out.json => out.raw(&studio.rendered(id, ReportFormat::Json).await?),
        _ => out.raw(&summary(&report)),
    }
    Ok(if unreadable { Status::Partly } else { Status::Done })
}

/// Shows the job at work until the other branch is done; stops it on Ctrl-C.
pub(crate) async fn follow(studio: &Studio, out: &mut Output) {
    let mut events = studio.watch();
    let mut asked = false;
    loop {
        tokio::select! {
            event = events.recv() => match event {
                Ok(Event::Job(job)) => out.progress(&job.stage, job.done, job.total, job.left),
                Ok(Event::Library) => {}
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(_) => return,
            },
            signal = tokio::signal::ctrl_c(), if !asked => {
                asked = true;
                if signal.is_ok() {
                    out.message("Stopping; what was read is kept.");
                    studio.stop_running();
                }
            }
        }
    }
}

/// The report on a terminal: what an executive reads first.
fn summary(report: &studio::coverage::CoverageReport) -> String {
    let mut text = format!("{}\n", report.header.title);
    let facts = [
        (!report.header.writers.is_empty()).then(|| format!("by {}", report.header.writers.join(", "))),
        Some(format!("{}, {} pages, {} scenes", report.header.form, report.header.pages, report.header.scenes)),
        report.header.genre.clone(),
    ];
    text += &format!("{}\n", facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    let cite = |claim: &studio::coverage::Claim| {
        let pages: Vec<String> = claim.evidence.iter().map(|e| format!("p{}", e.page)).collect();
        format!("{} [{}]", claim.text, dedup(pages).join(" "))
    };
    let mut section = |name: &str, claims: &mut dyn Iterator<Item = String>| {
        let lines: Vec<String> = claims.collect();
        if !lines.is_empty() {
            text += &format!("\n{name}\n{}\n", lines.join("\n"));
        }
    };
    section("LOGLINE", &mut report.logline.iter().map(cite));
    section("SUMMARY", &mut report.summary.iter().map(cite));
    section("SYNOPSIS", &mut report.synopsis.iter().map(cite));
    section(
        "GRID",
        &mut report.ratings.iter().map(|r| {
            format!("{:<18} {:<10} {:>4.1}  {}", r.dimension, format!("{:?}", r.grade), r.score, r.reason.text)
        }),
    );
    section("VERDICT", &mut report.verdict.iter().map(|v| format!("project: {:?}, writer: {:?}", v.project, v.writer)));
    section(
        "CHARACTERS",
        &mut report.characters.iter().map(|c| {
            format!(
                "{:<20} {:<11} {:>3} scenes {:>5} words {:>5.1} %",
                c.name,
                c.role,
                c.scenes,
                c.words,
                c.share * 100.0
            )
        }),
    );
    section(
        "COST DRIVERS",
        &mut report.complexity.drivers.iter().map(|d| format!("{}: {} {}", d.name, d.count, d.unit)),
    );
    let s = &report.support;
    text += &format!(
        "\n{} of {} claims verified, {} extracts, {} left out.\n",
        s.verified, s.claims, s.extracts, s.dropped
    );
    text
}

fn dedup(mut pages: Vec<String>) -> Vec<String> {
    pages.dedup();
    pages
}

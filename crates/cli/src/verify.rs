//! `coldread verify`: a report held against the library, or against the script it speaks of.

use std::path::Path;

use serde_json::json;
use studio::{Outcome, Verdict, verify_against};

use crate::args::Global;
use crate::library;
use crate::output::{Output, Status};

/// Says of each thing that was looked at how it stands, and names what is not as it should be.
pub(crate) async fn verify(global: &Global, report: &Path, script: Option<&Path>, out: &mut Output) -> Outcome<Status> {
    let found = match script {
        Some(script) => verify_against(report, script)?,
        None => library::open(global, out).await?.verify(report).await?,
    };
    let holds = found.holds();
    if out.json {
        let checks = found.checks.iter().map(
            |c| json!({ "name": c.name, "verdict": c.verdict.as_str(), "sentence": c.sentence, "faults": c.faults }),
        );
        out.value(&json!({
            "ok": holds,
            "document_sha256": found.document_sha256,
            "quotations": found.quotations,
            "checks": checks.collect::<Vec<_>>(),
        }));
    } else {
        for check in &found.checks {
            let mark = match check.verdict {
                Verdict::Confirmed => "yes ",
                Verdict::Refuted => "NO  ",
                Verdict::Open => "  ? ",
            };
            out.raw(&format!("{mark} {:<11} {}\n", check.name, check.sentence));
            for fault in &check.faults {
                out.raw(&format!("                 {fault}\n"));
            }
        }
        out.message(if holds { "The report is confirmed." } else { "The report is NOT confirmed." });
    }
    Ok(if holds { Status::Done } else { Status::Partly })
}

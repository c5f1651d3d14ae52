//! `coldread convert`: timed text in another format, and what it could not carry.

use std::path::Path;

use serde_json::json;
use studio::{Outcome, Remark};

use crate::output::{Output, Status};

/// Converts and says what was forgiven and what was lost. What was lost is a result, not a failure.
pub(crate) fn convert(file: &Path, to: &Path, rate: Option<&str>, out: &mut Output) -> Outcome<Status> {
    let conversion = studio::convert(file, to, rate)?;
    if out.json {
        let rows = |remarks: &[Remark]| -> Vec<_> {
            let row = |r: &Remark| json!({ "code": r.code, "severity": r.severity, "line": r.line, "cues": r.cues, "sentence": r.sentence });
            remarks.iter().map(row).collect()
        };
        out.value(&json!({
            "cues": conversion.cues, "forgave": rows(&conversion.forgave), "lost": rows(&conversion.lost),
        }));
        return Ok(Status::Done);
    }
    for remark in &conversion.forgave {
        out.raw(&format!("{}: line {}: {}\n", remark.severity, remark.line.unwrap_or(0), remark.sentence));
    }
    for remark in &conversion.lost {
        out.raw(&format!("not carried: {}\n", remark.sentence));
    }
    out.message(&format!("{} cues were written to {}.", conversion.cues, to.display()));
    Ok(Status::Done)
}

//! Title, facts and verdicts.

use coverage::CoverageReport;
use docx_rs::DocumentChild;

use super::blocks::{labelled, plain, styled};
use crate::{facts, wording};

/// Everything above the logline.
pub(super) fn blocks(report: &CoverageReport) -> Vec<DocumentChild> {
    let header = &report.header;
    let mut blocks = vec![plain(styled(&header.title, "Title"))];
    let by = if header.writers.is_empty() { String::new() } else { format!(", by {}", header.writers.join(", ")) };
    blocks.push(plain(styled(&format!("Coverage{by}"), "Subtitle")));
    blocks.extend(facts::of_header(header).iter().map(|(label, said)| plain(labelled(label, said, "Normal"))));
    if wording::is_counted_only(report) {
        blocks.push(plain(styled(wording::COUNTED_ONLY, "Normal")));
    }
    if let Some(verdict) = report.verdict {
        let said = |label, verdict| plain(labelled(label, wording::recommendation(verdict), "Verdict"));
        blocks.extend([said("Project", verdict.project), said("Writer", verdict.writer)]);
    }
    if let Some(support) = wording::support(&report.support) {
        blocks.push(plain(labelled("Support", &support, "Normal")));
    }
    blocks
}

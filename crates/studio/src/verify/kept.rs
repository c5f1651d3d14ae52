//! The report that was kept when it was written, beside the one that lies there: every word, not quotations alone.

use coverage::CoverageReport;
use serde_json::Value;
use vault::ReportRow;

use super::claimed::Claimed;
use super::{Check, difference, page};
use crate::shelf::Reading;

const NAME: &str = "kept";

/// Whether one of the kept reports, the latest first, is this one; and if none, how the closest differs.
pub(super) fn check(claimed: &Claimed, kept: &[ReportRow], reading: &Reading) -> Check {
    let differences: Vec<Vec<String>> = match (&claimed.json, &claimed.html) {
        (Some(json), _) => kept.iter().filter_map(|row| of_json(json, row)).collect(),
        (None, Some(html)) => kept.iter().filter_map(|row| of_page(html, row, reading)).collect(),
        (None, None) => Vec::new(),
    };
    match differences.into_iter().min_by_key(Vec::len) {
        None => Check::open(NAME, "No report on this script was kept here, so its own sentences cannot be compared."),
        Some(none) if none.is_empty() => Check::confirmed(NAME, "It is, word for word, a report that was kept here."),
        Some(faults) => Check::refuted(NAME, "It is none of the reports that were kept here.", faults),
    }
}

fn of_json(said: &Value, kept: &ReportRow) -> Option<Vec<String>> {
    Some(difference::between(said, &serde_json::from_slice(&kept.bytes).ok()?))
}

/// The page that the kept report makes is the page that lies there, byte for byte.
fn of_page(said: &str, kept: &ReportRow, reading: &Reading) -> Option<Vec<String>> {
    let report: CoverageReport = serde_json::from_slice(&kept.bytes).ok()?;
    let should = report::html(&report, &report::HtmlContext::new(&reading.screenplay));
    if said == should {
        return Some(Vec::new());
    }
    let texts = page::texts(&should);
    let strange = page::texts(said).into_iter().filter(|text| !texts.contains(text));
    let mut faults: Vec<String> = strange.take(20).map(|text| format!("“{text}” is not in the kept report")).collect();
    let said = page::texts(said);
    faults.extend(texts.iter().filter(|t| !said.contains(t)).take(20).map(|text| format!("“{text}” is missing")));
    if faults.is_empty() {
        faults.push("the words are the same; their order, the markup or the style was changed".to_owned());
    }
    Some(faults)
}

//! The report as JSON: what `coldread coverage --json` prints.

use coverage::CoverageReport;

/// The report as indented JSON with a line feed at its end. The same report gives the same bytes.
pub fn json(report: &CoverageReport) -> String {
    // Every key is a string and every number is finite or null, so that nothing here can fail.
    let text = serde_json::to_string_pretty(report).unwrap_or_default();
    text + "\n"
}

//! The JSON report: reads back as what it was, and is the same bytes every time.

use crate::support::{nothing, slack_water};
use coverage::CoverageReport;

#[test]
fn it_reads_back_as_what_it_was() {
    for report in [slack_water().covered(), slack_water().counted(), nothing()] {
        let text = coldread_report::json(&report);
        assert_eq!(serde_json::from_str::<CoverageReport>(&text).expect("JSON"), report);
        assert_eq!(text, coldread_report::json(&report));
        assert!(text.starts_with("{\n  \"header\": {") && text.ends_with("}\n") && !text.ends_with("\n\n"));
    }
}

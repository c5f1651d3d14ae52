//! What the report rests on and what it was made from: its last words.

use coverage::CoverageReport;
use maud::{Markup, html};

use crate::{facts, wording};

/// Support, provenance, and what kind of document this is.
pub(super) fn section(report: &CoverageReport) -> Markup {
    let support = wording::support(&report.support);
    html! {
        section.provenance {
            h2 { "Support and provenance" }
            dl {
                @if let Some(support) = support { div { dt { "Support" } dd { (support) } } }
                @for (label, said) in facts::of_provenance(&report.provenance) { div { dt { (label) } dd { (said) } } }
            }
        }
        footer { @for sentence in facts::of_the_document(report) { p { (sentence) } } }
    }
}

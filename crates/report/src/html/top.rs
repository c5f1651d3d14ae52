//! The top of the page: what it is, and the answer.

use coverage::{CoverageReport, Header, Recommendation};
use maud::{Markup, html};

use crate::{facts, wording};

/// Title, writers and facts.
pub(super) fn masthead(header: &Header) -> Markup {
    html! {
        header {
            p.kind { "Coverage" }
            h1 { (header.title) }
            @if !header.writers.is_empty() { p.writers { "by " (header.writers.join(", ")) } }
            dl.facts {
                @for (label, said) in facts::of_header(header) {
                    div.wide[label == "Locale"] { dt { (label) } dd { (said) } }
                }
            }
        }
    }
}

/// The two verdicts, the support and how hard it is to make, side by side.
pub(super) fn verdict(report: &CoverageReport) -> Markup {
    let support = wording::support(&report.support);
    let level = &report.complexity.level;
    html! {
        @if report.verdict.is_some() || support.is_some() || !level.is_empty() {
            dl.verdict {
                @if let Some(verdict) = report.verdict {
                    div { dt { "Project" } dd { (recommended(verdict.project)) } }
                    div { dt { "Writer" } dd { (recommended(verdict.writer)) } }
                }
                @if !level.is_empty() { div { dt { "To produce" } dd { (wording::capitalised(level)) " complexity" } } }
                @if let Some(support) = &support { div.support { dt { "Support" } dd { (in_two(support)) } } }
            }
        }
    }
}

/// What was verified, and below it what became of the rest.
fn in_two(support: &str) -> Markup {
    let (verified, rest) = support.split_once(", ").unwrap_or((support, ""));
    html! { (verified) @if !rest.is_empty() { small { (rest) } } }
}

/// A verdict with its shape: a square says no, a triangle maybe, a circle yes.
fn recommended(recommendation: Recommendation) -> Markup {
    let (class, path) = match recommendation {
        Recommendation::Pass => ("red", "M1 1H11V11H1Z"),
        Recommendation::ConsiderWithReservations | Recommendation::Consider => ("amber", "M6 1L11.5 11H.5Z"),
        Recommendation::Recommend => ("green", "M6 .8A5.2 5.2 0 1 1 6 11.2A5.2 5.2 0 1 1 6 .8Z"),
    };
    html! {
        strong class=(class) {
            svg.shape viewBox="0 0 12 12" aria-hidden="true" { path d=(path) {} }
            (wording::recommendation(recommendation))
        }
    }
}

//! How figures and judgements are said: the same words in every format.

use coverage::{CoverageReport, Grade, Recommendation, SupportCount};

/// Said at the top of a report that was made without a model.
pub(crate) const COUNTED_ONLY: &str = "Counted only. No model read this script, so this document holds what can be \
    counted and quoted, and nothing else: no logline, no synopsis, no grades and no verdict.";

/// Whether no model had a part in a report.
pub(crate) fn is_counted_only(report: &CoverageReport) -> bool {
    let nobody_named = report.provenance.model.is_none() && report.provenance.model_sha256.is_none();
    nobody_named && report.logline.is_none() && report.synopsis.is_empty() && report.verdict.is_none()
}

/// Page eighths as a first assistant director writes them: `3/8`, `2`, `1 3/8`. Never reduced.
pub(crate) fn eighths(n: u32) -> String {
    match (n / 8, n % 8) {
        (0, rest) => format!("{rest}/8"),
        (pages, 0) => pages.to_string(),
        (pages, rest) => format!("{pages} {rest}/8"),
    }
}

/// Page eighths with their unit: `1 3/8 pages`, `1 page`.
pub(crate) fn pages_long(n: u32) -> String {
    format!("{} {}", eighths(n), if n <= 8 { "page" } else { "pages" })
}

/// The tag of a page: `p12`; the title page is no numbered page.
pub(crate) fn page_tag(page: u32) -> String {
    if page == 0 { "title page".to_owned() } else { format!("p{page}") }
}

/// A count with its unit, which is given in the singular: `1 scene`, `2 scenes`.
pub(crate) fn counted(n: usize, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// Per cent of a share from 0 to 1: `31 %`, and `< 1 %` for what would round to nothing.
pub(crate) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 { "< 1 %".to_owned() } else { format!("{:.0} %", share * 100.0) }
}

/// A score from 0 to 10 as it is printed.
pub(crate) fn score(score: f64) -> String {
    format!("{score:.1}")
}

/// What a score is made of: `measured 6.8, judged 7.9`, `measured`, `judged`; empty where it is not said.
pub(crate) fn made_of(measured: Option<f64>, judged: Option<f64>) -> String {
    match (measured, judged) {
        (Some(measured), Some(judged)) => format!("measured {}, judged {}", score(measured), score(judged)),
        (Some(_), None) => "measured".to_owned(),
        (None, Some(_)) => "judged".to_owned(),
        (None, None) => String::new(),
    }
}

/// The column of the grid by name.
pub(crate) const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Poor => "Poor",
        Grade::Fair => "Fair",
        Grade::Good => "Good",
        Grade::Excellent => "Excellent",
    }
}

/// The column of the grid as dots, of four.
pub(crate) const fn dots(grade: Grade) -> usize {
    match grade {
        Grade::Poor => 1,
        Grade::Fair => 2,
        Grade::Good => 3,
        Grade::Excellent => 4,
    }
}

/// A verdict in words.
pub(crate) const fn recommendation(recommendation: Recommendation) -> &'static str {
    match recommendation {
        Recommendation::Pass => "Pass",
        Recommendation::ConsiderWithReservations => "Consider with reservations",
        Recommendation::Consider => "Consider",
        Recommendation::Recommend => "Recommend",
    }
}

/// What became of the claims: `142 / 142 claims verified, 9 extracts`. `None` where none was made.
pub(crate) fn support(count: &SupportCount) -> Option<String> {
    if count.claims == 0 {
        return None;
    }
    let extracts = (count.extracts > 0).then(|| counted(count.extracts, "extract"));
    let dropped = (count.dropped > 0).then(|| format!("{} left out", count.dropped));
    // Without a model nothing is claimed: what is quoted needs no verifying.
    let verified =
        (count.verified + count.dropped > 0).then(|| format!("{} / {} claims verified", count.verified, count.claims));
    Some([verified, extracts, dropped].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// With a capital at the front, and nothing else changed.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighths_are_never_reduced() {
        let said: Vec<String> = [0, 1, 4, 8, 11, 16, 146].map(eighths).into();
        assert_eq!(said, ["0/8", "1/8", "4/8", "1", "1 3/8", "2", "18 2/8"]);
        assert_eq!(pages_long(8), "1 page");
        assert_eq!(pages_long(11), "1 3/8 pages");
    }

    #[test]
    fn support_says_what_became_of_every_claim() {
        let count = |verified, extracts, dropped| SupportCount {
            claims: verified + extracts + dropped,
            verified,
            extracts,
            dropped,
        };
        assert_eq!(support(&count(142, 0, 0)).as_deref(), Some("142 / 142 claims verified"));
        assert_eq!(support(&count(30, 1, 2)).as_deref(), Some("30 / 33 claims verified, 1 extract, 2 left out"));
        assert_eq!(support(&count(0, 9, 0)).as_deref(), Some("9 extracts"));
        assert_eq!(support(&count(0, 0, 0)), None);
    }

    #[test]
    fn a_share_too_small_to_round_is_not_nothing() {
        assert_eq!([0.0, 0.001, 0.314].map(percent), ["0 %", "< 1 %", "31 %"]);
    }
}

//! Every line that a report quotes, looked up in the script.

use super::Check;
use super::claimed::{Claimed, Quotation};
use crate::shelf::Reading;

/// Line, page, scene and words of every quotation.
pub(super) fn check(claimed: &Claimed, reading: &Reading) -> Check {
    const NAME: &str = "quotations";
    let wrong = claimed.quotations.iter().filter_map(|q| fault(q, reading));
    let faults: Vec<String> = claimed.uncited.iter().cloned().chain(wrong).collect();
    let count = claimed.quotations.len();
    match (count, faults.len()) {
        (0, 0) => Check::confirmed(NAME, "The report quotes nothing."),
        (_, 0) => Check::confirmed(NAME, format!("All {count} quotations stand in the script where the report says.")),
        (_, bad) => Check::refuted(NAME, format!("{bad} of {count} quotations are not in the script as said."), faults),
    }
}

fn fault(quotation: &Quotation, reading: &Reading) -> Option<String> {
    let Quotation { place, line, page, scene, quote } = quotation;
    let said = line.checked_sub(1).and_then(|i| reading.screenplay.lines.get(i));
    let Some(stands) = said else {
        return Some(format!("{place}: the script has no line {line}"));
    };
    if quote.trim().is_empty() || !reading.document.slice(stands.span).contains(quote.trim()) {
        return Some(format!("{place}: line {line} of the script does not say “{quote}”"));
    }
    if stands.page != *page {
        return Some(format!("{place}: line {line} stands on page {}, not {page}", stands.page));
    }
    let is_in = stands.scene.map(|s| s + 1);
    (is_in != *scene).then(|| {
        let number = |n: Option<usize>| n.map_or("none".to_owned(), |n| n.to_string());
        format!("{place}: line {line} stands in scene {}, not {}", number(is_in), number(*scene))
    })
}

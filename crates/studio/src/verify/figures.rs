//! What a report counts, counted again: needs neither model nor answers.

use ask::Answers;
use coverage::{Mode, Step};
use serde_json::Value;

use super::claimed::Claimed;
use super::{Check, difference};
use crate::shelf::Reading;

/// What is counted and not judged, as paths into the report.
const COUNTED: [(&str, &[&str]); 3] = [
    ("header", &["pages", "scenes", "form"]),
    ("breakdown", &["n", "number", "heading", "int_ext", "place", "time", "night", "page", "eighths", "characters"]),
    ("characters", &["name", "role", "scenes", "lines", "words", "share", "present"]),
];

/// Pages, scenes and cast.
pub(super) fn check(claimed: &Claimed, reading: &Reading) -> Check {
    const NAME: &str = "figures";
    let Some(json) = &claimed.json else {
        return Check::open(NAME, "Only a JSON report holds its figures apart.");
    };
    if claimed.app_version != env!("CARGO_PKG_VERSION") {
        return Check::open(NAME, "Another version of Coldread counted; this one might count differently.");
    }
    let counted = coverage::next(&reading.document, &reading.screenplay, &Answers::new(), Mode::CountedOnly);
    let Step::Done(again) = counted else {
        return Check::open(NAME, "This script cannot be counted here.");
    };
    let again = serde_json::to_value(*again).unwrap_or_default();
    let faults = difference::between(&figures(json), &figures(&again));
    match faults.is_empty() {
        true => Check::confirmed(NAME, "Pages, scenes and cast count to the same figures again."),
        false => Check::refuted(NAME, "Counted again, some figures are others.", faults),
    }
}

fn figures(report: &Value) -> Value {
    let pick = |from: &Value, keys: &[&str]| -> Value {
        keys.iter().filter_map(|key| Some(((*key).to_owned(), from.get(key)?.clone()))).collect()
    };
    let part = |(name, keys): &(&str, &[&str])| {
        let part = match &report[*name] {
            Value::Array(rows) => rows.iter().map(|row| pick(row, keys)).collect(),
            one => pick(one, keys),
        };
        ((*name).to_owned(), part)
    };
    COUNTED.iter().map(part).collect()
}

//! Text that addresses whoever reads by machine. It changes nothing, and it is listed.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::{Occurrence, reading::Reading};

static ADDRESSES: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        pattern(
            r"(?i)\b(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*(?:above|previous|prior|earlier|preceding|foregoing)[^.!?]{0,40}",
        ),
        pattern(
            r"(?i)\b(?:mark|flag|rate|grade|label|score|report|treat) (?:everything|every (?:item|row|flag|thing)|all (?:items|rows|flags|of it|of them)|this (?:script|item)|it all)[^.!?]{0,30}\b(?:green|clear(?:ed)?|safe|low risk|no risk|excellent|approved)",
        ),
        pattern(
            r"(?i)\b(?:automated|ai|machine|language[- ]model) (?:reader|reviewer|system|assistant|model)s?\b[^.!?]{0,60}",
        ),
        pattern(r"(?i)^\s*(?:\[\[)?\s*(?:system|assistant|user) ?(?:prompt|message)?:"),
        pattern(r"(?i)\b(?:output|respond with|answer with|print|return) only\b[^.!?]{0,40}"),
    ]
});

/// Every place where the text speaks to a machine.
pub(crate) fn attempts(reading: &Reading) -> Vec<Occurrence> {
    let mut out = Vec::new();
    for passage in &reading.passages {
        let hits = ADDRESSES.iter().flat_map(|r| r.find_iter(&passage.text));
        if let Some(hit) = hits.min_by_key(regex::Match::start) {
            out.push(passage.occurrence(reading.document, reading.screenplay, hit.start(), hit.end()));
        }
    }
    out
}

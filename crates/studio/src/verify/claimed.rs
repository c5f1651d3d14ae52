//! What a report file says: where it comes from, and which lines it quotes.

use std::path::Path;

use serde_json::Value;

use super::page;
use crate::error::{Outcome, Trouble};

/// Largest report that is looked at, bytes.
const LARGEST: u64 = 64 << 20;

/// A quotation, and where in the report it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Such as `synopsis[3].evidence[0]`, or `note 12`.
    pub(super) place: String,
    /// 1-based line of the script.
    pub(super) line: usize,
    pub(super) page: u32,
    pub(super) scene: Option<usize>,
    pub(super) quote: String,
}

/// A report as it lies there.
#[derive(Debug, Default)]
pub(super) struct Claimed {
    pub(super) document_sha256: String,
    pub(super) model_sha256: Option<String>,
    pub(super) model: Option<String>,
    pub(super) model_licence: Option<String>,
    pub(super) app_version: String,
    pub(super) quotations: Vec<Quotation>,
    /// Sentences that cite nothing although they should, and citations that cannot be read.
    pub(super) uncited: Vec<String>,
    /// The report itself, where it is JSON.
    pub(super) json: Option<Value>,
    /// The page itself, where it is HTML.
    pub(super) html: Option<String>,
}

/// Reads a report that somebody handed in: JSON or HTML, whatever its name.
pub(super) fn read(path: &Path) -> Outcome<Claimed> {
    let unreadable = |e: std::io::Error| Trouble::input(format!("The report cannot be read: {e}."), "Check the path.");
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(foreign());
    }
    let text = String::from_utf8(std::fs::read(path).map_err(unreadable)?).map_err(|_| foreign())?;
    let claimed = match text.trim_start().chars().next() {
        Some('{') => of_json(serde_json::from_str(&text).map_err(|_| foreign())?),
        Some('<') => page::read(text),
        _ => return Err(foreign()),
    };
    if claimed.document_sha256.is_empty() { Err(foreign()) } else { Ok(claimed) }
}

fn foreign() -> Trouble {
    Trouble::input(
        "This is not a coverage report of Coldread as HTML or JSON.",
        "Give the .html or .json file; a Word file can be edited by anybody and proves nothing.",
    )
}

fn of_json(report: Value) -> Claimed {
    let made = &report["provenance"];
    let text = |key: &str| made[key].as_str().map(str::to_owned);
    let mut claimed = Claimed {
        document_sha256: text("document_sha256").unwrap_or_default(),
        model_sha256: text("model_sha256"),
        model: text("model"),
        model_licence: text("model_licence"),
        app_version: text("app_version").unwrap_or_default(),
        ..Claimed::default()
    };
    walk(&report, "", &mut claimed);
    claimed.json = Some(report);
    claimed
}

fn walk(value: &Value, place: &str, claimed: &mut Claimed) {
    match value {
        Value::Object(map) => {
            if let Some(evidence) = map.get("evidence") {
                cite(evidence, map.contains_key("text"), place, claimed);
            }
            for (key, inner) in map.iter().filter(|(key, _)| *key != "evidence") {
                let dot = if place.is_empty() { "" } else { "." };
                walk(inner, &format!("{place}{dot}{key}"), claimed);
            }
        }
        Value::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                walk(inner, &format!("{place}[{i}]"), claimed);
            }
        }
        _ => {}
    }
}

fn cite(evidence: &Value, is_claim: bool, place: &str, claimed: &mut Claimed) {
    let Some(list) = evidence.as_array() else {
        claimed.uncited.push(format!("{place}: its evidence cannot be read"));
        return;
    };
    if list.is_empty() && is_claim {
        claimed.uncited.push(format!("{place}: a sentence without evidence"));
    }
    for (i, one) in list.iter().enumerate() {
        let place = format!("{place}.evidence[{i}]");
        let number = |key: &str| one[key].as_u64();
        match (number("line"), number("page"), one["quote"].as_str()) {
            (Some(line), Some(page), Some(quote)) => claimed.quotations.push(Quotation {
                place,
                line: usize::try_from(line).unwrap_or(usize::MAX),
                page: u32::try_from(page).unwrap_or(u32::MAX),
                scene: number("scene").and_then(|n| usize::try_from(n).ok()),
                quote: quote.to_owned(),
            }),
            _ => claimed.uncited.push(format!("{place}: a citation that cannot be read")),
        }
    }
}

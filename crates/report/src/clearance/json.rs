//! What `coldread clearance --json` prints: one row an item, its first place in the row itself.

use clearance::{ClearanceReport, Item, Occurrence};
use serde_json::{Value, json};

/// The report as indented JSON with a line feed at its end. The same report gives the same bytes.
pub fn clearance_json(report: &ClearanceReport) -> String {
    let value = json!({
        "title": report.title,
        "as_of": report.as_of,
        "pages": report.pages,
        "unread_pages": report.unread_pages,
        "statement": report.statement,
        "counts": report.counts,
        "items": report.items.iter().map(item).collect::<Vec<_>>(),
        "names": report.names,
        "attempts": report.attempts,
        "lists_not_there": report.lists_not_there,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn item(item: &Item) -> Value {
    let first = item.occurrences.first();
    json!({
        "id": item.id,
        "category": item.category,
        "text": item.text,
        "entity": item.entity,
        "page": first.map(|o| o.page),
        "scene": first.map(|o| o.scene),
        "line": first.map(|o| o.line),
        "element": first.map(|o| o.element),
        "quote": first.map(|o| &o.quote),
        "excerpt": first.map(|o| &o.excerpt),
        "usage": item.usage,
        "modifiers": item.modifiers,
        "finding": item.finding,
        "risk": item.risk,
        "reason": item.reason,
        "rule": item.rule,
        "recommended": item.recommended,
        "action": item.action,
        "alternatives": item.alternatives,
        "precedents": item.precedents,
        "searched": item.searched,
        "not_searched": item.not_searched,
        "second_opinion": item.second_opinion,
        "status": item.status,
        "occurrences": item.occurrences.iter().skip(1).map(place).collect::<Vec<_>>(),
    })
}

fn place(place: &Occurrence) -> Value {
    json!({
        "page": place.page,
        "scene": place.scene,
        "line": place.line,
        "element": place.element,
        "quote": place.quote,
    })
}

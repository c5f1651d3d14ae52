//! One row an item, for a spreadsheet. Nothing that stands in a script becomes a formula.

use clearance::{ClearanceReport, Element, Item};

const COLUMNS: [&str; 19] = [
    "id",
    "category",
    "as written",
    "entity",
    "page",
    "scene",
    "line",
    "element",
    "excerpt",
    "other places",
    "use",
    "risk",
    "reason",
    "rule",
    "action",
    "alternatives",
    "searched",
    "not searched",
    "status",
];

/// The items as CSV (RFC 4180, CRLF, UTF-8 with a byte-order mark so that spreadsheets read it as such).
///
/// A field that a spreadsheet would take for a formula gets an apostrophe in front.
pub fn clearance_csv(report: &ClearanceReport) -> String {
    let mut out = String::from("\u{feff}");
    out += &row(COLUMNS.map(str::to_owned));
    report.items.iter().for_each(|item| out += &row(fields(item)));
    out
}

fn fields(item: &Item) -> [String; 19] {
    let first = &item.occurrences[0];
    let others: Vec<String> = item.occurrences.iter().skip(1).map(|o| format!("p{} l{}", o.page, o.line)).collect();
    let element = match first.element {
        Element::Action => "action",
        Element::Dialogue => "dialogue",
        Element::Heading => "heading",
        Element::Title => "title",
        Element::Note => "note",
    };
    [
        item.id.clone(),
        item.category.name().into(),
        item.text.clone(),
        item.entity.clone(),
        first.page.to_string(),
        first.scene.to_string(),
        first.line.to_string(),
        element.into(),
        first.excerpt.clone(),
        others.join("; "),
        item.usage.name().into(),
        item.risk.name().into(),
        item.reason.clone(),
        item.rule.clone(),
        item.action.clone(),
        item.alternatives.join("; "),
        item.searched.join("; "),
        item.not_searched.join("; "),
        item.status.clone(),
    ]
}

fn row(fields: [String; 19]) -> String {
    fields.map(|f| field(&f)).join(",") + "\r\n"
}

/// Quoted; what begins as a formula does, after any blanks, is made text.
fn field(text: &str) -> String {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula() {
        for live in ["=1+1", " =cmd|' /C calc'!A0", "+44 20", "-2", "@SUM(A1)", "\t=1"] {
            assert!(field(live).starts_with("\"'"), "{live}");
        }
        assert_eq!(field("He said \"no\", twice"), "\"He said \"\"no\"\", twice\"");
    }
}

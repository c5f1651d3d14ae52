//! A clearance report as JSON and as CSV.

use clearance::{Context, Date, Reference, report};
use coldread_report::{clearance_csv, clearance_json};
use script::{Document, Format};
use serde_json::Value;

fn made() -> clearance::ClearanceReport {
    let text = "INT. BAR - NIGHT\n\nRuth sips a Pepsi. She writes @ruthless99 on a napkin.\n\nRUTH\nThis Pepsi is warm. Call 212-664-7665.\n";
    let document = Document::from_text(Format::Fountain, text);
    let screenplay = script::parse(&document);
    report(
        &document,
        &screenplay,
        Context { reference: Reference::shipped(), records: &[], today: Date { year: 2026, month: 11, day: 21 } },
    )
}

#[test]
fn json_has_a_row_an_item_with_its_first_place_and_the_others_behind() {
    let value: Value = serde_json::from_str(&clearance_json(&made())).expect("JSON");
    let items = value["items"].as_array().expect("items");
    let pepsi = items.iter().find(|i| i["entity"] == "Pepsi").expect("found");
    assert_eq!(
        (&pepsi["category"], &pepsi["usage"], &pepsi["risk"], &pepsi["element"]),
        (&"PROD".into(), &"depicted".into(), &"amber".into(), &"action".into())
    );
    assert_eq!(pepsi["line"], 3);
    assert_eq!(pepsi["occurrences"].as_array().map(Vec::len), Some(1), "what is said of it inherits its use");
    assert!(items.iter().all(|i| i["not_searched"].as_array().is_some_and(|n| !n.is_empty())));
}

#[test]
fn csv_has_the_same_rows_and_no_live_formula() {
    let csv = clearance_csv(&made());
    assert_eq!(csv.matches("\r\n").count(), made().items.len() + 1);
    assert!(csv.contains("\"'@ruthless99\""), "{csv}");
}

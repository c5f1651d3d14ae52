//! Where two reports differ, by place.

use serde_json::Value;

/// As many differences as anybody reads.
const MOST: usize = 20;

/// One sentence a difference, `said` being the report that lies there and `is` the one it should be.
pub(super) fn between(said: &Value, is: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    walk(said, is, "", &mut faults);
    let beyond = faults.len().saturating_sub(MOST);
    faults.truncate(MOST);
    if beyond > 0 {
        faults.push(format!("and {beyond} more"));
    }
    faults
}

fn walk(said: &Value, is: &Value, place: &str, faults: &mut Vec<String>) {
    match (said, is) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let dot = if place.is_empty() { "" } else { "." };
                let (a, b) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                walk(a, b, &format!("{place}{dot}{key}"), faults);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for i in 0..a.len().max(b.len()) {
                walk(
                    a.get(i).unwrap_or(&Value::Null),
                    b.get(i).unwrap_or(&Value::Null),
                    &format!("{place}[{i}]"),
                    faults,
                );
            }
        }
        (a, b) if a == b => {}
        (a, b) => faults.push(format!("{place}: {} stands where {} should", brief(a), brief(b))),
    }
}

fn brief(value: &Value) -> String {
    let text = match value {
        Value::Null => return "nothing".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    };
    match text.char_indices().nth(100) {
        Some((cut, _)) => format!("{} …", &text[..cut]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_is_named_by_its_place() {
        let kept = json!({ "verdict": { "project": "pass" }, "synopsis": [{ "text": "A" }] });
        let said = json!({ "verdict": { "project": "recommend" }, "synopsis": [{ "text": "A" }, { "text": "B" }] });
        assert_eq!(between(&kept, &kept), Vec::<String>::new());
        assert_eq!(
            between(&said, &kept),
            [
                "verdict.project: “recommend” stands where “pass” should",
                "synopsis[1]: {\"text\":\"B\"} stands where nothing should"
            ]
        );
    }
}

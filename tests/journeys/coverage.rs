//! A script in, coverage out, with a real model: the promises that every report must keep.

use std::collections::BTreeMap;
use std::process::Command;

use crate::desk::{Desk, MODEL, binary, fixture, ran, reading};
use serde_json::Value;

const SHORT: &str = "scripts/slack-water/script.fountain";

/// Every claim of a report, wherever it stands.
fn claims(report: &Value) -> Vec<&Value> {
    fn walk<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
        match value {
            Value::Object(map) => {
                if map.contains_key("evidence") && map.contains_key("text") {
                    found.push(value);
                }
                map.values().for_each(|v| walk(v, found));
            }
            Value::Array(list) => list.iter().for_each(|v| walk(v, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(report, &mut found);
    found
}

fn lines(desk: &Desk, script: &str) -> BTreeMap<u64, (u64, String)> {
    let parsed = desk.run(&["parse", script, "--json"]).ends(0).json();
    let rows = parsed["lines"].as_array().expect("lines");
    let row =
        |l: &Value| (l["n"].as_u64().unwrap(), (l["page"].as_u64().unwrap(), l["text"].as_str().unwrap().to_owned()));
    rows.iter().map(row).collect()
}

#[test]
fn every_claim_cites_lines_that_say_so_and_a_second_run_asks_nothing() {
    let _alone = reading();
    let desk = Desk::new();
    let script = fixture(SHORT);
    let first = desk.run(&["coverage", &script, "--json", "--model", MODEL]).ends(0);
    let report = first.json();
    let lines = lines(&desk, &script);

    let claims = claims(&report);
    assert!(claims.len() > 20, "only {} claims", claims.len());
    for claim in claims {
        let evidence = claim["evidence"].as_array().expect("evidence");
        assert!(!evidence.is_empty(), "no evidence: {claim}");
        for e in evidence {
            let (page, text) = &lines[&e["line"].as_u64().expect("line")];
            let quote = e["quote"].as_str().expect("quote");
            assert!(!quote.is_empty() && text.contains(quote), "line {} is {text:?}, not {quote:?}", e["line"]);
            assert_eq!(e["page"].as_u64(), Some(*page), "{e}");
        }
    }
    assert!(report["logline"]["text"].as_str().is_some_and(|t| t.ends_with('.')), "{}", report["logline"]);
    assert!(report["synopsis"].as_array().is_some_and(|s| s.len() >= 5));
    assert_eq!(report["ratings"].as_array().map(Vec::len), Some(7));
    assert_eq!(report["provenance"]["document_sha256"], sha256(&script));

    let second = desk.run(&["coverage", &script, "--json", "--model", MODEL]).ends(0);
    assert_eq!(first.stdout, second.stdout, "the second run differs");
    assert!(second.stderr.contains("0 questions asked"), "{}", second.stderr);
}

fn sha256(path: &str) -> String {
    let output = Command::new("sha256sum").arg(path).output().expect("sha256sum");
    ran(output).stdout[..64].to_owned()
}

#[test]
fn without_a_model_everything_that_can_be_counted_is_there() {
    let desk = Desk::new();
    let report = desk.run(&["coverage", &fixture(SHORT), "--no-model", "--json"]).ends(0).json();
    assert!(report["header"]["pages"].as_u64().is_some_and(|p| (9..=13).contains(&p)), "{}", report["header"]);
    assert!(report["breakdown"].as_array().is_some_and(|s| s.len() >= 10));
    assert!(report["characters"].as_array().is_some_and(|c| c.len() >= 4));
    assert!(report["logline"].is_null() && report["verdict"].is_null(), "judged without a model");
    assert!(report["provenance"]["model_sha256"].is_null());
}

#[test]
fn the_formats_tell_the_same_story() {
    let desk = Desk::new();
    let outline = |file: &str| {
        let parsed = desk.run(&["parse", &fixture(file), "--json"]).ends(0).json();
        let scenes: Vec<Value> = parsed["scenes"].as_array().unwrap().iter().map(|s| s["heading"].clone()).collect();
        let mut cast: Vec<(String, u64)> = parsed["characters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c["name"].as_str().unwrap().to_owned(), c["speeches"].as_u64().unwrap()))
            .collect();
        cast.sort();
        (scenes, cast)
    };
    let fountain = outline("scripts/slack-water/script.fountain");
    assert!(fountain.0.len() >= 10);
    assert_eq!(fountain, outline("scripts/slack-water/script.fdx"), "FDX differs");
    assert_eq!(fountain, outline("scripts/slack-water/script.pdf"), "PDF differs");
}

#[test]
fn reports_are_written_whole_in_every_format() {
    let desk = Desk::new();
    let script = fixture(SHORT);
    for (name, magic) in [("r.html", b"<!DO".as_slice()), ("r.docx", b"PK\x03\x04"), ("r.json", b"{")] {
        let path = desk.path(name);
        desk.run(&["coverage", &script, "--no-model", "-o", &path.display().to_string()]).ends(0);
        let bytes = std::fs::read(&path).expect("the report");
        assert!(bytes.len() > 2000 && bytes.starts_with(magic), "{name}: {} bytes", bytes.len());
    }
    let unknown = desk.path("r.xyz").display().to_string();
    desk.run(&["coverage", &script, "--no-model", "-o", &unknown]).ends(1);
}

#[test]
fn the_worker_lies_beside_the_command() {
    assert!(binary("coldread-worker").is_file());
}

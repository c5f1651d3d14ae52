//! The Word document: opens, is sound XML in every part, and is the same bytes every time.

use crate::support::{cited, nothing, slack_water};
use quick_xml::{Reader, events::Event};

/// The parts of an archive that was stored without compression, with the date of each in DOS form.
fn parts(bytes: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
    let number =
        |at: usize, len: usize| bytes[at..at + len].iter().rev().fold(0_usize, |n, &b| n << 8 | usize::from(b));
    let mut parts = Vec::new();
    let mut at = 0;
    while bytes[at..].starts_with(b"PK\x03\x04") {
        assert_eq!(number(at + 8, 2), 0, "stored");
        let (size, name, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2));
        let start = at + 30 + name + extra;
        let path = String::from_utf8_lossy(&bytes[at + 30..at + 30 + name]).into_owned();
        parts.push((path, number(at + 10, 4) as u32, bytes[start..start + size].to_vec()));
        at = start + size;
    }
    assert!(bytes[at..].starts_with(b"PK\x01\x02"), "the directory follows the parts");
    parts
}

/// The text of a part, which must be well-formed; `None` where it is not.
fn text(part: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = true;
    let (mut text, mut depth, mut buffer) = (String::new(), 0_usize, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            // The reader lets control characters pass; Word does not.
            Event::Text(t) if t.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) => return None,
            Event::Text(t) => text.push_str(&t),
            Event::GeneralRef(r) => match &*r {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                "apos" => text.push('\''),
                _ => return None,
            },
            Event::Eof => return (depth == 0).then_some(text),
            _ => {}
        }
        buffer.clear();
    }
}

fn document(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    for (path, _, part) in parts.iter().filter(|(path, ..)| !path.ends_with('/')) {
        assert!(text(part).is_some(), "{path} is well-formed");
    }
    let (.., part) = parts.into_iter().find(|(path, ..)| path == "word/document.xml").expect("a document");
    String::from_utf8(part).expect("UTF-8")
}

#[test]
fn it_opens_and_has_real_headings_and_tables() {
    let bytes = coldread_report::docx(&slack_water().covered()).expect("a document");
    docx_rs::read_docx(&bytes).expect("opens");
    let document = document(&bytes);
    let said = text(document.as_bytes()).expect("well-formed");
    for heading in ["Logline", "Summary", "Grid", "Synopsis", "Characters", "Cost drivers", "Scenes", "Notes"] {
        let paragraph = document
            .split("<w:p ")
            .find(|p| p.contains("w:val=\"Heading1\"") && p.contains(&format!(">{heading}</w:t>")));
        assert!(paragraph.is_some(), "{heading} is a heading");
    }
    assert!(said.contains("Slack Water") && said.contains("131 / 142 claims verified, 9 extracts, 2 left out"));
    assert_eq!(document.matches("<w:tbl>").count(), 4);
    assert_eq!(document.matches("<w:tblHeader />").count(), 4);
}

#[test]
fn every_citation_opens_a_note_with_its_lines_word_for_word() {
    let report = slack_water().covered();
    let document = document(&coldread_report::docx(&report).expect("a document"));
    let said = text(document.as_bytes()).expect("well-formed");
    for line in cited(&report).iter().flatten() {
        assert!(said.contains(&line.quote), "{}", line.quote);
    }
    let anchors: Vec<&str> = document.split("w:anchor=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() > 30);
    for anchor in anchors {
        assert!(document.contains(&format!("w:name=\"{anchor}\"")), "{anchor}");
    }
    assert!(said.contains("[p1, p2]") || said.contains("[p1]"));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_no_clock() {
    let report = slack_water().covered();
    let first = coldread_report::docx(&report).expect("a document");
    assert!(first == coldread_report::docx(&report).expect("a document"));
    let elsewhere =
        std::thread::spawn(move || coldread_report::docx(&report).expect("a document")).join().expect("a thread");
    assert!(first == elsewhere);
    let midnight_of_1980 = 0x0021_0000;
    for (path, date, part) in parts(&first) {
        assert_eq!(date, midnight_of_1980, "{path}");
        assert!(!String::from_utf8_lossy(&part).contains("1970-"), "{path}");
    }
}

#[test]
fn what_xml_cannot_hold_does_not_break_it() {
    let mut report = slack_water().covered();
    report.header.title = "<b>\u{c} & \"\u{1}</b>".into();
    report.synopsis[0].text = "One\u{c}two\nthree ]]> <w:p>".into();
    let bytes = coldread_report::docx(&report).expect("a document");
    docx_rs::read_docx(&bytes).expect("opens");
    assert!(text(document(&bytes).as_bytes()).expect("well-formed").contains("One two three ]]> <w:p>"));
}

#[test]
fn a_report_with_nothing_in_it_is_still_a_document() {
    let bytes = coldread_report::docx(&nothing()).expect("a document");
    docx_rs::read_docx(&bytes).expect("opens");
    assert!(text(document(&bytes).as_bytes()).expect("well-formed").contains("Counted only."));
}

/// Written whole to a folder of the build, so that it can be looked at.
#[test]
fn it_is_written_and_read_back() {
    let bytes = coldread_report::docx(&slack_water().covered()).expect("a document");
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("covered.docx");
    std::fs::write(&path, &bytes).expect("written");
    assert!(std::fs::read(&path).expect("read") == bytes);
}

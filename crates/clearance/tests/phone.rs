//! Telephone numbers in a script, each drawn with its use, its risk and its place.

use coldread_clearance::phone_items;
use script::{Document, Format, Heading, Kind, Line, Scene, Screenplay, TitlePage};

const SCRIPT: &str = "\
scene_heading|INT. BOOTH - NIGHT
action|A card on the glass: CALL 212-664-7665.
dialogue|It's 555-0142. Five five five, oh one four two.
dialogue|Or 555-2368, if you must.
action|He dials 555-0142.
note|ask counsel about 555-0199
dialogue|In Lisbon, +351 21 000 0000.
";

/// A screenplay with the kinds given, so that this test leans on no parser.
fn screenplay() -> (Document, Screenplay) {
    let (kinds, texts): (Vec<&str>, Vec<&str>) = SCRIPT.lines().filter_map(|l| l.split_once('|')).unzip();
    let document = Document::from_text(Format::Text, texts.join("\n"));
    let kind = |name: &str| match name {
        "scene_heading" => Kind::SceneHeading,
        "action" => Kind::Action,
        "dialogue" => Kind::Dialogue,
        _ => Kind::Note,
    };
    let line = |(i, span)| Line {
        n: i + 1,
        span,
        page: 1,
        kind: kind(kinds[i]),
        scene: Some(0),
        character: None,
        continued: false,
        dual: false,
    };
    let lines: Vec<Line> = document.line_spans().into_iter().enumerate().map(line).collect();
    let Heading { int_ext, place, time } = Heading { int_ext: None, place: "BOOTH".into(), time: "NIGHT".into() };
    let scene = Scene {
        n: 1,
        number: None,
        heading: "INT. BOOTH - NIGHT".into(),
        int_ext,
        place,
        time,
        page: 1,
        eighths: 1,
        first_line: 1,
        last_line: lines.len(),
        speakers: vec![],
        silent: vec![],
    };
    let screenplay = Screenplay {
        title_page: TitlePage::default(),
        lines,
        scenes: vec![scene],
        characters: vec![],
        pages: 1,
        findings: vec![],
    };
    (document, screenplay)
}

#[test]
fn every_number_is_an_item_once_for_each_use() {
    let (document, screenplay) = screenplay();
    let items = phone_items(&document, &screenplay);
    let drawn: Vec<String> = items
        .iter()
        .map(|i| {
            let places: Vec<String> = i.occurrences.iter().map(|o| format!("{}:{}", o.line, o.quote)).collect();
            format!("{} {} {} {} at {}", i.entity, i.usage.name(), i.risk.name(), i.rule, places.join("; "))
        })
        .collect();
    assert_eq!(
        drawn,
        [
            "2126647665 depicted red phone-ordinary at 2:212-664-7665",
            "5550142 mentioned green phone-reserved at 3:555-0142; 3:Five five five, oh one four two",
            "5552368 mentioned amber phone-doubtful at 4:555-2368",
            "5550142 depicted green phone-reserved at 5:555-0142",
            "+351210000000 mentioned amber phone-unknown at 7:+351 21 000 0000",
        ]
    );
}

#[test]
fn every_quote_stands_verbatim_in_the_script() {
    let (document, screenplay) = screenplay();
    for item in phone_items(&document, &screenplay) {
        for place in &item.occurrences {
            assert_eq!(document.slice(place.span), place.quote);
            assert!(document.slice(screenplay.lines[place.line - 1].span).contains(&place.quote));
        }
    }
}

#[test]
fn nothing_is_said_to_be_clear_and_what_was_not_searched_is_named() {
    let (document, screenplay) = screenplay();
    for item in phone_items(&document, &screenplay) {
        assert!(!item.reason.to_lowercase().contains("clear"), "{}", item.reason);
        assert!(!item.not_searched.is_empty());
    }
}

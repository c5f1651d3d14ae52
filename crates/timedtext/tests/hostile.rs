//! Files that are broken, hostile or very long.

use std::time::Instant;

use coldread_timedtext as timedtext;
use timedtext::{Format, Hint, Severity, Time, read, write};

fn hint(format: Format) -> Hint<'static> {
    Hint { format: Some(format), ..Hint::default() }
}

#[test]
fn elements_in_elements_without_end() {
    let deep = format!("<tt xmlns=\"http://www.w3.org/ns/ttml\"><body>{}", "<div>".repeat(100_000));
    let reading = read(deep.as_bytes(), &Hint::default());
    assert!(reading.forgave.iter().any(|f| f.code == "not-well-formed" && f.severity == Severity::Error));
    assert_eq!(write(&reading.file, Format::Ttml).bytes, deep.as_bytes());
    assert_eq!(timedtext::validate(deep.as_bytes(), &Hint::default())[0].designator, "#serialization");
    let tags = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}x", "<i>".repeat(100_000));
    assert_eq!(read(tags.as_bytes(), &Hint::default()).file.cues[0].plain(), "x");
}

#[test]
fn an_entity_is_never_expanded() {
    let bomb = "<!DOCTYPE tt [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\
        <tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div><p>&b;</p></div></body></tt>";
    let reading = read(bomb.as_bytes(), &Hint::default());
    assert_eq!(reading.file.cues[0].plain(), "&b;");
    assert!(reading.forgave.iter().any(|f| f.code == "entity-unknown"));
}

#[test]
fn a_style_that_builds_on_itself_ends() {
    let ttml = "<tt xmlns=\"http://www.w3.org/ns/ttml\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" xml:lang=\"\">\
        <head><styling><style xml:id=\"a\" style=\"b\" tts:fontStyle=\"italic\"/><style xml:id=\"b\" style=\"a\"/></styling></head>\
        <body><div><p style=\"a\" begin=\"1s\" end=\"2s\">x</p></div></body></tt>";
    let file = read(ttml.as_bytes(), &Hint::default()).file;
    assert!(String::from_utf8_lossy(&write(&file, Format::Srt).bytes).contains("<i>x</i>"));
}

#[test]
fn times_that_no_clock_shows() {
    let srt = "1\n99999:59:59,999 --> 0:00:00,000\nBackwards by years.\n\n2\n00:00:01,000 --> 00:00:01,000\nNo time at all.\n";
    let reading = read(srt.as_bytes(), &Hint::default());
    assert_eq!(reading.file.cues.len(), 2);
    for format in Format::ALL {
        let written = write(&reading.file, format);
        assert!(read(&written.bytes, &hint(format)).file.cues.len() <= 2, "{format:?}");
    }
}

#[test]
fn a_hundred_thousand_cues_and_one_change() {
    let text: String = (0..100_000_i64)
        .map(|n| {
            let at = |ms: i64| {
                format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
            };
            format!("{}\n{} --> {}\nLine <i>{n}</i>\nand more\n\n", n + 1, at(n * 2000), at(n * 2000 + 1900))
        })
        .collect();
    let began = Instant::now();
    let mut file = read(text.as_bytes(), &Hint::default()).file;
    assert_eq!(file.cues.len(), 100_000);
    file.cues[50_000].end = Some(Time::from_millis(50_000 * 2000 + 1000));
    let written = write(&file, Format::Srt);
    assert_eq!(written.lost, []);
    assert_eq!(written.bytes.len(), text.len());
    // Seconds where it is alone, more where it is not.
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn what_is_no_timed_text_is_said_to_be_none() {
    for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n\0\0\0", b"Dear Sir,\nplease find enclosed\n", b"\xff\xfe"] {
        let reading = read(bytes, &Hint::default());
        assert_eq!(reading.forgave[0].code, "format-unknown", "{bytes:?}");
        assert_eq!(reading.file.cues.len(), 0);
    }
}

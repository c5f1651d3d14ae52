//! One script as other programs pack it: the same scenes, speakers and words.

use std::io::{Cursor, Write};

use script::{Document, Format, IntakeReply, Kind, parse, plain_lines};
use zip::write::SimpleFileOptions;

/// A paragraph of the script: kind, text, dual.
type Paragraph = (Kind, String);

#[test]
fn a_word_document_with_styles() {
    let paragraph = |(kind, text): &Paragraph| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
            style(*kind),
            escaped(text)
        )
    };
    check("a.docx", &|script| word(&script.iter().map(paragraph).collect::<String>()), true);
}

#[test]
fn a_word_document_with_nothing_but_indentation() {
    let paragraph = |(kind, text): &Paragraph| {
        let (left, place) = match kind {
            Kind::Character => (3168, "left"),
            Kind::Dialogue | Kind::Lyrics => (1440, "left"),
            Kind::Parenthetical => (2304, "left"),
            Kind::Transition => (0, "right"),
            Kind::Centered => (0, "center"),
            _ => (0, "left"),
        };
        let before = if matches!(kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics) { 0 } else { 240 };
        format!(
            "<w:p><w:pPr><w:spacing w:before=\"{before}\"/><w:ind w:left=\"{left}\"/><w:jc w:val=\"{place}\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
            escaped(text)
        )
    };
    check("a.docx", &|script| word(&script.iter().map(paragraph).collect::<String>()), false);
}

#[test]
fn a_fade_in_document() {
    let paragraph = |(kind, text): &Paragraph| {
        format!("<para><style basestylename=\"{}\"/><text>{}</text></para>", spaced(*kind), escaped(text))
    };
    let pack = |script: &[Paragraph]| {
        let body: String = script.iter().map(paragraph).collect();
        archive(&[(
            "document.xml",
            &format!(
                "<?xml version=\"1.0\"?><document type=\"Open Screenplay Format document\"><paragraphs>{body}</paragraphs></document>"
            ),
        )])
    };
    check("a.fadein", &pack, true);
}

#[test]
fn a_celtx_project() {
    let paragraph =
        |(kind, text): &Paragraph| format!("<p class=\"{}\">{}<br></p>\n", style(*kind).to_lowercase(), escaped(text));
    let pack = |script: &[Paragraph]| {
        let body: String = script.iter().map(paragraph).collect();
        archive(&[
            ("project.rdf", "<rdf/>"),
            ("script-1.html", &format!("<html><head><title>x</title></head><body>{body}</body></html>")),
        ])
    };
    check("a.celtx", &pack, true);
}

#[test]
fn an_open_document() {
    let paragraph =
        |(kind, text): &Paragraph| format!("<text:p text:style-name=\"{}\">{}</text:p>", style(*kind), escaped(text));
    let pack = |script: &[Paragraph]| {
        let body: String = script.iter().map(paragraph).collect();
        let styles: String =
            ["SceneHeading", "Action", "Character", "Dialogue", "Parenthetical", "Transition", "Shot", "Lyrics", "Act"]
                .map(|s| format!("<style:style style:name=\"{s}\" style:display-name=\"{s}\"/>"))
                .concat();
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                &format!(
                    "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
                ),
            ),
        ])
    };
    check("a.odt", &pack, true);
}

#[test]
fn rich_text() {
    let paragraph = |(kind, text): &Paragraph| {
        let left = match kind {
            Kind::Character => 3168,
            Kind::Dialogue | Kind::Lyrics => 1440,
            Kind::Parenthetical => 2304,
            _ => 0,
        };
        let place = match kind {
            Kind::Transition => "\\qr",
            Kind::Centered => "\\qc",
            _ => "",
        };
        let before = if matches!(kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics) { 0 } else { 240 };
        let mut shown = String::new();
        for c in text.chars() {
            match c {
                '\\' | '{' | '}' => shown.extend(['\\', c]),
                c if c.is_ascii() => shown.push(c),
                c => shown.push_str(&format!("\\u{}?", c as u32)),
            }
        }
        format!("\\pard\\sb{before}\\li{left}{place} {shown}\\par\n")
    };
    let pack = |script: &[Paragraph]| {
        format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Courier;}}}}{}}}", script.iter().map(paragraph).collect::<String>())
            .into_bytes()
    };
    check("a.rtf", &pack, false);
}

#[test]
fn a_web_page_that_keeps_its_layout() {
    let path = format!("{}/../../fixtures/scripts/slack-water/script.fountain", env!("CARGO_MANIFEST_DIR"));
    let source = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("a fixture"));
    let screenplay = parse(&source);
    let text = script::to_text(&source, &screenplay);
    let page = format!(
        "<html><head><title>Slack Water</title></head><body><script>var x = '<b>';</script><pre>{}</pre></body></html>",
        escaped(&text)
    );
    let found = read(page.as_bytes(), "a.html");
    assert_eq!(outline(&found), outline(&source));
}

#[test]
fn archives_that_are_cut_are_refused_in_words() {
    let whole = word("<w:p><w:r><w:t>INT. HALL - DAY</w:t></w:r></w:p>");
    for part in 0..32 {
        match coldread_intake::read(&whole[..whole.len() * part / 32], "cut.docx") {
            IntakeReply::Refused { sentence, .. } => assert!(sentence.ends_with('.'), "{sentence}"),
            IntakeReply::Read(document) => assert!(document.text.len() < 100),
        }
    }
}

#[test]
fn no_damaged_byte_of_a_package_is_fatal() {
    let body =
        "<w:p><w:pPr><w:pStyle w:val=\"Character\"/><w:ind w:left=\"3168\"/></w:pPr><w:r><w:t>MARA</w:t></w:r></w:p>";
    let packages = [
        (word(&body.repeat(20)), "a.docx"),
        (
            archive(&[(
                "document.xml",
                "<document><paragraphs><para><style basestylename=\"Action\"/><text>She waits.</text></para></paragraphs></document>",
            )]),
            "a.fadein",
        ),
        (
            br"{\rtf1\ansi{\stylesheet{\s3 Character;}}\pard\s3\li3168\sb240 MARA\par\pard Caf\'e9 \u8212?\par}"
                .to_vec(),
            "a.rtf",
        ),
        (
            b"<html><body><p class=\"character\" align='center'>MARA &amp; Bo</p><pre>\n   x</pre></body></html>"
                .to_vec(),
            "a.html",
        ),
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for (whole, name) in &packages {
        for _ in 0..400 {
            let mut damaged = whole.clone();
            for _ in 0..1 + next() % 12 {
                let at = next() % damaged.len();
                damaged[at] = (next() >> 8) as u8;
            }
            if let IntakeReply::Read(document) = coldread_intake::read(&damaged, name) {
                let _ = parse(&document);
            }
        }
    }
}

#[test]
fn a_list_of_numbers_is_read_in_no_time() {
    let numbers: String = (0..80_000).map(|n| format!("{}\n", n % 977)).collect();
    let before = std::time::Instant::now();
    let _ = parse(&read(numbers.as_bytes(), "a.txt"));
    assert!(before.elapsed().as_secs() < 20, "{:?}", before.elapsed());
}

fn check(name: &str, pack: &dyn Fn(&[Paragraph]) -> Vec<u8>, styled: bool) {
    for folder in ["slack-water", "skywave"] {
        let path = format!("{}/../../fixtures/scripts/{folder}/script.fountain", env!("CARGO_MANIFEST_DIR"));
        let source = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("a fixture"));
        let found = read(&pack(&paragraphs(&source)), name);
        assert_eq!(!found.given.is_empty(), styled, "{name}, {folder}");
        let (expected, found) = (outline(&source), outline(&found));
        for (i, (a, b)) in expected.iter().zip(&found).enumerate() {
            assert_eq!(a, b, "{name}, {folder}, element {i}");
        }
        assert_eq!(expected.len(), found.len(), "{name}, {folder}");
    }
}

fn read(bytes: &[u8], name: &str) -> Document {
    match coldread_intake::read(bytes, name) {
        IntakeReply::Read(document) => document,
        IntakeReply::Refused { sentence, .. } => panic!("{name}: {sentence}"),
    }
}

fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let screenplay = parse(document);
    let texts = plain_lines(document, &screenplay);
    let story = screenplay.lines.iter().zip(texts).filter(|(l, t)| l.kind.is_story() && !t.trim().is_empty());
    story.map(|(line, text)| (line.kind, text)).collect()
}

/// Headings, cues and what is said and described, white space taken out.
fn outline(document: &Document) -> Vec<String> {
    let mut out: Vec<(Kind, String)> = Vec::new();
    let screenplay = parse(document);
    for (line, text) in screenplay.lines.iter().zip(plain_lines(document, &screenplay)) {
        if !line.kind.is_story() || text.trim().is_empty() {
            continue;
        }
        let bare: String = text.split_whitespace().collect();
        let kind = match line.kind {
            Kind::Lyrics if line.character.is_some() => Kind::Dialogue,
            Kind::Lyrics | Kind::Centered => Kind::Action,
            kind => kind,
        };
        match out.last_mut() {
            Some((last, said))
                if *last == kind && matches!(kind, Kind::Action | Kind::Dialogue | Kind::Parenthetical) =>
            {
                said.push_str(&bare)
            }
            _ => out.push((kind, bare)),
        }
    }
    out.into_iter().map(|(kind, text)| format!("{} {text}", kind.name())).collect()
}

fn style(kind: Kind) -> &'static str {
    match kind {
        Kind::SceneHeading => "SceneHeading",
        Kind::Character => "Character",
        Kind::Dialogue => "Dialogue",
        Kind::Parenthetical => "Parenthetical",
        Kind::Transition => "Transition",
        Kind::Shot => "Shot",
        Kind::Lyrics => "Lyrics",
        Kind::Centered => "Act",
        _ => "Action",
    }
}

fn spaced(kind: Kind) -> &'static str {
    if kind == Kind::SceneHeading { "Scene Heading" } else { style(kind) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn word(body: &str) -> Vec<u8> {
    let styles = "<w:styles><w:style w:styleId=\"SceneHeading\"><w:name w:val=\"Scene Heading\"/></w:style><w:style w:styleId=\"Action\"/><w:style w:styleId=\"Character\"/><w:style w:styleId=\"Dialogue\"/><w:style w:styleId=\"Parenthetical\"/><w:style w:styleId=\"Transition\"/><w:style w:styleId=\"Shot\"/><w:style w:styleId=\"Lyrics\"/><w:style w:styleId=\"Act\"/></w:styles>";
    archive(&[
        ("word/document.xml", &format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", styles),
    ])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}

//! PDFs as screenwriting programs and word processors print them: every page is drawn here, read, and compared
//! with the script it was drawn from.

mod draw;

use draw::{Pdf, Style};
use script::{Document, Format, IntakeReply, Kind, parse, plain_lines, typeset};

#[test]
fn plain_pages() {
    check(Style::default());
}

#[test]
fn scene_numbers_in_both_margins() {
    check(Style { scene_numbers: true, ..Style::default() });
}

#[test]
fn headers_page_numbers_and_continued_lines() {
    check(Style {
        header: Some("SKYWAVE - Blue Rev. 11/03/25"),
        page_numbers: true,
        continued: true,
        ..Style::default()
    });
}

#[test]
fn revision_marks_and_a_rotated_watermark() {
    check(Style { stars: true, watermark: Some("CONFIDENTIAL"), page_numbers: true, ..Style::default() });
}

#[test]
fn a_great_upright_watermark() {
    check(Style { stamp: Some("READER 7"), ..Style::default() });
}

#[test]
fn words_placed_one_by_one() {
    check(Style { by_word: true, scene_numbers: true, ..Style::default() });
}

#[test]
fn a_proportional_font() {
    check(Style { font: "Times-Roman", by_word: false, page_numbers: true, ..Style::default() });
}

#[test]
fn everything_at_once() {
    check(Style {
        scene_numbers: true,
        header: Some("SKYWAVE  Second Draft"),
        page_numbers: true,
        continued: true,
        stars: true,
        watermark: Some("DO NOT COPY"),
        ..Style::default()
    });
}

fn check(style: Style) {
    // The long one is drawn once, in the style that has everything.
    let folders: &[&str] = if style.header.is_some() && style.stars {
        &["slack-water", "skywave", "scale"]
    } else {
        &["slack-water", "skywave"]
    };
    for folder in folders {
        let path = format!("{}/../../fixtures/scripts/{folder}/script.fountain", env!("CARGO_MANIFEST_DIR"));
        let source = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("a fixture"));
        let screenplay = parse(&source);
        let pdf = Pdf::of(&typeset(&source, &screenplay), &style).bytes();
        let IntakeReply::Read(read) = coldread_intake::read(&pdf, "drawn.pdf") else { panic!("{folder} was refused") };
        let expected = outline(&source, style.scene_numbers);
        let found = outline(&read, style.scene_numbers);
        for (i, (a, b)) in expected.iter().zip(&found).enumerate() {
            assert_eq!(a, b, "{folder}, element {i}");
        }
        assert_eq!(expected.len(), found.len(), "{folder}");
        assert_eq!(parse(&read).pages, screenplay.pages, "{folder}");
    }
}

/// Headings with their numbers, cues with what is said, descriptions; white space taken out.
fn outline(document: &Document, numbers: bool) -> Vec<String> {
    let screenplay = parse(document);
    let texts = plain_lines(document, &screenplay);
    let mut out: Vec<(Kind, String)> = Vec::new();
    for (line, text) in screenplay.lines.iter().zip(&texts) {
        let bare: String = text.split_whitespace().collect();
        let kind = match line.kind {
            Kind::Blank
            | Kind::Other
            | Kind::TitlePage
            | Kind::Section
            | Kind::Synopsis
            | Kind::Note
            | Kind::PageBreak => continue,
            Kind::Character if line.continued => continue,
            Kind::Lyrics if line.character.is_some() => Kind::Dialogue,
            // Song outside a speech and centred lines look like description once they are on paper.
            Kind::Lyrics | Kind::Centered => Kind::Action,
            kind => kind,
        };
        let number = line
            .scene
            .filter(|_| numbers && kind == Kind::SceneHeading)
            .and_then(|s| screenplay.scenes[s].number.clone());
        let bare = format!("{}{bare}", number.map(|n| format!("#{n} ")).unwrap_or_default());
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

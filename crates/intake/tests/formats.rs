//! One script, three formats, one reading.

use std::path::{Path, PathBuf};

use coldread_intake::read;
use script::{Document, Format, IntakeReply, Kind, Screenplay, parse, plain_lines};

#[test]
fn fountain_final_draft_and_pdf_are_one_script() {
    for folder in folders() {
        let fountain = document(&folder.join("script.fountain"));
        assert_eq!(fountain.format, Format::Fountain);
        let expected = Outline::of(&fountain);
        for (name, format) in [("script.fdx", Format::Fdx), ("script.pdf", Format::Pdf)] {
            let path = folder.join(name);
            if !path.exists() {
                continue;
            }
            let other = document(&path);
            assert_eq!(other.format, format);
            expected.compare(&Outline::of(&other), &path);
        }
    }
}

#[test]
fn plain_text_with_its_layout_is_the_same_script() {
    for folder in folders() {
        let fountain = document(&folder.join("script.fountain"));
        let text = script::to_text(&fountain, &parse(&fountain));
        let IntakeReply::Read(read) = read(text.as_bytes(), "script.txt") else { panic!("it was refused") };
        assert_eq!(read.format, Format::Text);
        Outline::of(&fountain).compare(&Outline::of(&read), &folder);
    }
}

#[test]
fn the_short_and_the_pilot_come_in_three_formats() {
    for folder in folders().into_iter().filter(|f| !f.ends_with("scale")) {
        for name in ["script.fountain", "script.fdx", "script.pdf"] {
            assert!(folder.join(name).exists(), "{} has no {name}: run fixtures/make/formats.sh", folder.display());
        }
    }
}

#[test]
fn a_pdf_keeps_its_pages() {
    for folder in folders() {
        let path = folder.join("script.pdf");
        if !path.exists() {
            continue;
        }
        let pdf = document(&path);
        let screenplay = parse(&pdf);
        assert_eq!(screenplay.pages as usize, pdf.pages.len());
        assert!(pdf.unreadable().next().is_none(), "{}", path.display());
        let numbers: Vec<u32> = script::typeset(&pdf, &screenplay).iter().map(|p| p.number).collect();
        assert_eq!(numbers, (1..=screenplay.pages).collect::<Vec<_>>());
        let end = pdf.pages.iter().map(|p| p.span.end).max();
        assert_eq!(end, Some(pdf.text.len()));
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).expect("fixtures").flatten().map(|e| e.path()).collect();
    folders.retain(|f| f.join("script.fountain").exists());
    folders.sort();
    folders
}

fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("a fixture");
    let name = path.file_name().and_then(|n| n.to_str()).expect("a name");
    match read(&bytes, name) {
        IntakeReply::Read(document) => document,
        IntakeReply::Refused { sentence, .. } => panic!("{}: {sentence}", path.display()),
    }
}

/// What must not depend on the format.
struct Outline {
    headings: Vec<(Option<String>, String)>,
    speeches: Vec<(String, String)>,
    characters: Vec<(String, usize, Option<String>, Option<String>)>,
    action: String,
    title: Option<String>,
}

impl Outline {
    fn of(document: &Document) -> Self {
        let screenplay = parse(document);
        let texts = plain_lines(document, &screenplay);
        Self {
            headings: screenplay.scenes.iter().map(|s| (s.number.clone(), s.heading.clone())).collect(),
            speeches: speeches(&screenplay, &texts),
            characters: screenplay
                .characters
                .iter()
                .map(|c| (c.name.clone(), c.speeches, c.age.clone(), c.full_name.clone()))
                .collect(),
            action: all(&screenplay, &texts, Kind::Action),
            title: screenplay.title_page.plain("title").map(|t| t.to_uppercase()),
        }
    }

    fn compare(&self, other: &Self, path: &Path) {
        let at = path.display();
        assert_eq!(self.headings, other.headings, "{at}");
        for (a, b) in self.speeches.iter().zip(&other.speeches) {
            assert_eq!(a, b, "{at}");
        }
        assert_eq!(self.speeches.len(), other.speeches.len(), "{at}");
        assert_eq!(self.characters, other.characters, "{at}");
        for (a, b) in self.action.split(". ").zip(other.action.split(". ")) {
            assert_eq!(a, b, "{at}");
        }
        assert_eq!(self.title, other.title, "{at}");
    }
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-")
}

fn speeches(screenplay: &Screenplay, texts: &[String]) -> Vec<(String, String)> {
    let mut speeches: Vec<(String, String)> = Vec::new();
    for (line, text) in screenplay.lines.iter().zip(texts) {
        match (line.kind, speeches.last_mut()) {
            (Kind::Character, _) if line.continued => {}
            (Kind::Character, _) => speeches.push((even(text), String::new())),
            (Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics, Some((_, said))) if line.character.is_some() => {
                *said = even(&format!("{said} {text}"));
            }
            _ => {}
        }
    }
    speeches
}

fn all(screenplay: &Screenplay, texts: &[String], kind: Kind) -> String {
    let lines = screenplay.lines.iter().zip(texts).filter(|(l, _)| l.kind == kind).map(|(_, t)| t.as_str());
    even(&lines.collect::<Vec<_>>().join(" "))
}

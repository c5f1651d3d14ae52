//! Scripts whose truth is known: ours, a letter for the kind before every paragraph, and the Fountain fixtures.

use std::path::{Path, PathBuf};

use coldread_script as script;
use script::{Document, Format, Kind, parse, plain_lines};

use crate::setting::Row;

/// A paragraph before it is set.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// `None` for lines on which annotators differ: they are set and not scored.
    pub(crate) kind: Option<Kind>,
    pub(crate) number: Option<String>,
    pub(crate) text: String,
}

/// A script's name and its paragraphs in order.
pub(crate) type Content = (String, Vec<Element>);

/// Paragraphs of a fixture that are taken: enough to learn from, few enough to measure many times.
const MOST: usize = 220;

/// All scripts.
pub(crate) fn contents() -> Vec<Content> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all: Vec<Content> =
        files(&here.join("tests/reading/scripts"), "txt").iter().map(|f| (stem(f), lettered(&read(f)))).collect();
    for folder in ["slack-water", "skywave", "scale"] {
        let source = read(&here.join(format!("../../fixtures/scripts/{folder}/script.fountain")));
        all.push((folder.to_string(), fountain(source)));
    }
    all
}

/// Scripts that are set already: a letter before every line, and the line as it stands.
pub(crate) fn typed() -> Vec<(String, Vec<Row>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/scripts");
    let row = |line: &str| match line.split_at_checked(2) {
        Some(("O ", text)) | Some(("o ", text)) => Row::other(text),
        Some((_, text)) if !text.trim().is_empty() => Row { text: text.to_string(), kind: element(line).kind },
        _ => Row::blank(),
    };
    files(&folder, "set").iter().map(|f| (stem(f), read(f).lines().map(row).collect())).collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the scripts").flatten().map(|entry| entry.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == extension));
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).expect("a script")
}

fn lettered(source: &str) -> Vec<Element> {
    source.lines().filter(|l| l.len() > 2).map(element).collect()
}

fn element(line: &str) -> Element {
    let (letter, text) = line.split_at(2);
    let kind = match letter.trim() {
        "h" => Some(Kind::SceneHeading),
        "a" => Some(Kind::Action),
        "c" => Some(Kind::Character),
        "d" => Some(Kind::Dialogue),
        "p" => Some(Kind::Parenthetical),
        "t" => Some(Kind::Transition),
        "s" => Some(Kind::Shot),
        "m" => Some(Kind::Centered),
        "T" => Some(Kind::TitlePage),
        "o" => None,
        other => panic!("no such letter: {other}"),
    };
    let numbered = text.strip_prefix('#').and_then(|t| t.split_once(' '));
    match numbered {
        Some((number, text)) => Element { kind, number: Some(number.to_string()), text: text.to_string() },
        None => Element { kind, number: None, text: text.to_string() },
    }
}

fn fountain(source: String) -> Vec<Element> {
    let document = Document::from_text(Format::Fountain, source);
    let screenplay = parse(&document);
    let texts = plain_lines(&document, &screenplay);
    let title = screenplay.title_page.fields.iter().flat_map(|(_, value)| value.lines());
    let title =
        title.map(|text| Element { kind: Some(Kind::TitlePage), number: None, text: text.replace(['*', '_'], "") });
    let story = screenplay.lines.iter().zip(texts).filter(|(l, t)| l.kind.is_story() && !t.trim().is_empty());
    let story = story.map(|(line, text)| Element {
        kind: Some(line.kind),
        number: line
            .scene
            .filter(|_| line.kind == Kind::SceneHeading)
            .and_then(|s| screenplay.scenes[s].number.clone()),
        text,
    });
    title.chain(story).take(MOST).collect()
}

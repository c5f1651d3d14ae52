//! Fountain in/out pairs made by others: `COLDREAD_CONFORMANCE`, by default `../shared/conformance` beside the project.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use coldread_script as script;
use saphyr::{LoadableYamlNode, Yaml};
use script::{Document, Format, Kind, Screenplay, parse};

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout();
    let Some(files) = suite() else {
        writeln!(out, "conformance fountain: NOT RUN (set COLDREAD_CONFORMANCE)")?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut cases = 0;
    let mut wrong = 0;
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        for case in Yaml::load_from_str(&text).map_err(io::Error::other)? {
            cases += 1;
            if let Some(difference) = difference(&case) {
                wrong += 1;
                writeln!(out, "{}: {difference}", file.display())?;
            }
        }
    }
    writeln!(out, "conformance fountain: {} of {cases} cases", cases - wrong)?;
    Ok(if wrong == 0 && cases >= 46 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was expected of a case and what was found, where they differ.
fn difference(case: &Yaml<'_>) -> Option<String> {
    let input = case["in"].as_str()?;
    let document = Document::from_text(Format::Fountain, input);
    let screenplay = parse(&document);
    let expected: Vec<&str> =
        case["out"].as_sequence().map(|s| s.iter().filter_map(Yaml::as_str).collect()).unwrap_or_default();
    let found = elements(&document, &screenplay);
    let same = found == expected && title_matches(case, &screenplay);
    (!same).then(|| format!("{input:?}\n  expected {expected:?}\n  found    {found:?}"))
}

fn suite() -> Option<Vec<PathBuf>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    let root = std::env::var_os("COLDREAD_CONFORMANCE").map_or(beside, PathBuf::from).join("fountain/tests");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root).ok()?.flatten().map(|e| e.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "yaml"));
    files.sort();
    Some(files)
}

fn title_matches(case: &Yaml<'_>, screenplay: &Screenplay) -> bool {
    let Some(expected) = case.as_mapping_get("title").and_then(Yaml::as_mapping) else { return true };
    expected.len() == screenplay.title_page.fields.len()
        && expected.iter().all(|(key, value)| screenplay.title_page.get(key.as_str().unwrap_or("")) == value.as_str())
}

/// The lines as the suite writes elements: a first character for the kind, blank lines as part of the action.
///
/// Every element but action takes the one blank line above it; further ones are action.
fn elements(document: &Document, screenplay: &Screenplay) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut blanks = 0;
    for line in &screenplay.lines {
        let text = document.slice(line.span);
        match line.kind {
            Kind::Note | Kind::TitlePage => {}
            Kind::Blank if !text.is_empty() && blanks == 0 && !out.is_empty() => {
                out.last_mut().expect("not empty").push('\n');
            }
            Kind::Blank => blanks += 1,
            Kind::Action => {
                let text = text.strip_prefix('!').unwrap_or(text);
                match out.last_mut().filter(|e| e.starts_with('!') && !e.starts_with("!>")) {
                    Some(action) => action.push_str(&format!("{}{text}", "\n".repeat(blanks + 1))),
                    None => out.push(format!("!{}{text}", "\n".repeat(blanks))),
                }
                blanks = 0;
            }
            kind => {
                left_over(&mut out, blanks.saturating_sub(1));
                blanks = 0;
                let element = element(kind, text);
                match out.last_mut().filter(|e| kind == Kind::Dialogue && e.starts_with('=')) {
                    Some(speech) => speech.push_str(&format!("\n{}", &element[1..])),
                    None => out.push(element),
                }
            }
        }
    }
    left_over(&mut out, blanks);
    out
}

fn left_over(out: &mut Vec<String>, blanks: usize) {
    match out.last_mut().filter(|e| e.starts_with('!') && !e.starts_with("!>")) {
        Some(action) => action.push_str(&"\n".repeat(blanks)),
        None if blanks > 0 => out.push(format!("!{}", "\n".repeat(blanks - 1))),
        None => {}
    }
}

fn element(kind: Kind, text: &str) -> String {
    let text = text.trim();
    match kind {
        Kind::SceneHeading => format!(".{}", text.strip_prefix('.').unwrap_or(text)),
        Kind::Character => format!("@{}", text.trim_start_matches('@')),
        Kind::Dialogue => format!("={text}"),
        Kind::Parenthetical => format!("_{text}"),
        Kind::Transition => format!(">{}", text.trim_start_matches('>')),
        Kind::Lyrics => text.to_string(),
        Kind::Centered => format!("!><{}", text.trim_matches(['>', '<'])),
        Kind::Section => format!("#{}", text.trim_start_matches('#').trim()),
        Kind::Synopsis => format!("+{}", text.trim_start_matches('=').trim()),
        Kind::PageBreak => "<pagebreak>".into(),
        other => format!("?{} {text}", other.name()),
    }
}

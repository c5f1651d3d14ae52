//! Whole scripts as they are read, line by line. A difference fails and is shown; `make golden` writes the
//! files anew, and the difference in git is then the thing to read.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use script::{Document, Format, Kind, Screenplay, parse};

#[test]
fn golden_scripts_are_read_as_before() {
    let mut changed = Vec::new();
    let mut seen = 0;
    for folder in folders_of(&root().join("fixtures/scripts")) {
        let name = folder.file_name().expect("a folder").to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(folder.join("script.fountain")) else { continue };
        let document = Document::from_text(Format::Fountain, text);
        let screenplay = parse(&document);
        seen += 1;
        let mut drawn = outline(&screenplay);
        // The scale fixture is another's play: its outline is enough.
        if screenplay.pages < 60 {
            drawn += &lines(&document, &screenplay);
        }
        changed.extend(differs(&name, &drawn));
    }
    assert!(seen >= 2, "the fixtures are there");
    assert!(changed.is_empty(), "\n{}\n", changed.join("\n"));
}

/// Scenes with place, page and length, then characters with what was counted, then what was odd.
fn outline(screenplay: &Screenplay) -> String {
    let names = |indices: &[usize]| {
        indices.iter().map(|&i| screenplay.characters[i].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut drawn = format!("{} pages, {} scenes\n\n", screenplay.pages, screenplay.scenes.len());
    for scene in &screenplay.scenes {
        write!(drawn, "{:>3}  page {:>3}  {:>2}/8  {}", scene.n, scene.page, scene.eighths, scene.heading)
            .expect("text");
        write!(drawn, "  [{}]", names(&scene.speakers)).expect("text");
        writeln!(drawn, "{}", silent(&names(&scene.silent))).expect("text");
    }
    drawn.push('\n');
    for c in &screenplay.characters {
        let aliases = if c.aliases.is_empty() { String::new() } else { format!("  also {}", c.aliases.join(", ")) };
        writeln!(
            drawn,
            "{}: {} scenes, {} speeches, {} lines, {} words{aliases}",
            c.name, c.scenes, c.speeches, c.lines, c.words
        )
        .expect("text");
    }
    drawn.push('\n');
    for finding in &screenplay.findings {
        writeln!(drawn, "line {}: {} {}", finding.line, finding.code, finding.sentence).expect("text");
    }
    drawn
}

fn silent(names: &str) -> String {
    if names.is_empty() { String::new() } else { format!("  and {names}") }
}

/// Every line with its page and kind.
fn lines(document: &Document, screenplay: &Screenplay) -> String {
    let mut drawn = String::from("\n");
    for line in screenplay.lines.iter().filter(|line| line.kind != Kind::Blank) {
        let text = document.slice(line.span);
        writeln!(drawn, "{:>5} {:>3} {:<14}| {}", line.n, line.page, line.kind.name(), text.trim_end()).expect("text");
    }
    drawn
}

/// Compares with the golden file, or writes it when COLDREAD_GOLDEN says `write`; the first lines that differ.
fn differs(name: &str, drawn: &str) -> Option<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("golden/{name}.txt"));
    if env::var("COLDREAD_GOLDEN").is_ok_and(|v| v == "write") {
        fs::write(&file, drawn).expect("the golden file can be written");
        return None;
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    if golden == drawn {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), drawn.lines().collect());
    let at = old.iter().zip(&new).position(|(a, b)| a != b).unwrap_or(old.len().min(new.len()));
    let shown =
        |lines: &[&str], mark: char| lines.iter().skip(at).take(5).map(|l| format!("{mark} {l}\n")).collect::<String>();
    Some(format!(
        "{name} is read differently from line {} of its golden file:\n{}{}",
        at + 1,
        shown(&old, '-'),
        shown(&new, '+')
    ))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root").to_owned()
}

fn folders_of(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).expect("fixtures").map(|f| f.expect("readable").path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

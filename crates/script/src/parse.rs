//! From a document to a screenplay.

use crate::label::{Label, Labels};
use crate::markup::{Shown, masks, shown};
use crate::{
    Document, Finding, Format, Kind, Line, PageState, Screenplay, Severity, TitlePage, cast, fdx, fountain, layout,
    scenes, typeset,
};

/// Reads a document of any format. Never fails: what could not be made out is in `findings`.
pub fn parse(document: &Document) -> Screenplay {
    let labels = match document.format {
        Format::Fountain => fountain::label(document),
        Format::Text | Format::Pdf => layout::label(document),
        Format::Fdx => fdx::label(document),
    };
    let mut screenplay = bare(document, &labels);
    screenplay.scenes = scenes::build(document, &mut screenplay.lines, &labels.lines);
    let texts = texts(document, &screenplay.lines);
    cast::build(&texts, &mut screenplay);
    paginate(document, &mut screenplay);
    screenplay.findings.extend(findings(document, &screenplay));
    screenplay
}

/// What is shown of every line.
fn texts(document: &Document, lines: &[Line]) -> Vec<String> {
    let masks = masks(document);
    lines.iter().map(|l| shown(document, &masks, l)).map(|s: Shown| s.text()).collect()
}

fn bare(document: &Document, labels: &Labels) -> Screenplay {
    let line = |(i, span): (usize, crate::Span)| {
        let fallback = Label::new(Kind::Other);
        let label = labels.lines.get(i).unwrap_or(&fallback);
        Line {
            n: i + 1,
            span,
            page: 0,
            kind: label.kind,
            scene: None,
            character: None,
            continued: label.continued,
            dual: label.dual,
        }
    };
    let fields = if document.title_page.is_empty() { labels.title_page.clone() } else { document.title_page.clone() };
    Screenplay {
        title_page: TitlePage { fields },
        lines: document.line_spans().into_iter().enumerate().map(line).collect(),
        scenes: vec![],
        characters: vec![],
        pages: 0,
        findings: labels.findings.clone(),
    }
}

/// Sets pages and eighths from the typeset pages. A line that is not drawn stands on the page of the line before it.
fn paginate(document: &Document, screenplay: &mut Screenplay) {
    let pages = typeset(document, screenplay);
    let mut page_of = vec![0u32; screenplay.lines.len() + 1];
    for page in &pages {
        for row in page.rows.iter().filter(|r| r.line > 0) {
            if page_of[row.line] == 0 {
                page_of[row.line] = page.number;
            }
        }
    }
    let mut last = 1;
    for line in &mut screenplay.lines {
        let drawn = page_of[line.n];
        last = if drawn > 0 { drawn } else { last };
        line.page = if line.kind == Kind::TitlePage && drawn == 0 { 0 } else { last };
    }
    let eighths = scenes::eighths(&pages, screenplay.scenes.len());
    for (scene, eighths) in screenplay.scenes.iter_mut().zip(eighths) {
        scene.eighths = eighths;
        scene.page = screenplay.lines[scene.first_line - 1].page;
    }
    screenplay.pages = match document.pages.len() {
        0 => pages.len() as u32,
        found => found as u32,
    };
}

fn findings(document: &Document, screenplay: &Screenplay) -> Vec<Finding> {
    let mut found = Vec::new();
    for page in document.unreadable() {
        let (code, sentence) = match &page.state {
            PageState::NeedsOcr => ("page-needs-ocr", format!("Page {} is a picture without text.", page.number)),
            PageState::Unreadable(why) => ("page-unreadable", format!("Page {} could not be read: {why}", page.number)),
            PageState::Read => continue,
        };
        found.push(Finding { code, severity: Severity::Error, page: page.number, line: 0, sentence });
    }
    for note in &document.notes {
        found.push(Finding {
            code: "reading-note",
            severity: Severity::Info,
            page: 0,
            line: 0,
            sentence: note.clone(),
        });
    }
    let has_text = screenplay.lines.iter().any(|l| l.kind.is_story());
    let has_title = !screenplay.title_page.fields.is_empty();
    match (screenplay.scenes.is_empty(), screenplay.characters.is_empty()) {
        (true, true) if has_text => {
            found.push(plain(
                "not-a-script",
                "This does not look like a screenplay: no scene heading and no speech was found.",
            ));
        }
        (true, _) if has_text => {
            found.push(plain("no-scenes", "No scene headings were found, so the script is shown as one piece."));
        }
        (true, _) if has_title => found.push(plain("no-scenes", "There is a title page but no scenes.")),
        (false, true) => found.push(plain("no-speeches", "No speeches were found.")),
        _ => {}
    }
    found.extend(mute_cues(screenplay));
    found
}

fn plain(code: &'static str, sentence: &str) -> Finding {
    Finding { code, severity: Severity::Warning, page: 0, line: 0, sentence: sentence.into() }
}

/// Cues with nothing said under them.
fn mute_cues(screenplay: &Screenplay) -> impl Iterator<Item = Finding> {
    let lines = &screenplay.lines;
    lines.iter().enumerate().filter_map(|(i, line)| {
        if line.kind != Kind::Character {
            return None;
        }
        let mut after = lines[i + 1..]
            .iter()
            .filter(|l| !matches!(l.kind, Kind::Blank | Kind::Other | Kind::Note | Kind::PageBreak));
        let speaks =
            after.next().is_some_and(|l| matches!(l.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics));
        (!speaks).then(|| Finding {
            code: "cue-without-speech",
            severity: Severity::Warning,
            page: line.page,
            line: line.n,
            sentence: "A cue has no speech under it.".into(),
        })
    })
}

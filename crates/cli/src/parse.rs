//! `coldread parse`: a script read, as JSON, as a table, or converted.

use std::path::Path;

use serde_json::{Value, json};
use studio::script::{Document, Screenplay, Severity, to_fdx, to_fountain, to_text};
use studio::{Outcome, Trouble};

use crate::args::Conversion;
use crate::output::{Output, Status};

/// Reads a file and prints what it is.
pub(crate) fn parse(file: &Path, to: Option<Conversion>, out: &mut Output) -> Outcome<Status> {
    let document = studio::read_file(file)?;
    let screenplay = studio::script::parse(&document);
    let status = if document.unreadable().next().is_some() { Status::Partly } else { Status::Done };
    for page in document.unreadable() {
        out.message(&format!("Page {} could not be read: {}.", page.number, why(&page.state)));
    }
    match to {
        Some(Conversion::Fountain) => out.raw(&to_fountain(&document, &screenplay)),
        Some(Conversion::Fdx) => out.raw(&to_fdx(&document, &screenplay)),
        Some(Conversion::Text) => out.raw(&to_text(&document, &screenplay)),
        None if out.json => out.value(&as_json(&document, &screenplay)),
        None => out.raw(&as_table(&screenplay)),
    }
    if screenplay.lines.is_empty() && to.is_none() {
        return Err(Trouble::input("There is nothing in this file.", "Check that it is the right one."));
    }
    Ok(status)
}

fn why(state: &studio::script::PageState) -> &str {
    match state {
        studio::script::PageState::Read => "it was read",
        studio::script::PageState::NeedsOcr => "it has no text layer and needs OCR",
        studio::script::PageState::Unreadable(reason) => reason,
    }
}

fn as_json(document: &Document, screenplay: &Screenplay) -> Value {
    let name = |i: usize| screenplay.characters.get(i).map(|c| c.name.as_str());
    let title_page: serde_json::Map<String, Value> =
        screenplay.title_page.fields.iter().map(|(k, v)| (k.clone(), json!(v))).collect();
    let lines = screenplay.lines.iter().map(|line| {
        let mut row = json!({
            "n": line.n,
            "page": line.page,
            "kind": line.kind.name(),
            "scene": line.scene.and_then(|s| screenplay.scenes.get(s)).map(|s| s.n),
            "text": document.slice(line.span),
        });
        if let Some(character) = line.character.and_then(name) {
            row["character"] = json!(character);
        }
        if line.continued {
            row["continued"] = json!(true);
        }
        row
    });
    let scenes = screenplay.scenes.iter().map(|s| {
        let mut row = json!({ "n": s.n });
        if let Some(number) = &s.number {
            row["number"] = json!(number);
        }
        row["heading"] = json!(s.heading);
        row["int_ext"] = json!(s.int_ext.map(|i| match i {
            studio::script::IntExt::Int => "int",
            studio::script::IntExt::Ext => "ext",
            studio::script::IntExt::Both => "int_ext",
        }));
        row["place"] = json!(s.place);
        row["time"] = json!(s.time);
        row["page"] = json!(s.page);
        row["eighths"] = json!(s.eighths);
        row["characters"] = s.speakers.iter().chain(&s.silent).filter_map(|&i| name(i)).collect();
        row
    });
    let characters = screenplay.characters.iter().map(|c| {
        json!({ "name": c.name, "aliases": c.aliases, "scenes": c.scenes, "speeches": c.speeches, "lines": c.lines, "words": c.words })
    });
    let findings = screenplay.findings.iter().map(|f| {
        json!({ "code": f.code, "severity": severity(f.severity), "page": f.page, "line": f.line, "sentence": f.sentence })
    });
    json!({
        "title_page": title_page,
        "pages": screenplay.pages,
        "lines": lines.collect::<Vec<_>>(),
        "scenes": scenes.collect::<Vec<_>>(),
        "characters": characters.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn as_table(screenplay: &Screenplay) -> String {
    let mut text = String::new();
    for (key, value) in &screenplay.title_page.fields {
        text += &format!("{key}: {}\n", value.replace('\n', " / "));
    }
    text += &format!("\n{} pages, {} scenes\n\n", screenplay.pages, screenplay.scenes.len());
    text += "  page  length  scene\n";
    for s in &screenplay.scenes {
        text +=
            &format!("{:>6}  {:>6}  {} {}\n", s.page, eighths(s.eighths), s.number.as_deref().unwrap_or(""), s.heading);
    }
    text += "\nspeeches   words  character\n";
    let mut cast: Vec<_> = screenplay.characters.iter().collect();
    cast.sort_by(|a, b| b.words.cmp(&a.words).then(a.name.cmp(&b.name)));
    for c in cast {
        text += &format!("{:>8}  {:>6}  {}\n", c.speeches, c.words, c.name);
    }
    for f in &screenplay.findings {
        text += &format!("\n{}: {}", severity(f.severity), f.sentence);
        if f.line > 0 {
            text += &format!(" (line {})", f.line);
        }
    }
    text.trim_start().to_owned() + "\n"
}

/// `1 3/8`, the way a breakdown writes it.
pub(crate) fn eighths(n: u32) -> String {
    match (n / 8, n % 8) {
        (0, rest) => format!("{rest}/8"),
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole} {rest}/8"),
    }
}

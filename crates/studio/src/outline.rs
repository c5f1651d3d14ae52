//! What a library row shows of a script without opening it: kept sealed beside the document.

use script::{Document, Format, PageState, Screenplay};
use serde::{Deserialize, Serialize};

/// A scene as a bar of the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineScene {
    /// 1-based position.
    pub n: usize,
    /// Number as written.
    pub number: Option<String>,
    /// Heading.
    pub heading: String,
    /// `int`, `ext`, `both`, or empty.
    pub int_ext: String,
    /// Night by its heading.
    pub night: bool,
    /// Page.
    pub page: u32,
    /// Length in eighths of a page.
    pub eighths: u32,
    /// First line.
    pub first_line: usize,
    /// Last line.
    pub last_line: usize,
}

/// The counted outline of a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Title of the title page, else the file's name.
    pub title: String,
    /// Draft and date as on the title page, or empty.
    pub draft: String,
    /// `Fountain`, `FDX`, `PDF`, `Text`.
    pub format: String,
    /// Pages.
    pub pages: u32,
    /// Pages that could not be read.
    pub unreadable: Vec<u32>,
    /// What the reader should know at once, or empty.
    pub notice: String,
    /// Scenes.
    pub scenes: Vec<OutlineScene>,
}

/// Counts a script.
pub(crate) fn outline(document: &Document, screenplay: &Screenplay, file_name: &str) -> Outline {
    let title_page = &screenplay.title_page;
    let plain = |s: &str| s.replace(['*', '_'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let title = title_page.get("title").map(plain).filter(|t| !t.is_empty()).unwrap_or_else(|| stem.to_owned());
    let draft =
        [title_page.get("revision"), title_page.get("draft"), title_page.get("draft date"), title_page.get("date")];
    let unreadable: Vec<u32> = document.unreadable().map(|p| p.number).collect();
    Outline {
        title,
        draft: draft.into_iter().flatten().map(plain).collect::<Vec<_>>().join(" · "),
        format: format_name(document.format).to_owned(),
        pages: screenplay.pages,
        notice: notice(document, screenplay, unreadable.len()),
        unreadable,
        scenes: screenplay.scenes.iter().map(bar).collect(),
    }
}

fn bar(scene: &script::Scene) -> OutlineScene {
    OutlineScene {
        n: scene.n,
        number: scene.number.clone(),
        heading: scene.heading.clone(),
        int_ext: match scene.int_ext {
            Some(script::IntExt::Int) => "int",
            Some(script::IntExt::Ext) => "ext",
            Some(script::IntExt::Both) => "both",
            None => "",
        }
        .to_owned(),
        night: scene.is_night(),
        page: scene.page,
        eighths: scene.eighths,
        first_line: scene.first_line,
        last_line: scene.last_line,
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Fountain => "Fountain",
        Format::Text => "Text",
        Format::Fdx => "FDX",
        Format::Pdf => "PDF",
    }
}

fn notice(document: &Document, screenplay: &Screenplay, unreadable: usize) -> String {
    let without_text = document.pages.iter().filter(|p| p.state == PageState::NeedsOcr).count();
    if without_text > 0 {
        return format!("{without_text} {} without text: needs OCR", plural(without_text, "page", "pages"));
    }
    if unreadable > 0 {
        return format!("{unreadable} {} could not be read", plural(unreadable, "page", "pages"));
    }
    if screenplay.scenes.is_empty() {
        return "No scene heading was found: this may not be a screenplay".to_owned();
    }
    String::new()
}

fn plural<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

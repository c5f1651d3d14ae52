//! OpenDocument text: paragraphs with their styles, indentation and alignment.

use std::collections::HashMap;

use script::Kind;

use crate::archive::Archive;
use crate::written::{Place, Written, kind_of_style};
use crate::xml::{Met, attribute, walk};

/// The paragraphs of an OpenDocument text; `None` where it holds none.
pub(crate) fn read(archive: &mut Archive<'_>) -> Option<Vec<Written>> {
    let mut styles = Styles::new();
    for part in ["styles.xml", "content.xml"] {
        archive.text(part).into_iter().for_each(|xml| learn(&xml, &mut styles));
    }
    Some(paragraphs(&archive.text("content.xml")?, &styles))
}

#[derive(Debug, Clone, Default)]
struct Style {
    kind: Option<Kind>,
    indent: Option<usize>,
    place: Option<Place>,
    space: Option<bool>,
    new_page: bool,
    base: Option<String>,
}

type Styles = HashMap<String, Style>;

fn learn(xml: &str, styles: &mut Styles) {
    let mut at: Option<String> = None;
    walk(xml, |met| match met {
        Met::Start("style", element) => {
            at = attribute(element, "name");
            if let Some(name) = &at {
                let shown = attribute(element, "display-name").unwrap_or_else(|| name.replace("_20_", " "));
                let base = attribute(element, "parent-style-name");
                styles.insert(name.clone(), Style { kind: kind_of_style(&shown), base, ..Style::default() });
            }
        }
        Met::End("style") => at = None,
        Met::Start("paragraph-properties", element) => {
            if let Some(style) = at.as_ref().and_then(|name| styles.get_mut(name)) {
                style.indent = attribute(element, "margin-left").and_then(|v| columns(&v));
                style.space = attribute(element, "margin-top").and_then(|v| columns(&v)).map(|c| c >= 1);
                style.new_page = attribute(element, "break-before").is_some_and(|b| b == "page");
                style.place = attribute(element, "text-align").map(|a| match a.as_str() {
                    "center" => Place::Middle,
                    "end" | "right" => Place::Right,
                    _ => Place::Left,
                });
            }
        }
        _ => {}
    });
}

fn whole(styles: &Styles, name: &str) -> Style {
    let mut found = Style::default();
    let mut next = Some(name.to_string());
    for _ in 0..8 {
        let Some(style) = next.take().and_then(|name| styles.get(&name)) else { break };
        found.kind = found.kind.or(style.kind);
        found.indent = found.indent.or(style.indent);
        found.place = found.place.or(style.place);
        found.space = found.space.or(style.space);
        found.new_page |= style.new_page;
        next.clone_from(&style.base);
    }
    found
}

fn paragraphs(xml: &str, styles: &Styles) -> Vec<Written> {
    let mut out: Vec<Written> = Vec::new();
    let mut open = 0usize;
    let mut hidden = 0usize;
    walk(xml, |met| match met {
        // What was deleted under tracked changes, and notes, are no part of the text.
        Met::Start("tracked-changes" | "note" | "annotation", _) => hidden += 1,
        Met::End("tracked-changes" | "note" | "annotation") => hidden = hidden.saturating_sub(1),
        Met::Start("p" | "h", element) if hidden == 0 => {
            let style = attribute(element, "style-name").map(|name| whole(styles, &name)).unwrap_or_default();
            out.push(Written {
                kind: style.kind,
                indent: style.indent.unwrap_or(0),
                place: style.place.unwrap_or_default(),
                space_above: style.space.unwrap_or(false),
                new_page: style.new_page,
                ..Written::default()
            });
            open += 1;
        }
        Met::End("p" | "h") if hidden == 0 => open = open.saturating_sub(1),
        _ if open == 0 || hidden > 0 => {}
        met => add(out.last_mut(), met),
    });
    out
}

fn add(paragraph: Option<&mut Written>, met: Met<'_>) {
    let Some(p) = paragraph else { return };
    match met {
        Met::Text(text) => p.text.push_str(&text.replace(['\n', '\r'], " ")),
        Met::Start("s", element) => {
            let spaces = attribute(element, "c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
            p.text.push_str(&" ".repeat(spaces.min(80)));
        }
        Met::Start("tab", _) if p.text.is_empty() => p.indent += 5,
        Met::Start("tab", _) => p.text.push('\t'),
        Met::Start("line-break", _) => p.text.push('\n'),
        _ => {}
    }
}

/// Columns of a tenth of an inch from a length with its unit.
fn columns(length: &str) -> Option<usize> {
    let digits = length.find(|c: char| c.is_alphabetic() || c == '%')?;
    let value: f64 = length[..digits].parse().ok()?;
    let inches = match &length[digits..] {
        "in" => value,
        "cm" => value / 2.54,
        "mm" => value / 25.4,
        "pt" => value / 72.0,
        _ => return None,
    };
    Some((inches * 10.0).round().clamp(0.0, 80.0) as usize)
}

//! Word documents: paragraphs with their styles, indentation and alignment.

use std::collections::HashMap;

use script::Kind;

use crate::archive::Archive;
use crate::written::{Place, Written, kind_of_style};
use crate::xml::{Met, attribute, walk};

/// The paragraphs of a Word document; `None` where it holds no text.
///
/// Text that was deleted under revision marks is left out, text that was added is read.
pub(crate) fn read(archive: &mut Archive<'_>) -> Option<Vec<Written>> {
    let styles = archive.text("word/styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
    let body = archive.text("word/document.xml")?;
    Some(paragraphs(&body, &styles))
}

/// What a style says of its paragraphs.
#[derive(Debug, Clone, Default)]
struct Style {
    kind: Option<Kind>,
    indent: Option<usize>,
    place: Option<Place>,
    space: Option<bool>,
    base: Option<String>,
}

type Styles = HashMap<String, Style>;

fn styles(xml: &str) -> Styles {
    let mut styles = Styles::new();
    let mut at: Option<String> = None;
    walk(xml, |met| {
        let Met::Start(name, element) = met else { return };
        if name == "style" {
            at = attribute(element, "styleId");
        }
        let Some(id) = at.clone() else { return };
        let style = styles.entry(id.clone()).or_default();
        match name {
            "style" => style.kind = kind_of_style(&id),
            "name" => style.kind = style.kind.or_else(|| kind_of_style(&attribute(element, "val")?)),
            "basedOn" => style.base = attribute(element, "val"),
            "ind" => style.indent = columns(element),
            "jc" => style.place = place(element),
            "spacing" => style.space = space(element),
            _ => {}
        }
    });
    styles
}

/// A style with what it has from those it is based on.
fn whole(styles: &Styles, id: &str) -> Style {
    let mut found = Style::default();
    let mut next = Some(id.to_string());
    for _ in 0..8 {
        let Some(style) = next.take().and_then(|id| styles.get(&id)) else { break };
        found.kind = found.kind.or(style.kind);
        found.indent = found.indent.or(style.indent);
        found.place = found.place.or(style.place);
        found.space = found.space.or(style.space);
        next.clone_from(&style.base);
    }
    found
}

fn paragraphs(xml: &str, styles: &Styles) -> Vec<Written> {
    let mut out: Vec<Written> = Vec::new();
    let mut open = false;
    let mut in_text = false;
    walk(xml, |met| match met {
        Met::Start("p", _) => {
            out.push(Written::default());
            open = true;
        }
        Met::End("p") => open = false,
        Met::Start("t", _) => in_text = open,
        Met::End("t") => in_text = false,
        Met::Text(text) if in_text => {
            if let Some(p) = out.last_mut() {
                p.text.push_str(text);
            }
        }
        Met::Start(name, element) if open => {
            if let Some(p) = out.last_mut() {
                property(p, name, element, styles);
            }
        }
        _ => {}
    });
    out
}

fn property(p: &mut Written, name: &str, element: &quick_xml::events::BytesStart<'_>, styles: &Styles) {
    match name {
        "pStyle" => {
            let style = attribute(element, "val").map(|id| whole(styles, &id)).unwrap_or_default();
            p.kind = style.kind;
            p.indent = style.indent.unwrap_or(0);
            p.place = style.place.unwrap_or_default();
            p.space_above = style.space.unwrap_or(false);
        }
        "ind" => p.indent = columns(element).unwrap_or(p.indent),
        "jc" => p.place = place(element).unwrap_or(p.place),
        "spacing" => p.space_above = space(element).unwrap_or(p.space_above),
        "pageBreakBefore" => p.new_page = true,
        "tab" if p.text.is_empty() => p.indent += 5,
        "tab" => p.text.push('\t'),
        "br" if attribute(element, "type").is_some_and(|t| t == "page") => p.new_page = true,
        "br" | "cr" => p.text.push('\n'),
        "noBreakHyphen" => p.text.push('-'),
        _ => {}
    }
}

/// Columns of a tenth of an inch from twentieths of a point.
fn columns(element: &quick_xml::events::BytesStart<'_>) -> Option<usize> {
    let twips = |name| attribute(element, name).and_then(|v| v.parse::<f64>().ok());
    let left = twips("left").or(twips("start"));
    let first = twips("firstLine").or(twips("hanging").map(|h| -h));
    let all = left.unwrap_or(0.0) + first.unwrap_or(0.0);
    (left.is_some() || first.is_some()).then(|| (all / 144.0).round().clamp(0.0, 80.0) as usize)
}

fn place(element: &quick_xml::events::BytesStart<'_>) -> Option<Place> {
    Some(match attribute(element, "val")?.as_str() {
        "center" => Place::Middle,
        "right" | "end" => Place::Right,
        _ => Place::Left,
    })
}

fn space(element: &quick_xml::events::BytesStart<'_>) -> Option<bool> {
    attribute(element, "before")?.parse::<f64>().ok().map(|before| before >= 100.0)
}

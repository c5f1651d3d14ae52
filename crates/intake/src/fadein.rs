//! Fade In documents: Open Screenplay Format inside a ZIP archive.

use script::Kind;

use crate::archive::Archive;
use crate::written::{Place, Written, kind_of_style};
use crate::xml::{Met, attribute, walk};

/// The paragraphs of a Fade In document and the lines of its title page; `None` where it holds none.
pub(crate) fn read(archive: &mut Archive<'_>) -> Option<(Vec<Written>, Vec<String>)> {
    archive.text("document.xml").map(|xml| paragraphs(&xml))
}

/// Open Screenplay Format: `para` elements, each with a `style` and one `text` or more.
pub(crate) fn paragraphs(xml: &str) -> (Vec<Written>, Vec<String>) {
    let mut script: Vec<Written> = Vec::new();
    let mut title: Vec<String> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    walk(xml, |met| match met {
        Met::Start(name, element) => {
            path.push(name.to_string());
            let in_title = path.iter().any(|n| n == "titlepage");
            let in_script = path.iter().any(|n| n == "paragraphs") && !in_title;
            match name {
                "para" if in_title => title.push(String::new()),
                "para" if in_script => {
                    let number = attribute(element, "number").filter(|n| !n.trim().is_empty());
                    let dual = attribute(element, "dualdialogue").is_some_and(|d| d == "2" || d == "right");
                    script.push(Written { number, dual, ..Written::default() });
                }
                "style" if in_script => style(script.last_mut(), element),
                _ => {}
            }
        }
        Met::End(name) => {
            if let Some(at) = path.iter().rposition(|n| n == name) {
                path.truncate(at);
            }
        }
        Met::Text(text) if path.last().is_some_and(|n| n == "text") => {
            let in_title = path.iter().any(|n| n == "titlepage");
            match (in_title, title.last_mut(), script.last_mut()) {
                (true, Some(line), _) => line.push_str(text),
                (false, _, Some(p)) => p.text.push_str(text),
                _ => {}
            }
        }
        Met::Text(_) => {}
    });
    // Every paragraph is numbered in some versions; only a heading's is a scene's.
    for p in &mut script {
        p.number = p.number.take().filter(|_| p.kind == Some(Kind::SceneHeading));
    }
    (script, title)
}

fn style(paragraph: Option<&mut Written>, element: &quick_xml::events::BytesStart<'_>) {
    let Some(p) = paragraph else { return };
    let named = ["basestylename", "basestyle", "name"].iter().find_map(|a| kind_of_style(&attribute(element, a)?));
    p.kind = p.kind.or(named).or(Some(Kind::Action));
    if attribute(element, "align").is_some_and(|a| a == "center") {
        p.place = Place::Middle;
    }
}

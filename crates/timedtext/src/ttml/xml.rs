//! The elements of an XML file with where they stand. Nothing is fetched and no entity is expanded.

use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::names::{escaped, short, uri_of};

/// Elements inside one another; a file that nests deeper is made to hurt.
const DEEPEST: usize = 256;

/// An element, by short names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// Names and values in the order of the file; namespace declarations are not among them.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
    /// Where it stands, from `<` to after its last `>`.
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

/// What was read of an XML file.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The outermost element; nothing where there is none.
    pub(super) root: Option<Element>,
    /// Why it is not well formed, and where in bytes.
    pub(super) fault: Option<(usize, String)>,
    /// A document type declaration stands in it.
    pub(super) has_doctype: bool,
    /// The encoding that it names.
    pub(super) encoding: Option<String>,
    /// Entities that it uses and XML does not know.
    pub(super) unknown_entities: Vec<String>,
    /// Every prefix bound to a namespace anywhere in it.
    pub(super) prefixes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The letters directly in it.
    pub(super) fn text(&self) -> String {
        self.children.iter().filter_map(|c| if let Child::Text(t) = c { Some(t.as_str()) } else { None }).collect()
    }

    /// Itself and everything in it, from the outside in, in order.
    pub(super) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Element)) {
        visit(self);
        self.elements().for_each(|element| element.walk(visit));
    }

    /// Itself as markup in short names; namespaces that have none are declared on the spot.
    pub(super) fn markup(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let mut declared = String::new();
        let mut own = 0;
        let mut spell = |name: &str, is_element: bool| -> String {
            let Some((uri, local)) = name.strip_prefix('{').and_then(|n| n.split_once('}')) else {
                return name.to_owned();
            };
            if is_element {
                declared.push_str(&format!(" xmlns:x=\"{}\"", escaped(uri)));
                return format!("x:{local}");
            }
            own += 1;
            declared.push_str(&format!(" xmlns:x{own}=\"{}\"", escaped(uri)));
            format!("x{own}:{local}")
        };
        let name = spell(&self.name, true);
        let attributes: String =
            self.attributes.iter().map(|(n, v)| format!(" {}=\"{}\"", spell(n, false), escaped(v))).collect();
        out.push_str(&format!("<{name}{declared}{attributes}"));
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(out),
                Child::Text(text) => out.push_str(&escaped_text(text)),
            }
        }
        out.push_str(&format!("</{name}>"));
    }
}

/// Text keeps its line feeds.
fn escaped_text(text: &str) -> String {
    escaped(text).replace("&#10;", "\n").replace("&#9;", "\t").replace("&quot;", "\"")
}

/// Reads markup. Never fails: where it is not well formed, what came before stands, and the fault is said.
pub(super) fn parse(text: &str) -> Tree {
    let mut reader = Reader::from_str(text);
    let mut builder = Builder { tree: Tree::default(), open: vec![], scopes: vec![] };
    loop {
        let from = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                builder.fault(reader.error_position() as usize, error.to_string());
                break;
            }
        };
        let to = reader.buffer_position() as usize;
        if !builder.take(event, from..to) {
            break;
        }
    }
    builder.finish(text.len())
}

struct Builder {
    tree: Tree,
    open: Vec<Element>,
    /// The namespace declarations of each open element.
    scopes: Vec<Vec<(String, String)>>,
}

impl Builder {
    fn fault(&mut self, at: usize, why: String) {
        self.tree.fault.get_or_insert((at, why));
    }

    /// Takes an event; false where reading must end.
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(start) => {
                if self.open.len() >= DEEPEST {
                    self.fault(range.start, format!("Elements stand in one another more than {DEEPEST} deep."));
                    return false;
                }
                let element = self.element(&start, range);
                self.open.push(element);
            }
            Event::Empty(start) => {
                let element = self.element(&start, range);
                self.scopes.pop();
                self.close(element);
            }
            Event::End(_) => {
                self.scopes.pop();
                match self.open.pop() {
                    Some(mut element) => {
                        element.range.end = range.end;
                        self.close(element);
                    }
                    None => self.fault(range.start, "An element is closed that was not opened.".into()),
                }
            }
            Event::Text(text) => self.letters(&text.xml10_content(), range.start),
            Event::CData(text) => self.letters(&text.xml10_content(), range.start),
            Event::GeneralRef(reference) => {
                let letters = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => match &*reference {
                        "lt" => "<".into(),
                        "gt" => ">".into(),
                        "amp" => "&".into(),
                        "quot" => "\"".into(),
                        "apos" => "'".into(),
                        other => {
                            self.tree.unknown_entities.push(other.to_owned());
                            format!("&{other};")
                        }
                    },
                };
                self.letters(&letters, range.start);
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                self.tree.encoding = encoding.map(|e| e.as_ref().to_owned());
            }
            Event::DocType(_) => self.tree.has_doctype = true,
            Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        true
    }

    fn letters(&mut self, letters: &str, at: usize) {
        match self.open.last_mut() {
            Some(element) => match element.children.last_mut() {
                Some(Child::Text(before)) => before.push_str(letters),
                _ => element.children.push(Child::Text(letters.to_owned())),
            },
            None if letters.trim_start_matches('\u{feff}').trim().is_empty() => {}
            None => self.fault(at, "Letters stand outside any element.".into()),
        }
    }

    fn element(&mut self, start: &BytesStart<'_>, range: Range<usize>) -> Element {
        let mut scope = Vec::new();
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in start.attributes() {
            let Ok(attribute) = attribute else {
                self.fault(range.start, "An attribute is not well formed.".into());
                continue;
            };
            let name = attribute.key.as_ref().to_owned();
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => {
                    self.fault(range.start, format!("The value of {name} is not well formed."));
                    attribute.value.clone().into_owned()
                }
            };
            match name.strip_prefix("xmlns") {
                Some("") => scope.push((String::new(), value)),
                Some(rest) if rest.starts_with(':') => scope.push((rest[1..].to_owned(), value)),
                _ => attributes.push((name, value)),
            }
        }
        self.tree.prefixes.extend(scope.iter().cloned());
        self.scopes.push(scope);
        let name = self.named(start.name().as_ref(), true);
        let attributes = attributes.into_iter().map(|(n, v)| (self.named(&n, false), v)).collect();
        Element { name, attributes, children: vec![], range }
    }

    fn named(&mut self, written: &str, is_element: bool) -> String {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        if prefix.is_empty() && !is_element {
            return local.to_owned();
        }
        let bound = self.scopes.iter().rev().flatten().find(|(p, _)| p == prefix).map(|(_, uri)| uri.as_str());
        match bound {
            Some(uri) => short(Some(uri), local),
            None if prefix == "xml" => short(uri_of("xml"), local),
            None if prefix.is_empty() => short(Some(""), local),
            None => short(Some(&format!("unbound:{prefix}")), local),
        }
    }

    fn close(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(outer) => outer.children.push(Child::Element(element)),
            None if self.tree.root.is_none() => self.tree.root = Some(element),
            None => self.fault(element.range.start, "A second outermost element stands in the file.".into()),
        }
    }

    fn finish(mut self, length: usize) -> Tree {
        if let Some(open) = self.open.last() {
            let name = open.name.clone();
            self.fault(length, format!("The element {name} is not closed."));
        }
        while let Some(mut element) = self.open.pop() {
            element.range.end = length;
            self.close(element);
        }
        if self.tree.root.is_none() {
            self.fault(0, "There is no element in it.".into());
        }
        self.tree
    }
}

//! The strict reading of TTML: what the specifications refuse, by the name of the feature.
//!
//! Values are held to a table (`data/ttml2-values.txt`); what elements may stand in which, and what refers to
//! what, is in `structure`; the further rules of DAPT are in `dapt`.

mod condition;
mod dapt;
mod grammar;
mod profiles;
mod structure;
mod styles;
mod table;
mod values;
mod wall;

use super::names::uri_of;
use super::read::{letters, line_of};
use super::xml::{Element, Tree, parse};

/// One thing that a specification refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The feature designator of TTML2 or DAPT: `#textShadow`.
    pub designator: &'static str,
    /// 1-based line of the file.
    pub line: usize,
    /// One sentence in the user's words.
    pub sentence: String,
}

/// A document on trial.
struct Trial<'a> {
    tree: &'a Tree,
    root: &'a Element,
    /// Where in bytes, the designator, the sentence.
    found: Vec<(usize, &'static str, String)>,
}

impl<'a> Trial<'a> {
    fn refuse(&mut self, element: &Element, designator: &'static str, sentence: String) {
        self.found.push((element.range.start, designator, sentence));
    }

    /// The element of an id.
    fn by_id(&self, id: &str) -> Option<&'a Element> {
        let mut found = None;
        self.root.walk(&mut |element| {
            if element.get("xml:id") == Some(id) {
                found.get_or_insert(element);
            }
        });
        found
    }

    /// Whether a prefix is bound to a namespace somewhere.
    fn binds(&self, prefix: &str) -> bool {
        self.tree.prefixes.iter().any(|(bound, _)| bound == prefix)
    }
}

/// What is refused, in the order of the file. Empty for a valid document.
pub(crate) fn validate(bytes: &[u8]) -> Vec<Refusal> {
    let (text, _) = letters(bytes);
    let tree = parse(&text);
    let Some(root) = tree.root.as_ref() else {
        let sentence = "The file is not XML.".to_owned();
        return vec![Refusal { designator: "#serialization", line: 1, sentence }];
    };
    let mut trial = Trial { tree: &tree, root, found: vec![] };
    if let Some((at, why)) = &tree.fault {
        trial.found.push((*at, "#serialization", format!("The file is not well-formed XML: {why}")));
    }
    if uri_of("daptm").is_some_and(|dapt| tree.prefixes.iter().any(|(_, uri)| uri == dapt)) {
        dapt::check(&mut trial, bytes);
    }
    structure::check(&mut trial);
    values::check(&mut trial);
    trial.found.sort_by_key(|(at, ..)| *at);
    let found = trial.found.into_iter();
    found.map(|(at, designator, sentence)| Refusal { designator, line: line_of(&text, at), sentence }).collect()
}

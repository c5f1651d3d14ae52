//! A clearance item: one entity in one use.

use script::{Kind, Span};
use serde::Deserialize;

/// What kind of thing it is, by the trade's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// A telephone number.
    Phone,
}

impl Category {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Category::Phone => "PHONE",
        }
    }
}

/// How it is used. The use decides, not the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// In a heading or an action line: it is to be seen.
    Depicted,
    /// In dialogue: it is said.
    Mentioned,
}

impl Usage {
    /// The use that the kind of a line implies; `None` for lines that are never shot.
    pub fn of_line(kind: Kind) -> Option<Usage> {
        match kind {
            Kind::SceneHeading | Kind::Action | Kind::Shot | Kind::Centered => Some(Usage::Depicted),
            Kind::Dialogue | Kind::Lyrics | Kind::Parenthetical => Some(Usage::Mentioned),
            _ => None,
        }
    }

    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Usage::Depicted => "depicted",
            Usage::Mentioned => "mentioned",
        }
    }
}

/// What has to happen before it can be shot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Nothing to do.
    Green,
    /// Can be shot, but someone must do something.
    Amber,
    /// Cannot be shot as written: licence, consent or rewrite.
    Red,
}

impl Risk {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Risk::Green => "green",
            Risk::Amber => "amber",
            Risk::Red => "red",
        }
    }
}

/// One place where an item stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// 1-based line of the document.
    pub line: usize,
    /// 1-based page.
    pub page: u32,
    /// 1-based scene, or 0 before the first.
    pub scene: usize,
    /// What kind of line it is.
    pub element: Kind,
    /// Where in the document.
    pub span: Span,
    /// The words, exactly as they stand there.
    pub quote: String,
}

/// One entity in one use. It has at least one occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What kind of thing it is.
    pub category: Category,
    /// The entity in one spelling: of a number, its digits.
    pub entity: String,
    /// How it is used.
    pub usage: Usage,
    /// What has to happen.
    pub risk: Risk,
    /// Why, one sentence.
    pub reason: String,
    /// The rule that said so.
    pub rule: String,
    /// What to do, one sentence; empty when there is nothing to do.
    pub action: String,
    /// What was searched, one name a source.
    pub searched: Vec<String>,
    /// What was not, and should be.
    pub not_searched: Vec<String>,
    /// Every place, in the order of the script.
    pub occurrences: Vec<Occurrence>,
}

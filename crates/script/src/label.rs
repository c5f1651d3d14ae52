//! What the labelling of each format hands to [`crate::parse`].

use crate::{Finding, Kind};

/// What one line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) kind: Kind,
    pub(crate) continued: bool,
    pub(crate) dual: bool,
    pub(crate) scene_number: Option<String>,
}

impl Label {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, continued: false, dual: false, scene_number: None }
    }
}

/// One label a line, and what else the format gave away.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    pub(crate) lines: Vec<Label>,
    pub(crate) title_page: Vec<(String, String)>,
    pub(crate) findings: Vec<Finding>,
}

//! Who says so, and when it was looked at.

use serde::Deserialize;

/// Where a fact comes from. A fact without one is not shipped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who says so, and where: an authority and its document.
    pub title: String,
    /// The day on which the row was written down, `YYYY-MM-DD`: what changed since is not in it.
    pub as_of: String,
}

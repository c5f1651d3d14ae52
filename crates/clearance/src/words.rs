//! The words by which a use is known, from `lexicons/context.toml`.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

/// Word lists, folded.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    #[serde(rename = "source")]
    _source: reference::Source,
    pub(crate) wrongs: HashSet<String>,
    pub(crate) weak_wrongs: HashSet<String>,
    pub(crate) bad_objects: HashSet<String>,
    pub(crate) faults: HashSet<String>,
    pub(crate) phrases: Vec<String>,
    pub(crate) ominous: HashSet<String>,
    pub(crate) opinions: HashSet<String>,
    pub(crate) negations: HashSet<String>,
    pub(crate) crimes: HashSet<String>,
    pub(crate) weak_crimes: HashSet<String>,
    pub(crate) private: HashSet<String>,
    pub(crate) likeness: HashSet<String>,
    pub(crate) after_likeness: HashSet<String>,
    pub(crate) prominent: HashSet<String>,
    pub(crate) prominent_phrases: Vec<String>,
    pub(crate) merchandise: HashSet<String>,
    pub(crate) professions: HashSet<String>,
}

/// The lists, read once.
pub(crate) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        toml::from_str(include_str!("../lexicons/context.toml"))
            .unwrap_or_else(|e| panic!("lexicons/context.toml, compiled in and read by a test: {e}"))
    })
}

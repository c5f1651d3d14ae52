//! What a verb does to a story: changes something, lets somebody know, or only places them.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::words::{bare, stem, words};

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doing {
    /// Only placed: a posture, a look, a step.
    Still,
    /// Comes to know, feel or decide.
    Turn,
    /// Changes hands, states or places.
    Deed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    #[cfg_attr(not(test), allow(dead_code))]
    as_of: String,
    deeds: Vec<String>,
    turns: Vec<String>,
    stills: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
struct Example {
    #[cfg_attr(not(test), allow(dead_code))]
    says: String,
    #[cfg_attr(not(test), allow(dead_code))]
    kind: String,
}

fn table() -> Option<Table> {
    toml::from_str(include_str!("../tables/verbs.toml")).ok()
}

/// Base forms by stem.
static KINDS: LazyLock<HashMap<String, Doing>> = LazyLock::new(|| {
    let Some(table) = table() else { return HashMap::new() };
    let of = |list: Vec<String>, kind: Doing| list.into_iter().map(move |w| (stem(&w), kind)).collect::<Vec<_>>();
    of(table.stills, Doing::Still)
        .into_iter()
        .chain(of(table.turns, Doing::Turn))
        .chain(of(table.deeds, Doing::Deed))
        .collect()
});

/// What a word does, where it is a verb of the table.
pub(crate) fn doing(word: &str) -> Option<Doing> {
    KINDS.get(&stem(bare(word))).copied()
}

/// The most that is done in a text.
pub(crate) fn most_done(text: &str) -> Option<Doing> {
    words(text).filter(|w| w.chars().next().is_some_and(char::is_lowercase)).filter_map(doing).max()
}

/// Whether a word is the base form of a verb: `write`, and neither `writes` nor `wrote`.
pub(crate) fn is_base(word: &str) -> bool {
    static BASES: LazyLock<Vec<String>> = LazyLock::new(|| {
        const MORE: &str = "be have do want need think know mean like love hope believe wish care start try use work live feel \
            bet suppose figure remember forget ask tell make start help stay miss owe hate trust talk speak visit";
        let table = table().map(|t| [t.deeds, t.turns, t.stills].concat()).unwrap_or_default();
        table.into_iter().chain(MORE.split_ascii_whitespace().map(str::to_owned)).collect()
    });
    BASES.iter().any(|b| b == word)
}

/// The third person of a base form: `writes`, `carries`, `watches`.
pub(crate) fn third_person(base: &str) -> String {
    match base {
        "be" => return "is".to_owned(),
        "have" => return "has".to_owned(),
        _ => {}
    }
    if ["s", "sh", "ch", "x", "z", "o"].iter().any(|e| base.ends_with(e)) {
        return format!("{base}es");
    }
    match base.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{rest}ies"),
        _ => format!("{base}s"),
    }
}

/// Whether a word can be the finite verb of a clause in the third person.
pub(crate) fn is_finite(word: &str) -> bool {
    const FINITE: &str = " is are was were has had have does did do will won't would wouldn't can can't could couldn't must may might \
        should shouldn't isn't aren't wasn't weren't doesn't don't didn't hasn't haven't hadn't it's he's she's that's \
        there's they're they've they'll they'd he'll she'll it'll he'd she'd we're who's said went gone took gave found left saw \
        heard knew thought lost came kept held stood sat ran wrote died sold bought brought broke spoke made met paid sent \
        stole drove fell built told got let put read cut hit set meant felt led won grew threw shot began became swore sang \
        gives takes has says goes comes means makes wants needs knows thinks belongs seems ends starts ";
    let word = word.to_lowercase().replace('’', "'");
    FINITE.split_ascii_whitespace().any(|w| w == word)
        || (word.ends_with("ed") && word.len() > 4)
        || (word.ends_with('s') && doing(&word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_told_apart() {
        let table = table().unwrap();
        assert!(!table.source.is_empty() && !table.as_of.is_empty());
        for example in table.example {
            let found = format!("{:?}", most_done(&example.says).unwrap()).to_lowercase();
            assert_eq!(found, example.kind, "{}", example.says);
        }
    }

    #[test]
    fn verbs_agree_with_their_subject() {
        assert_eq!(
            ["write", "carry", "watch", "play", "have"].map(third_person),
            ["writes", "carries", "watches", "plays", "has"]
        );
        assert!(is_base("write") && !is_base("writes"));
        assert!(is_finite("broke") && is_finite("cuts") && !is_finite("bridge"));
    }
}

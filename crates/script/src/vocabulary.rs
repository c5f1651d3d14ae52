//! The word lists of `data/`: one entry a line, fields by tab, `#` for what a person should know.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::{cue, read_heading};

/// A word list, taken apart once.
pub(crate) struct List {
    text: &'static str,
    parsed: OnceLock<Parsed>,
}

struct Parsed {
    rows: Vec<Vec<&'static str>>,
    first: HashMap<&'static str, usize>,
    keys: HashSet<String>,
}

impl List {
    const fn of(text: &'static str) -> Self {
        Self { text, parsed: OnceLock::new() }
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let lines = self.text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
            let rows: Vec<Vec<&'static str>> = lines.map(|l| l.split('\t').collect()).collect();
            let first = rows.iter().enumerate().rev().map(|(i, r)| (r[0], i)).collect();
            let keys = rows.iter().map(|r| cue::key(r[0])).collect();
            Parsed { rows, first, keys }
        })
    }

    /// Its rows, fields split at tabs.
    pub(crate) fn rows(&self) -> &[Vec<&'static str>] {
        &self.parsed().rows
    }

    /// The row of a word.
    pub(crate) fn row(&self, word: &str) -> Option<&[&'static str]> {
        let parsed = self.parsed();
        parsed.first.get(word).map(|&i| parsed.rows[i].as_slice())
    }

    /// Whether it holds a word as it stands.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.parsed().first.contains_key(word)
    }

    /// Whether it holds a word that is the same name as this one, which is a name's key.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.parsed().keys.contains(key)
    }

    /// Whether it holds a word that the text starts with and that ends there.
    pub(crate) fn starts(&self, text: &str) -> bool {
        self.rows().iter().any(|row| starts_with_word(text, row[0]))
    }
}

/// Whole lines that are transitions.
pub(crate) static TRANSITIONS: List = List::of(include_str!("../data/transitions.tsv"));
/// Words of which transitions are made.
pub(crate) static CUTS: List = List::of(include_str!("../data/cuts.tsv"));
/// Lines of title pages.
pub(crate) static CREDITS: List = List::of(include_str!("../data/credits.tsv"));
/// Openings of slugs inside a scene.
pub(crate) static SHOTS: List = List::of(include_str!("../data/shots.tsv"));
/// Openings of scene headings.
pub(crate) static HEADINGS: List = List::of(include_str!("../data/headings.tsv"));
/// Times of day.
pub(crate) static TIMES: List = List::of(include_str!("../data/times.tsv"));
/// Lines between the parts of a script.
pub(crate) static ACTS: List = List::of(include_str!("../data/acts.tsv"));
/// Lines about what is written on the screen.
pub(crate) static TITLES: List = List::of(include_str!("../data/titles.tsv"));
/// Words of speech.
pub(crate) static SPOKEN: List = List::of(include_str!("../data/spoken.tsv"));
/// Words of description.
pub(crate) static DESCRIBED: List = List::of(include_str!("../data/described.tsv"));
/// Ranks and trades.
pub(crate) static RANKS: List = List::of(include_str!("../data/ranks.tsv"));
/// Roles and relations.
pub(crate) static ROLES: List = List::of(include_str!("../data/roles.tsv"));

/// Whether it has letters and none of them is lower case.
pub(crate) fn is_capitals(text: &str) -> bool {
    let mut letters = false;
    for c in text.chars() {
        if c.is_lowercase() && c != 'ß' {
            return false;
        }
        letters |= c.is_alphabetic();
    }
    letters
}

/// Whether a line alone between blank lines is a transition: `CUT TO:`, `FADE OUT.`
pub(crate) fn is_transition(text: &str) -> bool {
    let t = text.trim();
    if !is_capitals(t) || t.chars().count() > 50 {
        return false;
    }
    if t.ends_with("TO:") {
        return true;
    }
    let bare = t.trim_end_matches(['.', ':', '-', '…', ' ']);
    TRANSITIONS.has(bare)
}

/// Whether a line of layout text is a transition: made of nothing but the words of transitions, in any case where a colon ends it.
pub(crate) fn is_cut(text: &str) -> bool {
    let t = text.trim();
    if t.len() > 120 || !(t.contains(':') || is_capitals(t)) {
        return false;
    }
    if is_transition(t) {
        return true;
    }
    // `FADE IN:  EXT. BEACH - DAY` is what it begins with.
    if let Some((cut, rest)) = t.split_once(": ")
        && read_heading(rest).is_some()
    {
        return is_cut(&format!("{cut}:"));
    }
    let told = is_capitals(t) || t.ends_with(':') && t.starts_with(char::is_uppercase);
    let mut cuts = false;
    let bare = |w: &str| w.trim_matches(['.', ':', ',', '-', '–', '—', '…', '(', ')', '*']).to_uppercase();
    let known = t.split_whitespace().map(bare).filter(|w| !w.is_empty()).all(|word| {
        let row = CUTS.row(&word);
        cuts |= row.is_some_and(|row| row.get(1) == Some(&"cut"));
        row.is_some()
    });
    told && known && cuts
}

/// Whether a line alone between blank lines is a slug inside a scene: `ANGLE ON THE DOOR`.
pub(crate) fn is_shot(text: &str) -> bool {
    let t = text.trim();
    is_capitals(t)
        && t.chars().count() <= 60
        && !t.ends_with('!')
        && (SHOTS.starts(t)
            || [" POV", " CLOSE", " CLOSE UP", " CLOSE-UP", " CLOSEUP", " SHOT"].iter().any(|w| t.ends_with(w))
            || t.contains("'S POV")
            || t.contains("’S POV"))
}

/// Whether a line says what is written on the screen or heard: `SUPER: "UTAH, 1961"`, `TITLE CARD:`.
pub(crate) fn is_title_on_screen(text: &str) -> bool {
    is_capitals(text.split(':').next().unwrap_or("")) && TITLES.starts(text)
}

/// Whether a line stands between the parts of a script: `ACT TWO`, `THE END`.
pub(crate) fn opens_act(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ':', '!']).trim_matches('"');
    is_capitals(bare) && bare.len() < 40 && ACTS.starts(bare)
}

/// Whether `text` starts with `word` and the word ends there.
pub(crate) fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

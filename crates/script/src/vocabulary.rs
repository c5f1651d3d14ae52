//! The word lists of `data/`: one entry a line, fields by tab, `#` for what a person should know.

use crate::read_heading;

/// Rows of a list, fields split at tabs.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// First fields of a list.
pub(crate) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').next().unwrap_or(l))
}

/// Whole lines that are transitions.
pub(crate) const TRANSITIONS: &str = include_str!("../data/transitions.tsv");
/// Words of which transitions are made.
pub(crate) const CUTS: &str = include_str!("../data/cuts.tsv");
/// Lines of title pages.
pub(crate) const CREDITS: &str = include_str!("../data/credits.tsv");
/// Openings of slugs inside a scene.
pub(crate) const SHOTS: &str = include_str!("../data/shots.tsv");
/// Openings of scene headings.
pub(crate) const HEADINGS: &str = include_str!("../data/headings.tsv");
/// Times of day.
pub(crate) const TIMES: &str = include_str!("../data/times.tsv");
/// Lines between the parts of a script.
pub(crate) const ACTS: &str = include_str!("../data/acts.tsv");
/// Lines about what is written on the screen.
pub(crate) const TITLES: &str = include_str!("../data/titles.tsv");
/// Words of speech.
pub(crate) const SPOKEN: &str = include_str!("../data/spoken.tsv");
/// Words of description.
pub(crate) const DESCRIBED: &str = include_str!("../data/described.tsv");
/// Ranks and trades.
pub(crate) const RANKS: &str = include_str!("../data/ranks.tsv");
/// Roles and relations.
pub(crate) const ROLES: &str = include_str!("../data/roles.tsv");

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
    words(TRANSITIONS).any(|w| w == bare)
}

/// Whether a line of layout text is a transition: made of nothing but the words of transitions, in any case where a colon ends it.
pub(crate) fn is_cut(text: &str) -> bool {
    let t = text.trim();
    if t.chars().count() > 50 {
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
        let row = rows(CUTS).find(|row| row[0] == word);
        cuts |= row.as_ref().is_some_and(|row| row.get(1) == Some(&"cut"));
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
        && (words(SHOTS).any(|w| starts_with_word(t, w)) || [" POV", " CLOSE", " CLOSE UP", " CLOSE-UP", " CLOSEUP", " SHOT"].iter().any(|w| t.ends_with(w)) || t.contains("'S POV") || t.contains("’S POV"))
}

/// Whether a line says what is written on the screen or heard: `SUPER: "UTAH, 1961"`, `TITLE CARD:`.
pub(crate) fn is_title_on_screen(text: &str) -> bool {
    is_capitals(text.split(':').next().unwrap_or("")) && words(TITLES).any(|w| starts_with_word(text, w))
}

/// Whether a line stands between the parts of a script: `ACT TWO`, `THE END`.
pub(crate) fn opens_act(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ':', '!']).trim_matches('"');
    is_capitals(bare) && bare.len() < 40 && words(ACTS).any(|w| starts_with_word(bare, w))
}

/// Whether `text` starts with `word` and the word ends there.
pub(crate) fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

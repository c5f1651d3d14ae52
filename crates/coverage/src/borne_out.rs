//! The first rule of evidence: a sentence uses no name, number or place that its cited lines lack.

use crate::{
    cast::find_word,
    words::{bare, words},
};

/// What a sentence says and its lines do not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsupported {
    /// A name, or another word written with a capital.
    #[error("the cited lines do not name {0}")]
    Name(String),
    /// A number, in figures or spelled out.
    #[error("the cited lines do not say {0}")]
    Number(String),
    /// A place of the script.
    #[error("the cited lines are not at {0}")]
    Place(String),
}

impl Unsupported {
    /// The word that has no support, as the sentence writes it.
    pub fn word(&self) -> &str {
        match self {
            Self::Name(w) | Self::Number(w) | Self::Place(w) => w,
        }
    }
}

/// What is known besides the cited lines.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The title, which any sentence may use.
    pub title: String,
    /// Names that the script also writes in lower case (`guard`, `child's voice`), lower case.
    pub roles: Vec<String>,
    /// Places of the scene headings, lower case.
    pub places: Vec<String>,
}

/// Whether the cited lines bear out every name, number and place of a sentence.
///
/// Names are words with a capital (possessives and sentence openers such as `When` aside); numbers count by value, so
/// that `twelve` is borne out by `12`; places are those of the scene headings, in any case. A line cited may be a cue
/// or a heading: that is how a speaker or a place is borne out.
pub fn borne_out(sentence: &str, cited: &[&str], known: &Known) -> Result<(), Unsupported> {
    let cited_text = cited.join("\n");
    check_numbers(sentence, &cited_text, known)?;
    check_names(sentence, &cited_text, known)?;
    check_places(sentence, &cited_text, known)
}

fn check_names(sentence: &str, cited: &str, known: &Known) -> Result<(), Unsupported> {
    let mut opening = true;
    for word in words(sentence) {
        let name = bare(word);
        let first = std::mem::take(&mut opening);
        let end = word.as_ptr() as usize - sentence.as_ptr() as usize + word.len();
        opening = sentence[end..].trim_start_matches(['"', '”', '’', '\'', ')']).starts_with(['.', '!', '?', ':'])
            && !is_title(name);
        let capital = name.chars().any(char::is_uppercase);
        if !capital
            || name == "I"
            || (first && (opens_sentences(name) || spelled_value(name).is_some() || spelled_parts(name)))
        {
            continue;
        }
        if !has(cited, name) && !has(&known.title, name) {
            return Err(Unsupported::Name(name.to_owned()));
        }
    }
    let lacking =
        known.roles.iter().find(|role| find_word(sentence, role).is_some() && find_word(cited, role).is_none());
    lacking.map_or(Ok(()), |role| Err(Unsupported::Name(role.clone())))
}

fn check_numbers(sentence: &str, cited: &str, known: &Known) -> Result<(), Unsupported> {
    let said = numbers(cited);
    let titled = numbers(&known.title);
    for (value, written) in numbers(sentence) {
        let borne = said.iter().chain(&titled).any(|(v, w)| *v == value || w.eq_ignore_ascii_case(&written));
        if !borne {
            return Err(Unsupported::Number(written));
        }
    }
    Ok(())
}

fn check_places(sentence: &str, cited: &str, known: &Known) -> Result<(), Unsupported> {
    let lacking = known.places.iter().find(|p| find_word(sentence, p).is_some() && find_word(cited, p).is_none());
    lacking.map_or(Ok(()), |place| Err(Unsupported::Place(place.clone())))
}

/// Whether a text has a word, whatever its case; a plural or a hyphenated part counts.
fn has(text: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    find_word(text, &lower).is_some()
        || lower.strip_suffix('s').is_some_and(|w| w.len() > 3 && find_word(text, w).is_some())
        || (lower.contains('-') && lower.split('-').all(|part| find_word(text, part).is_some()))
}

fn is_title(word: &str) -> bool {
    matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Lt" | "Sgt" | "Capt")
}

/// Words that may carry a capital only because a sentence begins with them.
fn opens_sentences(word: &str) -> bool {
    const OPENERS: &str = " a an the and but or so yet when while as after before once until if because since though although \
        despite in on at by from with without to into inside outside under over near behind beyond across along during through \
        he she it they his her their its him them who what where why how this that these those there here then now later \
        meanwhile finally soon alone together back still only even not no nobody no-one everyone everybody someone something \
        nothing both neither either each every all some many few most another other again instead suddenly elsewhere \
        eventually somewhere years days hours weeks months moments ";
    let lower = word.to_lowercase();
    OPENERS.split_ascii_whitespace().any(|w| w == lower)
}

/// The numbers of a text: value, and as written.
fn numbers(text: &str) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    let mut spelled: Option<(u64, String)> = None;
    let list: Vec<&str> = words(text)
        .flat_map(|w| if spelled_value(w).is_none() && spelled_parts(w) { w.split('-').collect() } else { vec![w] })
        .collect();
    for (i, word) in list.iter().enumerate() {
        let lower = bare(word).to_lowercase();
        if let Some(value) = spelled_value(&lower).filter(|_| counts(&list, i)) {
            spelled = Some(match spelled.take() {
                Some((so_far, written)) if value >= 100 || lower.starts_with("dozen") => {
                    (so_far.max(1) * value, format!("{written} {word}"))
                }
                Some((so_far, written)) if so_far % 10 == 0 && value < so_far => {
                    (so_far + value, format!("{written} {word}"))
                }
                Some(before) => {
                    found.push(before);
                    (value, (*word).to_owned())
                }
                None => (value, (*word).to_owned()),
            });
            continue;
        }
        found.extend(spelled.take());
        let digits: String = lower.chars().take_while(|c| c.is_ascii_digit()).collect();
        if !digits.is_empty() {
            found.push((digits.parse().unwrap_or(u64::MAX), (*word).to_owned()));
        }
    }
    found.extend(spelled);
    found
}

fn spelled_parts(word: &str) -> bool {
    word.contains('-') && word.split('-').all(|p| spelled_value(&p.to_lowercase()).is_some())
}

/// `one` is a number only where it counts: not in `no one`, `one another`, `the one`, `one of`.
fn counts(list: &[&str], i: usize) -> bool {
    if !list[i].eq_ignore_ascii_case("one") {
        return true;
    }
    let before = i.checked_sub(1).map(|b| list[b].to_lowercase()).unwrap_or_default();
    let after = list.get(i + 1).map(|w| w.to_lowercase()).unwrap_or_default();
    !matches!(
        before.as_str(),
        "no" | "the" | "this" | "that" | "any" | "every" | "each" | "which" | "another" | "by" | "only"
    ) && !matches!(after.as_str(), "another" | "of" | "by" | "last" | "more" | "day" | "who" | "thing" | "" | "side")
}

fn spelled_value(word: &str) -> Option<u64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const ORDINALS: [(&str, u64); 12] = [
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("twelfth", 12),
        ("twentieth", 20),
        ("hundredth", 100),
    ];
    let word = word.to_lowercase();
    let singular =
        |w: &str| w.strip_suffix("ies").map(|s| format!("{s}y")).unwrap_or_else(|| w.trim_end_matches('s').to_owned());
    if let Some(i) = ONES.iter().position(|w| *w == word) {
        return Some(i as u64);
    }
    if let Some(i) = TENS.iter().position(|w| *w == word || *w == singular(&word)) {
        return Some(20 + 10 * i as u64);
    }
    match singular(&word).as_str() {
        "hundred" => Some(100),
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        "dozen" => Some(12),
        _ => ORDINALS.iter().find(|(w, _)| *w == word).map(|(_, v)| *v),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            title: "Storm Line".into(),
            roles: vec!["harbor master".into()],
            places: vec!["lighthouse".into(), "engine room".into()],
        }
    }

    fn check(sentence: &str, cited: &[&str], expected: Result<(), &str>) {
        let found = borne_out(sentence, cited, &known()).map_err(|u| u.word().to_owned());
        assert_eq!(found, expected.map_err(str::to_owned), "{sentence} <- {cited:?}");
    }

    #[test]
    fn names_must_be_in_the_lines() {
        check("Mara cuts the rope.", &["Mara cuts the rope."], Ok(()));
        check("Mara cuts the rope.", &["MARA (40s) cuts the rope."], Ok(()));
        check("Mara cuts the rope.", &["She cuts the rope."], Err("Mara"));
        check("Mara cuts the rope.", &["MARA", "I'll cut the rope."], Ok(()));
        check("Mara cuts Elias's rope.", &["Mara cuts the rope."], Err("Elias"));
        check("Mara cuts Elias’s rope.", &["Mara cuts the rope of ELIAS."], Ok(()));
        check("She meets Tam.", &["She meets Tamara."], Err("Tam"));
    }

    #[test]
    fn possessives_count_as_the_name() {
        check("The boat is Mara's.", &["Mara owns the boat."], Ok(()));
        check("Mara's boat sinks.", &["The boat of Elias sinks."], Err("Mara"));
        check("James' boat sinks.", &["James's boat sinks."], Ok(()));
    }

    #[test]
    fn sentence_openers_are_not_names() {
        check("When the lamp fails, Mara climbs.", &["The lamp fails. Mara climbs."], Ok(()));
        check("Alone, Mara waits. Then she goes.", &["Mara waits and goes."], Ok(()));
        check("Smuggler Elias waits.", &["Elias waits."], Err("Smuggler"));
        check("Smuggler Elias waits.", &["Elias, a smuggler, waits."], Ok(()));
        check("Mara says no. Paris burns.", &["Mara says no."], Err("Paris"));
    }

    #[test]
    fn titles_and_ranks_need_their_lines() {
        check("Dr. Voss waits.", &["Voss waits."], Err("Dr"));
        check("Dr. Voss waits.", &["DR. VOSS waits."], Ok(()));
        check("Captain Voss waits.", &["Voss, a captain, waits."], Ok(()));
    }

    #[test]
    fn roles_in_lower_case_are_names_too() {
        check("The harbor master waves.", &["He waves."], Err("harbor master"));
        check("The harbor master waves.", &["HARBOR MASTER", "Over here!"], Ok(()));
    }

    #[test]
    fn numbers_are_compared_by_value() {
        check("Mara waits ten years.", &["Mara waits 10 years."], Ok(()));
        check("Mara waits 10 years.", &["Mara waits ten years."], Ok(()));
        check("Mara waits ten years.", &["Mara waits."], Err("ten"));
        check("Mara owes half a million.", &["Mara: Half a million."], Ok(()));
        check("Mara is twenty-five.", &["MARA (25)"], Ok(()));
        check("Mara is twenty-five.", &["MARA (26)"], Err("twenty five"));
        check("Mara owes two hundred.", &["Mara owes 200."], Ok(()));
        check("Mara (40s) waits.", &["MARA (40s) waits."], Ok(()));
        check("Mara (40s) waits.", &["MARA (50s) waits."], Err("40s"));
        check("The 3rd boat leaves.", &["The third boat leaves."], Ok(()));
        check("A dozen men wait.", &["12 men wait."], Ok(()));
        check("Two dozen men wait.", &["24 men wait."], Ok(()));
    }

    #[test]
    fn one_is_not_always_a_number() {
        check("No one answers Mara.", &["Mara calls. Nothing."], Ok(()));
        check("They help one another.", &["They help."], Ok(()));
        check("One boat leaves.", &["The boats leave."], Err("One"));
    }

    #[test]
    fn places_of_the_headings_need_their_lines() {
        check("Mara climbs the lighthouse.", &["Mara climbs."], Err("lighthouse"));
        check("Mara climbs the lighthouse.", &["INT. LIGHTHOUSE - NIGHT", "Mara climbs."], Ok(()));
        check("In the engine room, Mara waits.", &["Mara waits by the engine."], Err("engine room"));
        check("Mara waits by the lighthouses.", &["Mara waits."], Ok(()));
    }

    #[test]
    fn the_title_is_known() {
        check("Storm Line ends as Mara waits.", &["Mara waits."], Ok(()));
    }

    #[test]
    fn plurals_and_hyphens_are_the_same_word() {
        check("The Vosses' boat sinks.", &["The boat sinks."], Err("Vosses"));
        check("The Germans wait.", &["A German waits."], Ok(()));
        check("Anglo-Irish ships wait.", &["Anglo ships, Irish ships, wait."], Ok(()));
    }
}

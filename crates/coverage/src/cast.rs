//! How the people of the script are called in a report, and where a text mentions them.

use script::{Document, Screenplay};

use crate::words::{bare, words};

/// How one character is called.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// As cued, in capitals.
    pub(crate) cue: String,
    /// As written in running text: `Mara`, or `the guard` for a role that the script writes in lower case.
    pub(crate) shown: String,
    /// Spellings that mean this character, lower case, longest first.
    spellings: Vec<String>,
}

/// The names of everyone with a cue, by index of `Screenplay::characters`.
#[derive(Debug, Clone)]
pub(crate) struct Cast(Vec<Name>);

impl Cast {
    /// Reads off how the script itself writes its names.
    pub(crate) fn of(document: &Document, screenplay: &Screenplay) -> Self {
        let lower = document.text.to_lowercase();
        let mut names: Vec<Name> = Vec::new();
        for character in &screenplay.characters {
            let shown = shown(&character.name, &document.text, &lower);
            let mut spellings: Vec<String> = std::iter::once(&character.name)
                .chain(&character.aliases)
                .chain(&character.full_name)
                .map(|s| s.to_lowercase())
                .collect();
            spellings.sort_by_key(|s| std::cmp::Reverse(s.len()));
            spellings.dedup();
            names.push(Name { cue: character.name.clone(), shown, spellings });
        }
        add_parts_of_full_names(&mut names, screenplay);
        Self(names)
    }

    /// The name of a character.
    pub(crate) fn get(&self, index: usize) -> &Name {
        &self.0[index]
    }

    /// Everyone that a text mentions, in order of first mention.
    pub(crate) fn mentioned(&self, text: &str) -> Vec<usize> {
        let lower = text.to_lowercase();
        let mut found: Vec<(usize, usize)> =
            (0..self.0.len()).filter_map(|i| self.mention_in(i, text, &lower).map(|range| (range.start, i))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, i)| i).collect()
    }

    /// Where a text first mentions a character, in bytes; a possessive ending is not part of it.
    pub(crate) fn first_mention(&self, index: usize, text: &str) -> Option<std::ops::Range<usize>> {
        self.mention_in(index, text, &text.to_lowercase())
    }

    fn mention_in(&self, index: usize, text: &str, lower: &str) -> Option<std::ops::Range<usize>> {
        let spellings = &self.0[index].spellings;
        spellings.iter().filter_map(|s| find_in(text, lower, s)).min_by_key(|r| (r.start, std::cmp::Reverse(r.end)))
    }

    /// The text with every mention of a character replaced by what `by` says.
    pub(crate) fn replace(&self, text: &str, by: impl Fn(usize) -> Option<String>) -> String {
        let people = self.mentioned(text);
        let mut out = String::new();
        let mut rest = text;
        while !people.is_empty() {
            let lower = rest.to_lowercase();
            let next = people
                .iter()
                .filter_map(|&i| self.mention_in(i, rest, &lower).map(|r| (r.start, std::cmp::Reverse(r.end), i)))
                .min();
            let Some((start, std::cmp::Reverse(end), index)) = next else { break };
            out.push_str(&rest[..start]);
            match by(index) {
                Some(name) => out.push_str(&name),
                None => out.push_str(&rest[start..end]),
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }
}

/// First names and surnames of introduced full names mean the character too, where they mean nobody else.
fn add_parts_of_full_names(names: &mut [Name], screenplay: &Screenplay) {
    let parts: Vec<(usize, String)> = screenplay
        .characters
        .iter()
        .enumerate()
        .flat_map(|(i, c)| {
            c.full_name.iter().flat_map(|f| words(f)).map(move |w| (i, w.to_lowercase())).collect::<Vec<_>>()
        })
        .filter(|(_, w)| w.len() > 2)
        .collect();
    for (i, part) in &parts {
        let others = names
            .iter()
            .enumerate()
            .any(|(j, n)| j != *i && n.spellings.iter().any(|s| s.split(' ').any(|w| w == part)));
        if !others && !names[*i].spellings.contains(part) {
            names[*i].spellings.push(part.clone());
        }
    }
}

/// How a cue is written in running text.
fn shown(cue: &str, text: &str, lower: &str) -> String {
    let wanted = cue.to_lowercase();
    if let Some(spelling) = mixed_case(text, lower, &wanted) {
        return spelling;
    }
    let role = [" the ", " a ", " an ", "\nthe ", "\na "].iter().any(|article| {
        lower.match_indices(&format!("{article}{wanted}")).any(|(at, m)| {
            let from = at + m.len() - wanted.len();
            text.get(from..at + m.len()).is_some_and(|s| s.starts_with(char::is_lowercase))
        })
    });
    if role { format!("the {wanted}") } else { title_case(cue) }
}

/// The script's own spelling of a name in mixed case (`McCready`), where it uses one inside a sentence.
fn mixed_case(text: &str, lower: &str, wanted: &str) -> Option<String> {
    if lower.len() != text.len() {
        return None;
    }
    lower.match_indices(wanted).find_map(|(at, m)| {
        let found = text.get(at..at + m.len())?;
        let clean = boundary(lower, at, at + m.len());
        let mixed = found.starts_with(char::is_uppercase)
            && found.split([' ', '-']).all(|w| w.chars().next().is_none_or(|c| !c.is_lowercase()))
            && found.chars().any(char::is_lowercase);
        (clean && mixed).then(|| found.to_owned())
    })
}

/// `MARA VOSS` as `Mara Voss`, `O'NEIL` as `O'Neil`, `DR. FOX` as `Dr. Fox`.
pub(crate) fn title_case(name: &str) -> String {
    let mut out = String::new();
    let mut fresh = true;
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        if fresh {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        let tail = chars[i + 1..].iter().take_while(|c| c.is_alphabetic()).count();
        fresh = matches!(c, ' ' | '-' | '.' | '(' | '/') || (matches!(c, '\'' | '’') && tail > 1);
    }
    out
}

/// A sentence with its first letter in capitals.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Whether a text has this word or phrase (lower case), as whole words.
pub(crate) fn find_word(text: &str, wanted: &str) -> Option<std::ops::Range<usize>> {
    find_in(text, &text.to_lowercase(), wanted)
}

/// The same, given the text in lower case.
fn find_in(text: &str, lower: &str, wanted: &str) -> Option<std::ops::Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    if lower.len() != text.len() {
        // A letter whose lower case has another length: compare word by word instead.
        return words(text).find(|w| bare(w).to_lowercase() == wanted).map(|w| {
            let start = w.as_ptr() as usize - text.as_ptr() as usize;
            start..start + bare(w).len()
        });
    }
    lower.match_indices(wanted).map(|(at, m)| at..at + m.len()).find(|r| boundary(lower, r.start, r.end))
}

fn boundary(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !inside(before) && !inside(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_names_are() {
        assert_eq!(title_case("MARA VOSS"), "Mara Voss");
        assert_eq!(title_case("O'NEIL"), "O'Neil");
        assert_eq!(title_case("CHILD'S VOICE"), "Child's Voice");
        assert_eq!(title_case("JEAN-LUC"), "Jean-Luc");
    }

    #[test]
    fn a_role_in_lower_case_keeps_its_article() {
        let text = "The rain. Then the guard turns.\n\nGUARD\nHalt.";
        assert_eq!(shown("GUARD", text, &text.to_lowercase()), "the guard");
    }

    #[test]
    fn the_script_s_own_spelling_wins() {
        let text = "We see McCready wait.";
        assert_eq!(shown("MCCREADY", text, &text.to_lowercase()), "McCready");
    }

    #[test]
    fn a_name_is_found_as_a_whole_word() {
        assert_eq!(find_word("Tamara waits for Mara's call", "mara"), Some(17..21));
        assert_eq!(find_word("Tamara waits", "mara"), None);
    }
}

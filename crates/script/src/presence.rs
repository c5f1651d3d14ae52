//! Who is in a scene without a word: characters that its action names.

use crate::vocabulary::ROLES;
use crate::{Kind, Screenplay, cue};

/// Fills `silent` of every scene, in order of first mention.
pub(crate) fn fill(texts: &[String], screenplay: &mut Screenplay) {
    let names: Vec<Vec<String>> = screenplay
        .characters
        .iter()
        .map(|c| std::iter::once(&c.name).chain(&c.aliases).filter(|n| is_telling(n)).flat_map(|n| forms(n)).collect())
        .collect();
    for (line, text) in screenplay.lines.iter().zip(texts) {
        let Some(scene) = line.scene.filter(|_| matches!(line.kind, Kind::Action | Kind::Shot)) else {
            continue;
        };
        for (who, names) in names.iter().enumerate() {
            let scene = &mut screenplay.scenes[scene];
            if scene.speakers.contains(&who) || scene.silent.contains(&who) {
                continue;
            }
            if names.iter().any(|n| has_word(text, n)) {
                scene.silent.push(who);
            }
        }
    }
}

/// A bare role (`MAN`) says nothing about which one is meant.
fn is_telling(name: &str) -> bool {
    !ROLES.has(name) && name.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// A name as it stands in action: in capitals, or as names are written.
fn forms(name: &str) -> [String; 3] {
    [name.to_string(), name.split_whitespace().map(title_case).collect::<Vec<_>>().join(" "), cue::key(name)]
}

fn title_case(word: &str) -> String {
    let mut out = String::new();
    let mut upper = true;
    for c in word.chars() {
        if upper {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        upper = !c.is_alphabetic() && !matches!(c, '\'' | '’');
    }
    out
}

/// Whether a word stands in the text by itself; a possessive (`Dale's truck`) puts nobody in the scene.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let mut after = text[at + word.len()..].chars();
        match (before, after.next()) {
            (false, _) => false,
            (true, Some('\'' | '’')) => !matches!(after.next(), Some('s' | 'S')),
            (true, next) => next.is_none_or(|c| !c.is_alphanumeric()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &str, name: &str) -> bool {
        forms(name).iter().any(|form| has_word(text, form))
    }

    #[test]
    fn names_are_found_as_they_are_written_in_action() {
        for text in ["MARA runs.", "Behind Mara, a door.", "\"Mara\""] {
            assert!(mentions(text, "MARA"), "{text}");
        }
        for text in ["Mara's boat waits.", "Samara runs.", "a marathon"] {
            assert!(!mentions(text, "MARA"), "{text}");
        }
        assert!(mentions("Mrs. Lund knits.", "MRS. LUND") && mentions("McCLANE falls.", "McCLANE"));
    }
}

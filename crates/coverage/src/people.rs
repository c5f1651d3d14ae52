//! The characters in order of role size.

use script::{Document, Screenplay};

use crate::{
    CharacterEntry, Claim, Support,
    cast::Cast,
    place::evidence_at,
    words::{sentences, words},
};

/// A role is a lead from this share of the largest role's size on.
const LEAD: f64 = 0.6;
/// A role is supporting from this share of the largest role's size on.
const SUPPORTING: f64 = 0.2;

/// Indices of `Screenplay::characters` by role size, the largest first.
pub(crate) fn by_role_size(screenplay: &Screenplay) -> Vec<usize> {
    let mut order: Vec<usize> = (0..screenplay.characters.len()).collect();
    order.sort_by(|&a, &b| size(screenplay, b).total_cmp(&size(screenplay, a)).then(a.cmp(&b)));
    order
}

/// Size of a role, 0 to 1: eight parts its share of spoken words, two parts its share of scenes.
fn size(screenplay: &Screenplay, index: usize) -> f64 {
    let spoken: usize = screenplay.characters.iter().map(|c| c.words).sum();
    let words = screenplay.characters[index].words as f64 / spoken.max(1) as f64;
    let scenes = present(screenplay, index).len() as f64 / screenplay.scenes.len().max(1) as f64;
    0.8 * words + 0.2 * scenes
}

/// The scenes (1-based) in which a character speaks or is seen.
pub(crate) fn present(screenplay: &Screenplay, index: usize) -> Vec<usize> {
    let here = screenplay.scenes.iter().filter(|s| s.speakers.contains(&index) || s.silent.contains(&index));
    here.map(|s| s.n).collect()
}

/// Everyone with a cue, the largest role first.
pub(crate) fn characters(document: &Document, screenplay: &Screenplay, cast: &Cast) -> Vec<CharacterEntry> {
    let order = by_role_size(screenplay);
    let largest = order.first().map_or(0.0, |&i| size(screenplay, i));
    let spoken: usize = screenplay.characters.iter().map(|c| c.words).sum();
    order
        .into_iter()
        .map(|i| {
            let c = &screenplay.characters[i];
            CharacterEntry {
                name: c.name.clone(),
                full_name: c.full_name.clone(),
                age: c.age.clone(),
                role: role(size(screenplay, i), largest).to_owned(),
                description: description(document, screenplay, cast, i),
                scenes: c.scenes,
                lines: c.lines,
                words: c.words,
                share: (c.words as f64 / spoken.max(1) as f64 * 1000.0).round() / 1000.0,
                present: present(screenplay, i),
                wants: None,
                arc: vec![],
            }
        })
        .collect()
}

fn role(size: f64, largest: f64) -> &'static str {
    if size >= LEAD * largest {
        "lead"
    } else if size >= SUPPORTING * largest {
        "supporting"
    } else {
        "small"
    }
}

/// The script's own words at the introduction: what stands beside the name, else the sentence.
fn description(document: &Document, screenplay: &Screenplay, cast: &Cast, index: usize) -> Option<Claim> {
    let line = screenplay.characters[index].introduced?;
    let text = document.slice(screenplay.lines.get(line - 1)?.span).trim();
    let sentence = introduction(text, cast, index)?;
    let said = match beside_the_name(sentence, cast, index) {
        Some(beside) => beside,
        // A roll of names describes nobody.
        None if cast.mentioned(sentence).len() > 3 => return None,
        None => sentence,
    };
    let evidence = evidence_at(document, screenplay, &[line], sentence);
    (!evidence.is_empty()).then(|| Claim { text: said.to_owned(), evidence, support: Support::Extract })
}

/// The sentence that introduces a character.
fn introduction<'t>(text: &'t str, cast: &Cast, index: usize) -> Option<&'t str> {
    let mention = cast.first_mention(index, text)?;
    sentences(text).into_iter().find(|r| r.contains(&mention.start)).map(|r| &text[r])
}

/// `captain and owner of the Constance` of `MARA VOSS (40s), captain and owner of the Constance, comes in.`
pub(crate) fn beside_the_name<'t>(sentence: &'t str, cast: &Cast, index: usize) -> Option<&'t str> {
    let mention = cast.first_mention(index, sentence)?;
    let rest = &sentence[mention.end..];
    let rest = match rest.trim_start().strip_prefix('(') {
        Some(bracketed) => &bracketed[bracketed.find(')')? + 1..],
        None => rest,
    };
    let rest = rest.trim_start().strip_prefix(',')?.trim_start();
    let end = rest.find([',', ';', '—', '.']).unwrap_or(rest.len());
    let said = rest[..end].trim();
    // What begins with the next name, or has a name's bracket behind it, belongs to that one.
    let next = cast.mentioned(said).first().is_some_and(|&p| {
        p != index
            && cast.first_mention(p, said).is_some_and(|r| r.start == 0 && !said[r.end..].starts_with(['\'', '’']))
    });
    if next || rest[end..].trim_start_matches(said).starts_with('(') {
        return None;
    }
    // A comma that closes nothing, or the next name of a list, is no description.
    let listed = said.contains('(') || words(said).any(|w| w.len() > 1 && !w.chars().any(char::is_lowercase));
    (rest[end..].starts_with(',') && words(said).count() >= 2 && !listed).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, expected: Option<&str>) {
        let text = format!("INT. ROOM - DAY\n\n{sentence}\n\nMARA\nWell.\n\nOPAL\nYes.\n\nIVO\nNo.\n");
        let document = Document::from_text(script::Format::Fountain, text);
        let screenplay = script::parse(&document);
        let cast = Cast::of(&document, &screenplay);
        assert_eq!(beside_the_name(sentence, &cast, 0), expected, "{sentence}");
    }

    #[test]
    fn what_stands_beside_a_name_describes_it() {
        check("MARA (40s), captain of the Constance, comes in.", Some("captain of the Constance"));
        check("MARA, a deckhand, waits.", Some("a deckhand"));
        check("MARA (40s), OPAL (60s), and IVO (16) come in.", None);
        check("MARA (40s), OPAL the deckhand, and IVO come in.", None);
        check("MARA (40s) comes in, smiles, and sits.", None);
    }
}

//! Who speaks: cues gathered into characters, with what the action says when they come in.

use std::collections::HashMap;

use crate::wrap::wrap;
use crate::{Character, Kind, Screenplay, alias, cue, introduce, presence};

/// Builds the characters, gives every line of a speech its speaker, and every scene those who speak and those who do not.
///
/// `texts` is what is shown of each line.
pub(crate) fn build(texts: &[String], screenplay: &mut Screenplay) {
    let raw = assign(texts, screenplay);
    let introductions = introduce::find(texts, screenplay);
    let merged = alias::merge(&raw, screenplay, &introductions);
    let mut to_new = vec![0usize; raw.len()];
    let mut characters: Vec<Character> = Vec::new();
    for group in &merged {
        for &old in group {
            to_new[old] = characters.len();
        }
        characters.push(empty(&raw[group[0]], group[1..].iter().map(|&i| raw[i].clone()).collect()));
    }
    for line in &mut screenplay.lines {
        line.character = line.character.map(|c| to_new[c]);
    }
    screenplay.characters = characters;
    count(texts, screenplay);
    introduce::apply(&introductions, screenplay);
    presence::fill(texts, screenplay);
}

fn empty(name: &str, aliases: Vec<String>) -> Character {
    Character {
        name: name.to_string(),
        aliases,
        scenes: 0,
        speeches: 0,
        lines: 0,
        words: 0,
        introduced: None,
        age: None,
        full_name: None,
    }
}

/// Numbers the cue names in order of first appearance and sets `character` on cues and speeches.
fn assign(texts: &[String], screenplay: &mut Screenplay) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut speaking = None;
    for (line, text) in screenplay.lines.iter_mut().zip(texts) {
        match line.kind {
            Kind::Character => {
                let name = cue::name(text);
                let name = if name.is_empty() { text.trim().to_string() } else { name };
                let at = *by_key.entry(cue::key(&name)).or_insert_with(|| {
                    names.push(name);
                    names.len() - 1
                });
                speaking = Some(at);
                line.character = speaking;
            }
            Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics => line.character = speaking,
            Kind::Blank | Kind::Other | Kind::Note | Kind::PageBreak => {}
            _ => speaking = None,
        }
    }
    names
}

/// Counts scenes, speeches, lines and words of every character.
fn count(texts: &[String], screenplay: &mut Screenplay) {
    let mut said: Vec<(usize, String)> = Vec::new();
    for (line, text) in screenplay.lines.iter().zip(texts) {
        let Some(who) = line.character else {
            continue;
        };
        match line.kind {
            Kind::Character if !line.continued => {
                screenplay.characters[who].speeches += 1;
                said.push((who, String::new()));
            }
            Kind::Parenthetical => said.push((who, String::new())),
            Kind::Dialogue | Kind::Lyrics => {
                if said.last().is_none_or(|(w, _)| *w != who) {
                    said.push((who, String::new()));
                }
                if let Some((_, speech)) = said.last_mut() {
                    join(speech, text.trim());
                }
            }
            _ => continue,
        }
        if let Some(scene) = line.scene.filter(|_| line.kind == Kind::Character)
            && !screenplay.scenes[scene].speakers.contains(&who)
        {
            screenplay.scenes[scene].speakers.push(who);
        }
    }
    for (who, speech) in said {
        let chars: Vec<char> = speech.chars().collect();
        let character = &mut screenplay.characters[who];
        character.lines += wrap(&chars, 35).len();
        character.words += speech.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    }
    for scene in &screenplay.scenes {
        for &who in &scene.speakers {
            screenplay.characters[who].scenes += 1;
        }
    }
}

/// Adds a line to a speech; a word broken at its hyphen stays one word.
fn join(speech: &mut String, line: &str) {
    let mut tail = speech.chars().rev();
    let broken = tail.next() == Some('-') && tail.next().is_some_and(char::is_alphanumeric);
    let one_word = broken && line.starts_with(char::is_alphanumeric);
    if !speech.is_empty() && !one_word {
        speech.push(' ');
    }
    speech.push_str(line);
}

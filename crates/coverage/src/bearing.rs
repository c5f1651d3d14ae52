//! Whether the rules bear a told sentence out, before any model is asked about it.

use crate::{
    moment::{Moment, Telling, speaks_as_somebody},
    pronoun::refers_rightly,
    reading::Reading,
    words::{bare, content_stems, is_function_word, sentences, stem, words},
};

/// Whether the rules bear a sentence out: complete, in the third person, made of the moment's own words, and every
/// name, number and place of it in the lines cited. The lines, or nothing.
pub(crate) fn check(reading: &Reading, moment: &Moment, sentence: &str) -> Option<Vec<usize>> {
    if let Telling::Own { said: None, .. } = &moment.telling {
        let lines = telling_lines(reading, sentence, &source_lines(reading, moment));
        return reading.citation(sentence, &lines, &reading.scene_lines(moment.chosen.scene)).ok();
    }
    if words(sentence).count() < 4
        || speaks_as_somebody(sentence)
        || stammers(sentence)
        || runs_on(sentence)
        || !agrees(reading, sentence)
    {
        return None;
    }
    if says_little(reading, sentence) {
        return None;
    }
    let source = source_lines(reading, moment);
    let text: Vec<&str> = source.iter().map(|&n| reading.line(n)).collect();
    let told = match &moment.telling {
        Telling::Deed { passage, .. } => passage.as_str(),
        Telling::Speech { speech, .. } | Telling::Own { said: Some((_, _, speech)), .. } => speech.as_str(),
        Telling::Own { .. } | Telling::Quote => "",
    };
    let most = if matches!(moment.telling, Telling::Deed { .. }) { 1 } else { 0 };
    if strange_words(reading, sentence, &text.join(" ")) > most
        || turns_over(sentence, told)
        || adds_a_clause(sentence, told)
        || passes_on(reading, sentence, told)
    {
        return None;
    }
    if !speaks_rightly(reading, moment, sentence) {
        return None;
    }
    let lines = telling_lines(reading, sentence, &source);
    reading.citation(sentence, &lines, &reading.scene_lines(moment.chosen.scene)).ok()
}

/// The lines of the moment: its block, and the one before where the passage began there.
fn source_lines(reading: &Reading, moment: &Moment) -> Vec<usize> {
    let block = moment.chosen.block;
    let mut lines = reading.blocks[block].lines.clone();
    if let (Telling::Deed { passage, .. }, Some(before)) = (&moment.telling, block.checked_sub(1)) {
        let began_before = words(passage).count() > words(&reading.blocks[block].text).count() + 2;
        if began_before && reading.blocks[before].scene == moment.chosen.scene {
            lines.splice(0..0, reading.blocks[before].lines.iter().copied());
        }
    }
    lines
}

/// Whether the report of a speech keeps its persons apart, and calls nobody twice.
fn speaks_rightly(reading: &Reading, moment: &Moment, sentence: &str) -> bool {
    let (Telling::Speech { speaker, to, speech } | Telling::Own { said: Some((speaker, to, speech)), .. }) =
        &moment.telling
    else {
        return true;
    };
    let of = |p: usize| reading.pronouns.get(&p).copied();
    let twice = |p: usize| {
        let named = reading.cast.replace(sentence, |q| Some(if p == q { "\u{1}".to_owned() } else { String::new() }));
        named.matches('\u{1}').count() > 1
    };
    let others = reading.cast.mentioned(sentence).into_iter().filter(|p| p != speaker && Some(*p) != *to);
    let known = others.clone().all(|p| reading.cast.first_mention(p, speech).is_some());
    known
        && !twice(*speaker)
        && !to.is_some_and(twice)
        && refers_rightly(sentence, speech, of(*speaker), to.and_then(of))
}

/// Verbs that report and add nothing to what was said.
const REPORTING: [&str; 16] = [
    "tells", "asks", "offers", "orders", "warns", "promises", "reminds", "begs", "says", "admits", "insists",
    "whether", "wants", "tries", "realizes", "refuses",
];

/// Whether next to nothing is left of a sentence without names and reporting verbs: `Mara says that it is Mara.`
fn says_little(reading: &Reading, sentence: &str) -> bool {
    if sentence.split_once(" that ").is_some_and(|(_, clause)| words(clause).count() < 3) {
        return true;
    }
    let plain = reading.cast.replace(sentence, |_| Some(String::new()));
    words(&plain)
        .filter(|w| w.len() > 1 && !is_function_word(bare(w)) && !REPORTING.contains(&w.to_lowercase().as_str()))
        .count()
        < 2
}

/// Words of the sentence that are in none of the lines, names aside.
fn strange_words(reading: &Reading, sentence: &str, source: &str) -> usize {
    let known: Vec<String> = content_stems(source).collect();
    let plain = reading.cast.replace(sentence, |_| Some(String::new()));
    words(&plain)
        .filter(|w| w.len() > 1 && !is_function_word(bare(w)) && !REPORTING.contains(&w.to_lowercase().as_str()))
        .filter(|w| {
            let stem = stem(w);
            let part =
                |k: &String| stem.len() > 3 && k.len() > 3 && (k.starts_with(&stem) || stem.starts_with(k.as_str()));
            !known.iter().any(|k| *k == stem || part(k)) && !w.chars().all(|c| c.is_ascii_digit())
        })
        .count()
}

/// Whether a sentence denies what the text affirms, or the other way round.
fn turns_over(sentence: &str, text: &str) -> bool {
    let wanted: Vec<String> = content_stems(sentence).collect();
    let shared = |s: &str| content_stems(s).filter(|w| wanted.contains(w)).count();
    let parts: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
    let best = parts.iter().map(|p| shared(p)).max().unwrap_or(0);
    let mut matching = parts.iter().filter(|p| best > 0 && shared(p) == best);
    if denies(sentence) {
        !denies(text)
    } else {
        matching.all(|p| denies(p)) && parts.iter().any(|p| best > 0 && shared(p) == best)
    }
}

fn denies(text: &str) -> bool {
    words(text).any(|w| {
        let w = w.to_lowercase().replace('’', "'");
        matches!(
            w.as_str(),
            "not" | "no" | "never" | "nobody" | "nothing" | "none" | "neither" | "without" | "cannot" | "refuses"
        ) || w.ends_with("n't")
    })
}

/// Whether a sentence gives its subject a deed that only somebody else does in the text: a verb after `and`, or a
/// participle after a comma, whose every source sentence has another actor.
fn passes_on(reading: &Reading, sentence: &str, text: &str) -> bool {
    let Some(&subject) = reading.cast.mentioned(sentence).first() else { return false };
    let mut actor = None;
    let mut deeds: Vec<(Option<usize>, Vec<String>)> = Vec::new();
    for range in sentences(text) {
        let part = &text[range];
        let opening = words(part).next().unwrap_or("").to_lowercase();
        if !matches!(opening.as_str(), "he" | "she" | "they") {
            let named = reading.cast.mentioned(part).first().copied();
            actor = named.filter(|&p| reading.cast.first_mention(p, part).is_some_and(|r| r.start < 5));
        }
        deeds.push((actor, content_stems(part).collect()));
    }
    let list: Vec<&str> = sentence.split_whitespace().collect();
    list.windows(2).any(|pair| {
        let deed = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
        let joined = (pair[0] == "and" && deed.ends_with('s')) || (pair[0].ends_with(',') && deed.ends_with("ing"));
        let stem = stem(deed);
        let mut found = deeds.iter().filter(|(_, stems)| stems.contains(&stem)).peekable();
        joined
            && !is_function_word(deed)
            && found.peek().is_some()
            && found.all(|(a, _)| a.is_some_and(|a| a != subject))
    })
}

/// Whether a sentence says of somebody what they are (`who is looking at`) where the text does not: small models fill
/// such clauses from elsewhere.
fn adds_a_clause(sentence: &str, text: &str) -> bool {
    [" who is ", " who are ", " which is ", " which has ", " that is "]
        .iter()
        .any(|c| sentence.contains(c) && !text.contains(c))
}

/// Whether clauses are strung together with commas alone.
fn runs_on(sentence: &str) -> bool {
    let joined = [" and ", " while ", " but ", " as ", " with "].iter().any(|j| sentence.contains(j));
    let spliced = [", he ", ", she ", ", they ", ", it "].iter().any(|s| sentence.contains(s));
    spliced || (sentence.matches(", ").count() >= 3 && !joined)
}

/// Whether a run of three words comes twice.
fn stammers(sentence: &str) -> bool {
    let list: Vec<String> = words(sentence).map(str::to_lowercase).collect();
    list.windows(3).enumerate().any(|(i, w)| list[i + 1..].windows(3).any(|v| v == w))
}

/// Whether nobody is told to tell themselves something: `Mara gives Mara`.
fn agrees(reading: &Reading, sentence: &str) -> bool {
    let list: Vec<&str> = words(sentence).collect();
    !list.windows(3).any(|w| w[0] == w[2] && w[0].starts_with(char::is_uppercase))
        && !reading.cast.mentioned(sentence).is_empty()
}

/// Of the lines those that share most words with the sentence: at most three, at least one.
pub(crate) fn telling_lines(reading: &Reading, sentence: &str, lines: &[usize]) -> Vec<usize> {
    let wanted: Vec<String> = content_stems(sentence).collect();
    let shared = |n: &usize| content_stems(reading.line(*n)).filter(|s| wanted.contains(s)).count();
    let mut ranked: Vec<(usize, usize)> = lines.iter().map(|n| (shared(n), *n)).filter(|(s, _)| *s > 0).collect();
    ranked.sort_by_key(|&(s, n)| (std::cmp::Reverse(s), n));
    let mut best: Vec<usize> = ranked.into_iter().take(3).map(|(_, n)| n).collect();
    if best.is_empty() {
        best.extend(lines.iter().copied().find(|&n| !is_cue(reading, n)));
    }
    best.sort_unstable();
    best
}

fn is_cue(reading: &Reading, line: usize) -> bool {
    reading.screenplay.lines[line - 1].kind == script::Kind::Character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_may_not_turn_over_what_was_said() {
        assert!(turns_over("Mara says that the bridge opens.", "That bridge won't open."));
        assert!(turns_over("Mara says that the bridge does not open.", "The bridge opens at eight."));
        assert!(!turns_over("Mara says that the bridge won't open.", "That bridge won't open."));
        assert!(!turns_over("Mara cuts the rope.", "Mara cuts the rope. She does not look back."));
    }

    #[test]
    fn clauses_may_not_be_strung_together() {
        assert!(runs_on("Mara looks up, the headlights back away along the bridge, they get small."));
        assert!(!runs_on("Mara rows the skiff under the bridge, well clear of pier four."));
    }

    #[test]
    fn nobody_is_given_what_somebody_else_does() {
        let text = "INT. LANDING - NIGHT\n\nMARA steps back and leaves Ivo alone. Ivo offers the book. He waits.\n\nMARA\nGo on.\n\nIVO\nIt is his.\n";
        let document = script::Document::from_text(script::Format::Fountain, text);
        let screenplay = script::parse(&document);
        let reading = Reading::of(&document, &screenplay);
        let told = "Mara steps back and leaves Ivo alone. Ivo offers the book. He waits.";
        let check =
            |sentence: &str, expected: bool| assert_eq!(passes_on(&reading, sentence, told), expected, "{sentence}");
        check("Mara steps back and leaves Ivo alone.", false);
        check("Mara steps back and leaves Ivo alone, offering the book.", true);
        check("Mara leaves Ivo alone and waits.", true);
        check("Ivo offers the book and waits.", false);
    }

    #[test]
    fn a_run_of_words_may_not_come_twice() {
        assert!(stammers("Mara must save the ferry and must save the ferry again."));
        assert!(!stammers("Mara gives the pen to Hoyt and the keys to Opal."));
    }
}

//! Speech reported by code: the speaker's own words with the persons shifted. `I hold it in that drawer.` becomes
//! `Opal says that she holds it in that drawer.` Where a form is not certain nothing is reported; a model is asked, or
//! the speech is quoted.

use crate::{
    cast::capitalised,
    pronoun::Pronoun,
    reading::Reading,
    verbs::{is_base, is_finite, third_person},
    words::{bare, words},
};

/// Longest sentence of speech that is reported, in words.
const LONGEST: usize = 24;

/// What people call each other besides their names.
const TITLES: [&str; 14] = [
    "ma'am",
    "sir",
    "captain",
    "miss",
    "honey",
    "son",
    "boy",
    "lord",
    "my lord",
    "dear",
    "pal",
    "friends",
    "countrymen",
    "madam",
];

/// A sentence of somebody's speech, reported; `None` where that is not certain to come out right.
pub(crate) fn reported(reading: &Reading, speaker: usize, to: Option<usize>, sentence: &str) -> Option<String> {
    let said = called_off(reading, sentence.trim())?;
    let said = said.trim_end_matches('.');
    let count = words(said).count();
    let odd = said.contains(['?', '!', ';', '"', '“', '”', ':', '…', '~', '(', '['])
        || said.contains("--")
        || said.contains('—');
    if odd || !(3..=LONGEST).contains(&count) {
        return None;
    }
    let shift = Shift {
        speaker: reading.pronouns.get(&speaker).copied(),
        to: to.and_then(|t| reading.pronouns.get(&t).copied()),
    };
    let name = capitalised(&reading.cast.get(speaker).shown);
    let other = to.map(|t| reading.cast.get(t).shown.clone());
    let first = words(said).next()?;
    let order = first.to_lowercase();
    let ordered = is_base(&order) || matches!(order.as_str(), "set" | "put" | "read" | "cut" | "hit");
    if ordered && said[first.len()..].starts_with(',') {
        return None;
    }
    if ordered {
        let rest = shift.shifted(&said[first.len()..])?;
        return Some(format!("{name} tells {} to {order}{rest}.", other?));
    }
    // `how you start it` means anybody.
    if !opens_a_clause(said) || order.starts_with("that") || said.contains("how you") {
        return None;
    }
    let clause = shift.shifted(&uncapital(reading, said))?;
    // `Fourteen letters, and she was right` has its verb too late.
    let first = clause.split(',').find(|part| words(part).count() > 1).unwrap_or(&clause);
    if !words(first).any(is_finite) {
        return None;
    }
    Some(match other {
        Some(other) => format!("{name} tells {other} that {clause}."),
        None => format!("{name} says that {clause}."),
    })
}

/// The sentence without calls (`Hoyt, ...`, `..., Mara`) and without what only opens talk (`No.`, `Well,`).
fn called_off(reading: &Reading, sentence: &str) -> Option<String> {
    let mut said = sentence.to_owned();
    for _ in 0..3 {
        let first = words(&said).next()?.to_owned();
        let opens = ["well", "no", "yes", "so", "and", "but", "then", "oh", "look", "listen", "now", "okay", "or"];
        let opener = opens.contains(&first.to_lowercase().as_str());
        let named = !reading.cast.mentioned(&first).is_empty() || TITLES.contains(&first.to_lowercase().as_str());
        let called = named && said[first.len()..].starts_with(',');
        let rest = said[first.len()..].trim_start();
        if called
            || (opener && (rest.starts_with(',') || !matches!(first.to_lowercase().as_str(), "no" | "look" | "now")))
        {
            said = capitalised(rest.trim_start_matches([',', ' ']));
        }
    }
    let end = said.trim_end_matches('.');
    if let Some((head, tail)) = end.rsplit_once(", ") {
        let called = !reading.cast.mentioned(tail).is_empty() && words(tail).count() <= 2;
        if called || TITLES.contains(&tail.to_lowercase().as_str()) {
            said = format!("{head}.");
        }
    }
    Some(said)
}

/// Whether a sentence begins as a main clause does.
fn opens_a_clause(said: &str) -> bool {
    const NEVER: &str = " to who whom whose which what where why how because so than as nor neither not never let's lets maybe please \
        hello goodbye hey thank thanks if when unless until though although while once since for in on at by with from \
        just only like except without between about all same one two three yes no ";
    let first = words(said).next().unwrap_or("").to_lowercase();
    if NEVER.split_ascii_whitespace().any(|w| w == first) {
        return false;
    }
    let article = matches!(first.as_str(), "a" | "an" | "the" | "every" | "any" | "some" | "anybody" | "anything");
    // `A woman who loses her boat` is no clause.
    !(article && [" who ", " that ", " which "].iter().any(|r| said.contains(r)))
}

/// The first word in lower case unless it is a name.
fn uncapital(reading: &Reading, said: &str) -> String {
    let Some(first) = words(said).next() else { return said.to_owned() };
    let lower = first.to_lowercase();
    let name = !reading.cast.mentioned(first).is_empty()
        || (first.starts_with(char::is_uppercase) && !reading.in_lower_case(bare(&lower)) && first != "I");
    if name || first == "I" || first.starts_with("I'") || first.starts_with("I’") {
        return said.to_owned();
    }
    format!("{lower}{}", &said[first.len()..])
}

/// Whom `I` and `you` are.
struct Shift {
    speaker: Option<Pronoun>,
    to: Option<Pronoun>,
}

impl Shift {
    /// The words with first and second persons in the third.
    fn shifted(&self, text: &str) -> Option<String> {
        let tokens: Vec<&str> = text.split(' ').collect();
        let both = tokens.iter().any(|t| is_first(&core(t))) && tokens.iter().any(|t| is_second(&core(t)));
        if both && self.speaker == self.to {
            return None;
        }
        let mut out: Vec<String> = Vec::new();
        // The verb that has to agree with a subject just shifted.
        let mut agree = false;
        for (i, token) in tokens.iter().enumerate() {
            let word = core(token);
            let next = tokens.get(i + 1).map(|t| core(t)).unwrap_or_default();
            let before = i.checked_sub(1).map(|b| core(tokens[b])).unwrap_or_default();
            let person = if is_first(&word) {
                Some(self.speaker)
            } else if is_second(&word) {
                Some(self.to)
            } else {
                None
            };
            let put = match person {
                Some(person) => {
                    let (shifted, subject) = third(&word, &before, &next, person)?;
                    agree = subject;
                    shifted
                }
                None => {
                    if let Some(plural) = plural(&word) {
                        agree = false;
                        plural.to_owned()
                    } else if agree && !is_adverb(&word) {
                        agree = false;
                        agreed(&word)?
                    } else {
                        out.push((*token).to_owned());
                        continue;
                    }
                }
            };
            out.push(token_with(token, &put));
        }
        Some(out.join(" "))
    }
}

/// A token without its punctuation, in lower case.
fn core(token: &str) -> String {
    token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// The token with another word in its punctuation.
fn token_with(token: &str, word: &str) -> String {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
    match token.find(inner) {
        Some(at) if !inner.is_empty() => format!("{}{word}{}", &token[..at], &token[at + inner.len()..]),
        _ => token.to_owned(),
    }
}

fn is_first(word: &str) -> bool {
    matches!(word, "i" | "i'm" | "i've" | "i'll" | "i'd" | "me" | "my" | "mine" | "myself")
}

fn is_second(word: &str) -> bool {
    matches!(word, "you" | "you're" | "you've" | "you'll" | "you'd" | "your" | "yours" | "yourself")
}

fn plural(word: &str) -> Option<&'static str> {
    Some(match word {
        "we" => "they",
        "us" => "them",
        "our" => "their",
        "ours" => "theirs",
        "we're" => "they are",
        "we've" => "they have",
        "we'll" => "they will",
        "we'd" => "they would",
        "ourselves" => "themselves",
        _ => return None,
    })
}

fn is_adverb(word: &str) -> bool {
    matches!(word, "just" | "never" | "always" | "only" | "still" | "also" | "even" | "already" | "really" | "hardly")
}

/// `she` for `I`, with whether a verb has to agree with it.
fn third(word: &str, before: &str, next: &str, person: Option<Pronoun>) -> Option<(String, bool)> {
    let person = person?;
    let (subject, object, possessive, possessed) = match person {
        Pronoun::He => ("he", "him", "his", "his"),
        Pronoun::She => ("she", "her", "her", "hers"),
    };
    let past = is_finite(next) && !is_base(next);
    let had = past || matches!(next, "been" | "better" | "gone" | "done" | "seen" | "never");
    Some(match word {
        "i" => (subject.to_owned(), true),
        "you" => {
            let verb = is_base(next)
                || is_adverb(next)
                || is_finite(next)
                || matches!(next, "are" | "were" | "aren't" | "weren't" | "ain't");
            let governed = before.is_empty()
                || matches!(
                    before,
                    "and"
                        | "but"
                        | "that"
                        | "if"
                        | "when"
                        | "so"
                        | "because"
                        | "what"
                        | "where"
                        | "how"
                        | "until"
                        | "as"
                        | "than"
                        | "before"
                        | "after"
                        | "while"
                        | "who"
                );
            if verb && (governed || !is_preposition(before)) {
                (subject.to_owned(), true)
            } else {
                (object.to_owned(), false)
            }
        }
        "i'm" | "you're" => (format!("{subject} is"), false),
        "i've" | "you've" => (format!("{subject} has"), false),
        "i'll" | "you'll" => (format!("{subject} will"), false),
        "i'd" | "you'd" => (format!("{subject} {}", if had { "had" } else { "would" }), false),
        "me" => (object.to_owned(), false),
        "my" | "your" => (possessive.to_owned(), false),
        "mine" | "yours" => (possessed.to_owned(), false),
        _ => (if person == Pronoun::He { "himself" } else { "herself" }.to_owned(), false),
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "to" | "for"
            | "at"
            | "with"
            | "of"
            | "from"
            | "by"
            | "on"
            | "in"
            | "about"
            | "after"
            | "behind"
            | "like"
            | "near"
            | "over"
            | "under"
    )
}

/// The verb of a subject that was `I` or `you`; `None` where its form is not known.
fn agreed(word: &str) -> Option<String> {
    Some(match word {
        "am" | "are" => "is".to_owned(),
        "were" => "was".to_owned(),
        "have" => "has".to_owned(),
        "do" => "does".to_owned(),
        "don't" => "doesn't".to_owned(),
        "haven't" => "hasn't".to_owned(),
        "aren't" => "isn't".to_owned(),
        "weren't" => "wasn't".to_owned(),
        // The same form in the present and the past: what is meant cannot be told.
        "let" | "put" | "read" | "cut" | "hit" | "set" => word.to_owned(),
        w if is_base(w) => third_person(w),
        w if is_finite(w) => w.to_owned(),
        "can" | "will" | "could" | "would" | "must" | "should" | "might" | "may" | "ought" => word.to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "INT. ROOM - NIGHT\n\nMARA waits. She looks up. IVO comes in. He has a book. OPAL waits too. She sits. It is a bridge, and they forget the drawer. One pier stands.\n\nMARA\nWell.\n\nIVO\nYes.\n\nOPAL\nNo.\n";

    fn check(who: usize, to: Option<usize>, said: &str, expected: Option<&str>) {
        let document = script::Document::from_text(script::Format::Fountain, SCRIPT);
        let screenplay = script::parse(&document);
        let reading = Reading::of(&document, &screenplay);
        assert_eq!(reported(&reading, who, to, said).as_deref(), expected, "{said}");
    }

    #[test]
    fn persons_are_shifted() {
        check(2, None, "I hold it in that drawer.", Some("Opal says that she holds it in that drawer."));
        check(1, Some(0), "I've got your book.", Some("Ivo tells Mara that he has got her book."));
        check(0, Some(1), "You hold a license, Ivo.", Some("Mara tells Ivo that he holds a license."));
        check(1, Some(0), "It's my dad's test book.", Some("Ivo tells Mara that it's his dad's test book."));
        check(1, Some(0), "They never tell you.", None);
    }

    #[test]
    fn a_statement_about_others_stays_as_it_is() {
        check(1, Some(0), "One pier broke at nineteen hundred.", None);
        check(
            1,
            Some(0),
            "Pier four broke at nineteen hundred.",
            Some("Ivo tells Mara that pier four broke at nineteen hundred."),
        );
    }

    #[test]
    fn an_order_is_reported_as_one() {
        check(0, Some(1), "Write one dollar.", Some("Mara tells Ivo to write one dollar."));
        check(0, None, "Write one dollar.", None);
    }

    #[test]
    fn what_is_no_clause_is_not_reported() {
        check(0, Some(1), "A woman who loses her boat the day it opens.", None);
        check(0, Some(1), "Fourteen letters, all in a drawer.", None);
        check(0, Some(2), "I told you so.", None);
    }
}

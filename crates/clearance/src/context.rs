//! How a thing is used where it stands: shown or spoken of, attacked or not, and what it inherits.

use crate::{
    Category, Element, Modifier, Usage,
    mention::{Found, Mention},
    passage::{Manner, Passage, Word},
    reading::Reading,
    words::{Words, words},
};

/// Sets use and modifiers of everything that was found.
pub(crate) fn place(reading: &Reading, found: &mut Found) {
    let before: Vec<Mention> = found.all().cloned().collect();
    for mention in found.all_mut() {
        let passage = &reading.passages[mention.passage];
        if mention.usage.is_none() {
            mention.usage = Some(usage(passage, mention));
        }
        mention.modifiers = modifiers(reading, passage, mention, &before);
        if mention.category == Category::Character && mention.finding == "owned" && on_a_thing(passage, mention) {
            mention.finding = "merchandise";
        }
    }
    inherit(reading, found);
}

fn usage(passage: &Passage, mention: &Mention) -> Usage {
    match passage.element {
        Element::Dialogue if passage.manner == Manner::Sung && mention.category == Category::Composition => Usage::Sung,
        Element::Dialogue | Element::Note | Element::Title => Usage::Mentioned,
        Element::Heading => Usage::Depicted,
        Element::Action if is_number(mention.category) => Usage::Depicted,
        Element::Action if is_compared(passage, mention) => Usage::Mentioned,
        Element::Action => Usage::Depicted,
    }
}

fn is_number(category: Category) -> bool {
    matches!(category, Category::Phone | Category::Address | Category::Plate | Category::Net | Category::Identifier)
}

/// "like a young Brando", "a Hitchcock-style shot", "there is no Coke": nothing of it is seen.
fn is_compared(passage: &Passage, mention: &Mention) -> bool {
    let lists = words();
    let sentence = passage.sentence_at(mention.start);
    let at = sentence.iter().position(|w| w.token.end > mention.start).unwrap_or(0);
    let near = &sentence[at.saturating_sub(4)..at];
    let led = near
        .iter()
        .rev()
        .take_while(|w| !w.token.folded.ends_with("ing") || lists.likeness.contains(&w.token.folded))
        .any(|w| lists.likeness.contains(&w.token.folded));
    let after = sentence.iter().find(|w| w.token.start >= mention.end);
    let gap = |w: &Word| w.token.start - mention.end <= 1;
    led || after.is_some_and(|w| gap(w) && lists.after_likeness.contains(&w.token.folded))
}

fn on_a_thing(passage: &Passage, mention: &Mention) -> bool {
    passage.sentence_at(mention.start).iter().any(|w| words().merchandise.contains(&w.token.folded))
}

fn modifiers(reading: &Reading, passage: &Passage, mention: &Mention, all: &[Mention]) -> Vec<Modifier> {
    let mut out = Vec::new();
    let judged = matches!(
        mention.category,
        Category::Product
            | Category::Business
            | Category::Mark
            | Category::RealPerson
            | Category::Landmark
            | Category::FictionalName
            | Category::Event
            | Category::Title
    ) && !matches!(passage.element, Element::Note | Element::Title);
    if judged {
        match attitude(reading, passage, mention, all) {
            Some(Attitude::Accused) => out.push(Modifier::Disparaging),
            Some(Attitude::Disliked) => out.push(Modifier::Unkind),
            None => {}
        }
        if out.is_empty() && mention.category == Category::Business && crime_in_venue(reading, passage, mention) {
            out.push(Modifier::Disparaging);
        }
    }
    let sentence = || passage.sentence_at(mention.start).iter();
    if mention.category == Category::RealPerson && sentence().any(|w| words().private.contains(&w.token.folded)) {
        out.push(Modifier::Private);
    }
    let lower = passage.sentence_text(mention.start).to_lowercase();
    let shown = passage.element == Element::Action;
    let phrase = words().prominent_phrases.iter().any(|p| lower.contains(p.as_str()));
    if shown && (phrase || sentence().any(|w| words().prominent.contains(&w.token.folded))) {
        out.push(Modifier::Prominent);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Attitude {
    Disliked,
    Accused,
}

/// What the sentence says of the thing, and the next one where it goes on with "they" or "it".
fn attitude(reading: &Reading, passage: &Passage, mention: &Mention, all: &[Mention]) -> Option<Attitude> {
    let sentence = passage.sentence_at(mention.start);
    let target = |w: &Word| w.token.start < mention.end && mention.start < w.token.end;
    let own = said_of(reading, passage, sentence, &target, mention, all);
    let number = sentence.first().map_or(0, |w| w.sentence);
    let next: Vec<Word> =
        passage.words.iter().filter(|w| w.sentence == number + 1 || w.sentence == number + 2).cloned().collect();
    let last_named = !all.iter().any(|m| {
        m.passage == mention.passage && m.start > mention.end && sentence.iter().any(|w| w.token.start == m.start)
    });
    let pronoun = |w: &Word| {
        ["they", "it", "its", "theyre", "theyve", "their", "them", "he", "she", "hes", "shes"]
            .contains(&w.token.folded.as_str())
    };
    let person = matches!(mention.category, Category::RealPerson | Category::FictionalName);
    let fits = |w: &Word| pronoun(w) && (person || !["he", "she", "hes", "shes"].contains(&w.token.folded.as_str()));
    let goes_on = next.iter().take(3).any(fits) && last_named;
    let later = if goes_on { said_of(reading, passage, &next, &fits, mention, all) } else { None };
    own.max(later)
}

/// The worst that a sentence says of what `target` marks in it.
fn said_of(
    reading: &Reading,
    passage: &Passage,
    sentence: &[Word],
    target: &dyn Fn(&Word) -> bool,
    mention: &Mention,
    all: &[Mention],
) -> Option<Attitude> {
    let lists = words();
    let folded = |w: &Word| w.token.folded.clone();
    let denied = |at: usize| sentence[at.saturating_sub(4)..at].iter().any(|w| lists.negations.contains(&folded(w)));
    let accusation = |at: usize| if denied(at) { Attitude::Disliked } else { Attitude::Accused };
    let mut worst: Option<Attitude> = None;
    for (at, word) in sentence.iter().enumerate() {
        if target(word) {
            continue;
        }
        let name = folded(word);
        if lists.wrongs.contains(&name) {
            let weak = lists.weak_wrongs.contains(&name);
            // Teams beat and kill each other every week.
            let sport = weak && mention.detail == "teams";
            let object = sentence
                .get(at + 1..(at + 5).min(sentence.len()))
                .unwrap_or(&[])
                .iter()
                .any(|w| lists.bad_objects.contains(&folded(w)));
            let by = sentence
                .get(at + 1..(at + 4).min(sentence.len()))
                .unwrap_or(&[])
                .windows(2)
                .any(|p| folded(&p[0]) == "by" && target(&p[1]));
            let passive = at > 0
                && ["was", "were", "been", "got", "gets", "is", "are", "being"]
                    .contains(&folded(&sentence[at - 1]).as_str());
            let subject = !passive
                && (is_subject(reading, sentence, at, target, all, passage, mention) || they_at(sentence, at, target));
            if !sport && (by || (subject && (!weak || object))) {
                worst = worst.max(Some(accusation(at)));
            }
        }
        if lists.faults.contains(&name)
            && (is_said_to_be(reading, sentence, at, target, all, passage, mention)
                || stands_beside(sentence, at, target))
        {
            worst = worst.max(Some(accusation(at)));
        }
        if lists.opinions.contains(&name) || lists.ominous.contains(&name) {
            worst = worst.max(Some(Attitude::Disliked));
        }
    }
    if accused_by_phrase(passage, sentence, target, lists) {
        let first = sentence.iter().position(target).unwrap_or(0);
        let negated = sentence.iter().any(|w| lists.negations.contains(&folded(w)));
        worst = worst.max(Some(if negated { Attitude::Disliked } else { accusation(first) }));
    }
    worst
}

/// Whether the nearest one before a verb who could be its subject is the target.
fn is_subject(
    reading: &Reading,
    sentence: &[Word],
    verb: usize,
    target: &dyn Fn(&Word) -> bool,
    all: &[Mention],
    passage: &Passage,
    mention: &Mention,
) -> bool {
    const OTHERS: [&str; 26] = [
        "i",
        "he",
        "she",
        "we",
        "they",
        "you",
        "it",
        "somebody",
        "someone",
        "nobody",
        "everybody",
        "everyone",
        "people",
        "guy",
        "man",
        "woman",
        "kid",
        "kids",
        "dad",
        "mom",
        "father",
        "mother",
        "brother",
        "ive",
        "weve",
        "youve",
    ];
    let other = |w: &Word| OTHERS.contains(&w.token.folded.as_str());
    for (at, word) in sentence[..verb].iter().enumerate().rev() {
        if target(word) {
            // "She drank a Pepsi and lied": the one before goes on being the subject.
            let joined =
                sentence[at..verb].iter().any(|w| ["and", "then", "but", "or"].contains(&w.token.folded.as_str()));
            return !(joined && sentence[..at].iter().any(other));
        }
        let folded = word.token.folded.as_str();
        // "the Marlboro people", "people at Marlboro".
        let theirs = |i: Option<usize>| i.and_then(|i| sentence.get(i)).is_some_and(target);
        let of_theirs = theirs(at.checked_sub(1))
            || (theirs(Some(at + 2)) && ["at", "from", "of"].contains(&sentence[at + 1].token.folded.as_str()));
        if of_theirs && OTHERS.contains(&folded) {
            return true;
        }
        let other_thing = all.iter().any(|m| {
            m.passage == mention.passage
                && m.start <= word.token.start
                && word.token.end <= m.end
                && m.start != mention.start
                && std::ptr::eq(passage, &reading.passages[m.passage])
        });
        let cast = (word.capital || word.shouted) && (reading.is_cast(folded) || reading.people.contains(folded));
        if OTHERS.contains(&folded) || other_thing || cast {
            return false;
        }
    }
    false
}

/// "They lied to us at X": they are X.
fn they_at(sentence: &[Word], verb: usize, target: &dyn Fn(&Word) -> bool) -> bool {
    let they = verb
        .checked_sub(1)
        .is_some_and(|i| ["they", "theyve", "people", "management"].contains(&sentence[i].token.folded.as_str()));
    let at = sentence[verb..]
        .windows(2)
        .any(|p| ["at", "over", "inside"].contains(&p[0].token.folded.as_str()) && target(&p[1]));
    let down =
        sentence[verb..].windows(3).any(|p| p[0].token.folded == "at" && p[1].token.folded == "the" && target(&p[2]));
    they && (at || down)
}

/// "X is a crook", "X are crooks": the target stands before the verb of being.
fn is_said_to_be(
    reading: &Reading,
    sentence: &[Word],
    fault: usize,
    target: &dyn Fn(&Word) -> bool,
    all: &[Mention],
    passage: &Passage,
    mention: &Mention,
) -> bool {
    const BEING: [&str; 16] = [
        "is", "are", "was", "were", "isnt", "arent", "be", "been", "being", "hes", "shes", "theyre", "its", "runs",
        "as", "became",
    ];
    let from = fault.saturating_sub(6);
    let verb = (from..fault).rev().find(|&i| BEING.contains(&sentence[i].token.folded.as_str()));
    let contracted = (from..fault).rev().find(|&i| target(&sentence[i]) && sentence[i].token.owner.is_some());
    let pronoun = verb.filter(|&i| target(&sentence[i]));
    pronoun.is_some()
        || contracted.is_some()
        || verb.is_some_and(|v| is_subject(reading, sentence, v, target, all, passage, mention))
}

/// "that crook Nixon", "those Walmart crooks", "Enron's crooks", "a crook like Nixon".
fn stands_beside(sentence: &[Word], fault: usize, target: &dyn Fn(&Word) -> bool) -> bool {
    let after = sentence.get(fault + 1).is_some_and(target);
    let like = sentence
        .get(fault + 1)
        .is_some_and(|w| ["like", "at", "named", "called", "from"].contains(&w.token.folded.as_str()))
        && sentence[fault + 1..].iter().take(4).any(target);
    let before = fault > 0
        && (target(&sentence[fault - 1])
            || fault > 1 && target(&sentence[fault - 2]) && sentence[fault - 2].token.owner.is_some());
    after || like || before
}

/// A whole phrase that accuses, in a sentence in which the target owns it, is where it happens, or does it.
fn accused_by_phrase(passage: &Passage, sentence: &[Word], target: &dyn Fn(&Word) -> bool, lists: &Words) -> bool {
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let lower = passage.text[first.token.start..last.token.end].to_lowercase();
    let Some(at) = lists.phrases.iter().filter_map(|p| lower.find(p.as_str())).min() else { return false };
    let Some(index) = sentence.iter().position(target) else { return false };
    let starts = sentence[index].token.start - first.token.start;
    let before = index.checked_sub(1).map(|i| sentence[i].token.folded.as_str()).unwrap_or("");
    let article = ["a", "the", "my", "that", "this", "his", "her", "our", "your", "an"].contains(&before);
    let earlier =
        if article { index.checked_sub(2).map(|i| sentence[i].token.folded.as_str()).unwrap_or("") } else { before };
    let placed = ["at", "in", "from", "by", "of", "inside", "on", "with"].contains(&earlier);
    // "I saw X take a bribe", "you know X took a bribe": whoever sees or knows does not do it.
    const SEES: [&str; 16] = [
        "saw", "see", "watched", "heard", "caught", "know", "knew", "bet", "swear", "think", "said", "say", "read",
        "hear", "told", "believe",
    ];
    let ahead = &sentence[..index];
    let sees = ahead.iter().any(|w| SEES.contains(&w.token.folded.as_str()));
    let speaks = ahead.iter().any(|w| ["i", "he", "she", "we", "they", "you"].contains(&w.token.folded.as_str()));
    let speaker_first = speaks && !sees;
    starts < at && !speaker_first || placed || starts < at && sentence[index].token.owner.is_some()
}

/// A crime or a fault seen in the venue that a heading or a sentence names.
fn crime_in_venue(reading: &Reading, passage: &Passage, mention: &Mention) -> bool {
    let lists = words();
    let count = |ws: &mut dyn Iterator<Item = &Word>| {
        let mut strong = 0;
        let mut weak = 0;
        for w in ws.filter(|w| lists.crimes.contains(&w.token.folded)) {
            if lists.weak_crimes.contains(&w.token.folded) { weak += 1 } else { strong += 1 }
        }
        strong > 0 || weak >= 2
    };
    match passage.element {
        Element::Heading => {
            let mut seen = reading
                .of_scene(passage.scene)
                .filter(|(_, p)| p.element == Element::Action)
                .flat_map(|(_, p)| &p.words);
            count(&mut seen)
        }
        Element::Action => {
            let sentence = passage.sentence_at(mention.start);
            let at = sentence.iter().position(|w| w.token.end > mention.start).unwrap_or(0);
            let placed = sentence[at.saturating_sub(3)..at].iter().any(|w| {
                ["in", "at", "inside", "outside", "of", "into", "behind", "enters", "from"]
                    .contains(&w.token.folded.as_str())
            }) || at <= 1;
            placed && count(&mut sentence.iter())
        }
        Element::Dialogue => {
            // "I was robbed at the Hilton."
            let sentence = passage.sentence_at(mention.start);
            let at = sentence.iter().position(|w| w.token.end > mention.start).unwrap_or(0);
            let placed = sentence[at.saturating_sub(3)..at]
                .iter()
                .any(|w| ["at", "inside", "outside", "behind", "in"].contains(&w.token.folded.as_str()));
            let victim = sentence[..at].iter().any(|w| {
                [
                    "robbed",
                    "mugged",
                    "raped",
                    "stabbed",
                    "drugged",
                    "assaulted",
                    "poisoned",
                    "shot",
                    "murdered",
                    "killed",
                    "roofied",
                ]
                .contains(&w.token.folded.as_str())
            });
            placed && victim
        }
        _ => false,
    }
}

/// Dialogue about a thing that the scene has already shown or played inherits its use: the words are about what is seen.
fn inherit(reading: &Reading, found: &mut Found) {
    let shown: Vec<(Option<usize>, usize, Category, String, Usage)> = found
        .all()
        .filter(|m| matches!(m.usage, Some(Usage::Depicted | Usage::Played)) && !is_number(m.category))
        .map(|m| (reading.passages[m.passage].scene, m.passage, m.category, key(m), m.usage.unwrap_or(Usage::Depicted)))
        .collect();
    for mention in found.all_mut() {
        let passage = &reading.passages[mention.passage];
        if passage.element != Element::Dialogue || mention.usage != Some(Usage::Mentioned) || passage.scene.is_none() {
            continue;
        }
        let same_work = |c: Category| c == mention.category || (is_music(c) && is_music(mention.category));
        let earlier = shown.iter().find(|(scene, at, category, name, _)| {
            *scene == passage.scene && *at < mention.passage && same_work(*category) && *name == key(mention)
        });
        if let Some((_, _, category, _, usage)) = earlier {
            mention.usage = Some(*usage);
            mention.category = *category;
        }
    }
}

fn is_music(category: Category) -> bool {
    matches!(category, Category::Recording | Category::Composition)
}

fn key(mention: &Mention) -> String {
    reference::fold(&mention.entity)
}

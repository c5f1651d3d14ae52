//! The synopsis: the events that matter, in order, with everybody introduced at their first mention.

use std::collections::BTreeSet;

use crate::{
    Claim,
    cast::capitalised,
    event::Event,
    people::beside_the_name,
    pronoun::Pronoun,
    reading::Reading,
    words::{sentences, words},
};

/// Words of a synopsis by length of the script: the short form of coverage.
fn length(pages: u32) -> usize {
    match pages {
        0..=18 => 320,
        19..=50 => 400,
        _ => 480,
    }
}

/// The synopsis, the ending included.
pub(crate) fn synopsis(reading: &Reading, events: &[Event]) -> Vec<Claim> {
    let mut introduced = BTreeSet::new();
    let mut before: Option<&Event> = None;
    let mut claims = Vec::new();
    for i in chosen(reading, events) {
        let event = &events[i];
        let Some(mut claim) = introducing(reading, event, &mut introduced) else { continue };
        if claim.text == event.told.text
            && let Some(text) = before.and_then(|b| going_on(reading, b, event))
        {
            claim.text = text;
        }
        before = Some(event);
        claims.push(claim);
    }
    claims
}

/// The sentence of an event with `He` or `She` for its subject, where the sentence before had the same subject in the
/// same scene and nobody else in either could be meant.
fn going_on(reading: &Reading, before: &Event, event: &Event) -> Option<String> {
    let (one, other) = (&before.told.text, &event.told.text);
    let subject = |text: &str| {
        let first = *reading.cast.mentioned(text).first()?;
        reading.cast.first_mention(first, text).filter(|r| r.start < 5).map(|r| (first, r))
    };
    let ((then, _), (now, range)) = (subject(one)?, subject(other)?);
    let pronoun = *reading.pronouns.get(&now)?;
    let mut others = reading.cast.mentioned(one).into_iter().chain(reading.cast.mentioned(other)).filter(|&p| p != now);
    let told = !before.told.extract && !event.told.extract && before.scene() == event.scene();
    let clear = others.all(|p| reading.pronouns.get(&p).is_some_and(|&q| q != pronoun));
    let word = if pronoun == Pronoun::He { "He" } else { "She" };
    let rest = &other[range.end..];
    (then == now && told && clear && rest.starts_with(' ')).then(|| format!("{word}{rest}"))
}

/// Which events are told, by index: the first and the last ones, the best of every stretch of the story, and then the
/// best of the rest until the length is reached.
pub(crate) fn chosen(reading: &Reading, events: &[Event]) -> Vec<usize> {
    let budget = length(reading.screenplay.pages);
    let worths: Vec<f64> = events.iter().map(|e| e.worth(reading)).collect();
    let worth = |i: &usize| worths[*i];
    let stretches = (budget / 32).clamp(1, events.len().max(1));
    let mut order: Vec<usize> = Vec::new();
    order.extend(events.len().checked_sub(1));
    let all: Vec<usize> = (0..events.len()).collect();
    let stretch = |s: usize| &all[s * events.len() / stretches..(s + 1) * events.len() / stretches];
    order
        .extend((0..stretches).filter_map(|s| stretch(s).iter().copied().max_by(|a, b| worth(a).total_cmp(&worth(b)))));
    let mut rest = all.clone();
    rest.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.cmp(b)));
    order.extend(rest);
    let mut taken = BTreeSet::new();
    let mut count = 0;
    for i in order {
        let length = words(&events[i].told.text).count();
        if !taken.contains(&i) && count + length <= budget {
            taken.insert(i);
            count += length;
        }
    }
    taken.into_iter().collect()
}

/// The claim of an event, in which everybody who is mentioned for the first time is introduced: `MARA VOSS (40s)`, and
/// what the script says beside the name where she opens the sentence. The lines of the introductions are cited.
fn introducing(reading: &Reading, event: &Event, introduced: &mut BTreeSet<usize>) -> Option<Claim> {
    let mut lines = event.told.lines.clone();
    let mut text = event.told.text.clone();
    let quoted = text.contains('“') || event.told.extract;
    let mut new = Vec::new();
    for person in reading.cast.mentioned(&text) {
        let character = &reading.screenplay.characters[person];
        let Some(line) = character.introduced.filter(|_| !introduced.contains(&person)) else { continue };
        let name = character.full_name.as_deref().unwrap_or(&character.name);
        if quoted && text.contains(name) && lines.contains(&line) {
            introduced.insert(person);
        }
        let Some(range) = reading.cast.first_mention(person, &text).filter(|_| !quoted) else { continue };
        if text[range.end..].starts_with(['\'', '’']) {
            continue;
        }
        new.push(person);
        let full = name.to_uppercase();
        let age = character.age.as_deref().map(|a| format!(" ({a})")).unwrap_or_default();
        let beside = if range.start == 0 { beside(reading, line, person) } else { None };
        let beside = beside.map(|b| format!(", {b},")).unwrap_or_default();
        let start = if text[..range.start].to_lowercase().ends_with("the ")
            && reading.cast.get(person).shown.starts_with("the ")
        {
            range.start - 4
        } else {
            range.start
        };
        text.replace_range(start..range.end, &format!("{full}{age}{beside}"));
        lines.push(line);
    }
    let claim = event.claim(reading)?;
    let Ok(lines) = reading.citation(&text, &lines, &reading.scene_lines(event.scene())) else { return Some(claim) };
    introduced.extend(new);
    let evidence = reading.evidence(&lines, &text);
    Some(Claim { text: capitalised(&text), evidence, support: claim.support })
}

/// What the script says beside a name where it introduces it, in at most eight words.
pub(crate) fn beside(reading: &Reading, line: usize, person: usize) -> Option<String> {
    let text = reading.line(line);
    let mention = reading.cast.first_mention(person, text)?;
    let sentence = sentences(text).into_iter().find(|r| r.contains(&mention.start))?;
    let said = beside_the_name(&text[sentence], &reading.cast, person)?;
    (words(said).count() <= 8).then(|| said.to_owned())
}

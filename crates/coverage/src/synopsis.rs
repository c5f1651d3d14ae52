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
        0..=18 => 380,
        19..=50 => 430,
        _ => 480,
    }
}

/// How much of the story is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Half a page to a page.
    Short,
    /// Up to three pages.
    Long,
}

/// The synopsis, the ending included.
pub(crate) fn synopsis(reading: &Reading, events: &[Event], form: Form) -> Vec<Claim> {
    let words = match form {
        Form::Short => length(reading.screenplay.pages),
        Form::Long => length(reading.screenplay.pages) * 5 / 2,
    };
    let mut introduced = BTreeSet::new();
    let mut before: Option<&Event> = None;
    let mut claims: Vec<Claim> = Vec::new();
    for i in chosen(events, words) {
        let event = &events[i];
        let Some(mut claim) = introducing(reading, event, &mut introduced) else { continue };
        let untouched = claim.text == event.told.text;
        if let Some(joined) = before.filter(|_| untouched).and_then(|b| said_on(reading, b, event, claims.last()?)) {
            claims.pop();
            claims.push(joined);
            continue;
        }
        if untouched && let Some(text) = before.and_then(|b| going_on(reading, b, event)) {
            claim.text = text;
        }
        before = Some(event);
        claims.push(claim);
    }
    claims
}

/// `Ivo tells Mara that pier four broke and that they will fix it in the spring.`: the claim of a report with the next
/// report of the same speaker to the same person.
fn said_on(reading: &Reading, before: &Event, event: &Event, claim: &Claim) -> Option<Claim> {
    let (then, now) = (before.said()?, event.said()?);
    let fits = then == now && before.scene() == event.scene() && !before.told.extract && !event.told.extract;
    let (_, clause) = event.told.text.split_once(" that ").filter(|_| fits)?;
    let head = claim.text.strip_suffix('.').filter(|h| h.contains(" that ") && !h.contains(" and that "))?;
    let text = format!("{head} and that {clause}");
    if words(&text).count() > 40 {
        return None;
    }
    let mut lines: Vec<usize> = claim.evidence.iter().map(|e| e.line).chain(event.told.lines.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    let lines = reading.citation(&text, &lines, &reading.scene_lines(event.scene())).ok()?;
    let evidence = reading.evidence(&lines, &text);
    Some(Claim { text, evidence, support: claim.support })
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

/// Which events are told, by index: the last one, the best of every scene while there is room, and then the best of the
/// rest until the length (words) is reached.
pub(crate) fn chosen(events: &[Event], budget: usize) -> Vec<usize> {
    let worth = |i: &usize| events[*i].worth();
    let all: Vec<usize> = (0..events.len()).collect();
    let scenes: Vec<&[usize]> = all.chunk_by(|a, b| events[*a].scene() == events[*b].scene()).collect();
    // Neighbouring scenes share a stretch where there are more scenes than sentences.
    let stretches = (budget / 20).clamp(1, scenes.len().max(1));
    let stretch = |s: usize| scenes[s * scenes.len() / stretches..(s + 1) * scenes.len() / stretches].concat();
    let mut order: Vec<usize> = all.last().copied().into_iter().collect();
    order.extend((0..stretches).filter_map(|s| stretch(s).into_iter().max_by(|a, b| worth(a).total_cmp(&worth(b)))));
    let mut rest = all;
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
        let beside =
            if range.start == 0 { beside(reading, line, person).filter(|b| !text.contains(b.as_str())) } else { None };
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

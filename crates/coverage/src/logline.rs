//! The logline: what sets the story going and what the lead does in the end, put together by code from events that
//! were borne out; the model chooses the pair that tells the story best. It never writes one: asked to, small models
//! give the lead somebody else's task.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{
    Claim, Support, asks,
    cast::{capitalised, title_case},
    event::Event,
    ledger::Ledger,
    moment::Telling,
    pronoun::Pronoun,
    reading::Reading,
    synopsis::{self, beside},
    words::words,
};

/// Openings and deeds that are tried with each other.
const TRIED: usize = 3;
/// Longest logline, in words.
const LONGEST: usize = 46;

/// A sentence and the lines it stands on.
type Candidate = (String, Vec<usize>);

/// The logline; `None` as long as something has to be asked, `Some(None)` where there is no story to tell.
pub(crate) fn logline(reading: &Reading, events: &[Event], ledger: &mut Ledger) -> Option<Option<Claim>> {
    let candidates = candidates(reading, events);
    let best = if candidates.len() < 2 {
        0
    } else {
        let told: Vec<&str> =
            synopsis::chosen(reading, events).into_iter().map(|i| events[i].told.text.as_str()).collect();
        likeliest(ledger.all(vec![choosing(&told.join(" "), &candidates)])?.first()?)
    };
    Some(candidates.into_iter().nth(best).and_then(|(text, lines)| {
        let evidence = reading.evidence(&lines, &text);
        (!evidence.is_empty()).then_some(Claim { text, evidence, support: Support::Verified })
    }))
}

/// Every pairing of what may set the story going with what the lead may do about it; failing that the lead's deeds.
fn candidates(reading: &Reading, events: &[Event]) -> Vec<Candidate> {
    let Some(&lead) = reading.roles.first() else { return vec![] };
    let own: Vec<(usize, &Event)> = events.iter().enumerate().filter(|(_, e)| !e.told.extract).collect();
    let subject = |e: &Event| {
        let first = reading.cast.mentioned(&e.told.text).first().copied()?;
        reading.cast.first_mention(first, &e.told.text).is_some_and(|r| r.start < 5).then_some(first)
    };
    let part = |i: usize| i as f64 / events.len().max(1) as f64;
    // A logline wants deeds, and short ones.
    let worth = |e: &Event| {
        let said = if matches!(e.moment.telling, Telling::Speech { .. }) { 0.8 } else { 0.0 };
        e.worth(reading) - said - 0.06 * words(&e.told.text).count().saturating_sub(12) as f64
    };
    let met = |e: &Event| reading.cast.first_mention(lead, &e.told.text).is_some();
    let sets_going = |(i, e): &&(usize, &Event)| part(*i) < 0.5 && subject(e).is_some_and(|s| s != lead);
    let done = |e: &Event| matches!(e.moment.telling, Telling::Deed { .. });
    let meets = best(own.iter().filter(|o| sets_going(o) && done(o.1) && met(o.1)), &worth);
    let deeds_first =
        if meets.is_empty() { best(own.iter().filter(|o| sets_going(o) && done(o.1)), &worth) } else { meets };
    let openings = if deeds_first.is_empty() { best(own.iter().filter(sets_going), &worth) } else { deeds_first };
    // The last of it is for the synopsis.
    let late = best(own.iter().filter(|(i, e)| (0.5..0.93).contains(&part(*i)) && subject(e) == Some(lead)), &worth);
    let deeds = if late.is_empty() { best(own.iter().filter(|(_, e)| subject(e) == Some(lead)), &worth) } else { late };
    let mut found: Vec<Candidate> =
        openings.iter().flat_map(|o| deeds.iter().filter_map(|d| paired(reading, lead, o, d))).collect();
    if found.is_empty() {
        found.extend(deeds.iter().filter_map(|d| borne(reading, deed(reading, lead, d, true), &[d])));
    }
    if found.is_empty() {
        found.extend(
            own.iter()
                .max_by(|a, b| worth(a.1).total_cmp(&worth(b.1)))
                .map(|(_, e)| (e.told.text.clone(), e.told.lines.clone())),
        );
    }
    if found.is_empty() {
        found.extend(
            events.first().filter(|e| e.told.text.ends_with('.')).map(|e| (e.told.text.clone(), e.told.lines.clone())),
        );
    }
    found
}

fn best<'e>(events: impl Iterator<Item = &'e (usize, &'e Event)>, worth: &dyn Fn(&Event) -> f64) -> Vec<&'e Event> {
    let mut list: Vec<&(usize, &Event)> = events.collect();
    list.sort_by(|a, b| worth(b.1).total_cmp(&worth(a.1)).then(a.0.cmp(&b.0)));
    list.into_iter().take(TRIED).map(|(_, e)| *e).collect()
}

/// `When Ivo Pell hands her a notebook, Mara Voss, captain of the Constance, signs the bill of sale.`
fn paired(reading: &Reading, lead: usize, opening: &Event, deed_event: &Event) -> Option<Candidate> {
    if opening.moment.chosen.block >= deed_event.moment.chosen.block {
        return None;
    }
    let opening_text = introduced(reading, lead, opening)?;
    let text = format!("When {opening_text}, {}", deed(reading, lead, deed_event, false)?);
    (words(&text).count() <= LONGEST).then_some(())?;
    borne(reading, Some(text), &[opening, deed_event])
}

/// An event as a clause: its subject by full name, the lead as `her` or `him`.
fn introduced(reading: &Reading, lead: usize, event: &Event) -> Option<String> {
    let text = event.told.text.trim_end_matches('.');
    let subject = *reading.cast.mentioned(text).first()?;
    let range = reading.cast.first_mention(subject, text)?;
    let rest = &text[range.end..];
    let rest = match (reading.cast.first_mention(lead, rest), reading.pronouns.get(&lead)) {
        (Some(at), Some(pronoun)) => {
            let possessive = rest[at.end..].starts_with("'s") || rest[at.end..].starts_with("’s");
            let word = match (pronoun, possessive) {
                (Pronoun::She, _) => "her",
                (Pronoun::He, true) => "his",
                (Pronoun::He, false) => "him",
            };
            let after = if possessive { at.end + rest[at.end..].find('s').unwrap_or(0) + 1 } else { at.end };
            format!("{}{word}{}", &rest[..at.start], &rest[after..])
        }
        _ => rest.to_owned(),
    };
    Some(format!("{}{rest}", full_name(reading, subject)))
}

/// A deed of the lead with the lead introduced: full name, and what the script says beside it.
fn deed(reading: &Reading, lead: usize, event: &Event, opens: bool) -> Option<String> {
    let range = reading.cast.first_mention(lead, &event.told.text)?;
    let name = full_name(reading, lead);
    let name = if opens { capitalised(&name) } else { name };
    let line = reading.screenplay.characters[lead].introduced;
    let beside = line.and_then(|n| beside(reading, n, lead)).map(|b| format!(", {b},")).unwrap_or_default();
    Some(format!("{name}{beside}{}", &event.told.text[range.end..]))
}

fn full_name(reading: &Reading, person: usize) -> String {
    let character = &reading.screenplay.characters[person];
    character.full_name.as_deref().map_or_else(|| reading.cast.get(person).shown.clone(), title_case)
}

/// A sentence with the lines that bear it out: those of its events, and the introductions of whom it names.
fn borne(reading: &Reading, sentence: Option<String>, events: &[&Event]) -> Option<Candidate> {
    let sentence = sentence?;
    let mut lines: Vec<usize> = events.iter().flat_map(|e| e.told.lines.iter().copied()).collect();
    let named = reading.cast.mentioned(&sentence);
    let introductions: Vec<usize> = named.iter().filter_map(|&p| reading.screenplay.characters[p].introduced).collect();
    lines.extend(reading.roles.first().and_then(|&l| reading.screenplay.characters[l].introduced));
    let near: Vec<usize> =
        introductions.into_iter().chain(events.iter().flat_map(|e| reading.scene_lines(e.scene()))).collect();
    let lines = reading.citation(&sentence, &lines, &near).ok()?;
    Some((sentence, lines))
}

fn choosing(story: &str, candidates: &[Candidate]) -> Group {
    let ask = asks::about();
    let options = candidates.iter().map(|(s, _)| s.clone()).collect();
    Group {
        label: "the logline".to_owned(),
        system: ask.system(),
        prefix: ask.prefix(story),
        questions: vec![ask.question(&[], Task::Choose { options })],
    }
}

/// The candidate with the highest log-probability, less a toll on length: a logline is read in one breath.
fn likeliest(answer: &GroupAnswer) -> usize {
    let Some(Answer::Scores(scores)) = answer.answers.first() else { return 0 };
    let worth = |i: &usize| scores[*i].log_prob - 0.3 * scores[*i].tokens as f32;
    (0..scores.len()).max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.cmp(a))).unwrap_or(0)
}

//! The logline: what sets the story going and what is at stake, then who must do what. Code puts it together from what
//! was borne out, in several ways; the model says which of them tells the story best. It never writes one: asked to,
//! small models give the lead somebody else's task.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{
    Claim, Support, asks,
    cast::{capitalised, title_case},
    event::Event,
    gravity::gravity,
    ledger::Ledger,
    meant,
    pronoun::Pronoun,
    reading::Reading,
    synopsis::{self, beside},
    verbs::{Doing, doing, is_base, most_done, third_person},
    words::words,
};

/// How many of each part are tried with each other: what sets it going, what is at stake, what must be done.
const TRIED: (usize, usize, usize) = (2, 2, 3);
/// Longest logline, in words.
const LONGEST: usize = 54;
/// How much a nat a token of the model's preference counts beside a point of what was counted.
const PREFERENCE: f64 = 1.5;

/// A sentence, the lines it stands on, and what its parts weigh.
struct Candidate {
    text: String,
    lines: Vec<usize>,
    weight: f64,
}

/// The logline; `None` as long as something has to be asked, `Some(None)` where there is no story to tell.
pub(crate) fn logline(reading: &Reading, events: &[Event], ledger: &mut Ledger) -> Option<Option<Claim>> {
    let candidates = candidates(reading, events, ledger)?;
    let best = if candidates.len() < 2 {
        0
    } else {
        let told: Vec<&str> = synopsis::chosen(events, 320).into_iter().map(|i| events[i].told.text.as_str()).collect();
        let answers = ledger.all(vec![choosing(&told.join(" "), &candidates), choosing("...", &candidates)])?;
        likeliest(&candidates, answers.first()?, answers.get(1)?)
    };
    Some(candidates.into_iter().nth(best).and_then(|c| {
        let evidence = reading.evidence(&c.lines, &c.text);
        (!evidence.is_empty()).then_some(Claim { text: c.text, evidence, support: Support::Verified })
    }))
}

/// Every way of putting the parts together that holds; failing that the lead's best deed, or the first thing told.
fn candidates(reading: &Reading, events: &[Event], ledger: &mut Ledger) -> Option<Vec<Candidate>> {
    let Some(&lead) = reading.roles.first() else { return Some(vec![]) };
    let own: Vec<(f64, &Event)> = events
        .iter()
        .filter(|e| !e.told.extract)
        .map(|e| (e.moment.chosen.block as f64 / reading.blocks.len().max(1) as f64, e))
        .collect();
    let openings = ranked(&own, TRIED.0, |at, e| opening(reading, lead, at, e));
    let stakes = ranked(&own, TRIED.1, |at, e| stake(reading, lead, at, e));
    let stakes = meant_by(reading, stakes, ledger)?;
    let deeds = ranked(&own, TRIED.2, |at, e| deed(reading, lead, at, e));
    let mut found: Vec<Candidate> = Vec::new();
    for &(o, opening) in &openings {
        for &(d, done) in deeds.iter().filter(|d| d.1.moment.chosen.block > opening.moment.chosen.block) {
            let after = |s: &&Stake| {
                let (first, last) = (opening.moment.chosen.block, done.moment.chosen.block);
                s.event.moment.chosen.block != first && (first..last).contains(&s.event.moment.chosen.block)
            };
            let full = stakes
                .iter()
                .filter(after)
                .filter_map(|s| told(reading, lead, opening, Some(s), done, o + s.weight + d));
            found.extend(full);
        }
    }
    if found.is_empty() {
        let pairs = openings.iter().flat_map(|o| deeds.iter().map(move |d| (o, d)));
        found.extend(pairs.filter_map(|(&(o, opening), &(d, done))| told(reading, lead, opening, None, done, o + d)));
    }
    if found.is_empty() {
        found.extend(deeds.iter().filter_map(|&(weight, e)| alone(reading, lead, e, weight)));
    }
    if found.is_empty() {
        let first = own.iter().max_by(|a, b| a.1.worth().total_cmp(&b.1.worth())).map(|o| o.1);
        let first = first.or_else(|| events.first().filter(|e| e.told.text.ends_with('.')));
        found.extend(first.map(|e| Candidate { text: e.told.text.clone(), lines: e.told.lines.clone(), weight: 0.0 }));
    }
    Some(found)
}

/// What is at stake, as a clause that can stand alone.
struct Stake<'e> {
    event: &'e Event,
    clause: String,
    /// Where the thing stands that its `it` was found to mean.
    named: Option<usize>,
    weight: f64,
}

/// The stakes with what they mean by `it`; one that stays vague weighs less.
fn meant_by<'e>(reading: &Reading, stakes: Vec<(f64, &'e Event)>, ledger: &mut Ledger) -> Option<Vec<Stake<'e>>> {
    let clauses: Vec<Stake> = stakes
        .into_iter()
        .filter_map(|(weight, event)| {
            let (_, clause) = event.told.text.split_once(" that ")?;
            Some(Stake { event, clause: first_clause(clause).to_owned(), named: None, weight })
        })
        .collect();
    let asked: Vec<Option<(Group, Vec<String>)>> = clauses
        .iter()
        .map(|s| meant::is_vague(&s.clause).then(|| meant::group(reading, s.event, &s.clause)).flatten())
        .collect();
    let groups: Vec<Group> = asked.iter().flatten().map(|(g, _)| g.clone()).collect();
    let mut answers = ledger.all(groups)?.into_iter();
    let cleared = clauses.into_iter().zip(asked).map(|(stake, asked)| match asked {
        Some((_, readings)) => match answers.next().and_then(|a| meant::clear(reading, stake.event, readings, a)) {
            Some((clause, named)) => Stake { clause, named: Some(named), ..stake },
            None => Stake { weight: stake.weight - 1.0, ..stake },
        },
        None => stake,
    });
    Some(cleared.collect())
}

fn ranked<'e>(
    events: &[(f64, &'e Event)],
    most: usize,
    weigh: impl Fn(f64, &Event) -> Option<f64>,
) -> Vec<(f64, &'e Event)> {
    let mut list: Vec<(f64, &Event)> = events.iter().filter_map(|&(at, e)| Some((weigh(at, e)?, e))).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.moment.chosen.block.cmp(&b.1.moment.chosen.block)));
    list.truncate(most);
    list
}

/// What may set the story going: somebody else's deed towards the lead, or what the lead is told, in the first half.
fn opening(reading: &Reading, lead: usize, at: f64, event: &Event) -> Option<f64> {
    let subject = event.subject(reading).filter(|&s| s != lead)?;
    let meets = reading.cast.first_mention(lead, &event.told.text).is_some();
    let known = reading.roles.iter().position(|&r| r == subject).is_some_and(|i| i < 8);
    let short = words(&event.told.text).count() <= 24 && reading.cast.mentioned(&event.told.text).len() <= 3;
    ((0.04..0.5).contains(&at) && meets && known && short && !event.told.text.contains(" to ")).then(|| {
        let early = if at > 0.08 { 0.3 } else { 0.0 };
        let given = if event.said().is_none() && most_done(&event.told.text) == Some(Doing::Deed) { 1.5 } else { 0.0 };
        event.worth() + early + given
    })
}

/// What may be at stake: a thing said about others or about what will be, most of all about children, crowds, death.
fn stake(reading: &Reading, lead: usize, at: f64, event: &Event) -> Option<f64> {
    let (speaker, to) = event.said()?;
    let (_, clause) = event.told.text.split_once(" that ")?;
    let count = words(clause).count();
    let heard = to == Some(lead) || reading.present(event.scene()).contains(&lead);
    if speaker == lead || !heard || !(0.08..0.75).contains(&at) || !(4..=18).contains(&count) {
        return None;
    }
    let lower = clause.to_lowercase().replace('’', "'");
    let vague =
        lower.starts_with("it ") || lower.starts_with("it's ") || lower.starts_with("he ") || lower.starts_with("she ");
    Some(event.worth() * 0.5 + gravity(clause) - if vague { 0.8 } else { 0.0 })
}

/// What the lead may have to do: a deed of the lead, not the last of them. The ending is for the synopsis.
fn deed(reading: &Reading, lead: usize, at: f64, event: &Event) -> Option<f64> {
    let own = event.subject(reading) == Some(lead) && event.said().is_none();
    let fits = own && (0.45..0.93).contains(&at) && must(reading, lead, event).is_some();
    let acts = most_done(&event.told.text) == Some(Doing::Deed);
    let first = reading.cast.first_mention(lead, &event.told.text)?;
    let verb = words(&event.told.text[first.end..]).next().and_then(doing);
    let people = reading.cast.mentioned(&event.told.text).len().min(2) as f64;
    fits.then(|| {
        event.worth() + 0.2 * people + if acts { 0.5 } else { 0.0 } + if verb == Some(Doing::Deed) { 0.5 } else { 0.0 }
    })
}

/// `must sign the bill of sale` of `Mara signs the bill of sale.`; of two deeds the second.
fn must(reading: &Reading, lead: usize, event: &Event) -> Option<String> {
    let range = reading.cast.first_mention(lead, &event.told.text).filter(|r| r.start < 5)?;
    let rest = event.told.text[range.end..].trim().trim_end_matches('.');
    let rest = rest.split([';', ':']).next()?.trim();
    let last = rest
        .rsplit_once(" and ")
        .map(|(_, l)| l)
        .filter(|l| verb_of(l).is_some_and(|v| doing(&v) == Some(Doing::Deed)));
    let clause = last.unwrap_or(rest);
    let base = verb_of(clause)?;
    let verb = clause.split(' ').next()?;
    (words(clause).count() <= 16).then(|| {
        // Only the first verb changes its form; one more after `and` would have to as well.
        let tail = &clause[verb.len()..];
        let tail = tail.split(" and ").next().unwrap_or(tail);
        format!("must {base}{tail}")
    })
}

/// The base form of the verb that opens a clause.
fn verb_of(clause: &str) -> Option<String> {
    let verb = clause.split(' ').next()?;
    let shorter = [verb.strip_suffix('s'), verb.strip_suffix("es")].into_iter().flatten().map(str::to_owned);
    let other = verb.strip_suffix("ies").map(|v| format!("{v}y"));
    shorter.chain(other).find(|b| is_base(b) && third_person(b) == verb)
}

/// `When Ivo Pell hands her his dad's test book and says that ..., Mara Voss, captain of the Constance, must ...`
fn told(
    reading: &Reading,
    lead: usize,
    opening: &Event,
    stake: Option<&Stake>,
    done: &Event,
    weight: f64,
) -> Option<Candidate> {
    let going = introduced(reading, lead, opening)?;
    let at_stake = match stake {
        None => String::new(),
        Some(stake) => {
            let clause = &stake.clause;
            let (speaker, _) = stake.event.said()?;
            if opening.subject(reading) == Some(speaker) {
                if opening.said().is_some() {
                    format!(" and that {clause}")
                } else {
                    format!(" and says that {clause}")
                }
            } else {
                format!(" and {} says that {clause}", full_name(reading, speaker))
            }
        }
    };
    let name = full_name(reading, lead);
    let line = reading.screenplay.characters[lead].introduced;
    let beside = line.and_then(|n| beside(reading, n, lead)).map(|b| format!(", {b},")).unwrap_or_default();
    let text = format!("When {going}{at_stake}, {name}{beside} {}.", must(reading, lead, done)?);
    let parts: Vec<&Event> = [Some(opening), stake.map(|s| s.event), Some(done)].into_iter().flatten().collect();
    (words(&text).count() <= LONGEST).then_some(())?;
    let mut candidate = borne(reading, text, &parts, weight)?;
    candidate.lines.extend(stake.and_then(|s| s.named));
    Some(candidate)
}

/// A deed of the lead, with the lead introduced.
fn alone(reading: &Reading, lead: usize, event: &Event, weight: f64) -> Option<Candidate> {
    let range = reading.cast.first_mention(lead, &event.told.text)?;
    let name = capitalised(&full_name(reading, lead));
    let line = reading.screenplay.characters[lead].introduced;
    let beside = line.and_then(|n| beside(reading, n, lead)).map(|b| format!(", {b},")).unwrap_or_default();
    borne(reading, format!("{name}{beside}{}", &event.told.text[range.end..]), &[event], weight)
}

/// An event as a clause: its subject by full name, the lead as `her` or `him`.
fn introduced(reading: &Reading, lead: usize, event: &Event) -> Option<String> {
    let text = first_clause(&event.told.text);
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
    // Of two deeds the one that has to do with the lead.
    let rest = match rest.rsplit_once(" and ") {
        Some((_, last))
            if event.said().is_none() && words(last).any(|w| matches!(w, "her" | "him")) && verb_of(last).is_some() =>
        {
            format!(" {last}")
        }
        _ => rest,
    };
    Some(format!("{}{rest}", full_name(reading, subject)))
}

/// Of `that this and that the other` the first.
fn first_clause(text: &str) -> &str {
    text.split(" and that ").next().unwrap_or(text).trim_end_matches('.')
}

fn full_name(reading: &Reading, person: usize) -> String {
    let character = &reading.screenplay.characters[person];
    character.full_name.as_deref().map_or_else(|| reading.cast.get(person).shown.clone(), title_case)
}

/// A sentence with the lines that bear it out: those of its events, and the introductions of whom it names.
fn borne(reading: &Reading, text: String, events: &[&Event], weight: f64) -> Option<Candidate> {
    let mut lines: Vec<usize> = events.iter().flat_map(|e| e.told.lines.iter().copied()).collect();
    let named = reading.cast.mentioned(&text);
    let introductions: Vec<usize> = named.iter().filter_map(|&p| reading.screenplay.characters[p].introduced).collect();
    lines.extend(reading.roles.first().and_then(|&l| reading.screenplay.characters[l].introduced));
    let near: Vec<usize> =
        introductions.into_iter().chain(events.iter().flat_map(|e| reading.scene_lines(e.scene()))).collect();
    let lines = reading.citation(&text, &lines, &near).ok()?;
    Some(Candidate { text, lines, weight })
}

fn choosing(story: &str, candidates: &[Candidate]) -> Group {
    let ask = asks::about();
    let options = candidates.iter().map(|c| c.text.clone()).collect();
    Group {
        label: "the logline".to_owned(),
        system: ask.system(),
        prefix: ask.prefix(story),
        questions: vec![ask.question(&[], Task::Choose { options })],
    }
}

/// The candidate that the story makes likeliest beyond what it is without the story, together with what was counted.
fn likeliest(candidates: &[Candidate], with: &GroupAnswer, without: &GroupAnswer) -> usize {
    let logs = |a: &GroupAnswer, i: usize| match a.answers.first() {
        Some(Answer::Scores(scores)) => {
            scores.get(i).map_or(0.0, |s| f64::from(s.log_prob) / f64::from(s.tokens.max(1)))
        }
        _ => 0.0,
    };
    let worth = |i: &usize| candidates[*i].weight + PREFERENCE * (logs(with, *i) - logs(without, *i));
    (0..candidates.len()).max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.cmp(a))).unwrap_or(0)
}

//! A claim must out-score the lies that code tells about it: other people, the two swapped, nobody.

use ask::{Answer, Group, GroupAnswer, Task};

use script::{Document, Screenplay};

use crate::{
    asks,
    batch::batches,
    cast::capitalised,
    moment::{Moment, Telling, moments, plain},
    reading::Reading,
    selection::choose,
};

/// Claims that share one window of the script.
const TOGETHER: usize = 5;
/// The groups that put claims beside their lies; claims in the order of the script.
pub(crate) fn groups(reading: &Reading, claims: &[(&Moment, &str)]) -> Vec<Group> {
    together(claims).iter().map(|chunk| group(reading, chunk)).collect()
}

fn together<'c>(claims: &[(&'c Moment, &'c str)]) -> Vec<Vec<(&'c Moment, &'c str)>> {
    batches(claims.to_vec(), TOGETHER, |(_, text)| (*text).to_owned())
}

/// True claims about a script beside the lies that code tells about them, for calibrating a model: deeds in the script's
/// own sentences, at most so many.
pub fn contrasts(document: &Document, screenplay: &Screenplay, most: usize) -> Vec<Group> {
    let reading = Reading::of(document, screenplay);
    let moments = moments(&reading, choose(&reading));
    let told: Vec<(&Moment, &str)> = moments
        .iter()
        .filter_map(|m| match &m.telling {
            Telling::Own { told, said: None } => Some((m, told.as_str())),
            _ => None,
        })
        .filter(|(_, told)| !reading.cast.mentioned(told).is_empty())
        .collect();
    let step = told.len().div_ceil(most.max(1)).max(1);
    let taken: Vec<(&Moment, &str)> = told.into_iter().step_by(step).collect();
    groups(&reading, &taken)
}

/// Whether each claim beat its lies by more than the margin (nats), in the order of the claims.
pub(crate) fn borne(answers: &[&GroupAnswer], claims: usize, margin: f32) -> Vec<bool> {
    let mut verdicts: Vec<bool> =
        answers.iter().flat_map(|g| &g.answers).map(|a| a.margin().is_none_or(|m| m > margin) && scored(a)).collect();
    verdicts.resize(claims, false);
    verdicts
}

fn scored(answer: &Answer) -> bool {
    matches!(answer, Answer::Scores(_))
}

fn group(reading: &Reading, claims: &[(&Moment, &str)]) -> Group {
    let mut blocks: Vec<usize> = claims.iter().flat_map(|(m, _)| window(reading, m.chosen.block)).collect();
    blocks.sort_unstable();
    blocks.dedup();
    let shown: Vec<String> = blocks
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| {
            run.iter()
                .map(|&b| reading.blocks[b].shown_as(&plain(reading, &reading.blocks[b].text)))
                .collect::<Vec<_>>()
                .join("\n")
        })
        .collect();
    let ask = asks::bears_out();
    Group {
        label: "the claims against the page".to_owned(),
        system: ask.system(),
        prefix: ask.prefix(&shown.join("\n...\n")),
        questions: claims
            .iter()
            .map(|(m, claim)| {
                ask.question(&[], Task::Contrast { claim: (*claim).to_owned(), lies: lies(reading, m, claim) })
            })
            .collect(),
    }
}

/// A block and the one before it in its scene.
fn window(reading: &Reading, block: usize) -> Vec<usize> {
    let before = block.checked_sub(1).filter(|&b| reading.blocks[b].scene == reading.blocks[block].scene);
    before.into_iter().chain([block]).collect()
}

/// Sentences that are false if the claim is true: who acts and who is acted upon exchanged, somebody else in the place
/// of either, nobody at all.
pub(crate) fn lies(reading: &Reading, moment: &Moment, claim: &str) -> Vec<String> {
    let mut people = reading.cast.mentioned(claim);
    if let Telling::Speech { speaker, to, .. } = &moment.telling {
        // Who speaks to whom the cues know for certain, and models do not: only what is said can be wrong.
        people.retain(|p| p != speaker && Some(*p) != *to);
    }
    let present = reading.present(moment.chosen.scene);
    let mut others: Vec<usize> =
        present.iter().chain(&reading.roles).copied().filter(|p| !people.contains(p)).collect();
    let mut seen = Vec::new();
    others.retain(|p| {
        !seen.contains(p) && {
            seen.push(*p);
            true
        }
    });
    let shown = |p: usize| reading.cast.get(p).shown.clone();
    let exchange =
        |from: usize, to: usize| reading.cast.replace(claim, |p| Some(shown(if p == from { to } else { p })));
    let mut lies = Vec::new();
    if let [agent, patient, ..] = people[..] {
        lies.push(reading.cast.replace(claim, |p| {
            Some(shown(if p == agent {
                patient
            } else if p == patient {
                agent
            } else {
                p
            }))
        }));
    }
    if let Some(&agent) = people.first() {
        lies.extend(others.iter().take(2).map(|&o| exchange(agent, o)));
        lies.push(reading.cast.replace(claim, |p| Some(if p == agent { "nobody".to_owned() } else { shown(p) })));
    }
    if let (Some(&patient), Some(&other)) = (people.get(1), others.first()) {
        lies.push(exchange(patient, other));
    }
    lies.extend(denied(claim));
    if lies.is_empty() {
        // Nothing in it can be exchanged: at least it must beat its own denial.
        let denial = [(" that ", " that it is not true that "), (" to ", " not to ")];
        let denied =
            denial.iter().find(|(says, _)| claim.contains(says)).map(|(s, turned)| claim.replacen(s, turned, 1));
        lies.push(denied.unwrap_or_else(|| format!("It is not true that {claim}")));
    }
    lies.into_iter().map(|l| capitalised(&l)).filter(|l| l != claim).collect()
}

/// The claim turned over: `that the bridge will open` as `that the bridge will not open`.
fn denied(claim: &str) -> Option<String> {
    const TURNED: [(&str, &str); 14] = [
        (" will not ", " will "),
        (" won't ", " will "),
        (" doesn't ", " always "),
        (" never ", " always "),
        (" is not ", " is "),
        (" isn't ", " is "),
        (" will ", " will not "),
        (" is ", " is not "),
        (" are ", " are not "),
        (" was ", " was not "),
        (" were ", " were not "),
        (" has ", " has not "),
        (" had ", " had not "),
        (" can ", " cannot "),
    ];
    TURNED.iter().find(|(says, _)| claim.contains(says)).map(|(says, turned)| claim.replacen(says, turned, 1))
}

//! What a speech means by `it`: code puts every thing that the script keeps coming back to in its place, the model says
//! which reading the scene bears out. Where no reading stands out, nothing is put.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{asks, cast::find_word, event::Event, reading::Reading, things::things, words::words};

/// Paragraphs and speeches shown before the one that is meant.
const BEFORE: usize = 8;
/// By how many nats the likeliest reading must beat the next one.
const MARGIN: f32 = 3.0;

/// Whether a clause speaks of an `it` that it does not name.
pub(crate) fn is_vague(clause: &str) -> bool {
    words(clause).skip(1).any(|w| w == "it") && !clause.contains("it's") && !clause.contains("it is")
}

/// The group that asks what a clause of an event means; `None` where nothing comes back.
pub(crate) fn group(reading: &Reading, event: &Event, clause: &str) -> Option<(Group, Vec<String>)> {
    let readings: Vec<String> = things(reading).iter().filter_map(|t| put(clause, t)).collect();
    if readings.len() < 2 {
        return None;
    }
    let block = event.moment.chosen.block;
    let scene = reading.blocks[block].scene;
    let shown: Vec<String> = (block.saturating_sub(BEFORE)..=block)
        .filter(|&b| reading.blocks[b].scene == scene)
        .map(|b| reading.blocks[b].shown())
        .collect();
    let ask = asks::meant();
    let options = readings.clone();
    let group = Group {
        label: "what a line means".to_owned(),
        system: ask.system(),
        prefix: ask.prefix(&shown.join("\n")),
        questions: vec![ask.question(&[], Task::Choose { options })],
    };
    Some((group, readings))
}

/// The reading that stands out, and the last line before the event that has its thing.
pub(crate) fn clear(
    reading: &Reading,
    event: &Event,
    readings: Vec<String>,
    answer: &GroupAnswer,
) -> Option<(String, usize)> {
    let Some(Answer::Scores(scores)) = answer.answers.first() else { return None };
    let mut order: Vec<usize> = (0..scores.len().min(readings.len())).collect();
    order.sort_by(|&a, &b| scores[b].log_prob.total_cmp(&scores[a].log_prob));
    let (best, next) = (*order.first()?, *order.get(1)?);
    let clear = readings[best].clone();
    let thing = things(reading).into_iter().find(|t| clear.contains(t.as_str()))?;
    let noun = thing.trim_start_matches("the ");
    let mut before =
        reading.blocks[..=event.moment.chosen.block].iter().rev().flat_map(|b| b.lines.iter().rev().copied());
    let line = before.find(|&n| find_word(reading.line(n), noun).is_some())?;
    (scores[best].log_prob - scores[next].log_prob > MARGIN).then_some((clear, line))
}

/// The clause with a thing in the place of its first `it`.
fn put(clause: &str, thing: &str) -> Option<String> {
    let at = clause
        .match_indices(" it")
        .map(|(at, _)| at)
        .find(|&at| clause[at + 3..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '\'' && c != '’'))?;
    Some(format!("{} {thing}{}", &clause[..at], &clause[at + 3..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_takes_the_place_of_the_word() {
        let clause = "they're walking the kindergarten across it at eight o'clock";
        assert!(is_vague(clause));
        assert_eq!(
            put(clause, "the bridge").as_deref(),
            Some("they're walking the kindergarten across the bridge at eight o'clock")
        );
        assert!(!is_vague("it broke at nineteen hundred"));
        assert_eq!(put("nothing fits", "the bridge"), None);
    }
}

//! Which moment of a beat is told: the model points at a number, code weighs it with what it counted.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{asks, block::BlockKind, passage::Passage, reading::Reading};

/// How much a nat of the model's choice counts beside a point of salience.
const CHOICE: f64 = 0.7;

/// A beat and the block chosen to tell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chosen {
    /// Its scene, by index.
    pub(crate) scene: Option<usize>,
    /// The block, by index.
    pub(crate) block: usize,
    /// How much it stands out, comparable within a script.
    pub(crate) weight: f64,
}

/// One group a passage with beats: the passage is read once, the numbers are scored.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    asked(reading).map(|p| group(reading, p)).collect()
}

fn asked<'r>(reading: &'r Reading) -> impl Iterator<Item = &'r Passage> {
    reading.passages.iter().filter(|p| !p.beats.is_empty())
}

fn group(reading: &Reading, passage: &Passage) -> Group {
    let ask = asks::key();
    let count = passage.blocks.iter().filter(|&&b| reading.blocks[b].kind != BlockKind::Heading).count();
    let options = (1..=count).map(|n| format!(" {n}")).collect();
    let of = reading.screenplay.scenes.len();
    Group {
        label: format!("scene {} of {of}", passage.scene(&reading.blocks)),
        system: ask.system(),
        prefix: ask.prefix(&reading.shown(passage)),
        questions: vec![ask.question(&[], Task::Choose { options })],
    }
}

/// How far the second moment of a beat may fall behind the first.
const FAR: f64 = 2.5;

/// Whether a beat may give a deed and a speech: in a short and a pilot there is time to tell both and keep the better.
fn both(reading: &Reading) -> bool {
    reading.screenplay.pages <= 50
}

/// The best block of every beat, or its best deed and its best speech, in the order of the script.
pub(crate) fn choose(reading: &Reading, answers: &[&GroupAnswer]) -> Vec<Chosen> {
    let scored: Vec<(&Passage, Vec<f64>)> = asked(reading).zip(answers).map(|(p, a)| (p, centred(a))).collect();
    let one = bias(scored.iter().filter(|(_, s)| s.len() > 1).map(|(_, s)| s[0]));
    let later = |(p, s): &(&Passage, Vec<f64>)| -> Vec<f64> {
        let opening = p.blocks.iter().filter(|&&b| opens(reading, b)).map(|&b| p.number(&reading.blocks, b));
        opening.filter(|&n| n > 1).filter_map(|n| s.get(n - 1).copied()).collect()
    };
    let first = bias(scored.iter().flat_map(later));
    let mut chosen = Vec::new();
    for (passage, scores) in scored {
        for beat in &passage.beats {
            let weigh = |&b: &usize| {
                let number = passage.number(&reading.blocks, b);
                let choice = scores.get(number - 1).copied().unwrap_or(0.0);
                let choice = choice
                    - if number == 1 {
                        one
                    } else if opens(reading, b) {
                        first
                    } else {
                        0.0
                    };
                (b, CHOICE * choice + reading.salience[b] + ending(reading, b))
            };
            let mut ranked: Vec<(usize, f64)> = beat.blocks.iter().map(weigh).collect();
            ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let best = ranked.first().copied();
            let kind = |b: usize| reading.blocks[b].is_speech();
            let other = ranked
                .iter()
                .copied()
                .find(|r| best.is_some_and(|best| kind(r.0) != kind(best.0) && r.1 > best.1 - FAR));
            let mut taken: Vec<(usize, f64)> = best.into_iter().chain(other.filter(|_| both(reading))).collect();
            taken.sort_by_key(|t| t.0);
            chosen.extend(taken.into_iter().map(|(block, weight)| Chosen { scene: beat.scene, block, weight }));
        }
    }
    chosen
}

/// Log-probabilities of the numbers, less their median: what stands out, whatever the number of options.
fn centred(answer: &GroupAnswer) -> Vec<f64> {
    let Some(Answer::Scores(scores)) = answer.answers.first() else { return vec![] };
    let values: Vec<f64> = scores.iter().map(|s| f64::from(s.log_prob)).collect();
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    values.into_iter().map(|v| (v - median).clamp(-4.0, 8.0)).collect()
}

/// What the last deeds of a script count more than others: a synopsis tells the ending.
fn ending(reading: &Reading, block: usize) -> f64 {
    let last = block + 4 >= reading.blocks.len() && !reading.blocks[block].is_speech();
    if last { 1.2 } else { 0.0 }
}

/// Whether a block is the first of its scene.
fn opens(reading: &Reading, block: usize) -> bool {
    block.checked_sub(1).is_none_or(|before| reading.blocks[before].kind == BlockKind::Heading)
}

/// How much a model favours a place for being where it is, over all passages of the script.
fn bias(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    if values.len() < 3 { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_favoured_everywhere_is_favoured_nowhere() {
        assert_eq!(bias([5.0, 4.0, 6.0].into_iter()), 5.0);
        assert_eq!(bias([5.0, 4.0].into_iter()), 0.0, "two passages are no pattern");
    }
}

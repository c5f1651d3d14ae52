//! Which sentence of a beat is told, by what can be counted; and the reading of the scenes, in which a model says how
//! much is at stake.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{
    asks,
    block::BlockKind,
    passage::{Beat, Passage},
    reading::Reading,
    saying::{Saying, sayings},
    words::words,
};

/// A beat and what was chosen to tell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chosen {
    /// Its scene, by index.
    pub(crate) scene: Option<usize>,
    /// The block, by index.
    pub(crate) block: usize,
    /// The sentence.
    pub(crate) saying: Saying,
}

/// One group a passage: it is read once, and its questions are scored.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    asked(reading).map(|p| group(reading, p)).collect()
}

fn asked<'r>(reading: &'r Reading) -> impl Iterator<Item = &'r Passage> {
    reading.passages.iter().filter(|p| !p.beats.is_empty())
}

fn group(reading: &Reading, passage: &Passage) -> Group {
    let ask = asks::scene();
    let table = ask.schema();
    let list = |key: &str| -> Vec<String> { serde_json::from_value(table[key].clone()).unwrap_or_default() };
    let of = reading.screenplay.scenes.len();
    let question = |key: &str| {
        let said = |part: &str| table[key][part].as_str().unwrap_or("").to_owned();
        ask.question(
            &[("question", &said("question")), ("lead", &said("lead"))],
            Task::Choose { options: list(&format!("{key} options")) },
        )
    };
    Group {
        label: format!("scene {} of {of}", passage.scene(&reading.blocks)),
        system: ask.system(),
        prefix: ask.prefix(&reading.shown(passage)),
        questions: vec![question("tension"), question("tone")],
    }
}

/// What a model made of a passage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Impression {
    /// The scenes shown, by index.
    pub(crate) scenes: Vec<usize>,
    /// How much is at stake, against the mean of the script, in nats.
    pub(crate) tension: f64,
    /// Tones against the mean of the script, in nats, in the order of the ask's options.
    pub(crate) tones: Vec<f64>,
}

/// What was made of every passage, in order. Only differences within a script count: how a model leans is taken out.
pub(crate) fn impressions(reading: &Reading, answers: &[&GroupAnswer]) -> Vec<Impression> {
    let logs = |a: &GroupAnswer, i: usize| -> Vec<f64> {
        let Some(Answer::Scores(scores)) = a.answers.get(i) else { return vec![] };
        scores.iter().map(|s| f64::from(s.log_prob)).collect()
    };
    let found: Vec<(Vec<usize>, f64, Vec<f64>)> = asked(reading)
        .zip(answers)
        .map(|(passage, answer)| {
            let mut scenes: Vec<usize> = passage.blocks.iter().filter_map(|&b| reading.blocks[b].scene).collect();
            scenes.dedup();
            let stakes = logs(answer, 0);
            let half = stakes.len() / 2;
            let mean = |v: &[f64]| if v.is_empty() { 0.0 } else { v.iter().sum::<f64>() / v.len() as f64 };
            (scenes, mean(&stakes[half..]) - mean(&stakes[..half]), logs(answer, 1))
        })
        .collect();
    let count = found.len().max(1) as f64;
    let mean = found.iter().map(|f| f.1).sum::<f64>() / count;
    let width = found.iter().map(|f| f.2.len()).max().unwrap_or(0);
    let tone = |i: usize| found.iter().filter_map(|f| f.2.get(i)).sum::<f64>() / count;
    let means: Vec<f64> = (0..width).map(tone).collect();
    found
        .into_iter()
        .map(|(scenes, tension, tones)| Impression {
            scenes,
            tension: tension - mean,
            tones: tones.iter().zip(&means).map(|(t, m)| t - m).collect(),
        })
        .collect()
}

/// The names of the tones, in the order of [`Impression::tones`].
pub(crate) fn tones() -> Vec<String> {
    let list: Vec<String> = serde_json::from_value(asks::scene().schema()["tone options"].clone()).unwrap_or_default();
    list.into_iter().map(|t| t.trim().to_owned()).collect()
}

/// Scripts of more pages than this are told in their own sentences wherever there are any.
pub(crate) const FEATURE: u32 = 50;

/// How far another sentence of a beat may fall behind the first.
const FAR: f64 = 2.4;
/// Sentences of a beat that are kept where code can tell them, and where a model has to.
const KEPT: (usize, usize) = (4, 1);

/// The best sentences of every beat, one a block, in the order of the script.
pub(crate) fn choose(reading: &Reading) -> Vec<Chosen> {
    asked(reading).flat_map(|p| &p.beats).flat_map(|beat| chosen(reading, beat)).collect()
}

fn chosen(reading: &Reading, beat: &Beat) -> Vec<Chosen> {
    let of_block = |&block: &usize| {
        let more = ending(reading, block);
        let all = sayings(reading, block).into_iter().map(move |saying| Chosen {
            scene: beat.scene,
            block,
            saying: Saying { weight: saying.weight + more, ..saying },
        });
        all.max_by(|a, b| a.saying.weight.total_cmp(&b.saying.weight))
    };
    let says = |c: &Chosen| words(&c.saying.raw).count() > 3;
    let mut ranked: Vec<Chosen> = beat.blocks.iter().filter_map(of_block).filter(says).collect();
    ranked.sort_by(|a, b| b.saying.weight.total_cmp(&a.saying.weight).then(a.block.cmp(&b.block)));
    let Some(best) = ranked.first().map(|c| c.saying.weight) else { return vec![] };
    let (mut own, mut worded) = KEPT;
    let mut taken: Vec<Chosen> = Vec::new();
    for candidate in ranked.into_iter().filter(|c| c.saying.weight > best - FAR) {
        let room = if candidate.saying.told.is_some() { &mut own } else { &mut worded };
        if *room > 0 {
            *room -= 1;
            taken.push(candidate);
        }
    }
    // A feature has more to tell than there is room for: a model is asked to word only what nothing else tells.
    if reading.screenplay.pages > FEATURE && taken.iter().any(|c| c.saying.told.is_some()) {
        taken.retain(|c| c.saying.told.is_some());
    }
    taken.sort_by_key(|c| c.block);
    taken
}

/// What the last deeds of a script count more than others: a synopsis tells the ending.
fn ending(reading: &Reading, block: usize) -> f64 {
    let last = block + 4 >= reading.blocks.len() && reading.blocks[block].kind == BlockKind::Action;
    if last { 0.7 } else { 0.0 }
}

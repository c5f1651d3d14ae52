//! Dialogue as measured: whether people speak alike, repeat themselves, or make speeches.

use std::collections::BTreeMap;

use crate::{
    block::Block,
    cast::capitalised,
    measure::{Measure, Remark, change, ramp, remark, score, share},
    reading::Reading,
    words::words,
};

/// Voices: people who do not speak alike, do not repeat themselves, and do not make speeches all the time.
pub(crate) fn dialogue(reading: &Reading) -> Measure {
    let speeches: Vec<&Block> = reading.blocks.iter().filter(|b| b.speaker().is_some()).collect();
    if speeches.len() < 8 {
        let lines = speeches
            .first()
            .or(reading.blocks.first().as_ref())
            .map(|b| b.lines.iter().copied().take(2).collect())
            .unwrap_or_default();
        return Measure {
            score: 5.0,
            praise: remark("There is little dialogue to judge.", lines),
            blame: None,
            change: None,
        };
    }
    let mut lengths: Vec<usize> = speeches.iter().map(|b| words(&b.text).count()).collect();
    lengths.sort_unstable();
    let mean = lengths.iter().sum::<usize>() as f64 / lengths.len() as f64;
    let (repeated, twice) = repetition(&speeches);
    let apart = distinctiveness(reading, &speeches);
    let exchange = exchange(reading, &speeches);
    let longest: Vec<usize> = speeches
        .iter()
        .max_by_key(|b| words(&b.text).count())
        .map(|b| b.lines.iter().copied().take(3).collect())
        .unwrap_or_default();
    let parts = [
        (ramp(apart, 0.97, 1.12), "Let each of the main people speak like nobody else."),
        (ramp(repeated, 0.12, 0.01), "Cut what is said twice."),
        (ramp(mean, 34.0, 14.0), "Break up the long speeches."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &longest),
        praise: exchange,
        blame: twice.or_else(|| remark("Speeches run long, and the voices are hard to tell apart.", longest)),
    }
}

/// The share of four-word runs that were spoken before, and a remark on one that was.
fn repetition(speeches: &[&Block]) -> (f64, Option<Remark>) {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let (mut again, mut all, mut shown) = (0usize, 0usize, None);
    for block in speeches {
        let list: Vec<String> = words(&block.text).map(str::to_lowercase).collect();
        for run in list.windows(4) {
            all += 1;
            let first = *seen.entry(run.to_vec()).or_insert(block.lines[0]);
            if first != block.lines[0] {
                again += 1;
                shown.get_or_insert((first, block.lines[0]));
            }
        }
    }
    let remark = shown.and_then(|(a, b)| remark("The dialogue repeats itself.", vec![a, a + 1, b, b + 1]));
    (share(again, all), remark)
}

/// How far apart the main voices are, as a ratio to the same speeches dealt out evenly: 1 means that nobody has a voice
/// of their own.
fn distinctiveness(reading: &Reading, speeches: &[&Block]) -> f64 {
    let main: Vec<usize> =
        reading.roles.iter().copied().filter(|&i| reading.screenplay.characters[i].words >= 60).take(5).collect();
    if main.len() < 2 {
        return 1.0;
    }
    let theirs: Vec<&&Block> = speeches.iter().filter(|b| b.speaker().is_some_and(|s| main.contains(&s))).collect();
    let voice = |blocks: &mut dyn Iterator<Item = &str>| -> BTreeMap<String, f64> {
        let mut counts = BTreeMap::new();
        for word in blocks.flat_map(words) {
            *counts.entry(word.to_lowercase()).or_insert(0.0) += 1.0;
        }
        counts
    };
    let real: Vec<_> = main
        .iter()
        .map(|&p| voice(&mut theirs.iter().filter(|b| b.speaker() == Some(p)).map(|b| b.text.as_str())))
        .collect();
    // Each main speaker's number of speeches, dealt in turn: what is left is chance and topic.
    let mut deal: Vec<Vec<&str>> = vec![Vec::new(); main.len()];
    for (i, block) in theirs.iter().enumerate() {
        deal[i % main.len()].push(&block.text);
    }
    let dealt: Vec<_> = deal.iter().map(|d| voice(&mut d.iter().copied())).collect();
    let (real, dealt) = (distance(&real), distance(&dealt));
    if dealt == 0.0 { 1.0 } else { real / dealt }
}

/// Mean distance of pairs of word counts: one less the cosine of their square roots.
fn distance(voices: &[BTreeMap<String, f64>]) -> f64 {
    let total = |v: &BTreeMap<String, f64>| v.values().sum::<f64>().max(1.0);
    let mut sum = 0.0;
    let mut pairs = 0.0;
    for (i, a) in voices.iter().enumerate() {
        for b in &voices[i + 1..] {
            let shared: f64 =
                a.iter().filter_map(|(w, n)| b.get(w).map(|m| (n / total(a) * m / total(b)).sqrt())).sum();
            sum += 1.0 - shared;
            pairs += 1.0;
        }
    }
    if pairs == 0.0 { 0.0 } else { sum / pairs }
}

/// Two of the main characters answering each other in few words.
fn exchange(reading: &Reading, speeches: &[&Block]) -> Option<Remark> {
    let main: Vec<usize> = reading.roles.iter().copied().take(4).collect();
    let pair = speeches.windows(2).find(|w| {
        let people = (w[0].speaker(), w[1].speaker());
        let (Some(a), Some(b)) = people else { return false };
        let length = |x: &Block| (4..16).contains(&words(&x.text).count());
        a != b && main.contains(&a) && main.contains(&b) && w[0].scene == w[1].scene && length(w[0]) && length(w[1])
    })?;
    let name = |b: &Block| b.speaker().map(|s| reading.cast.get(s).shown.clone()).unwrap_or_default();
    let lines = pair[0].lines.iter().chain(&pair[1].lines).copied().collect();
    remark(
        format!(
            "{} and {} answer each other in few words, each in a voice of their own.",
            capitalised(&name(pair[0])),
            name(pair[1])
        ),
        lines,
    )
}

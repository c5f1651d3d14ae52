//! The grid: seven dimensions measured and judged, and the two verdicts that follow from it.
//!
//! A model's judgement is never taken at its word, and it is never asked for a word of praise: it scores pairs of plain
//! statements about what is on the page, one of which holds of good pages and one of bad ones. The same pairs are put
//! about four texts of our own, two poor ones and two fine ones, and the script is placed between them. A pair by which
//! the model cannot tell those apart does not count; a dimension without one that does is not judged.
//!
//! Verdicts. Project: the mean of the scores, premise, storyline and characterisation counting one and a half, setting
//! one half. Writer: the mean of dialogue, characterisation and structure. From 7.8 on, and with no row poor, recommend;
//! from 6.6 on consider; from 5.4 on consider with reservations; below that pass.

use ask::{Answer, Group, GroupAnswer, Task};

use crate::{
    Claim, Grade, Rating, Recommendation, Support, Verdict,
    asks::{self, Ask},
    canon::canonical,
    ledger::Ledger,
    measure::{DIMENSIONS, Measure, Remark, measures},
    reading::Reading,
};

/// Part of a score that is measured where a model judges too.
const MEASURED: f64 = 0.6;
/// Where the poor and the fine texts lie on the scale.
const ANCHORS: (f64, f64) = (3.0, 8.0);

/// What the grid is made from.
pub(crate) struct Judged {
    /// One a dimension, 0 to 10; absent where the model cannot tell good from bad.
    scores: [Option<f64>; 7],
    /// The genre.
    pub(crate) genre: Option<String>,
}

fn list(value: &serde_json::Value) -> Vec<String> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

/// The groups: the script, then the poor and the fine texts.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    let ask = asks::judge();
    let table = ask.schema();
    let anchors = |key: &str, label: &'static str| list(&table[key]).into_iter().map(move |t| (label, t));
    std::iter::once(("the whole, to judge it", canonical(reading)))
        .chain(anchors("poor", "a poor page, to compare"))
        .chain(anchors("fine", "a fine page, to compare"))
        .map(|(label, text)| Group {
            label: label.into(),
            system: ask.system(),
            prefix: ask.prefix(&text),
            questions: questions(ask),
        })
        .collect()
}

fn questions(ask: &Ask) -> Vec<ask::Question> {
    let table = ask.schema();
    let mut questions: Vec<ask::Question> = DIMENSIONS
        .iter()
        .map(|d| {
            let side = &table["sides"][*d];
            let pairs: Vec<Vec<String>> = serde_json::from_value(side["pairs"].clone()).unwrap_or_default();
            ask.question(&[("lead", side["lead"].as_str().unwrap_or(""))], Task::Choose { options: pairs.concat() })
        })
        .collect();
    questions.push(asks::genre().question(&[], Task::Choose { options: list(&table["genres"]) }));
    questions
}

/// What the model judged; `None` as long as it has to be asked.
pub(crate) fn judged(reading: &Reading, ledger: &mut Ledger) -> Option<Judged> {
    let answers = ledger.all(groups(reading))?;
    let (script, anchors) = answers.split_first()?;
    let poor = list(&asks::judge().schema()["poor"]).len();
    let (poor, fine) = anchors.split_at(poor.min(anchors.len()));
    let scores = std::array::from_fn(|i| {
        let of = |answers: &[&GroupAnswer]| answers.iter().map(|a| leanings(a, i)).collect::<Vec<_>>();
        placed(&leanings(script, i), &of(poor), &of(fine))
    });
    Some(Judged { scores, genre: genre(script, anchors) })
}

/// For every pair of question `i`, by how much the good statement is likelier than the bad one, in nats a token.
fn leanings(answer: &GroupAnswer, i: usize) -> Vec<f64> {
    let Some(Answer::Scores(scores)) = answer.answers.get(i) else { return vec![] };
    let each: Vec<f64> = scores.iter().map(|s| f64::from(s.log_prob) / f64::from(s.tokens.max(1))).collect();
    each.chunks_exact(2).map(|pair| pair[0] - pair[1]).collect()
}

/// The place of a script between the poor and the fine texts, over the pairs that tell those apart.
fn placed(script: &[f64], poor: &[Vec<f64>], fine: &[Vec<f64>]) -> Option<f64> {
    let places: Vec<f64> = script
        .iter()
        .enumerate()
        .filter_map(|(pair, &value)| {
            let of = |list: &[Vec<f64>]| list.iter().filter_map(|l| l.get(pair).copied()).collect::<Vec<_>>();
            between(value, &of(poor), &of(fine))
        })
        .collect();
    (!places.is_empty()).then(|| places.iter().sum::<f64>() / places.len() as f64)
}

/// A place on the scale between two sets of values; `None` where they overlap.
fn between(value: f64, poor: &[f64], fine: &[f64]) -> Option<f64> {
    let (low, high) = ANCHORS;
    let most = |v: &[f64]| v.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = |v: &[f64]| v.iter().copied().fold(f64::INFINITY, f64::min);
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len().max(1) as f64;
    let apart = !poor.is_empty() && !fine.is_empty() && least(fine) > most(poor);
    let (from, to) = (mean(poor), mean(fine));
    apart.then(|| (low + (high - low) * (value - from) / (to - from)).clamp(1.0, 9.5))
}

/// The genre that the script makes likeliest, both as it stands and beyond what the model says of any pages; none
/// where the two differ, for a wrong genre at the head of a report is worse than none.
fn genre(script: &GroupAnswer, others: &[&GroupAnswer]) -> Option<String> {
    let logs = |a: &GroupAnswer| -> Vec<f64> {
        let Some(Answer::Scores(scores)) = a.answers.get(DIMENSIONS.len()) else { return vec![] };
        scores.iter().map(|s| f64::from(s.log_prob)).collect()
    };
    let found = logs(script);
    let usual = |i: usize| {
        let list: Vec<f64> = others.iter().filter_map(|a| logs(a).get(i).copied()).collect();
        if list.is_empty() { 0.0 } else { list.iter().sum::<f64>() / list.len() as f64 }
    };
    // What is likely anyway counts half: a drama is the commonest thing.
    let worth = |i: &usize| found[*i] - 0.5 * usual(*i);
    let first_by = |of: &dyn Fn(&usize) -> f64| (0..found.len()).max_by(|a, b| of(a).total_cmp(&of(b)).then(b.cmp(a)));
    let best = first_by(&worth)?;
    if first_by(&|i| found[*i]) != Some(best) {
        return None;
    }
    let names = list(&asks::judge().schema()["genres"]);
    let name = names.get(best)?.trim();
    let name =
        name.trim_start_matches("an ").trim_start_matches("a ").trim_end_matches(" film").trim_end_matches(" story");
    Some(name.to_owned())
}

/// The seven rows.
pub(crate) fn ratings(reading: &Reading, judged: &Judged) -> Vec<Rating> {
    let measures = measures(reading);
    let rows = DIMENSIONS.iter().zip(measures).zip(judged.scores);
    rows.filter_map(|((dimension, measure), judged)| rating(reading, dimension, &measure, judged)).collect()
}

fn rating(reading: &Reading, dimension: &str, measure: &Measure, judged: Option<f64>) -> Option<Rating> {
    let score = judged.map_or(measure.score, |j| MEASURED * measure.score + (1.0 - MEASURED) * j);
    let praised = measure.score >= 5.5;
    let (first, second) = if praised { (&measure.praise, &measure.blame) } else { (&measure.blame, &measure.praise) };
    let plain = Remark {
        text: "Nothing on the page stands out here.".to_owned(),
        lines: reading.blocks.first()?.lines.clone(),
    };
    let reason =
        [first.as_ref(), second.as_ref(), Some(&plain)].into_iter().flatten().find_map(|r| claim(reading, r))?;
    Some(Rating {
        dimension: dimension.to_owned(),
        grade: grade(score),
        score: tenth(score),
        measured: Some(tenth(measure.score)),
        judged: judged.map(tenth),
        reason,
        change: measure.change.as_ref().and_then(|c| claim(reading, c)),
    })
}

/// A remark as a claim, if its lines bear it out; names are looked for in the whole script.
pub(crate) fn claim(reading: &Reading, remark: &Remark) -> Option<Claim> {
    let near: Vec<usize> =
        remark.lines.iter().flat_map(|&n| n.saturating_sub(12)..=n + 12).filter(|&n| n > 0).collect();
    let lines = reading.citation(&remark.text, &remark.lines, &near).ok()?;
    let evidence = reading.evidence(&lines, &remark.text);
    (!evidence.is_empty()).then(|| Claim { text: remark.text.clone(), evidence, support: Support::Verified })
}

fn tenth(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

/// Poor below 4.5, fair below 6.2, good below 8, else excellent.
fn grade(score: f64) -> Grade {
    match score {
        s if s < 4.5 => Grade::Poor,
        s if s < 6.2 => Grade::Fair,
        s if s < 8.0 => Grade::Good,
        _ => Grade::Excellent,
    }
}

/// The two verdicts by the rule at the head of this file; `None` unless all rows are there.
pub(crate) fn verdict(ratings: &[Rating]) -> Option<Verdict> {
    if ratings.len() < DIMENSIONS.len() {
        return None;
    }
    let poor = ratings.iter().any(|r| r.grade == Grade::Poor);
    let mean = |weight: &dyn Fn(&str) -> f64| {
        let total: f64 = ratings.iter().map(|r| weight(&r.dimension)).sum();
        ratings.iter().map(|r| r.score * weight(&r.dimension)).sum::<f64>() / total
    };
    let project = mean(&|d| match d {
        "premise" | "storyline" | "characterisation" => 1.5,
        "setting" => 0.5,
        _ => 1.0,
    });
    let writer = mean(&|d| f64::from(u8::from(matches!(d, "dialogue" | "characterisation" | "structure"))));
    Some(Verdict { project: recommendation(project, poor), writer: recommendation(writer, poor) })
}

fn recommendation(mean: f64, poor: bool) -> Recommendation {
    match mean {
        m if m >= 7.8 && !poor => Recommendation::Recommend,
        m if m >= 6.6 => Recommendation::Consider,
        m if m >= 5.4 => Recommendation::ConsiderWithReservations,
        _ => Recommendation::Pass,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_placed_between_the_anchors() {
        assert_eq!(between(1.0, &[0.0, 0.0], &[2.0, 2.0]), Some(5.5));
        assert_eq!(between(9.0, &[0.0], &[2.0]), Some(9.5));
        assert_eq!(between(1.0, &[2.0], &[2.0]), None, "a model that sees no difference judges nothing");
        assert_eq!(between(1.0, &[0.0, 1.6], &[1.5, 2.0]), None, "nor one that takes a poor page for a fine one");
    }

    fn row(dimension: &str, score: f64) -> Rating {
        let reason = Claim { text: String::new(), evidence: vec![], support: Support::Verified };
        Rating {
            dimension: dimension.into(),
            grade: grade(score),
            score,
            measured: None,
            judged: None,
            reason,
            change: None,
        }
    }

    #[test]
    fn verdicts_follow_the_grid() {
        let of = |score: f64| verdict(&DIMENSIONS.map(|d| row(d, score))).map(|v| v.project);
        assert_eq!(of(5.0), Some(Recommendation::Pass));
        assert_eq!(of(6.0), Some(Recommendation::ConsiderWithReservations));
        assert_eq!(of(7.0), Some(Recommendation::Consider));
        assert_eq!(of(8.0), Some(Recommendation::Recommend));
        assert_eq!(verdict(&[row("premise", 9.0)]), None);
    }

    #[test]
    fn one_poor_row_bars_a_recommendation() {
        let mut rows = DIMENSIONS.map(|d| row(d, 9.0));
        rows[5] = row("setting", 4.0);
        assert_eq!(verdict(&rows).map(|v| v.project), Some(Recommendation::Consider));
    }
}

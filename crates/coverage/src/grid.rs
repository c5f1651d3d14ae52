//! The grid: seven dimensions measured and judged, and the two verdicts that follow from it.
//!
//! A model's judgement is never taken at its word: the same questions are put about two texts of our own, a poor one and
//! a fine one, and the script is placed between them. A model that cannot tell those two apart judges nothing.
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
/// Where the poor and the fine anchor lie on the scale.
const ANCHORS: (f64, f64) = (3.0, 8.0);
/// By how much a model's expectation must differ between the anchors for its judgement to count, in options.
const APART: f64 = 0.15;

/// What the grid is made from.
pub(crate) struct Judged {
    /// One a dimension, 0 to 10; absent where the model cannot tell good from bad.
    scores: [Option<f64>; 7],
    /// The genre.
    pub(crate) genre: Option<String>,
}

/// The groups: the script, the poor anchor, the fine anchor.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    let ask = asks::judge();
    let table = ask.schema();
    let text = |key: &str| table[key].as_str().unwrap_or("").to_owned();
    [
        ("the whole, to judge it", canonical(reading)),
        ("a poor page, to compare", text("weak")),
        ("a fine page, to compare", text("strong")),
    ]
    .into_iter()
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
    let list = |key: &str| -> Vec<String> { serde_json::from_value(table[key].clone()).unwrap_or_default() };
    let mut questions: Vec<ask::Question> = DIMENSIONS
        .iter()
        .map(|d| {
            let side = &table["sides"][*d];
            let blanks =
                [("question", side["question"].as_str().unwrap_or("")), ("lead", side["lead"].as_str().unwrap_or(""))];
            ask.question(&blanks, Task::Choose { options: list("options") })
        })
        .collect();
    questions.push(asks::genre().question(&[], Task::Choose { options: list("genres") }));
    questions
}

/// What the model judged; `None` as long as it has to be asked.
pub(crate) fn judged(reading: &Reading, ledger: &mut Ledger) -> Option<Judged> {
    let answers = ledger.all(groups(reading))?;
    let [script, poor, fine] = answers[..] else { return None };
    let scores =
        std::array::from_fn(|i| between(expectation(script, i)?, expectation(poor, i)?, expectation(fine, i)?));
    Some(Judged { scores, genre: genre(script) })
}

/// The expected option, 0 to 3, under the scores of question `i`.
fn expectation(answer: &GroupAnswer, i: usize) -> Option<f64> {
    let Some(Answer::Scores(scores)) = answer.answers.get(i) else { return None };
    let most = scores.iter().map(|s| f64::from(s.log_prob)).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = scores.iter().map(|s| (f64::from(s.log_prob) - most).exp()).collect();
    let total: f64 = weights.iter().sum();
    (total > 0.0).then(|| weights.iter().enumerate().map(|(n, w)| n as f64 * w).sum::<f64>() / total)
}

/// A place on the scale between the anchors; `None` where they cannot be told apart.
fn between(value: f64, poor: f64, fine: f64) -> Option<f64> {
    let (low, high) = ANCHORS;
    (fine - poor > APART).then(|| (low + (high - low) * (value - poor) / (fine - poor)).clamp(1.0, 9.5))
}

/// The genre, where the model is sure enough to give it four parts in ten.
fn genre(script: &GroupAnswer) -> Option<String> {
    let Some(Answer::Scores(scores)) = script.answers.get(DIMENSIONS.len()) else { return None };
    let weights: Vec<f64> = scores.iter().map(|s| f64::from(s.log_prob).exp()).collect();
    let total: f64 = weights.iter().sum();
    let best = (0..weights.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(b.cmp(&a)))?;
    let names: Vec<String> = serde_json::from_value(asks::judge().schema()["genres"].clone()).unwrap_or_default();
    let name = names.get(best).filter(|_| weights[best] >= 0.4 * total)?.trim();
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
        assert_eq!(between(1.0, 0.0, 2.0), Some(5.5));
        assert_eq!(between(9.0, 0.0, 2.0), Some(9.5));
        assert_eq!(between(1.0, 2.0, 2.0), None, "a model that sees no difference judges nothing");
        assert_eq!(between(1.0, 2.0, 1.0), None);
    }

    fn row(dimension: &str, score: f64) -> Rating {
        let reason = Claim { text: String::new(), evidence: vec![], support: Support::Verified };
        Rating { dimension: dimension.into(), grade: grade(score), score, measured: None, judged: None, reason }
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

//! The themes: a closed list, each with the words by which a scene can be seen to carry it; a model says which of them
//! the story as told makes likelier than no story at all.

use std::{collections::BTreeMap, sync::LazyLock};

use ask::{Answer, Group, GroupAnswer, Task};
use serde::Deserialize;

use crate::{
    Claim, Support, asks,
    block::{Block, BlockKind},
    ledger::Ledger,
    reading::Reading,
    words::{stem, words},
};

/// How many themes are named at most.
const MOST: usize = 3;
/// A theme is carried by at least so many scenes.
const LEAST: usize = 3;
/// How many lines are cited for a theme.
const CITED: usize = 5;
/// How much a nat of the model's preference counts beside the logarithm of the scenes.
const PREFERENCE: f64 = 0.12;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    name: String,
    says: String,
    terms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    #[cfg_attr(not(test), allow(dead_code))]
    as_of: String,
    theme: Vec<Theme>,
}

static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
    toml::from_str::<Table>(include_str!("../tables/themes.toml")).map(|t| t.theme).unwrap_or_default()
});

/// A theme with the first line of every scene that carries it, and how many hits each scene has.
struct Carried<'t> {
    theme: &'t Theme,
    lines: Vec<usize>,
    weight: f64,
}

/// The themes, the one carried furthest first; `None` as long as it has to be asked.
pub(crate) fn themes(reading: &Reading, story: &str, ledger: &mut Ledger) -> Option<Vec<Claim>> {
    let mut carried = carried(reading);
    if !carried.is_empty() && !story.is_empty() {
        let asked = vec![group(story, &carried), group("...", &carried)];
        let answers = ledger.all(asked)?;
        let logs = |a: Option<&&GroupAnswer>, i: usize| match a.and_then(|a| a.answers.first()) {
            Some(Answer::Scores(scores)) => scores.get(i).map_or(0.0, |s| f64::from(s.log_prob)),
            _ => 0.0,
        };
        for (i, theme) in carried.iter_mut().enumerate() {
            theme.weight += PREFERENCE * (logs(answers.first(), i) - logs(answers.get(1), i));
        }
    }
    carried.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.theme.name.cmp(&b.theme.name)));
    Some(carried.into_iter().take(MOST).filter_map(|c| claim(reading, &c)).collect())
}

fn claim(reading: &Reading, carried: &Carried) -> Option<Claim> {
    let step = carried.lines.len().div_ceil(CITED).max(1);
    let lines: Vec<usize> = carried.lines.iter().copied().step_by(step).collect();
    let text = format!("A theme is {}.", carried.theme.name);
    let evidence = reading.evidence(&lines, &carried.theme.terms.join(" "));
    (!evidence.is_empty()).then_some(Claim { text, evidence, support: Support::Verified })
}

/// The themes that enough scenes carry, weighed by how much they stand out from the others.
fn carried(reading: &Reading) -> Vec<Carried<'static>> {
    let told = |b: &&Block| b.kind != BlockKind::Heading;
    let lines: Vec<(usize, Option<usize>, Vec<String>)> = reading
        .blocks
        .iter()
        .filter(told)
        .flat_map(|b| b.lines.iter().skip(usize::from(b.is_speech() && !b.cue.is_empty())).map(|&n| (n, b.scene)))
        .map(|(n, scene)| (n, scene, words(reading.line(n)).map(stem).collect()))
        .collect();
    let all = reading.screenplay.scenes.len().max(1) as f64;
    THEMES
        .iter()
        .filter_map(|theme| {
            let wanted: Vec<Vec<String>> = theme.terms.iter().map(|t| words(t).map(stem).collect()).collect();
            let count =
                |stems: &[String]| wanted.iter().filter(|w| stems.windows(w.len()).any(|s| s == w.as_slice())).count();
            // The line of each scene that has most of the words.
            let mut best: BTreeMap<Option<usize>, (usize, usize)> = BTreeMap::new();
            let mut hits = 0usize;
            for (n, scene, stems) in &lines {
                let found = count(stems);
                hits += usize::from(found > 0);
                if found > best.get(scene).map_or(0, |b| b.0) {
                    best.insert(*scene, (found, *n));
                }
            }
            // Nearly every scene has a father or a door; what matters is how often.
            let weight = (best.len() as f64 / all) + (hits as f64 / lines.len().max(1) as f64 * 20.0).min(1.5);
            (best.len() >= LEAST).then(|| Carried {
                theme,
                lines: best.into_values().map(|(_, n)| n).collect(),
                weight,
            })
        })
        .collect()
}

fn group(story: &str, carried: &[Carried]) -> Group {
    let ask = asks::theme();
    let options = carried.iter().map(|c| c.theme.says.clone()).collect();
    Group {
        label: "the themes".to_owned(),
        system: ask.system(),
        prefix: ask.prefix(story),
        questions: vec![ask.question(&[], Task::Choose { options })],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_can_be_seen() {
        let table: Table = toml::from_str(include_str!("../tables/themes.toml")).unwrap();
        assert!(!table.source.is_empty() && !table.as_of.is_empty());
        for theme in &table.theme {
            assert!(theme.terms.len() >= 5 && theme.says.starts_with(' '), "{}", theme.name);
        }
    }
}

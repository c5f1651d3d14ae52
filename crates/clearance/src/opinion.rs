//! A model's second opinion on what the rules found neutral. It may make an item more severe, never less, and both stand
//! on the item.

use ask::{Answer, Answers, Group, Question, Task};
use serde::{Deserialize, Serialize};

use crate::{Category, ClearanceReport, Element, Item, Risk, Usage};

/// What a model made of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondOpinion {
    /// `attacks`, `just mentions` or `praises`.
    pub attitude: String,
    /// Margin of `attacks` over `just mentions`, less the same for a line that says nothing, in hundredths of a nat.
    pub margin: i32,
    /// Whether it made the item more severe.
    pub raised: bool,
}

const VERSION: u32 = 1;
const OPTIONS: [&str; 3] = ["attacks", "just mentions", "praises"];
/// Nats by which the line must lean towards an attack more than a line that says nothing does.
const LEANS: f32 = 1.5;
/// A line that says nothing: what a model answers to it is its own leaning, and is taken off.
const NEUTRAL: &str = "It is there.";

/// The question about an item; `None` where the rules are sure or the use cannot be an attack.
fn group(item: &Item) -> Option<Group> {
    let judged =
        matches!(item.category, Category::Product | Category::Business | Category::Mark | Category::RealPerson);
    let place = item.occurrences.iter().find(|o| o.element == Element::Dialogue)?;
    let open = item.usage == Usage::Mentioned && item.modifiers.is_empty() && item.risk != Risk::Red;
    // A name and nothing else is no opinion.
    let says = place.excerpt.split_whitespace().count() >= 4;
    (judged && open && says).then(|| ask_about(&place.excerpt, &item.text, &item.text))
}

fn ask_about(line: &str, name: &str, label: &str) -> Group {
    Group {
        label: format!("how {label} is spoken of"),
        system: "You read screenplays for a lawyer.".into(),
        prefix: format!("A character says:\n\n{line}\n"),
        questions: vec![Question {
            name: "clearance.attitude".into(),
            version: VERSION,
            text: format!("\nHow does the character speak of {name}?"),
            lead: "The character".into(),
            task: Task::Choose { options: OPTIONS.iter().map(|o| format!(" {o}")).collect() },
        }],
    }
}

fn calibration() -> Group {
    ask_about(NEUTRAL, "it", "nothing")
}

/// The questions that are still open.
pub(crate) fn pending(report: &ClearanceReport, answers: &Answers) -> Vec<Group> {
    let mut groups: Vec<Group> = report.items.iter().filter_map(group).collect();
    if !groups.is_empty() {
        groups.insert(0, calibration());
    }
    let mut seen = std::collections::BTreeSet::new();
    groups.retain(|g| answers.get(g).is_none() && seen.insert(g.key()));
    groups
}

/// Writes the answers onto the items.
pub(crate) fn apply(report: &mut ClearanceReport, answers: &Answers) {
    let leaning = scores(answers, &calibration()).map_or(0.0, |s| s[0] - s[1]);
    for item in &mut report.items {
        let Some(scores) = group(item).and_then(|g| scores(answers, &g)) else { continue };
        let margin = scores[0] - scores[1] - leaning;
        let best = (0..3).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(1);
        let attacks = margin > LEANS && best == 0;
        let raised = attacks && item.risk == Risk::Green;
        if raised {
            item.risk = Risk::Amber;
            item.reason = "The rules find nothing said against it; the model reads the line as an attack.".into();
            item.rule = "second-opinion".into();
            item.recommended = "counsel".into();
            item.action = "Have someone read the line and judge whether a fact is claimed.".into();
        }
        let attitude = if attacks { 0 } else { best.max(1) };
        item.second_opinion =
            Some(SecondOpinion { attitude: OPTIONS[attitude].into(), margin: (margin * 100.0) as i32, raised });
    }
    report.counts = crate::report::counts(&report.items);
}

/// Log-probabilities of the options, each over its number of tokens.
fn scores(answers: &Answers, group: &Group) -> Option<[f32; 3]> {
    let Answer::Scores(scores) = answers.get(group)?.answers.first()? else { return None };
    let each = |i: usize| scores.get(i).map(|s| s.log_prob / s.tokens.max(1) as f32);
    Some([each(0)?, each(1)?, each(2)?])
}

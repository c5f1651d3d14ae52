//! Readers made by hand, and a way to the end of a reading with them.

use std::{fs, path::Path};

use ask::{Answer, Answers, Group, GroupAnswer, Question, Score, Task};
use coldread_coverage::{Calibration, CoverageReport, Mode, Step, next};
use script::{Document, Format, Screenplay};

/// A model that believes every claim that beats its lies at all.
pub(crate) const WITH_MODEL: Mode = Mode::WithModel(Calibration { margin_millinats: 0 });

/// A script of the fixtures, read.
pub(crate) fn fixture(name: &str) -> (Document, Screenplay) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts").join(name).join("script.fountain");
    read(&fs::read_to_string(path).expect("the fixture is part of the source"))
}

/// A script in Fountain, read.
pub(crate) fn read(text: &str) -> (Document, Screenplay) {
    let document = Document::from_text(Format::Fountain, text);
    let screenplay = script::parse(&document);
    (document, screenplay)
}

/// The report that a reader's answers lead to; `keep` sees every group as it is asked.
pub(crate) fn cover(
    document: &Document,
    screenplay: &Screenplay,
    answer: &dyn Fn(&Question) -> Answer,
    answers: &mut Answers,
) -> CoverageReport {
    for _ in 0..20 {
        match next(document, screenplay, answers, WITH_MODEL) {
            Step::Done(report) => return *report,
            Step::Ask(groups) => {
                assert!(!groups.is_empty(), "asking nothing would never end");
                for group in groups {
                    assert!(answers.get(&group).is_none(), "asked twice: {}", group.label);
                    answers.insert(group.key(), answered(&group, answer));
                }
            }
        }
    }
    panic!("the desk does not come to an end");
}

fn answered(group: &Group, answer: &dyn Fn(&Question) -> Answer) -> GroupAnswer {
    GroupAnswer {
        answers: group.questions.iter().map(answer).collect(),
        tokens_read: group.budget().read,
        tokens_written: 10,
    }
}

/// Scores with the best at `best`.
pub(crate) fn scores(count: usize, best: usize) -> Answer {
    Answer::Scores((0..count).map(|i| Score { log_prob: if i == best { -1.0 } else { -3.0 }, tokens: 1 }).collect())
}

/// A reader that copies: it tells a passage by its first sentence and believes every claim.
pub(crate) fn honest(question: &Question) -> Answer {
    match &question.task {
        Task::Choose { options } => scores(options.len(), options.len() / 2),
        Task::Contrast { lies, .. } => scores(lies.len() + 1, 0),
        Task::Phrase { .. } => {
            let passage = question.text.split('"').nth(1).unwrap_or("");
            let end = passage.find(['.', '!', '?']).map_or(passage.len(), |i| i + 1);
            let key = question.name.trim_start_matches("coverage.");
            let key = if key == "tell" { "told" } else { key };
            Answer::Written(serde_json::json!({ key: passage[..end].trim() }))
        }
    }
}

//! Moments told in a sentence: what the model is asked, and what it wrote. A sentence that the rules or the contrast do
//! not bear out is asked once more about a narrower passage, and then gives way to the script's own words.

use ask::{Answer, Budget, Group, GroupAnswer, Question, Task};
use serde_json::Value;

use crate::{
    asks::{self, Ask},
    batch::batches,
    cast::capitalised,
    extract::best_sentence,
    moment::{Moment, Telling},
    reading::Reading,
};

/// Questions that share one set of examples; more would not be decoded in one go.
const TOGETHER: usize = 12;
/// Longest sentence after its subject, in characters; what reaches it was cut off.
const LONGEST: usize = 150;
/// Most tokens a sentence may take, JSON included.
const TOKENS: u32 = 64;

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// The sentence.
    pub(crate) text: String,
    /// Lines cited, in order.
    pub(crate) lines: Vec<usize>,
    /// Whether it is the script's own words.
    pub(crate) extract: bool,
}

/// How many groups and tokens the whole reading is expected to take.
pub(crate) fn outlook(passages: usize, beats: usize) -> (usize, Budget) {
    // About one sentence in four has to be worded by a model, and then to beat its lies.
    let worded = beats / 4 + 1;
    let groups = passages + worded.div_ceil(TOGETHER) * 3 + 8;
    (groups, Budget { read: worded as u64 * 300 + 6_000, write: worded as u64 * u64::from(TOKENS) })
}

/// The groups that word these moments. `narrow` asks about the most telling sentence alone.
pub(crate) fn groups(reading: &Reading, moments: &[&Moment], narrow: bool) -> Vec<Group> {
    let (mut deeds, mut speeches) = (Vec::new(), Vec::new());
    for moment in moments {
        let Some((ask, question)) = question(reading, moment, narrow) else { continue };
        if std::ptr::eq(ask, asks::tell()) { deeds.push(question) } else { speeches.push(question) }
    }
    let wrap = |ask: &'static Ask, questions: Vec<Question>, what: &str| -> Vec<Group> {
        let group = |questions: Vec<Question>| Group {
            label: what.to_owned(),
            system: ask.system(),
            prefix: ask.prefix(""),
            questions,
        };
        together(questions).into_iter().map(group).collect()
    };
    let mut groups = wrap(asks::tell(), deeds, "the key moments");
    groups.extend(wrap(asks::report(), speeches, "the key speeches"));
    groups
}

/// The sentences that were written, in the order of the moments; `None` where none was asked for or none came.
pub(crate) fn written(
    reading: &Reading,
    moments: &[&Moment],
    narrow: bool,
    answers: &[&GroupAnswer],
) -> Vec<Option<String>> {
    let deeds = moments.iter().filter(|m| matches!(m.telling, Telling::Deed { .. }));
    let deeds: Vec<Question> = deeds.filter_map(|m| question(reading, m, narrow)).map(|(_, q)| q).collect();
    let (deed_answers, speech_answers) = answers.split_at(together(deeds).len().min(answers.len()));
    let mut deed_answers = deed_answers.iter().flat_map(|g| &g.answers);
    let mut speech_answers = speech_answers.iter().flat_map(|g| &g.answers);
    moments
        .iter()
        .map(|m| {
            question(reading, m, narrow)?;
            let (answer, key) = match m.telling {
                Telling::Deed { .. } => (deed_answers.next(), "told"),
                _ => (speech_answers.next(), "report"),
            };
            let Some(Answer::Written(value)) = answer else { return None };
            tidy(reading, value.get(key)?.as_str()?)
        })
        .collect()
}

fn together(questions: Vec<Question>) -> Vec<Vec<Question>> {
    batches(questions, TOGETHER, |q| q.text.clone())
}

fn question(reading: &Reading, moment: &Moment, narrow: bool) -> Option<(&'static Ask, Question)> {
    match &moment.telling {
        Telling::Own { .. } | Telling::Quote => None,
        Telling::Deed { passage, subjects } => {
            let shown = if narrow { best_sentence(reading, passage, true)? } else { passage.clone() };
            if narrow && shown == *passage {
                return None;
            }
            let subjects: Vec<usize> =
                subjects.iter().copied().filter(|&s| reading.cast.first_mention(s, &shown).is_some()).collect();
            if subjects.is_empty() {
                return None;
            }
            let task = task(asks::tell().schema(), "told", &deed_pattern(reading, &subjects));
            Some((asks::tell(), asks::tell().question(&[("passage", &shown)], task)))
        }
        Telling::Speech { speaker, to, speech } => {
            let shown = if narrow { best_sentence(reading, speech, false)? } else { speech.clone() };
            if narrow && shown == *speech {
                return None;
            }
            let name = &reading.cast.get(*speaker).cue;
            let cue = to.map_or_else(|| name.clone(), |t| format!("{name} to {}", reading.cast.get(t).cue));
            let task =
                task(asks::report().schema(), "report", &speech_pattern(reading, *speaker, *to, shown.contains('?')));
            Some((
                asks::report(),
                asks::report().question(&[("speaker", &cue), ("speech", &shown.replace('"', "'"))], task),
            ))
        }
    }
}

fn task(mut schema: Value, key: &str, pattern: &str) -> Task {
    schema["properties"][key]["pattern"] = Value::String(pattern.to_owned());
    Task::Phrase { schema, max_tokens: TOKENS }
}

/// `Mara [verb]s ...`, or `Mara and Ivo [verb] ...`.
fn deed_pattern(reading: &Reading, subjects: &[usize]) -> String {
    let name = |&i: &usize| escaped(&capitalised(&reading.cast.get(i).shown));
    let names: Vec<String> = subjects.iter().take(4).map(name).collect();
    let pairs =
        subjects.iter().take(3).flat_map(|a| subjects.iter().take(3).filter(move |b| *b != a).map(move |b| (a, b)));
    let pairs: Vec<String> =
        pairs.map(|(a, b)| format!("{} and {} [a-z]+", name(a), escaped(&reading.cast.get(*b).shown))).collect();
    let mut openings: Vec<String> = vec![format!("({}) [a-z]+s", names.join("|"))];
    openings.extend(pairs);
    format!("^({}){}$", openings.join("|"), rest())
}

/// How a speech may be reported: as a question only if it asks one.
fn speech_pattern(reading: &Reading, speaker: usize, to: Option<usize>, asks: bool) -> String {
    let name = escaped(&capitalised(&reading.cast.get(speaker).shown));
    const WONDERS: &str = "(whether|what|who|why|how|where|when)";
    let verbs = match to.map(|to| escaped(&reading.cast.get(to).shown)) {
        Some(to) if asks => format!("(asks {to} {WONDERS}|tells {to} that)"),
        Some(to) => format!(
            "(tells {to} (that|to)|offers {to}|orders {to} to|warns {to} (that|not to)|promises {to} that|reminds {to} that)"
        ),
        None if asks => format!("(asks {WONDERS}|says that)"),
        None => "(says that|admits that|insists that|promises to)".to_owned(),
    };
    format!("^{name} {verbs}{}$", rest())
}

fn rest() -> String {
    format!(" [A-Za-zÀ-ɏ0-9 ,:;'’$%-]{{6,{LONGEST}}}\\.")
}

fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|c| if c.is_alphanumeric() || c == ' ' || c == '\'' { vec![c] } else { vec!['\\', c] })
        .collect()
}

/// One clean sentence, names as names are written; nothing where it was cut off in the middle.
fn tidy(reading: &Reading, text: &str) -> Option<String> {
    let named = reading.cast.replace(text.trim(), |i| Some(reading.cast.get(i).shown.clone()));
    let text = named.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() >= LONGEST {
        return None;
    }
    let text = text.replace(" ,", ",").replace(",.", ".");
    Some(capitalised(&text))
}

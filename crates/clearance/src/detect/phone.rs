//! Telephone numbers: in a line, over lines, and over speakers.

use reference::{NumberRange, NumberingPlan, Standing, standing};

use crate::{
    Category, Element,
    mention::{Found, Mention},
    reading::Reading,
    written_number::{Digits, digit_runs, written_numbers},
};

pub(super) fn find(reading: &Reading, found: &mut Found) {
    over_speakers(reading, found);
    for (index, passage) in reading.passages.iter().enumerate() {
        for number in written_numbers(&passage.text) {
            found.add(mention(&number.dialled, index, number.range.start, number.range.end));
        }
    }
}

fn mention(dialled: &str, passage: usize, start: usize, end: usize) -> Mention {
    let (finding, detail) = match standing(dialled) {
        Standing::Reserved(plan, range) => ("reserved", named(plan, range)),
        Standing::Doubtful(plan, range) => ("doubtful", named(plan, range)),
        Standing::Ordinary => ("ordinary", String::new()),
        Standing::Unknown => ("unknown", String::new()),
    };
    let mut mention = Mention::new(Category::Phone, dialled, finding, (passage, start, end));
    mention.detail = detail;
    mention
}

fn named(plan: &NumberingPlan, range: &NumberRange) -> String {
    format!("{}, {}: {}", plan.area, range.name, range.written)
}

/// Speeches between which a number may be split: the other may say one thing in between.
const BETWEEN: usize = 2;

/// A speech that ends in digits which are too few, and the next of the scene that begins with the rest.
fn over_speakers(reading: &Reading, found: &mut Found) {
    let speeches: Vec<usize> =
        reading.story().filter(|(_, p)| p.element == Element::Dialogue).map(|(i, _)| i).collect();
    let mut at = 0;
    while at < speeches.len() {
        let mut parts: Vec<(usize, Digits)> = Vec::new();
        let Some(first) = part(reading, speeches[at], Side::End) else {
            at += 1;
            continue;
        };
        parts.push((speeches[at], first));
        let mut last = at;
        for next in at + 1..speeches.len() {
            let same = reading.passages[speeches[next]].scene == reading.passages[speeches[at]].scene;
            if !same || next > last + BETWEEN || total(&parts) >= 7 {
                break;
            }
            if let Some(more) = part(reading, speeches[next], Side::Start) {
                let whole = more.whole;
                parts.push((speeches[next], more));
                last = next;
                if !whole {
                    break;
                }
            }
        }
        let digits: String = parts.iter().map(|(_, d)| d.value.as_str()).collect();
        if parts.len() > 1 && (7..=15).contains(&digits.len()) {
            for (passage, part) in &parts {
                found.add(mention(&digits, *passage, part.range.start, part.range.end));
            }
            at = last;
        }
        at += 1;
    }
}

fn total(parts: &[(usize, Digits)]) -> usize {
    parts.iter().map(|(_, d)| d.value.len()).sum()
}

enum Side {
    Start,
    End,
}

/// The digits with which a speech ends or begins, where they are too few to be a number by themselves.
fn part(reading: &Reading, passage: usize, side: Side) -> Option<Digits> {
    let text = &reading.passages[passage].text;
    let runs = digit_runs(text);
    let run = match side {
        Side::Start => runs.first().filter(|r| !text[..r.range.start].contains(char::is_alphanumeric)),
        Side::End => runs.last().filter(|r| !text[r.range.end..].contains(char::is_alphanumeric)),
    }?;
    // A single "two" ends or opens many speeches; three digits and more are dictated.
    (2..7).contains(&run.value.len()).then(|| run.clone()).filter(|r| matches!(side, Side::Start) || r.value.len() >= 3)
}

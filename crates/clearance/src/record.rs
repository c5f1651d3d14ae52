//! The studio's own records of rights conflicts, and which of them speak of an entity.

use reference::{fold, tokens};
use serde::{Deserialize, Serialize};

use crate::{Category, Usage};

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// As the studio numbers it.
    pub id: String,
    /// The production.
    pub title: String,
    /// Day, as written in the file.
    pub date: String,
    /// Where it is known.
    pub category: Option<Category>,
    /// The entity.
    pub entity: String,
    /// Where it is known.
    pub usage: Option<Usage>,
    /// What came of it.
    pub outcome: String,
    /// Counsel's note.
    pub note: String,
}

/// A record that speaks of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precedent {
    /// The record's id.
    pub record: String,
    /// The production.
    pub title: String,
    /// What came of it.
    pub outcome: String,
    /// 0 to 100.
    pub score: u8,
    /// Why it matched, one sentence.
    pub why: String,
}

/// Records that speak of an entity in a use, best first; at most three. None is an honest answer.
pub fn precedents(records: &[Record], category: Category, entity: &str, usage: Usage) -> Vec<Precedent> {
    let mut found: Vec<Precedent> = records.iter().filter_map(|r| precedent(r, category, entity, usage)).collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.record.cmp(&b.record)));
    found.truncate(3);
    found
}

fn precedent(record: &Record, category: Category, entity: &str, usage: Usage) -> Option<Precedent> {
    let (mut score, how) = likeness(&record.entity, entity)?;
    if record.category.is_some_and(|c| c != category) {
        score = score.saturating_sub(25);
    }
    let same_use = record.usage == Some(usage);
    let score = if same_use { score } else { score.saturating_sub(5) };
    let use_said = if same_use { ", in the same use" } else { "" };
    (score >= 60).then(|| Precedent {
        record: record.id.clone(),
        title: record.title.clone(),
        outcome: record.outcome.clone(),
        score,
        why: format!("“{}” {how}{use_said}.", record.entity),
    })
}

/// How alike two names are, and in which way.
fn likeness(a: &str, b: &str) -> Option<(u8, &'static str)> {
    let key = |s: &str| fold(s);
    let (left, right) = (key(a), key(b));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if left == right {
        return Some((100, "is the same name"));
    }
    let words = |s: &str| tokens(s).into_iter().map(|t| t.folded).filter(|w| w.len() > 3).collect::<Vec<_>>();
    let (mine, theirs) = (words(a), words(b));
    let shared = mine.iter().filter(|w| theirs.contains(w)).count();
    let all = mine.len().max(theirs.len());
    if shared > 0 && shared == mine.len().min(theirs.len()) && shared * 2 >= all {
        return Some((80, "has the same words"));
    }
    let allowed = left.len().min(right.len()) / 6;
    (allowed > 0 && distance(&left, &right) <= allowed).then_some((85, "is spelled almost the same"))
}

/// Letters to change, add or drop.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(entity: &str) -> Record {
        Record {
            id: "7".into(),
            title: "Low Season".into(),
            date: "2019".into(),
            category: Some(Category::Business),
            entity: entity.into(),
            usage: Some(Usage::Depicted),
            outcome: "renamed".into(),
            note: String::new(),
        }
    }

    #[test]
    fn records_speak_of_a_name_however_it_is_spelled_and_of_no_other() {
        let records = [record("Grand Pacific Hotel")];
        let score =
            |entity: &str| precedents(&records, Category::Business, entity, Usage::Depicted).first().map(|p| p.score);
        assert_eq!(score("GRAND PACIFIC HOTEL"), Some(100));
        assert_eq!(score("Grand Paciflc Hotel"), Some(85));
        assert_eq!(score("the Grand Pacific"), Some(80));
        assert_eq!(score("Bluebird Motel"), None);
        assert_eq!(score("Hotel"), None, "one word that many names have says nothing");
    }
}

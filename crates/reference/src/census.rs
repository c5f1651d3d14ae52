//! How common a person's name is, by census figures.

use std::collections::HashMap;

use crate::tokens::fold;

/// Shares of people by name.
#[derive(Debug, Clone, Default)]
pub struct Census {
    surnames: HashMap<String, (f32, u32)>,
    first: HashMap<String, (f32, f32)>,
    by_rank: Vec<String>,
    first_by_share: Vec<(String, f32, f32)>,
}

/// How many people bear a full name, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commonness {
    /// Neither part is in the census lists: few or none.
    Unlisted,
    /// Fewer than about a hundred people in the United States, if names were drawn apart.
    Rare,
    /// Up to about two thousand.
    Some,
    /// More than that: nobody in particular is meant.
    Common,
}

/// People in the United States for whom the shares are reckoned, in millions.
const PEOPLE_MILLIONS: f64 = 330.0;

impl Census {
    pub(crate) fn read(surnames: &str, first: &str) -> Self {
        let mut census = Self::default();
        for row in surnames.lines().map(|l| l.split('\t').collect::<Vec<_>>()) {
            if let [name, share, rank] = row[..] {
                census.surnames.insert(fold(name), (share.parse().unwrap_or(0.0), rank.parse().unwrap_or(u32::MAX)));
            }
        }
        for row in first.lines().map(|l| l.split('\t').collect::<Vec<_>>()) {
            if let [name, female, male] = row[..] {
                let shares = (female.parse().unwrap_or(0.0), male.parse().unwrap_or(0.0));
                census.first.insert(fold(name), shares);
                census.first_by_share.push((name.to_owned(), shares.0, shares.1));
            }
        }
        let mut ranked: Vec<(u32, String)> = surnames
            .lines()
            .filter_map(|l| {
                let mut row = l.split('\t');
                Some((row.clone().nth(2)?.parse().ok()?, row.next()?.to_owned()))
            })
            .collect();
        ranked.sort();
        census.by_rank = ranked.into_iter().map(|(_, name)| name).collect();
        census.first_by_share.sort_by(|a, b| (b.1 + b.2).total_cmp(&(a.1 + a.2)).then_with(|| a.0.cmp(&b.0)));
        census
    }

    /// Whether a word is a surname of the census list.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(&fold(word))
    }

    /// Share of people with a surname, in percent; 0 where it is not listed.
    pub fn surname_share(&self, word: &str) -> f32 {
        self.surnames.get(&fold(word)).map_or(0.0, |(share, _)| *share)
    }

    /// Whether a word is a first name of the census list.
    pub fn is_first_name(&self, word: &str) -> bool {
        self.first.contains_key(&fold(word))
    }

    /// Share of women and of men with a first name, in percent.
    pub fn first_name_shares(&self, word: &str) -> (f32, f32) {
        self.first.get(&fold(word)).copied().unwrap_or((0.0, 0.0))
    }

    /// Surnames, the commonest first.
    pub fn surnames_by_rank(&self) -> &[String] {
        &self.by_rank
    }

    /// Whether there are figures at all.
    pub fn is_empty(&self) -> bool {
        self.surnames.is_empty()
    }

    /// How common a first name and surname are together, and how many people that makes, reckoned as if the two
    /// were drawn apart. The lists give thousandths of a percent, so small numbers are no more than an order of size.
    pub fn commonness(&self, first: &str, surname: &str) -> (Commonness, u32) {
        let (female, male) = self.first_name_shares(first);
        let share = f64::from(self.surname_share(surname)).max(if self.is_surname(surname) { 0.0005 } else { 0.0 });
        let both = f64::from(female + male) / 2.0;
        let people = PEOPLE_MILLIONS * 1_000_000.0 * (share / 100.0) * (both / 100.0);
        let grade = match people {
            _ if !self.is_surname(surname) || !self.is_first_name(first) => Commonness::Unlisted,
            p if p < 100.0 => Commonness::Rare,
            p if p < 2000.0 => Commonness::Some,
            _ => Commonness::Common,
        };
        (grade, people.round() as u32)
    }
}

//! Real people whose names need care.

use serde::Deserialize;

use crate::{Date, Source};

/// A public figure of the shipped list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFigure {
    /// Name.
    pub name: String,
    /// What for.
    pub field: String,
    /// Year of death, where dead on the day of the list.
    pub died: Option<i32>,
}

/// How a person stands to the law of privacy, publicity and defamation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alive {
    /// Living, or not known to be dead.
    Living,
    /// Dead for less than the longest term of publicity rights that is common (California: 70 years).
    RecentlyDead,
    /// Dead for longer.
    LongDead,
}

/// Years for which an estate may hold the right of publicity: California Civil Code 3344.1.
const PUBLICITY_YEARS: i32 = 70;

impl PublicFigure {
    /// How the person stands on a day.
    pub fn alive(&self, today: Date) -> Alive {
        match self.died {
            None => Alive::Living,
            Some(year) if year + PUBLICITY_YEARS < today.year => Alive::LongDead,
            Some(_) => Alive::RecentlyDead,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFile {
    #[serde(rename = "source")]
    _source: Source,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    field: String,
    people: Vec<String>,
}

impl PeopleFile {
    pub(crate) fn people(&self) -> impl Iterator<Item = PublicFigure> + '_ {
        self.group.iter().flat_map(|g| g.people.iter().filter_map(|row| figure(row, &g.field)))
    }
}

/// `Name born-died`.
fn figure(row: &str, field: &str) -> Option<PublicFigure> {
    let (name, years) = row.rsplit_once(' ')?;
    let (_, died) = years.split_once('-')?;
    Some(PublicFigure { name: name.to_owned(), field: field.to_owned(), died: died.parse().ok() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dead_are_told_from_the_living() {
        let on = |row: &str, year: i32| figure(row, "").map(|f| f.alive(Date::new_year(year)));
        assert_eq!(on("Tom Hanks 1956-", 2026), Some(Alive::Living));
        assert_eq!(on("Elvis Presley 1935-1977", 2026), Some(Alive::RecentlyDead));
        assert_eq!(on("Elvis Presley 1935-1977", 2048), Some(Alive::LongDead));
        assert_eq!(on("Abraham Lincoln 1809-1865", 2026), Some(Alive::LongDead));
    }
}

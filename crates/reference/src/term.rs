//! Whether a work is in the public domain: computed from dated rules, with the day as an argument.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::Date;

/// Where a right is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Territory {
    /// The United States.
    Us,
    /// The United Kingdom and the European Union.
    UkEu,
}

impl Territory {
    /// As a report names it.
    pub fn name(self) -> &'static str {
        match self {
            Territory::Us => "United States",
            Territory::UkEu => "United Kingdom and European Union",
        }
    }
}

/// What kind of right is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Words, music, pictures, films.
    Work,
    /// A sound recording.
    Recording,
}

/// When an author died, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Death {
    /// In this year.
    In(i32),
    /// Not dead on the day of the list.
    Living,
    /// Not known.
    Unknown,
}

/// Who made a work, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authors {
    /// Nobody: handed down.
    Traditional,
    /// These; an empty list is not known.
    Known(Vec<Death>),
}

/// What is known about a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFacts {
    /// Words and music, or a recording.
    pub subject: Subject,
    /// Year of first publication.
    pub published: Option<i32>,
    /// Who made it.
    pub authors: Authors,
    /// Made for hire, where it is known.
    pub for_hire: Option<bool>,
    /// Renewed in the United States, where it is known.
    pub renewed: Option<bool>,
    /// Year of creation, where it is known; matters for work made for hire alone.
    pub created: Option<i32>,
}

/// What the rules say on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermStatus {
    /// Nobody's any more.
    Free {
        /// The rule that says so.
        rule: &'static TermRule,
        /// The day on which it became free, where it can be told.
        since: Option<Date>,
    },
    /// Somebody's.
    Protected {
        /// The rule that says so.
        rule: &'static TermRule,
        /// The day on which it becomes free, where it can be told: an author may be living.
        until: Option<Date>,
    },
    /// A fact is lacking: it must be found out.
    Unknown {
        /// The fact, in a person's words.
        lacking: &'static str,
    },
}

/// One dated rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// Stable identifier.
    pub id: String,
    /// Where it holds.
    pub territory: Territory,
    subject: Vec<Subject>,
    published: (i32, i32),
    #[serde(default)]
    needs: Option<Needs>,
    #[serde(default)]
    from: Option<From>,
    #[serde(default)]
    years: i32,
    #[serde(default)]
    ends: Option<Date>,
    /// What it says.
    pub sentence: String,
    /// Who says so.
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Needs {
    NotRenewed,
    ForHire,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum From {
    Publication,
    Death,
}

/// Whether a work is free in a territory on a day. A fact that is not known gives `Unknown`, never a guess.
pub fn term_status(facts: &WorkFacts, territory: Territory, today: Date) -> TermStatus {
    if facts.authors == Authors::Traditional && facts.subject == Subject::Work {
        return TermStatus::Free { rule: traditional(), since: None };
    }
    let life_alone = rules().iter().all(|r| !r.speaks_of(facts.subject, territory) || r.from == Some(From::Death));
    let year = match facts.published {
        Some(year) => year,
        None if life_alone => 0,
        None => return TermStatus::Unknown { lacking: "the year of first publication" },
    };
    let mut rules =
        rules().iter().filter(|r| r.speaks_of(facts.subject, territory) && r.holds(year) && r.is_met(facts));
    let Some(rule) = rules.next() else { return TermStatus::Unknown { lacking: "a rule for its year" } };
    match rule.free_on(facts) {
        Ok(Some(day)) if day <= today => TermStatus::Free { rule, since: Some(day) },
        Ok(until) => TermStatus::Protected { rule, until },
        Err(lacking) => TermStatus::Unknown { lacking },
    }
}

impl TermRule {
    fn speaks_of(&self, subject: Subject, territory: Territory) -> bool {
        self.territory == territory && self.subject.contains(&subject)
    }

    fn holds(&self, year: i32) -> bool {
        (self.published.0..=self.published.1).contains(&year)
    }

    fn is_met(&self, facts: &WorkFacts) -> bool {
        match self.needs {
            None => true,
            Some(Needs::NotRenewed) => facts.renewed == Some(false),
            Some(Needs::ForHire) => facts.for_hire == Some(true),
        }
    }

    /// The day on which a work is free; `None` where an author is living; what is lacking where it cannot be told.
    fn free_on(&self, facts: &WorkFacts) -> Result<Option<Date>, &'static str> {
        if let Some(day) = self.ends {
            return Ok(Some(day));
        }
        match self.from {
            Some(From::Publication) => {
                let published = facts.published.ok_or("the year of first publication")?;
                let hired = facts.created.filter(|_| self.needs == Some(Needs::ForHire)).map(|c| c + 120);
                let last = hired.map_or(published + self.years, |h| h.min(published + self.years));
                Ok(Some(Date::new_year(last + 1)))
            }
            Some(From::Death) => {
                let Authors::Known(authors) = &facts.authors else { return Err("the author") };
                Ok(last_death(authors)?.map(|year| Date::new_year(year + self.years + 1)))
            }
            // Not renewed: free since the 28 years of the first term ran out.
            None => Ok(facts.published.map(|p| Date::new_year(p + 29))),
        }
    }
}

/// The year in which the last author died; `None` where one is living.
fn last_death(authors: &[Death]) -> Result<Option<i32>, &'static str> {
    if authors.contains(&Death::Living) {
        return Ok(None);
    }
    let mut last = None;
    for author in authors {
        match author {
            Death::In(year) => last = last.max(Some(*year)),
            _ => return Err("the year of an author's death"),
        }
    }
    last.map(Some).ok_or("the author")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(rename = "as_of")]
    _as_of: Date,
    rule: Vec<TermRule>,
}

/// The rules that ship with the app.
pub fn rules() -> &'static [TermRule] {
    static RULES: OnceLock<Vec<TermRule>> = OnceLock::new();
    RULES.get_or_init(|| {
        toml::from_str::<RuleFile>(include_str!("../data/terms/terms.toml"))
            .map(|file| file.rule)
            .unwrap_or_else(|e| panic!("data/terms/terms.toml, compiled in and read by a test: {e}"))
    })
}

fn traditional() -> &'static TermRule {
    static RULE: OnceLock<TermRule> = OnceLock::new();
    RULE.get_or_init(|| TermRule {
        id: "traditional".into(),
        territory: Territory::Us,
        subject: vec![Subject::Work],
        published: (0, 9999),
        needs: None,
        from: None,
        years: 0,
        ends: None,
        sentence: "Handed down, with no known author; an arrangement has its own term.".into(),
        source: "no author, no term".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    fn work(published: i32, deaths: &[Death]) -> WorkFacts {
        WorkFacts {
            subject: Subject::Work,
            published: Some(published),
            authors: Authors::Known(deaths.to_vec()),
            for_hire: None,
            renewed: None,
            created: None,
        }
    }

    fn free(facts: &WorkFacts, territory: Territory, today: &str) -> Option<bool> {
        match term_status(facts, territory, day(today)) {
            TermStatus::Free { .. } => Some(true),
            TermStatus::Protected { .. } => Some(false),
            TermStatus::Unknown { .. } => None,
        }
    }

    /// Exactly those works change at the new year whose term ends between.
    #[test]
    fn at_the_new_year_exactly_what_ends_changes() {
        for published in 1900..2000 {
            let facts = work(published, &[Death::In(1990)]);
            let changes = free(&facts, Territory::Us, "2026-12-31") != free(&facts, Territory::Us, "2027-01-01");
            assert_eq!(changes, published == 1931, "published {published}");
            let recording = WorkFacts { subject: Subject::Recording, ..facts };
            let changes =
                free(&recording, Territory::Us, "2026-12-31") != free(&recording, Territory::Us, "2027-01-01");
            assert_eq!(changes, published == 1926, "recorded {published}");
        }
        for died in 1900..2026 {
            let facts = work(1890, &[Death::In(1850), Death::In(died)]);
            let changes = free(&facts, Territory::UkEu, "2026-12-31") != free(&facts, Territory::UkEu, "2027-01-01");
            assert_eq!(changes, died == 1956, "died {died}");
        }
    }

    #[test]
    fn terms_as_the_statutes_have_them() {
        assert_eq!(free(&work(1818, &[Death::In(1822)]), Territory::Us, "2026-11-21"), Some(true));
        assert_eq!(free(&work(1969, &[Death::Living]), Territory::Us, "2026-11-21"), Some(false));
        assert_eq!(free(&work(1985, &[Death::In(1990)]), Territory::Us, "2060-12-31"), Some(false));
        assert_eq!(free(&work(1985, &[Death::In(1990)]), Territory::Us, "2061-01-01"), Some(true));
        let unrenewed = WorkFacts { renewed: Some(false), ..work(1968, &[]) };
        assert_eq!(free(&unrenewed, Territory::Us, "2026-11-21"), Some(false), "1968 was renewed by itself");
        let unrenewed = WorkFacts { renewed: Some(false), ..work(1946, &[]) };
        assert_eq!(free(&unrenewed, Territory::Us, "2026-11-21"), Some(true));
        let hired = WorkFacts { for_hire: Some(true), created: Some(1950), ..work(1990, &[]) };
        assert_eq!(free(&hired, Territory::Us, "2071-01-01"), Some(true), "120 years from creation come first");
        let disc = WorkFacts { subject: Subject::Recording, ..work(1960, &[]) };
        assert_eq!(free(&disc, Territory::Us, "2067-02-15"), Some(false));
        assert_eq!(free(&disc, Territory::Us, "2067-02-16"), Some(true));
    }

    #[test]
    fn a_fact_that_is_not_known_stays_unknown() {
        assert_eq!(free(&work(1950, &[Death::Unknown]), Territory::UkEu, "2026-11-21"), None);
        assert_eq!(free(&work(1950, &[]), Territory::UkEu, "2026-11-21"), None);
        let undated = WorkFacts { published: None, ..work(0, &[Death::In(1900)]) };
        assert_eq!(free(&undated, Territory::Us, "2026-11-21"), None);
        assert_eq!(free(&undated, Territory::UkEu, "2026-11-21"), Some(true), "the author's death is enough there");
        let disc = WorkFacts { subject: Subject::Recording, ..work(1972, &[]) };
        assert_eq!(free(&disc, Territory::Us, "2026-11-21"), None, "before or after 15 February 1972");
    }

    #[test]
    fn every_rule_has_its_source() {
        for rule in rules() {
            assert!(rule.source.len() > 8 && rule.sentence.ends_with('.'), "{}", rule.id);
        }
    }
}

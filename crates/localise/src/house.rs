//! House styles: what a client asks of its subtitles.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use timedtext::Time;

use crate::HalfChars;
use crate::language::nearest;

/// Whom the subtitles are for. Reading speeds differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Programmes for adults.
    Adult,
    /// Programmes for children.
    Children,
    /// Adults who are deaf or hard of hearing.
    Sdh,
    /// Children who are deaf or hard of hearing.
    SdhChildren,
}

/// One house's rules, as its file gives them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// Short name, as on the command line.
    pub name: String,
    /// Whose page the values come from.
    pub source: String,
    /// The day on which they were written down, `YYYY-MM-DD`; houses change their pages.
    pub as_of: String,
    /// Most lines in a cue.
    pub lines: usize,
    /// Shortest time on screen, milliseconds.
    min_ms: i64,
    /// Longest time on screen, milliseconds.
    max_ms: i64,
    /// What holds for a language, by BCP 47 tag.
    language: BTreeMap<String, LanguageRow>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageRow {
    /// Most characters in a line.
    line: u32,
    /// Most characters a second, by audience.
    speed: BTreeMap<Audience, u32>,
    /// Latin letters, digits, blanks and punctuation count half.
    #[serde(default)]
    half_width: bool,
    /// Shortest time on screen where the language has its own, milliseconds.
    min_ms: Option<i64>,
}

/// What holds for one language and audience in one house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The house.
    pub house: &'static House,
    /// The language row that was taken, which may be nearer than the same: `es-419` for `es-MX`.
    pub language: &'static str,
    /// Most characters in a line.
    pub line: HalfChars,
    /// Most characters a second.
    pub speed: HalfChars,
    /// Most lines.
    pub lines: usize,
    /// Shortest time on screen.
    pub min: Time,
    /// Longest time on screen.
    pub max: Time,
    /// Whether Latin letters, digits, blanks and punctuation count half.
    pub half_width: bool,
}

impl Eq for House {}

/// The houses that ship with the app, in the order of their files' names.
pub fn houses() -> &'static [House] {
    static HOUSES: OnceLock<Vec<House>> = OnceLock::new();
    const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/houses.rs"));
    HOUSES.get_or_init(|| {
        let read = |text: &&str| {
            toml::from_str(text).unwrap_or_else(|e| panic!("data/houses, compiled in and read by a test: {e}"))
        };
        FILES.iter().map(read).collect()
    })
}

/// The limits of a house for a language (BCP 47) and audience; `None` where the house says nothing about it.
pub fn limits(house: &str, language: &str, audience: Audience) -> Option<Limits> {
    let house = houses().iter().find(|h| h.name == house)?;
    let (tag, row) = nearest(&house.language, language)?;
    let speed = *row.speed.get(&audience)?;
    Some(Limits {
        house,
        language: tag,
        line: HalfChars::whole(row.line),
        speed: HalfChars::whole(speed),
        lines: house.lines,
        min: Time::from_millis(row.min_ms.unwrap_or(house.min_ms)),
        max: Time::from_millis(house.max_ms),
        half_width: row.half_width,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_house_says_who_and_when_and_knows_some_language() {
        assert!(!houses().is_empty());
        for house in houses() {
            assert!(house.source.len() > 10 && house.as_of.len() == 10, "{}", house.name);
            assert!(house.min_ms < house.max_ms && !house.language.is_empty(), "{}", house.name);
        }
    }

    #[test]
    fn a_language_is_found_by_its_nearest_row() {
        let row = |language| limits("netflix", language, Audience::Adult).map(|l| (l.language, l.speed));
        assert_eq!(row("de"), Some(("de", HalfChars::whole(17))));
        assert_eq!(row("de-AT"), Some(("de", HalfChars::whole(17))));
        assert_eq!(row("es"), Some(("es-419", HalfChars::whole(17))));
        assert_eq!(row("es-ES"), Some(("es-ES", HalfChars::whole(17))));
        assert_eq!(row("zh"), Some(("zh-Hans", HalfChars::whole(9))));
        assert_eq!(row("PT-br"), Some(("pt-BR", HalfChars::whole(17))));
        assert_eq!(row("tlh"), None);
        assert_eq!(limits("nobody", "de", Audience::Adult), None);
    }
}

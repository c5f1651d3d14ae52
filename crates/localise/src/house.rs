//! House styles: what a client asks of its subtitles.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use thiserror::Error;
use toml::{Table, Value};

/// Whom the subtitles are for. Reading speeds differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
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
    /// Translators: the file that all languages start from.
    Template,
}

/// One house's rules, as its file gives them. A studio's own style is a copy of a file, edited, or a file that
/// inherits from another and says only what differs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// Short name, as on the command line.
    pub name: String,
    /// Whose page the values come from.
    pub source: String,
    /// The day on which they were written down, `YYYY-MM-DD`; houses change their pages.
    pub as_of: String,
    /// The house that holds where this one is silent.
    pub inherits: Option<String>,
    /// Most lines in a cue.
    pub lines: usize,
    pub(crate) timing: TimingRow,
    pub(crate) shots: Option<ShotRow>,
    #[serde(default)]
    pub(crate) text: TextRow,
    /// What holds for a language, by BCP 47 tag; `*` where no other row fits.
    pub(crate) language: BTreeMap<String, LanguageRow>,
}

/// Lengths of time are seconds, as `5/6` or `0.5`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimingRow {
    /// Shortest time on screen.
    pub min: String,
    /// Longest time on screen.
    pub max: String,
    /// Least gap between two cues, frames.
    pub gap_frames: Option<u32>,
    /// Least gap between two cues.
    pub gap: Option<String>,
    /// A longer gap below this is closed to the least.
    pub bridge_below: Option<String>,
    /// How far past the sound a cue may stay, to be read.
    pub linger: Option<String>,
}

/// What cues do near a cut, in frames at 24 a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShotRow {
    /// An in-cue so close after a cut moves to it.
    pub in_after: i64,
    /// An in-cue so close before a cut moves to it.
    pub in_before: i64,
    /// An in-cue closer than this before a cut, and not as close as above, moves to this distance.
    pub in_away: i64,
    /// An out-cue near a cut ends so far before it.
    pub out_before: i64,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextRow {
    /// Three full stops are written as the one sign.
    #[serde(default)]
    pub ellipsis: bool,
    /// Numbers up to this are spelled out.
    pub spell_numbers_to: Option<u32>,
    /// A number that begins a sentence is spelled out.
    #[serde(default)]
    pub spell_first_number: bool,
    /// Signs that the house does not take.
    #[serde(default)]
    pub refused: String,
}

/// How two speakers in one cue are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dash {
    /// A dash before both lines, and a blank after it.
    BothSpace,
    /// A dash before both lines, no blank after it.
    BothTight,
    /// A dash before the second line alone, no blank after it.
    SecondTight,
    /// No dashes.
    None,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageRow {
    /// Most characters in a line.
    pub line: u32,
    /// Most characters a second, by audience.
    #[serde(default)]
    pub speed: BTreeMap<Audience, u32>,
    /// Most words a minute, where the house counts those.
    pub words_a_minute: Option<u32>,
    /// Latin letters, digits, blanks and punctuation count half.
    #[serde(default)]
    pub half_width: bool,
    /// Shortest time on screen where the language has its own.
    pub min: Option<String>,
    /// How two speakers are told apart.
    pub dash: Option<Dash>,
    /// Whether italics are used; nothing is checked where it is not said.
    pub italics: Option<bool>,
    /// Signs with a blank before them, as French has.
    #[serde(default)]
    pub spaced: String,
    /// Signs that this language does not use in subtitles.
    #[serde(default)]
    pub refused: String,
    /// Gaps are left as they are.
    #[serde(default)]
    pub no_bridging: bool,
}

/// Why a style file is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HouseError {
    /// Not TOML, or a field is missing, unknown or of the wrong kind.
    #[error("The style file cannot be read: {0}")]
    Shape(String),
    /// It inherits from a house that there is not, or from itself.
    #[error("The style inherits from “{0}”, which is not there.")]
    Parent(String),
    /// A length of time that is none.
    #[error("“{0}” is no length of time in seconds, such as 5/6 or 0.5.")]
    Length(String),
}

/// The houses that ship with the app, in the order of their files' names.
pub fn houses() -> &'static [House] {
    static HOUSES: OnceLock<Vec<House>> = OnceLock::new();
    const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/houses.rs"));
    HOUSES.get_or_init(|| {
        read_houses(FILES).unwrap_or_else(|e| panic!("data/houses, compiled in and read by a test: {e}"))
    })
}

/// Houses from their files, which may inherit from one another and stand in any order.
pub fn read_houses(files: &[&str]) -> Result<Vec<House>, HouseError> {
    let tables: Vec<Table> = files
        .iter()
        .map(|text| toml::from_str(text).map_err(|e| HouseError::Shape(e.to_string())))
        .collect::<Result<_, _>>()?;
    tables.iter().map(|table| with_parents(table, &tables)).collect()
}

fn with_parents(table: &Table, all: &[Table]) -> Result<House, HouseError> {
    let mut whole = table.clone();
    let mut parent = inherits(table);
    // A chain longer than there are files goes round.
    let mut steps = 0;
    while let Some(name) = parent {
        let found = all.iter().find(|t| t.get("name").and_then(Value::as_str) == Some(name.as_str()));
        let Some(found) = found.filter(|_| steps < all.len()) else { return Err(HouseError::Parent(name)) };
        fill(&mut whole, found);
        parent = inherits(found);
        steps += 1;
    }
    let house: House = whole.try_into().map_err(|e: toml::de::Error| HouseError::Shape(e.to_string()))?;
    house.check_lengths()?;
    Ok(house)
}

fn inherits(table: &Table) -> Option<String> {
    table.get("inherits").and_then(Value::as_str).map(str::to_owned)
}

/// Puts what the parent says where the child is silent.
fn fill(child: &mut Table, parent: &Table) {
    for (key, value) in parent.iter().filter(|(key, _)| *key != "inherits") {
        match (child.get_mut(key), value) {
            (None, value) => drop(child.insert(key.clone(), value.clone())),
            (Some(Value::Table(child)), Value::Table(parent)) => fill(child, parent),
            _ => {}
        }
    }
}

impl House {
    fn check_lengths(&self) -> Result<(), HouseError> {
        let timing = &self.timing;
        let rows = self.language.values().filter_map(|row| row.min.as_ref());
        let said = [Some(&timing.min), Some(&timing.max), timing.gap.as_ref(), timing.bridge_below.as_ref()];
        let mut all = said.into_iter().flatten().chain(timing.linger.as_ref()).chain(rows);
        all.try_for_each(|text| length(text).map(drop).ok_or_else(|| HouseError::Length(text.clone())))
    }
}

/// A length of time: `7`, `0.5` or `5/6`.
pub(crate) fn length(text: &str) -> Option<timedtext::Time> {
    match text.split_once('/') {
        None => timedtext::Time::from_decimal(text),
        Some((n, d)) => {
            let part = |text: &str| text.trim().parse::<u32>().ok();
            Some(timedtext::Time::new(part(n)?.into(), part(d).filter(|d| *d > 0)?.into()))
        }
    }
}

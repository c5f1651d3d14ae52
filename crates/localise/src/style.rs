//! What holds for one house, language and audience.

use timedtext::{Rate, Time};

use crate::HalfChars;
use crate::house::{Audience, Dash, House, LanguageRow, ShotRow, houses, length};
use crate::language::nearest;

/// A house's rules for a language and an audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// The house's name.
    pub house: String,
    /// Whose rules, and as of when: `Netflix Partner Help Center, as of 2026-11-21`.
    pub source: String,
    /// The language row that was taken, which may be nearer than the same: `es-419` for `es-MX`.
    pub language: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Most characters in a line.
    pub line: HalfChars,
    /// Most characters a second.
    pub speed: Option<HalfChars>,
    /// Most words a minute.
    pub words_a_minute: Option<u32>,
    /// Most lines.
    pub lines: usize,
    /// Shortest time on screen.
    pub min: Time,
    /// Longest time on screen.
    pub max: Time,
    /// Least gap between cues.
    pub gap: Gap,
    /// A longer gap below this is closed to the least.
    pub bridge_below: Option<Time>,
    /// How far past the sound a cue may stay.
    pub linger: Time,
    /// What cues do near a cut.
    pub shots: Option<ShotRow>,
    /// Whether Latin letters, digits, blanks and punctuation count half.
    pub half_width: bool,
    /// How two speakers are told apart.
    pub dash: Option<Dash>,
    /// Whether italics are used.
    pub italics: Option<bool>,
    /// Signs with a blank before them.
    pub spaced: String,
    /// Signs that are not used.
    pub refused: String,
    /// Three full stops are written as the one sign.
    pub ellipsis: bool,
    /// Numbers up to this are spelled out.
    pub spell_numbers_to: Option<u32>,
    /// A number that begins a sentence is spelled out.
    pub spell_first_number: bool,
}

/// A gap between two cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// So many frames at the file's rate.
    Frames(u32),
    /// A length of time.
    Time(Time),
}

impl Gap {
    /// How long it is at a rate.
    pub fn at(self, rate: Rate) -> Time {
        match self {
            Gap::Frames(frames) => rate.start_of(timedtext::Frames(i64::from(frames))),
            Gap::Time(time) => time,
        }
    }
}

/// The style of a house that ships with the app, for a language (BCP 47) and audience; `None` where the house
/// says nothing about it.
pub fn style(house: &str, language: &str, audience: Audience) -> Option<Style> {
    style_of(houses().iter().find(|h| h.name == house)?, language, audience)
}

/// The style of any house.
pub fn style_of(house: &House, language: &str, audience: Audience) -> Option<Style> {
    let (tag, row) = match nearest(&house.language, language) {
        Some(found) => found,
        None => ("*", house.language.get("*")?),
    };
    let speed = speed(row, audience);
    if speed.is_none() && row.words_a_minute.is_none() {
        return None;
    }
    let timing = &house.timing;
    let time = |text: &Option<String>| text.as_deref().and_then(length);
    Some(Style {
        house: house.name.clone(),
        source: format!("{}, as of {}", house.source, house.as_of),
        language: if tag == "*" { language.to_owned() } else { tag.to_owned() },
        audience,
        line: HalfChars::whole(row.line),
        speed,
        words_a_minute: row.words_a_minute,
        lines: house.lines,
        min: row.min.as_deref().and_then(length).or_else(|| length(&timing.min)).unwrap_or_default(),
        max: length(&timing.max).unwrap_or_default(),
        gap: timing.gap_frames.map_or(Gap::Time(time(&timing.gap).unwrap_or_default()), Gap::Frames),
        bridge_below: time(&timing.bridge_below).filter(|_| !row.no_bridging),
        linger: time(&timing.linger).unwrap_or_default(),
        shots: house.shots,
        half_width: row.half_width,
        dash: row.dash,
        italics: row.italics,
        spaced: row.spaced.clone(),
        refused: format!("{}{}", house.text.refused, row.refused),
        ellipsis: house.text.ellipsis,
        spell_numbers_to: house.text.spell_numbers_to,
        spell_first_number: house.text.spell_first_number,
    })
}

/// The speed for an audience. Where a house knows only adults, children and readers who are deaf are not slower.
fn speed(row: &LanguageRow, audience: Audience) -> Option<HalfChars> {
    let said = row.speed.get(&audience).or_else(|| row.speed.get(&Audience::Adult))?;
    Some(HalfChars::whole(*said))
}

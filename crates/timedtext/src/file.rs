//! A timed-text file: what it says, and the bytes that it came in.

use std::sync::Arc;

use crate::source::Source;
use crate::{Cue, Format, Kept, Letters, Look, Rate, Region, Time};

/// A timed-text file of any format. Two files are equal when they say the same, whatever their bytes.
#[derive(Debug, Clone)]
pub struct File {
    /// The format that it was read in, or that it is meant for.
    pub format: Format,
    /// What its cues share.
    pub head: Head,
    /// Its cues, in the order of the file.
    pub cues: Vec<Cue>,
    pub(crate) source: Option<Arc<Source>>,
}

/// What the cues of a file share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// BCP 47 tag of the language; empty where the file says that it has none.
    pub language: Option<String>,
    /// The frame rate that the file counts in.
    pub rate: Option<Rate>,
    /// The time code at which the programme begins; the times of cues count from it.
    pub origin: Time,
    /// Named styles.
    pub styles: Vec<Style>,
    /// What text looks like where nothing is said of it.
    pub initial: Look,
    /// Parts of the screen.
    pub regions: Vec<Region>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// Divisions that cues stand in; a group stands after the one that it is in.
    pub groups: Vec<Group>,
    /// What else the format says, in its own words.
    pub kept: Kept,
}

/// A named style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// Its name.
    pub id: String,
    /// Named styles that it builds on, first the weakest.
    pub styles: Vec<String>,
    /// What it says.
    pub look: Look,
    /// What else the format says of it.
    pub kept: Kept,
}

/// Someone who speaks, or who plays someone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// What cues call them.
    pub id: String,
    /// Their name as people know it.
    pub name: String,
    /// `person`, `character`, `group`, as DAPT has it.
    pub kind: String,
    /// The id of who plays them.
    pub played_by: Option<String>,
}

/// A division: a scene's worth of cues, or a DAPT script event with a text and its translations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its name.
    pub id: String,
    /// The group that it is in.
    pub parent: Option<usize>,
    /// Where it begins.
    pub start: Time,
    /// Where it ends; `None` where nothing says so.
    pub end: Option<Time>,
    /// The region that its cues stand in.
    pub region: Option<String>,
    /// Named styles that it takes, first the weakest.
    pub styles: Vec<String>,
    /// What it looks like.
    pub look: Look,
    /// BCP 47 tag of the language, where it is not the file's.
    pub language: Option<String>,
    /// Who speaks in it.
    pub speaker: Option<String>,
    /// When what changes.
    pub changes: Vec<crate::Change>,
    /// What else the format says of it.
    pub kept: Kept,
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        let alike = |a: &Cue, b: &Cue| Cue { origin: None, ..a.clone() } == Cue { origin: None, ..b.clone() };
        self.format == other.format
            && self.head == other.head
            && self.cues.len() == other.cues.len()
            && self.cues.iter().zip(&other.cues).all(|(a, b)| alike(a, b))
    }
}

impl Eq for File {}

impl File {
    /// A file that has not been written yet.
    pub fn new(format: Format, cues: Vec<Cue>) -> File {
        File { format, head: Head::default(), cues, source: None }
    }

    /// How its letters were written; UTF-8 where it was not read from bytes, or from binary ones.
    pub fn letters(&self) -> Letters {
        self.source.as_ref().map_or(Letters::UTF_8, |source| source.letters)
    }

    /// This file without the bytes it came in: it is written anew from what it says.
    pub fn forget_source(mut self) -> File {
        self.source = None;
        for cue in &mut self.cues {
            cue.origin = None;
        }
        self
    }

    /// Whether a cue is as it was read, so that it keeps its bytes.
    pub fn is_untouched(&self, cue: &Cue) -> bool {
        let read = self.source.as_ref().zip(cue.origin).and_then(|(source, origin)| source.cues.get(origin));
        read == Some(cue)
    }

    /// The region of a cue: its own, or that of the groups around it.
    pub fn region_of(&self, cue: &Cue) -> Option<&Region> {
        let own = cue.place.region.as_deref();
        let id = own.or_else(|| self.groups_of(cue).find_map(|group| group.region.as_deref()))?;
        self.head.regions.iter().rfind(|region| region.id == id)
    }

    /// The groups around a cue, the innermost first.
    pub fn groups_of<'a>(&'a self, cue: &Cue) -> impl Iterator<Item = &'a Group> {
        let mut at = cue.group;
        // A group's parent stands before it, so this ends.
        std::iter::from_fn(move || {
            let group = self.head.groups.get(at?)?;
            at = group.parent.filter(|parent| Some(*parent) < at);
            Some(group)
        })
    }

    /// Who speaks a cue: what it says, or its first voice, or what the groups around it say. A speaker's name
    /// where the head knows it.
    pub fn speaker_of<'a>(&'a self, cue: &'a Cue) -> Option<&'a str> {
        let said = cue.speaker.as_deref().or_else(|| crate::resolve::first_voice(&cue.text));
        let id = said.or_else(|| self.groups_of(cue).find_map(|group| group.speaker.as_deref()))?;
        let known = self.head.speakers.iter().find(|speaker| speaker.id == id && !speaker.name.is_empty());
        Some(known.map_or(id, |speaker| speaker.name.as_str()))
    }
}

//! Fixes: what changes, why, and the way back.

use timedtext::{Cue, File, Node, Time};

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Why, in one sentence.
    pub reason: String,
    /// What changes, cue by cue.
    pub edits: Vec<Edit>,
}

/// One part of one cue before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its place in the file, from 0.
    pub cue: usize,
    /// As it is.
    pub before: Part,
    /// As it would be.
    pub after: Part,
}

/// A part of a cue that a fix changes; fixes of different parts do not get in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// When it is on screen.
    Times(Time, Option<Time>),
    /// What it shows.
    Text(Vec<Node>),
}

impl Part {
    fn stands_in(&self, cue: &Cue) -> bool {
        match self {
            Part::Times(start, end) => cue.start == *start && cue.end == *end,
            Part::Text(text) => cue.text == *text,
        }
    }

    fn put_into(&self, cue: &mut Cue) {
        match self {
            Part::Times(start, end) => (cue.start, cue.end) = (*start, *end),
            Part::Text(text) => cue.text.clone_from(text),
        }
    }
}

/// The way back from fixes, so that all of them are undone in one step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undo(Vec<(usize, Part)>);

/// Carries out fixes in order. A fix of a part that is no longer as it was is passed over whole, so check again and
/// mend again until nothing is left to mend; the second value is how many were carried out.
pub fn mend(file: &mut File, fixes: &[Fix]) -> (Undo, usize) {
    let mut undo = Undo::default();
    let mut done = 0;
    for fix in fixes {
        let fits = fix.edits.iter().all(|edit| file.cues.get(edit.cue).is_some_and(|cue| edit.before.stands_in(cue)));
        if !fits {
            continue;
        }
        for edit in &fix.edits {
            undo.0.push((edit.cue, edit.before.clone()));
            edit.after.put_into(&mut file.cues[edit.cue]);
        }
        done += 1;
    }
    (undo, done)
}

impl Undo {
    /// Puts every part back, the last one changed first.
    pub fn undo(self, file: &mut File) {
        for (at, part) in self.0.into_iter().rev() {
            if let Some(cue) = file.cues.get_mut(at) {
                part.put_into(cue);
            }
        }
    }
}

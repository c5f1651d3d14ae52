//! What the words and the shape of a line say of its kind, whatever the document.

use super::learned::Learned;
use super::model::{KINDS, NEVER, index};
use super::seen::{Bracket, CueShape, Gap, Seen, Story};
use crate::Kind;

/// Scores of one line for each of [`KINDS`]; the differences count.
pub(super) fn look(line: &Seen, next: Option<&Seen>, story: &Story, learned: &Learned) -> [f32; KINDS.len()] {
    if let Some(given) = line.given {
        return KINDS.map(|kind| if kind == given { 10.0 } else { NEVER });
    }
    // Where blank lines part what is said from what is done, they tell it better than words do, and the lines of a
    // paragraph are all of one kind: only its first is asked.
    let own = if line.gap == Gap::Joined { 1.0 - 0.85 * story.spaced } else { 1.0 };
    let voice = story.words.leaning(&line.tokens) * (0.7 - 0.3 * story.spaced) * own;
    let place = learned.place(line, own);
    let look = Look { line, next, story, learned };
    let mut scores = KINDS.map(|kind| match kind {
        Kind::SceneHeading => look.as_heading(),
        Kind::Action => look.as_action() - voice,
        Kind::Character => look.as_cue(),
        Kind::Parenthetical => look.as_parenthetical(),
        Kind::Dialogue => look.as_dialogue() + voice,
        Kind::Transition => look.as_transition(),
        Kind::Shot => look.as_shot(),
        Kind::Centered => look.as_centred(),
        _ => NEVER,
    });
    if line.back && place[0] > -2.0 {
        scores[index(Kind::Transition)] -= 3.0;
    }
    scores.iter_mut().zip(place).for_each(|(score, place)| *score += place);
    scores
}

struct Look<'a> {
    line: &'a Seen,
    next: Option<&'a Seen>,
    story: &'a Story,
    learned: &'a Learned,
}

impl Look<'_> {
    fn as_heading(&self) -> f32 {
        let l = self.line;
        if l.omitted {
            return 6.0;
        }
        let known = l.place > 0 && self.story.places[l.place] > 0;
        let numbered = if l.numbered { 2.0 } else { 0.0 };
        match () {
            () if l.opening && !l.transition => 7.0,
            () if l.back => 4.5,
            () if l.title => -9.0,
            () if l.transition => -6.0,
            () if l.timed && l.capitals => 5.0 + numbered,
            () if l.timed && (l.numbered || known) => 5.0,
            () if l.timed && !l.ends && l.words <= 9 => 1.5,
            () if l.only_time => 3.0,
            () if known && l.capitals => 2.0 + numbered,
            () if l.numbered && l.capitals => 4.0,
            () if l.numbered => -1.0,
            () if l.capitals && !l.ends => -4.5,
            () if l.capitals => -8.0,
            () => -11.0,
        }
    }

    fn as_action(&self) -> f32 {
        let l = self.line;
        let title = if l.title { 3.0 } else { 0.0 };
        title
            + cost(l.opening && l.capitals, 6.0)
            + cost(l.opening, 2.0)
            + cost(l.transition, 3.0)
            + cost(l.omitted, 4.0)
            + cost(l.bracket != Bracket::None, 1.0)
    }

    fn as_dialogue(&self) -> f32 {
        let l = self.line;
        let width = self.learned.width(index(Kind::Dialogue));
        let wide = width > 0 && l.length > width + 3;
        cost(l.opening && l.capitals, 6.0)
            + cost(l.bracket == Bracket::Opens, 2.5)
            + cost(l.bracket == Bracket::Inside, 2.0)
            + cost(wide, 4.0)
            + cost(l.transition, 1.5)
            + cost(l.numbered, 1.0)
    }

    fn as_parenthetical(&self) -> f32 {
        match self.line.bracket {
            Bracket::Opens | Bracket::Inside => 3.5,
            Bracket::None if self.line.starts_bracket => -4.0,
            Bracket::None => -9.0,
        }
    }

    fn as_cue(&self) -> f32 {
        let l = self.line;
        let times = self.learned.cast[l.name];
        let known = match times {
            0 => -1.0,
            1 => 0.0,
            2..=3 => 1.5,
            _ => 2.5,
        };
        let extended = if l.extension { 2.0 } else { 0.0 };
        let speaks = self.next.is_some_and(|n| n.gap == Gap::Joined);
        let wordy = cost(l.words > 4, 2.0) + cost(l.words > 2 && l.ends && !l.extension, 2.0);
        let alone = cost(l.apart_below, 1.5 * self.story.spaced);
        let known_place =
            cost(l.title, 5.0) + alone + cost(l.place > 0 && self.story.places[l.place] > 0 && times < 3, 2.0);
        match l.cue {
            CueShape::No => -12.0,
            CueShape::Capitals => 1.0 + known + extended + wordy + known_place + cost(l.transition || l.shot, 2.0),
            CueShape::Short => {
                let repeated = match self.story.repeats[l.name] {
                    0 | 1 => -3.0,
                    2 => -1.0,
                    3..=5 => 1.0,
                    _ => 2.5,
                };
                repeated + extended + wordy + known_place + if speaks { 0.5 } else { -0.5 }
            }
        }
    }

    fn as_transition(&self) -> f32 {
        if self.line.transition { 5.5 } else { -12.0 }
    }

    fn as_shot(&self) -> f32 {
        let l = self.line;
        if l.shot {
            return 4.0;
        }
        // A name alone between blank lines, with description that goes on under it, is a slug.
        let named = l.capitals && l.words <= 3 && !l.ends && l.apart_below && self.learned.cast[l.name] > 2;
        let goes_on = self.next.is_some_and(|n| n.starts_lower);
        match () {
            () if named && goes_on => 1.5,
            () if named => -0.5,
            () if l.capitals && goes_on && !l.ends && l.words <= 6 => -1.5,
            () if l.capitals && !l.ends => -5.0,
            () => -12.0,
        }
    }

    fn as_centred(&self) -> f32 {
        if self.line.act { 5.0 } else { -10.0 }
    }
}

fn cost(applies: bool, points: f32) -> f32 {
    if applies { -points } else { 0.0 }
}

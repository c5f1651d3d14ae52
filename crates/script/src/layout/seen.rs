//! What can be seen of a line by itself and beside its neighbours, before anything is known of the document.

use std::collections::HashMap;

use super::source::Source;
use super::voice::Words;
use crate::vocabulary::{is_capitals, is_cut, is_shot, is_title_on_screen, opens_act};
use crate::{cue, heading, read_heading};

/// Blank lines above, evened out: a script that is double-spaced throughout has none where others have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// None.
    Joined,
    /// One.
    One,
    /// More than one.
    Wide,
    /// The page broke there, so that nothing can be told.
    Broken,
}

/// How far a line has the shape of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueShape {
    /// Not at all.
    No,
    /// A name in capitals.
    Capitals,
    /// A few words that could be a name, capitals or not.
    Short,
}

/// How a line stands to brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// Outside.
    None,
    /// Opens and closes one, or opens one that a later line closes.
    Opens,
    /// Between, or closing one that an earlier line opened.
    Inside,
}

/// A line of the story.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Column of its text, a scene number in the margin left out.
    pub(super) indent: usize,
    /// Characters.
    pub(super) length: usize,
    /// Characters of its first word.
    pub(super) first_word: usize,
    pub(super) gap: Gap,
    /// Whether blank lines stand below it, as the script counts them.
    pub(super) apart_below: bool,
    pub(super) capitals: bool,
    /// Begins as scene headings do.
    pub(super) opening: bool,
    /// Has a scene number in a margin.
    pub(super) numbered: bool,
    /// Ends in a time of day after a dash.
    pub(super) timed: bool,
    /// A time of day and nothing else: `LATER`.
    pub(super) only_time: bool,
    pub(super) omitted: bool,
    pub(super) transition: bool,
    pub(super) shot: bool,
    /// `BACK TO:` at the left opens a place again, at the right it is a transition.
    pub(super) back: bool,
    /// Says what is written on the screen.
    pub(super) title: bool,
    pub(super) act: bool,
    pub(super) cue: CueShape,
    /// `(V.O.)` and the like after a name.
    pub(super) extension: bool,
    pub(super) words: usize,
    /// Index of the name it would cue.
    pub(super) name: usize,
    pub(super) bracket: Bracket,
    /// Ends as sentences and speeches do.
    pub(super) ends: bool,
    pub(super) starts_lower: bool,
    pub(super) starts_bracket: bool,
    /// Index of the place it would be a heading of.
    pub(super) place: usize,
    /// The format says what it is.
    pub(super) given: Option<crate::Kind>,
    /// Its words, as indices into [`Words`].
    pub(super) tokens: Vec<u32>,
}

/// The lines of the story and what they share.
pub(super) struct Story {
    pub(super) lines: Vec<Seen>,
    pub(super) words: Words,
    /// How many lines are nothing but this name, by name.
    pub(super) repeats: Vec<usize>,
    /// How often the place stands in a heading with INT. or EXT., by place.
    pub(super) places: Vec<usize>,
    /// How far blank lines part paragraphs: 1 where nearly every name that is cued has one above it.
    pub(super) spaced: f32,
    /// Share of long lines that are in capitals.
    pub(super) shouted: f64,
}

/// Columns that a line must have to be a full one, whatever the setting.
const LONG: usize = 42;

impl Story {
    pub(super) fn of(lines: &[Source], story: &[usize]) -> Self {
        let mut words = Words::default();
        let (mut names, mut places) = (Numbers::default(), Numbers::default());
        // What is no name and no place is number 0.
        names.number("");
        places.number("");
        let base = base_gap(lines, story);
        let mut seen: Vec<Seen> = story
            .iter()
            .map(|&i| {
                let line = &lines[i];
                let mut seen = of(line, base);
                seen.tokens = words.tokens(&line.text);
                if seen.cue != CueShape::No {
                    let name = cue::name(if line.text.starts_with(line.body().0) { line.body().0 } else { &line.text });
                    seen.words = name.split_whitespace().count();
                    seen.name = names.number(&cue::key(&name));
                }
                if seen.length <= 75 && (seen.capitals || seen.opening || seen.numbered) {
                    seen.place = places.number(&place_of(line));
                }
                seen
            })
            .collect();
        brackets(&mut seen, lines, story);
        for i in 1..seen.len() {
            seen[i - 1].apart_below = matches!(seen[i].gap, Gap::One | Gap::Wide);
        }
        let mut repeats = vec![0; names.count()];
        let mut headed = vec![0; places.count()];
        for line in &seen {
            repeats[line.name] += usize::from(line.cue != CueShape::No);
            headed[line.place] += usize::from(line.opening && line.capitals);
        }
        also_parts(lines, story, &seen, &mut places, &mut headed);
        let spaced = spaced(&seen, &repeats);
        let long: Vec<&Seen> = seen.iter().filter(|s| s.length > LONG).collect();
        let shouted = long.iter().filter(|s| s.capitals).count() as f64 / long.len().max(1) as f64;
        headed.resize(places.count(), 0);
        Self { lines: seen, words, repeats, places: headed, spaced, shouted }
    }
}

/// Texts numbered in the order in which they come.
#[derive(Default)]
struct Numbers {
    known: HashMap<String, usize>,
}

impl Numbers {
    fn number(&mut self, text: &str) -> usize {
        let next = self.known.len();
        match self.known.get(text) {
            Some(n) => *n,
            None => *self.known.entry(text.to_string()).or_insert(next),
        }
    }

    fn count(&self) -> usize {
        self.known.len()
    }
}

/// The share of names said to speak twice or more that have a blank line above, or the share of all lines, whichever says more.
fn spaced(seen: &[Seen], repeats: &[usize]) -> f32 {
    let share = |lines: &mut dyn Iterator<Item = &Seen>| {
        let (mut all, mut apart) = (0.0f32, 0.0f32);
        for line in lines.filter(|l| l.gap != Gap::Broken) {
            all += 1.0;
            apart += f32::from(u8::from(line.gap != Gap::Joined));
        }
        (apart / all.max(1.0), all)
    };
    let (cues, count) =
        share(&mut seen.iter().filter(|l| l.cue != CueShape::No && repeats[l.name] > 1 && l.length < 30));
    let (lines, _) = share(&mut seen.iter());
    let by_cues = if count >= 6.0 { (cues - 0.3).max(0.0) / 0.5 } else { 0.0 };
    by_cues.max(lines / 0.25).min(1.0)
}

/// Blank lines that stand above nearly every line: text that is double-spaced throughout.
fn base_gap(lines: &[Source], story: &[usize]) -> usize {
    let mut gaps: Vec<usize> = story.iter().skip(1).map(|&i| lines[i].gap).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 8).copied().unwrap_or(0)
}

fn of(line: &Source, base: usize) -> Seen {
    let (body, number) = line.body();
    let lead = line.text.find(body).map_or(0, |at| line.text[..at].chars().count());
    let capitals = is_capitals(body);
    let heading = read_heading(body);
    let opening = heading.is_some();
    let dashed = opening || (!body.starts_with('-') && body.contains(['-', '–', '—']));
    let length = body.chars().count();
    let timed = dashed && length <= 75 && {
        let time = heading.unwrap_or_else(|| heading::take_apart(body)).time;
        (1..=4).contains(&time.split_whitespace().count())
    };
    let gap = match line.gap.saturating_sub(base) {
        _ if line.after_break => Gap::Broken,
        0 => Gap::Joined,
        1 => Gap::One,
        _ => Gap::Wide,
    };
    Seen {
        indent: line.indent + lead,
        length,
        first_word: body.split_whitespace().next().map_or(0, |w| w.chars().count()),
        gap,
        apart_below: false,
        capitals,
        opening,
        // A number at the right alone may be anything.
        numbered: number.is_some() && (lead > 0 || opening || timed),
        timed,
        only_time: capitals && length < 40 && heading::is_time_alone(body),
        omitted: is_omitted(body),
        transition: is_cut(&line.text),
        shot: is_shot(body),
        back: capitals && body.starts_with("BACK TO") && !is_shot(body),
        title: is_title_on_screen(body),
        act: opens_act(&line.text),
        cue: cue_shape(if lead == 0 { body } else { &line.text }, opening),
        extension: body.ends_with(')') && body.find('(').is_some_and(|at| at > 0),
        words: body.split_whitespace().take(12).count(),
        name: 0,
        bracket: Bracket::None,
        ends: ends(&line.text),
        starts_lower: line.text.starts_with(char::is_lowercase),
        starts_bracket: line.text.starts_with(['(', '[']),
        place: 0,
        given: line.given,
        tokens: vec![],
    }
}

fn is_omitted(body: &str) -> bool {
    if body.len() > 40 {
        return false;
    }
    let upper = body.to_uppercase();
    let bare = upper.trim_matches(['(', ')', '.', '*', ' ', '-']);
    matches!(bare, "OMITTED" | "OMIT" | "SCENE OMITTED" | "SCENES OMITTED" | "OMITTED SCENE" | "DELETED")
        || bare
            .strip_suffix(" OMITTED")
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || " -,&A".contains(c)))
}

fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    bare.ends_with(['.', '!', '?', '…', '-', '—', '–', ':', '。', '！', '？']) || bare.len() < text.len()
}

/// A name in capitals, or a few words without the marks that sentences end with.
fn cue_shape(text: &str, opening: bool) -> CueShape {
    let bare = text.strip_suffix(':').unwrap_or(text);
    if opening || text.starts_with(['(', '[', '-', '"', '“', '.']) {
        return if !opening && cue::has_shape(bare) { CueShape::Capitals } else { CueShape::No };
    }
    if cue::has_shape(bare) {
        return CueShape::Capitals;
    }
    let name = match bare.find('(') {
        Some(at) if bare.ends_with(')') => bare[..at].trim_end(),
        Some(_) => return CueShape::No,
        None => bare,
    };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let short = name.chars().count() <= 32 && name.split_whitespace().count() <= 4 && letters > 1;
    let bare_end =
        !name.ends_with(['?', '!', ';', ',', '…', '-', '—', '"']) && (!name.ends_with('.') || is_short_form(name));
    if short && bare_end { CueShape::Short } else { CueShape::No }
}

/// `Sam Jr.`, `Mr. B.`: a full stop that ends no sentence.
fn is_short_form(name: &str) -> bool {
    name.split_whitespace().next_back().is_some_and(|w| w.chars().count() <= 3 && w.starts_with(char::is_uppercase))
}

/// Which lines are inside brackets that close within a few lines.
fn brackets(seen: &mut [Seen], lines: &[Source], story: &[usize]) {
    let text = |i: usize| lines[story[i]].text.as_str();
    let mut i = 0;
    while i < seen.len() {
        let t = text(i);
        if !t.starts_with('(') {
            i += 1;
            continue;
        }
        let closes_early = t.find(')').is_some_and(|at| at + 1 < t.trim_end_matches(['.', ',', ';', ':']).len());
        if closes_early {
            i += 1;
            continue;
        }
        seen[i].bracket = Bracket::Opens;
        if !t.contains(')') {
            let near = (i + 1..seen.len().min(i + 6)).take_while(|&j| matches!(seen[j].gap, Gap::Joined | Gap::Broken));
            let close = near.take_while(|&j| !text(j).starts_with('(')).find(|&j| text(j).contains(')'));
            if let Some(close) = close.filter(|&c| text(c).trim_end_matches(['.', ',']).ends_with(')')) {
                seen[i + 1..=close].iter_mut().for_each(|s| s.bracket = Bracket::Inside);
                i = close;
            }
        }
        i += 1;
    }
}

/// What a heading would be of: the place without INT. and time, in one case.
fn place_of(line: &Source) -> String {
    heading::take_apart(line.body().0).place.to_uppercase()
}

/// `KITCHEN` is known where `INT. HOUSE - KITCHEN` was read.
fn also_parts(lines: &[Source], story: &[usize], seen: &[Seen], places: &mut Numbers, headed: &mut Vec<usize>) {
    for (&i, line) in story.iter().zip(seen) {
        if !line.opening || !line.capitals {
            continue;
        }
        let place = place_of(&lines[i]);
        for part in
            place.split([',', '-', '–', '—', '/']).map(str::trim).filter(|p| p.chars().count() > 2 && *p != place)
        {
            let n = places.number(part);
            headed.resize(places.count().max(headed.len()), 0);
            headed[n] += 1;
        }
    }
}

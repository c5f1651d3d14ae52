//! What the page lets one count about each side of the craft, and the lines that show it.
//!
//! No figure here depends on how anybody is called. Every figure is a part from 0 to 1; the parts of a dimension are
//! averaged and laid on 3 to 8, because counting alone neither condemns a script nor crowns it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    block::{Block, BlockKind},
    cast::capitalised,
    people::present,
    reading::Reading,
    stock::is_stock,
    voices,
    words::{content_stems, sentences, stem, words},
};

/// The rows of the grid, in order.
pub(crate) const DIMENSIONS: [&str; 7] =
    ["premise", "storyline", "structure", "characterisation", "dialogue", "setting", "originality"];

/// One dimension as measured.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    /// 3 to 8.
    pub(crate) score: f64,
    /// What may be said where it works, with the lines that show it.
    pub(crate) praise: Option<Remark>,
    /// What may be said where it does not.
    pub(crate) blame: Option<Remark>,
    /// What would raise it: said of the lowest of its parts, where that is low.
    pub(crate) change: Option<Remark>,
}

/// A part of a dimension: where it lies from 0 to 1, and what would raise it.
pub(crate) type Part = (f64, &'static str);

/// Below this a part holds its dimension down.
const LOW: f64 = 0.6;

/// What would raise the lowest part, with the lines that show it.
pub(crate) fn change(parts: &[Part], lines: &[usize]) -> Option<Remark> {
    let lowest = parts.iter().filter(|p| p.0 < LOW).min_by(|a, b| a.0.total_cmp(&b.0))?;
    remark(lowest.1, lines.to_vec())
}

/// A sentence made by code, and the lines it stands on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remark {
    pub(crate) text: String,
    pub(crate) lines: Vec<usize>,
}

pub(crate) fn remark(text: impl Into<String>, lines: Vec<usize>) -> Option<Remark> {
    (!lines.is_empty()).then(|| Remark { text: text.into(), lines })
}

/// All seven, in the order of [`DIMENSIONS`].
pub(crate) fn measures(reading: &Reading) -> [Measure; 7] {
    let threads = threads(reading);
    [
        premise(reading, &threads),
        storyline(reading, &threads),
        structure(reading),
        characterisation(reading),
        voices::dialogue(reading),
        setting(reading),
        originality(reading),
    ]
}

/// Where `value` lies between `low` (0) and `high` (1); `low` may be the greater one.
pub(crate) fn ramp(value: f64, low: f64, high: f64) -> f64 {
    ((value - low) / (high - low)).clamp(0.0, 1.0)
}

pub(crate) fn score(parts: &[Part]) -> f64 {
    3.0 + 5.0 * parts.iter().map(|p| p.0).sum::<f64>() / parts.len().max(1) as f64
}

pub(crate) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// A thing that comes back: its stem, and the blocks it stands in.
struct Thread {
    stem: String,
    blocks: Vec<usize>,
}

/// The motifs of the script with their blocks, in order of the stems.
fn threads(reading: &Reading) -> Vec<Thread> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, block) in reading.blocks.iter().enumerate() {
        let stems: BTreeSet<String> = content_stems(&block.text).filter(|s| reading.motifs.has(s)).collect();
        for stem in stems {
            places.entry(stem).or_default().push(i);
        }
    }
    places.into_iter().map(|(stem, blocks)| Thread { stem, blocks }).collect()
}

fn lead(reading: &Reading) -> Option<(usize, String)> {
    let lead = *reading.roles.first()?;
    Some((lead, capitalised(&reading.cast.get(lead).shown)))
}

/// The first lines in which somebody acts or speaks, at most `most`.
fn lines_of(reading: &Reading, person: usize, most: usize) -> Vec<usize> {
    reading
        .blocks
        .iter()
        .filter(|b| b.speaker() == Some(person) || (b.kind == BlockKind::Action && acts(reading, b, person)))
        .filter_map(|b| if b.is_speech() { b.lines.last() } else { b.lines.first() })
        .copied()
        .take(most)
        .collect()
}

/// Whether a paragraph has a sentence that begins with somebody.
fn acts(reading: &Reading, block: &Block, person: usize) -> bool {
    sentences(&block.text).into_iter().any(|r| actor(reading, &block.text[r]) == Some(person))
}

/// Who a sentence begins with.
fn actor(reading: &Reading, sentence: &str) -> Option<usize> {
    let first = *reading.cast.mentioned(sentence).first()?;
    let range = reading.cast.first_mention(first, sentence)?;
    (range.start == 0 || sentence[..range.start].eq_ignore_ascii_case("the ")).then_some(first)
}

/// Early clarity: the lead is there soon, and much of what comes back is planted soon.
fn premise(reading: &Reading, threads: &[Thread]) -> Measure {
    let total = reading.blocks.len();
    let Some((lead, name)) = lead(reading) else {
        return Measure { score: 4.0, praise: None, blame: no_lead(reading), change: None };
    };
    let entered =
        reading.blocks.iter().position(|b| b.speaker() == Some(lead) || acts(reading, b, lead)).unwrap_or(total);
    let planted = threads.iter().filter(|t| t.blocks[0] < total / 5).count();
    let entrance = lines_of(reading, lead, 1);
    let parts = [
        (ramp(share(entered, total), 0.25, 0.03), "Bring the lead in sooner."),
        (ramp(share(planted, threads.len()), 0.1, 0.6), "Plant more of what matters later in the opening pages."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &entrance),
        praise: remark(
            format!("{name} is in the story early, and what matters later is planted from the start."),
            entrance.clone(),
        ),
        blame: remark(
            format!("{name} comes late, and little of what matters later is planted at the start."),
            entrance,
        ),
    }
}

fn no_lead(reading: &Reading) -> Option<Remark> {
    remark(
        "Nobody leads the story.",
        reading.blocks.first().map(|b| b.lines.clone()).unwrap_or_default().into_iter().take(1).collect(),
    )
}

/// Cause and effect: what was planted in the first half pays off in the last quarter; neighbouring scenes share matter.
fn storyline(reading: &Reading, threads: &[Thread]) -> Measure {
    let total = reading.blocks.len();
    let pays = |t: &&Thread| t.blocks[0] < total / 2 && t.blocks.last().is_some_and(|&b| b >= total * 3 / 4);
    let planted = threads.iter().filter(|t| t.blocks[0] < total / 2).count();
    let paid: Vec<&Thread> = threads.iter().filter(pays).collect();
    let cohesion = cohesion(reading);
    // The thing that is rarest in between and longest in letters is the one a reader remembers.
    let memorable = |t: &Thread| (t.blocks.len() <= 8, t.stem.len());
    let shown = paid.iter().max_by(|a, b| memorable(a).cmp(&memorable(b)).then(b.stem.cmp(&a.stem)));
    let praise = shown.and_then(|t| returning(reading, t));
    let ends: Vec<usize> = [reading.screenplay.scenes.first(), reading.screenplay.scenes.last()]
        .into_iter()
        .flatten()
        .map(|s| s.first_line)
        .collect();
    let parts = [
        (ramp(share(paid.len(), planted), 0.05, 0.45), "Pay off more of what the first half plants, or plant less."),
        (ramp(cohesion, 0.9, 1.8), "Let each scene take up what the one before it left."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &ends),
        praise,
        blame: remark("The scenes hang together loosely; little of what is planted early pays off.", ends),
    }
}

/// `The wristwatch is planted early and comes back at the end.`, with both lines.
fn returning(reading: &Reading, thread: &Thread) -> Option<Remark> {
    let (first, last) = (*thread.blocks.first()?, *thread.blocks.last()?);
    let spelled = |b: usize| {
        let line = reading.blocks[b].lines.iter().find(|&&n| words(reading.line(n)).any(|w| stem(w) == thread.stem))?;
        let word = words(reading.line(*line)).find(|w| stem(w) == thread.stem)?;
        Some((*line, word.to_lowercase()))
    };
    let ((from, word), (to, _)) = (spelled(first)?, spelled(last)?);
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    remark(format!("What is planted early comes back at the end, such as “{word}”."), vec![from, to])
}

/// How much more neighbouring scenes share than scenes at large: 1 means no more.
fn cohesion(reading: &Reading) -> f64 {
    let mut scenes: BTreeMap<Option<usize>, BTreeSet<String>> = BTreeMap::new();
    for block in &reading.blocks {
        scenes.entry(block.scene).or_default().extend(content_stems(&block.text));
    }
    let sets: Vec<BTreeSet<String>> = scenes.into_values().collect();
    let alike = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.intersection(b).count() as f64 / ((a.len() * b.len()) as f64).sqrt().max(1.0)
    };
    let near: Vec<f64> = sets.windows(2).map(|w| alike(&w[0], &w[1])).collect();
    // A stride that is not one pairs scenes far apart, in linear time.
    let far: Vec<f64> = (0..sets.len()).map(|i| alike(&sets[i], &sets[(i + sets.len() / 2) % sets.len()])).collect();
    let mean = |v: &[f64]| if v.is_empty() { 0.0 } else { v.iter().sum::<f64>() / v.len() as f64 };
    if mean(&far) == 0.0 { 1.0 } else { mean(&near) / mean(&far) }
}

/// Shape: scenes of different length, people introduced when they come, last scenes that return to the first ones.
fn structure(reading: &Reading) -> Measure {
    let scenes = &reading.screenplay.scenes;
    let lengths: Vec<f64> = scenes.iter().map(|s| f64::from(s.eighths)).collect();
    let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
    let spread =
        (lengths.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / lengths.len().max(1) as f64).sqrt() / mean.max(1.0);
    let characters = &reading.screenplay.characters;
    let main: Vec<usize> = reading.roles.iter().copied().take(8).collect();
    let timely =
        main.iter().filter(|&&i| characters[i].introduced.is_some_and(|n| n <= first_speech(reading, i))).count();
    let total = reading.blocks.len();
    let tenth = (total / 8).max(1);
    let stems = |blocks: &[Block]| -> BTreeSet<String> {
        blocks.iter().flat_map(|b| content_stems(&b.text)).filter(|s| reading.motifs.has(s)).collect()
    };
    let (opening, ending) = (stems(&reading.blocks[..tenth]), stems(&reading.blocks[total - tenth..]));
    let answered = share(opening.intersection(&ending).count(), opening.len().min(ending.len()));
    let ends: Vec<usize> = [scenes.first(), scenes.last()].into_iter().flatten().map(|s| s.first_line).collect();
    let longest = scenes.iter().max_by_key(|s| (s.eighths, std::cmp::Reverse(s.n))).map(|s| s.first_line);
    let parts = [
        (ramp(spread, 0.15, 0.6), "Vary the length of the scenes."),
        (ramp(share(timely, main.len()), 0.3, 0.9), "Introduce people where they first come in."),
        (ramp(answered, 0.05, 0.45), "Let the end return to more of what the beginning sets up."),
        (f64::from(u8::from(is_ended(reading))), "Write the ending: the pages break off."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &ends),
        praise: remark("The scenes vary in length, and the end returns to what the beginning set up.", ends),
        blame: remark(
            "The shape is uneven: the end returns to little of what the beginning set up.",
            longest.into_iter().collect(),
        ),
    }
}

/// Whether the last lines say that the story is over: a draft that breaks off does not.
fn is_ended(reading: &Reading) -> bool {
    const ENDS: [&str; 9] = [
        "FADE OUT",
        "FADE TO BLACK",
        "CUT TO BLACK",
        "SMASH TO BLACK",
        "THE END",
        "END OF PILOT",
        "END OF EPISODE",
        "END OF SHOW",
        "END OF FILM",
    ];
    let story = reading.screenplay.lines.iter().rev().filter(|l| l.kind.is_story()).take(3);
    story.map(|l| reading.document.slice(l.span).to_uppercase()).any(|t| ENDS.iter().any(|e| t.contains(e)))
}

fn first_speech(reading: &Reading, person: usize) -> usize {
    reading
        .blocks
        .iter()
        .find(|b| b.speaker() == Some(person))
        .and_then(|b| b.lines.first().copied())
        .unwrap_or(usize::MAX)
}

/// A lead who acts, is there, and does not talk everybody down; people who are introduced.
fn characterisation(reading: &Reading) -> Measure {
    let Some((lead, name)) = lead(reading) else {
        return Measure { score: 4.0, praise: None, blame: no_lead(reading), change: None };
    };
    let spoken: usize = reading.screenplay.characters.iter().map(|c| c.words).sum();
    let said = share(reading.screenplay.characters[lead].words, spoken);
    let there = share(present(reading.screenplay, lead).len(), reading.screenplay.scenes.len());
    let acting: Vec<usize> = reading
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Action)
        .flat_map(|b| sentences(&b.text).into_iter().filter_map(|r| actor(reading, &b.text[r])).collect::<Vec<_>>())
        .collect();
    let agency = share(acting.iter().filter(|&&a| a == lead).count(), acting.len());
    let main: Vec<usize> = reading.roles.iter().copied().take(6).collect();
    let introduced = main.iter().filter(|&&i| reading.screenplay.characters[i].introduced.is_some()).count();
    let deeds: Vec<usize> = reading
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Action && acts(reading, b, lead))
        .map(|b| b.lines[0])
        .collect();
    let spread: Vec<usize> = (0..3).filter_map(|i| deeds.get(i * deeds.len() / 3).copied()).collect();
    let spread = if spread.is_empty() { lines_of(reading, lead, 2) } else { spread };
    let parts = [
        (
            ramp(said, 0.08, 0.28) * ramp(said, 0.9, 0.55),
            "Give the lead a voice that neither vanishes nor drowns the others.",
        ),
        (ramp(there, 0.25, 0.7), "Keep the lead in more of the scenes."),
        (ramp(agency, 0.1, 0.4), "Let the lead act, rather than be acted upon."),
        (ramp(share(introduced, main.len()), 0.3, 0.9), "Introduce the main people with more than a name."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &spread),
        praise: remark(format!("{name} drives the story and is seen to act throughout."), spread.clone()),
        blame: remark(format!("{name} is seldom seen to act; others move the story."), spread),
    }
}

/// Places that are used: not one room, not a new one every scene, and shown before they are talked in.
fn setting(reading: &Reading) -> Measure {
    let scenes = &reading.screenplay.scenes;
    let places: BTreeSet<&str> = scenes.iter().map(|s| s.place.as_str()).filter(|p| !p.is_empty()).collect();
    let used = scenes.len() as f64 / places.len().max(1) as f64;
    let shown = scenes.iter().filter(|s| {
        let mut told = reading.blocks.iter().filter(|b| b.scene == Some(s.n - 1) && b.kind != BlockKind::Heading);
        told.next().is_some_and(|b| b.kind == BlockKind::Action && words(&b.text).count() >= 8)
    });
    let shown: Vec<usize> = shown.map(|s| s.n).collect();
    let lines = |list: &[usize]| -> Vec<usize> {
        let step = (list.len() / 3).max(1);
        list.iter()
            .step_by(step)
            .take(3)
            .filter_map(|&n| reading.blocks.iter().find(|b| b.scene == Some(n - 1) && b.kind == BlockKind::Action))
            .map(|b| b.lines[0])
            .collect()
    };
    let headings: Vec<usize> = scenes.iter().take(3).map(|s| s.first_line).collect();
    let parts = [
        (ramp(used, 1.0, 1.6), "Return to the places that matter instead of leaving each for a new one."),
        (ramp(share(shown.len(), scenes.len()), 0.3, 0.9), "Show a place before anybody talks in it."),
        (ramp(places.len() as f64, 1.0, 5.0), "Leave the room."),
    ];
    Measure {
        score: score(&parts),
        change: change(&parts, &headings),
        praise: remark(
            "The places are shown before anybody talks in them, and are used more than once.",
            lines(&shown),
        ),
        blame: remark("The places are little more than names in the headings.", headings),
    }
}

/// Words of its own: few stock phrases, a wide vocabulary.
fn originality(reading: &Reading) -> Measure {
    let stock: Vec<usize> =
        reading.blocks.iter().filter(|b| is_stock(&b.text)).map(|b| b.lines[b.lines.len() - 1]).collect();
    let list: Vec<String> = reading.blocks.iter().flat_map(|b| content_stems(&b.text).collect::<Vec<_>>()).collect();
    let windows: Vec<f64> = list
        .chunks(400)
        .filter(|c| c.len() == 400)
        .map(|c| share(c.iter().collect::<BTreeSet<_>>().len(), 400))
        .collect();
    let variety = if windows.is_empty() { 0.6 } else { windows.iter().sum::<f64>() / windows.len() as f64 };
    let per_thousand = 1000.0 * share(stock.len(), list.len() * 2);
    let told = (0..reading.blocks.len())
        .filter(|&b| reading.blocks[b].kind == BlockKind::Action && words(&reading.blocks[b].text).count() > 8);
    let best = told.max_by(|&a, &b| reading.salience[a].total_cmp(&reading.salience[b])).map(|b| &reading.blocks[b]);
    let few = remark(
        "The vocabulary is narrow, and the story is told in expected words.",
        reading.blocks.iter().find(|b| b.kind == BlockKind::Action).map(|b| vec![b.lines[0]]).unwrap_or_default(),
    );
    let parts = [
        (ramp(per_thousand, 6.0, 0.5), "Find the script's own words for what stock phrases say."),
        (ramp(variety, 0.5, 0.75), "Widen the vocabulary: the same words come back too soon."),
    ];
    let held = stock.first().copied().into_iter().chain(best.map(|b| b.lines[0])).take(1).collect::<Vec<_>>();
    Measure {
        score: score(&parts),
        change: change(&parts, &held),
        praise: best
            .and_then(|b| remark("The page finds its own images, and stock phrases are rare.", vec![b.lines[0]])),
        blame: remark("Stock phrases stand where the script's own words should.", stock.into_iter().take(3).collect())
            .or(few),
    }
}

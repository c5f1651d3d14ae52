//! What people want, in their own words, and where their way through the story begins and ends.

use crate::{
    Claim, Support,
    bearing::check,
    event::Event,
    moment::{Moment, Telling, addressee},
    reading::Reading,
    saying::sayings,
    selection::Chosen,
    words::words,
};

/// Characters whose wants and ways are told, the largest first.
pub(crate) const FOLLOWED: usize = 5;

/// Words of wanting, in the first person; the stronger ones first.
const WANTING: [&str; 16] = [
    "i want",
    "i need",
    "i have to",
    "i've got to",
    "i'm going to",
    "i am going to",
    "we have to",
    "we're not going to",
    "we're going to",
    "i won't",
    "i must",
    "i will",
    "i'll",
    "we must",
    "let me",
    "so long as i",
];

/// What somebody says they want or mean to do: the most telling such speech, reported.
pub(crate) fn wants(reading: &Reading, person: usize) -> Option<Claim> {
    let spoken = (0..reading.blocks.len()).filter(|&b| reading.blocks[b].speaker() == Some(person));
    let wanting = |raw: &str| {
        let lower = format!(" {} ", raw.to_lowercase().replace('’', "'"));
        WANTING.iter().position(|w| lower.contains(&format!(" {w} "))).map(|at| 1.0 - at as f64 / 24.0)
    };
    let mut found: Vec<(f64, Chosen, String)> = spoken
        .flat_map(|b| sayings(reading, b).into_iter().map(move |s| (b, s)))
        .filter_map(|(block, saying)| {
            let weight = saying.weight + 1.5 * wanting(&saying.raw)?;
            let told = saying.told.clone()?;
            (words(&saying.raw).count() > 4)
                .then(|| (weight, Chosen { scene: reading.blocks[block].scene, block, saying }, told))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.block.cmp(&b.1.block)));
    found.into_iter().take(6).find_map(|(_, chosen, told)| {
        let to = addressee(reading, chosen.block, person);
        let said = Some((person, to, chosen.saying.raw.clone()));
        let moment = Moment { chosen, telling: Telling::Own { told: told.clone(), said } };
        let lines = check(reading, &moment, &told)?;
        let evidence = reading.evidence(&lines, &told);
        (!evidence.is_empty()).then_some(Claim { text: told, evidence, support: Support::Verified })
    })
}

/// The way of somebody through the story: the first thing they do, the weightiest in between, the last.
pub(crate) fn arc(reading: &Reading, events: &[Event], person: usize) -> Vec<Claim> {
    let own: Vec<&Event> = events.iter().filter(|e| is_own(reading, e, person)).collect();
    let [first, middle @ .., last] = own.as_slice() else { return vec![] };
    let between = middle.iter().max_by(|a, b| a.worth().total_cmp(&b.worth())).copied();
    let path = std::iter::once(*first).chain(between).chain(std::iter::once(*last));
    path.filter_map(|e| e.claim(reading)).collect()
}

/// A deed of somebody, told, and not one of a crowd.
fn is_own(reading: &Reading, event: &Event, person: usize) -> bool {
    let crowded = reading.cast.mentioned(&event.told.text).len() > 4;
    event.subject(reading) == Some(person) && !event.told.extract && event.said().is_none() && !crowded
}

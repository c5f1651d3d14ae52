//! Comments that counting alone can make, with the lines they are about. They hold with and without a model.

use crate::{
    Claim,
    cast::capitalised,
    grid::claim,
    measure::{Remark, remark},
    people::present,
    reading::Reading,
    stock::is_stock,
};

/// Scripts of fewer scenes than this are too short to speak of stretches.
const FEW: usize = 8;

/// The comments, in the order of the script's own scenes.
pub(crate) fn comments(reading: &Reading) -> Vec<Claim> {
    let remarks = [long_scene(reading), absence(reading), late_arrival(reading), stock(reading)];
    remarks.into_iter().flatten().filter_map(|r| claim(reading, &r)).collect()
}

/// A scene more than three times as long as the middle one and more than three pages long.
fn long_scene(reading: &Reading) -> Option<Remark> {
    let scenes = &reading.screenplay.scenes;
    let mut lengths: Vec<u32> = scenes.iter().map(|s| s.eighths).collect();
    lengths.sort_unstable();
    let middle = *lengths.get(lengths.len() / 2).filter(|_| scenes.len() >= FEW)?;
    let longest = scenes.iter().max_by_key(|s| (s.eighths, std::cmp::Reverse(s.n)))?;
    (longest.eighths > 24 && longest.eighths > 3 * middle).then(|| {
        remark("This scene runs far longer than the others; see whether it earns its length.", vec![longest.first_line])
    })?
}

/// The longest stretch without the lead, if it takes a fifth of the scenes.
fn absence(reading: &Reading) -> Option<Remark> {
    let lead = *reading.roles.first()?;
    let total = reading.screenplay.scenes.len();
    let here = present(reading.screenplay, lead);
    let gap = here.windows(2).max_by_key(|w| w[1] - w[0]).filter(|w| total >= FEW && (w[1] - w[0]) * 5 > total)?;
    let name = capitalised(&reading.cast.get(lead).shown);
    let lines = gap.iter().map(|&n| reading.screenplay.scenes[n - 1].first_line).collect();
    remark(format!("{name} is out of the story for a long stretch between these scenes."), lines)
}

/// A large role that enters in the last third.
fn late_arrival(reading: &Reading) -> Option<Remark> {
    let total = reading.screenplay.scenes.len();
    let late = reading
        .roles
        .iter()
        .take(4)
        .find(|&&p| total >= FEW && present(reading.screenplay, p).first().is_some_and(|&n| n * 3 > total * 2))?;
    let line = reading.blocks.iter().find(|b| b.speaker() == Some(*late))?.lines[0];
    let name = capitalised(&reading.cast.get(*late).shown);
    remark(format!("{name} is a large part and comes very late."), vec![line])
}

/// Stock phrases, where there are several.
fn stock(reading: &Reading) -> Option<Remark> {
    let lines: Vec<usize> =
        reading.blocks.iter().filter(|b| is_stock(&b.text)).filter_map(|b| b.lines.last().copied()).collect();
    (lines.len() >= 3).then(|| {
        remark("Phrases that have been heard too often stand out here.", lines.into_iter().take(4).collect())
    })?
}

//! The shape of the story: its turning points, and the acts and sequences between them.
//!
//! A turning point is the event that weighs most in the stretch of the script where readers look for it: by what comes
//! back after it, by what is done in it, and by how much more is at stake, as the model scores the scene, than around.

use crate::{Section, TurningPoint, event::Event, reading::Reading, selection::Impression};

/// Name, and between which parts of the pages it is looked for.
const POINTS: [(&str, f64, f64); 5] = [
    ("opportunity", 0.06, 0.2),
    ("change of plans", 0.2, 0.36),
    ("point of no return", 0.42, 0.58),
    ("setback", 0.66, 0.8),
    ("climax", 0.8, 0.96),
];

/// How much a nat of tension counts beside a point of weight.
const TENSION: f64 = 0.4;

/// The turning points in the order of the script; fewer where the script is too short to have them.
pub(crate) fn turning_points(reading: &Reading, events: &[Event], impressions: &[Impression]) -> Vec<TurningPoint> {
    let place = |e: &Event| e.moment.chosen.block as f64 / reading.blocks.len().max(1) as f64;
    let tension = |e: &Event| {
        let here = impressions.iter().find(|i| e.scene().is_some_and(|s| i.scenes.contains(&s)));
        here.map_or(0.0, |i| i.tension)
    };
    let worth = |e: &Event| e.worth() + TENSION * tension(e) + if e.said().is_none() { 0.3 } else { 0.0 };
    POINTS
        .iter()
        .filter_map(|&(name, from, to)| {
            let here = events.iter().filter(|e| (from..to).contains(&place(e)) && !e.told.extract);
            let best = here.max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
            let claim = best.claim(reading)?;
            Some(TurningPoint { name: name.to_owned(), scene: best.scene()? + 1, at: rounded(place(best)), claim })
        })
        .collect()
}

fn rounded(part: f64) -> f64 {
    (part * 1000.0).round() / 1000.0
}

/// The acts: up to the change of plans, up to the setback, and the rest.
pub(crate) fn acts(reading: &Reading, events: &[Event], points: &[TurningPoint]) -> Vec<Section> {
    let scene = |name: &str| points.iter().find(|p| p.name == name).map(|p| p.scene);
    let last = reading.screenplay.scenes.len();
    let (Some(first), Some(second)) = (scene("change of plans"), scene("setback")) else { return vec![] };
    if first >= second || second >= last {
        return vec![];
    }
    [("act one", 1, first), ("act two", first + 1, second), ("act three", second + 1, last)]
        .into_iter()
        .map(|(name, from, to)| section(reading, events, name.to_owned(), from, to))
        .collect()
}

/// The sequences: runs of scenes that share place, people and matter, about one for twelve pages, at least three scenes
/// each.
pub(crate) fn sequences(reading: &Reading, events: &[Event]) -> Vec<Section> {
    let scenes = &reading.screenplay.scenes;
    let wanted = (reading.screenplay.pages as usize).div_ceil(if reading.screenplay.pages <= 50 { 5 } else { 13 });
    let wanted = wanted.min(scenes.len() / 3);
    if wanted < 2 {
        return vec![];
    }
    let total: u32 = scenes.iter().map(|s| s.eighths).sum::<u32>().max(1);
    // A cut falls where the next scene has least to do with this one, near where an even share would end.
    let apart = |i: usize| {
        let (a, b) = (&scenes[i], &scenes[i + 1]);
        let people = a.speakers.iter().filter(|p| b.speakers.contains(p)).count() as f64;
        let place = if a.place == b.place { 1.0 } else { 0.0 };
        let time = if a.time == b.time { 0.5 } else { 0.0 };
        people.min(3.0) * 0.5 + place + time
    };
    let mut cuts: Vec<usize> = Vec::new();
    for k in 1..wanted {
        let target = f64::from(total) * k as f64 / wanted as f64;
        let mut so_far = 0.0;
        let from = cuts.last().map_or(0, |c| c + 2);
        let cost = |i: usize, end: f64| apart(i) + 6.0 * ((end - target) / f64::from(total) * wanted as f64).abs();
        let mut best: Option<(f64, usize)> = None;
        for (i, scene) in scenes.iter().enumerate().take(scenes.len() - 1) {
            so_far += f64::from(scene.eighths);
            let here = cost(i, so_far);
            if i >= from && best.is_none_or(|(least, _)| here < least) {
                best = Some((here, i));
            }
        }
        cuts.extend(best.map(|(_, i)| i));
    }
    cuts.dedup();
    let mut from = 1;
    let mut found = Vec::new();
    for (k, end) in cuts.into_iter().map(|c| c + 1).chain([scenes.len()]).enumerate() {
        found.push(section(reading, events, format!("sequence {}", k + 1), from, end));
        from = end + 1;
    }
    found
}

fn section(reading: &Reading, events: &[Event], name: String, from: usize, to: usize) -> Section {
    let eighths = reading.screenplay.scenes[from - 1..to].iter().map(|s| s.eighths).sum();
    let mut here: Vec<&Event> =
        events.iter().filter(|e| e.scene().is_some_and(|s| (from..=to).contains(&(s + 1)))).collect();
    here.sort_by(|a, b| b.worth().total_cmp(&a.worth()));
    here.truncate(2);
    here.sort_by_key(|e| e.moment.chosen.block);
    let claims = here.into_iter().filter_map(|e| e.claim(reading)).collect();
    Section { name, first_scene: from, last_scene: to, eighths, claims }
}

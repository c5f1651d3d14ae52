//! What makes a script hard or dear to make: counted, with the scenes behind every count.
//!
//! The level follows a written rule. Every driver weighs its share of the pages times its weight (tenfold); drivers
//! that have no pages of their own weigh by how many they are. Below 12 the level is `low`, below 26 `moderate`,
//! else `high`.

use std::collections::BTreeMap;

use script::{Document, IntExt, Kind, Screenplay};

use crate::{
    Complexity, Driver,
    lexicon::{Lexicon, lexicons, stems},
    place::evidence_at,
};

/// At most so many lines are quoted for a driver.
const QUOTED: usize = 6;

/// Counts the drivers, the heaviest first. Drivers that do not occur are left out.
pub(crate) fn complexity(document: &Document, screenplay: &Screenplay) -> Complexity {
    let pages: u32 = screenplay.scenes.iter().map(|s| s.eighths).sum::<u32>().max(1);
    let mut weighed: Vec<(f64, Driver)> = Vec::new();
    let heading = |n: &usize| screenplay.scenes[n - 1].first_line;
    let mut by_scenes = |name: &str, weight: u32, scenes: Vec<usize>, lines: Vec<usize>| {
        let eighths: u32 = scenes.iter().map(|n| screenplay.scenes[n - 1].eighths).sum();
        let load = f64::from(weight) * 10.0 * f64::from(eighths) / f64::from(pages);
        let quoted: Vec<usize> = lines.into_iter().take(QUOTED).collect();
        let evidence = evidence_at(document, screenplay, &quoted, name);
        let driver = Driver {
            name: name.into(),
            count: scenes.len(),
            unit: "scenes".into(),
            eighths: Some(eighths),
            scenes,
            evidence,
        };
        weighed.push((load, driver));
    };
    let nights: Vec<usize> = screenplay
        .scenes
        .iter()
        .filter(|s| s.int_ext != Some(IntExt::Int) && s.is_night() && s.int_ext.is_some())
        .map(|s| s.n)
        .collect();
    let lines = nights.iter().map(heading).collect();
    by_scenes("night exteriors", 2, nights, lines);
    let stemmed: Vec<Vec<String>> = screenplay.lines.iter().map(|l| stems(document.slice(l.span))).collect();
    for lexicon in lexicons() {
        let (scenes, lines) = hits(screenplay, &stemmed, lexicon);
        by_scenes(&lexicon.name, lexicon.weight, scenes, lines);
    }
    weighed.extend([locations(document, screenplay), moves(document, screenplay), parts(document, screenplay)]);
    weighed.retain(|(_, d)| d.count > 0);
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let load: f64 = weighed.iter().map(|(l, _)| l).sum();
    let level = if load < 12.0 {
        "low"
    } else if load < 26.0 {
        "moderate"
    } else {
        "high"
    };
    Complexity { level: level.into(), drivers: weighed.into_iter().map(|(_, d)| d).collect() }
}

/// Scenes in which a lexicon finds something, and the first line of each that shows it.
fn hits(screenplay: &Screenplay, stemmed: &[Vec<String>], lexicon: &Lexicon) -> (Vec<usize>, Vec<usize>) {
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for line in &screenplay.lines {
        let Some(scene) = line.scene.map(|s| s + 1).filter(|s| !found.contains_key(s)) else { continue };
        let looked_at = match line.kind {
            Kind::SceneHeading | Kind::Action | Kind::Shot | Kind::Centered => true,
            Kind::Lyrics | Kind::Parenthetical | Kind::Character => true,
            Kind::Dialogue => lexicon.speech,
            _ => false,
        };
        if looked_at && lexicon.finds_in(&stemmed[line.n - 1]) {
            found.insert(scene, line.n);
        }
    }
    found.into_iter().unzip()
}

fn locations(document: &Document, screenplay: &Screenplay) -> (f64, Driver) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for scene in screenplay.scenes.iter().filter(|s| !s.place.is_empty()) {
        first.entry(scene.place.to_uppercase()).or_insert(scene.n);
    }
    let mut scenes: Vec<usize> = first.into_values().collect();
    scenes.sort_unstable();
    let lines: Vec<usize> = scenes.iter().take(QUOTED).map(|n| screenplay.scenes[n - 1].first_line).collect();
    let per_page = scenes.len() as f64 / f64::from(screenplay.pages.max(1));
    let evidence = evidence_at(document, screenplay, &lines, "");
    (
        per_page * 4.0,
        Driver {
            name: "locations".into(),
            count: scenes.len(),
            unit: "places".into(),
            eighths: None,
            scenes,
            evidence,
        },
    )
}

/// A move: the next scene's place has no word in common with this one's.
fn moves(document: &Document, screenplay: &Screenplay) -> (f64, Driver) {
    let apart = |a: &str, b: &str| {
        let b = stems(b);
        !stems(a).iter().any(|w| w.len() > 2 && b.contains(w))
    };
    let scenes: Vec<usize> = screenplay
        .scenes
        .windows(2)
        .filter(|w| !w[0].place.is_empty() && !w[1].place.is_empty() && apart(&w[0].place, &w[1].place))
        .map(|w| w[1].n)
        .collect();
    let lines: Vec<usize> = scenes.iter().take(QUOTED).map(|n| screenplay.scenes[n - 1].first_line).collect();
    let per_page = scenes.len() as f64 / f64::from(screenplay.pages.max(1));
    let evidence = evidence_at(document, screenplay, &lines, "");
    (
        per_page * 2.0,
        Driver {
            name: "moves in story order".into(),
            count: scenes.len(),
            unit: "moves".into(),
            eighths: None,
            scenes,
            evidence,
        },
    )
}

fn parts(document: &Document, screenplay: &Screenplay) -> (f64, Driver) {
    let speaking: Vec<usize> =
        (0..screenplay.characters.len()).filter(|&i| screenplay.characters[i].words > 0).collect();
    let scenes: Vec<usize> = screenplay.scenes.iter().filter(|s| !s.speakers.is_empty()).map(|s| s.n).collect();
    let lines: Vec<usize> = speaking.iter().filter_map(|&i| screenplay.characters[i].introduced).take(QUOTED).collect();
    let evidence = evidence_at(document, screenplay, &lines, "");
    let load = (speaking.len() as f64 / 10.0).min(5.0);
    (
        load,
        Driver {
            name: "speaking parts".into(),
            count: speaking.len(),
            unit: "parts".into(),
            eighths: None,
            scenes,
            evidence,
        },
    )
}

//! The scene list: every scene with its length, place, time and people.

use script::{IntExt, Screenplay};

use crate::SceneEntry;

/// Every scene in order; `event` is filled in by the desk.
pub(crate) fn breakdown(screenplay: &Screenplay) -> Vec<SceneEntry> {
    let name = |&i: &usize| screenplay.characters.get(i).map(|c| c.name.clone());
    screenplay
        .scenes
        .iter()
        .map(|s| SceneEntry {
            n: s.n,
            number: s.number.clone(),
            heading: s.heading.clone(),
            int_ext: s.int_ext.map(|i| {
                match i {
                    IntExt::Int => "int",
                    IntExt::Ext => "ext",
                    IntExt::Both => "int_ext",
                }
                .to_owned()
            }),
            place: s.place.clone(),
            time: s.time.clone(),
            night: s.is_night(),
            page: s.page,
            eighths: s.eighths,
            characters: s.speakers.iter().chain(&s.silent).filter_map(name).collect(),
            event: None,
            tension: None,
            tone: None,
            frame: frame(&s.heading),
        })
        .collect()
}

/// What a heading says of the time it is in, besides the present.
fn frame(heading: &str) -> Option<String> {
    let heading = heading.to_uppercase();
    [
        ("FLASHBACK", "flashback"),
        ("FLASH FORWARD", "flash forward"),
        ("FLASH-FORWARD", "flash forward"),
        ("DREAM", "dream"),
        ("NIGHTMARE", "dream"),
        ("MONTAGE", "montage"),
        ("INTERCUT", "intercut"),
    ]
    .into_iter()
    .find(|(word, _)| heading.contains(word))
    .map(|(_, frame)| frame.to_owned())
}

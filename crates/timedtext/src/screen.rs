//! Places and regions: which region of TTML says a place, and which place a region says.

use crate::resolve::cue_look;
use crate::{Align, Cue, Edge, File, Line, Look, Number, Placement, Region, Writing};

/// Where a cue stands: its own place, or what its region comes to in the terms of the formats without regions.
pub(crate) fn placement(file: &File, cue: &Cue) -> Placement {
    let bare = Placement { region: None, ..cue.place.clone() };
    match file.region_of(cue).filter(|region| region.window.is_none() && bare == Placement::default()) {
        Some(region) => of_region(file, cue, region),
        None => cue.place.clone(),
    }
}

fn of_region(file: &File, cue: &Cue, region: &Region) -> Placement {
    let named = Cue { styles: region.styles.clone(), ..Cue::default() };
    let look = cue_look(file, &named).under(&region.look);
    let (y, height) =
        (percent(&look, "tts:origin", 1).unwrap_or(0.0), percent(&look, "tts:extent", 1).unwrap_or(100.0));
    // TTML2 10.2.14: before where nothing is said.
    let (line, line_align) = match look.get("tts:displayAlign").unwrap_or("before") {
        "after" => zone(y + height),
        "center" => zone(y + height / 2.0),
        _ => zone(y),
    };
    let whole = look.under(&cue_look(file, cue));
    let align = match whole.get("tts:textAlign") {
        Some("left" | "start") => Align::Left,
        Some("right" | "end") => Align::Right,
        _ => Align::Center,
    };
    let writing = match look.get("tts:writingMode") {
        Some("tbrl" | "tb") => Writing::DownLeft,
        Some("tblr") => Writing::DownRight,
        _ => Writing::Across,
    };
    Placement { line, line_align, align, writing, ..Placement::default() }
}

/// The upper, middle or lower third.
fn zone(y: f64) -> (Line, Edge) {
    match y {
        y if y < 34.0 => (Line::Percent(Number::whole(0)), Edge::Start),
        y if y < 67.0 => (Line::Percent(Number::whole(50)), Edge::Center),
        _ => (Line::Auto, Edge::Start),
    }
}

fn percent(look: &Look, name: &str, word: usize) -> Option<f64> {
    look.get(name)?.split_ascii_whitespace().nth(word)?.strip_suffix(['%'])?.parse().ok()
}

/// The file with a region for every place that a cue of it stands in without one: TTML has no other places.
pub(crate) fn with_regions(file: &File) -> File {
    let mut whole = file.clone();
    for cue in &mut whole.cues {
        let bare = Placement { region: None, ..cue.place.clone() };
        if bare == Placement::default() || cue.place.region.is_some() {
            continue;
        }
        let region = region_for(&bare);
        cue.place = Placement { region: Some(region.id.clone()), ..Placement::default() };
        if !whole.head.regions.iter().any(|known| known.id == region.id) {
            whole.head.regions.push(region);
        }
    }
    whole
}

fn region_for(place: &Placement) -> Region {
    let (down, id) = match place.line {
        Line::Auto => ("after", "low".to_owned()),
        Line::Percent(y) if y.get() > 34.0 && y.get() < 67.0 => ("center", "middle".to_owned()),
        Line::Percent(y) if y.get() >= 67.0 => ("after", "low".to_owned()),
        Line::Row(row) if row.get() < 0.0 || row.get() >= 8.0 => ("after", "low".to_owned()),
        _ => ("before", "high".to_owned()),
    };
    let across = match place.align {
        Align::Left | Align::Start => "left",
        Align::Right | Align::End => "right",
        Align::Center => "center",
    };
    let mut look = Look::of("tts:origin", "10% 10%").with("tts:extent", "80% 80%");
    look.put("tts:displayAlign", down);
    look.put("tts:textAlign", across);
    let mut id = format!("{id}-{across}");
    if place.writing != Writing::Across {
        let mode = if place.writing == Writing::DownLeft { "tbrl" } else { "tblr" };
        look.put("tts:writingMode", mode);
        id = format!("{id}-{mode}");
    }
    Region { id, look, ..Region::default() }
}

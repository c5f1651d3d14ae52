//! Cue settings (6.5) and region settings (6.2).

use super::times::is_blank;
use crate::{Align, Anchor, Edge, Line, Number, Placement, Region, Window, Writing};

/// Puts the settings of a cue into its placement; those that are wrong are passed over and given back.
pub(super) fn read_settings<'a>(text: &'a str, regions: &[Region], place: &mut Placement) -> Vec<&'a str> {
    let mut wrong = Vec::new();
    for setting in text.split(is_blank).filter(|s| !s.is_empty()) {
        let read = setting.split_once(':').filter(|(name, value)| !name.is_empty() && !value.is_empty());
        if read.and_then(|(name, value)| read_setting(name, value, regions, place)).is_none() {
            wrong.push(setting);
        }
    }
    if place.line != Line::Auto || place.size != Number::whole(100) || place.writing != Writing::Across {
        place.region = None;
    }
    wrong
}

fn read_setting(name: &str, value: &str, regions: &[Region], place: &mut Placement) -> Option<()> {
    match name {
        "region" => place.region = regions.iter().rfind(|r| r.id == value).map(|r| r.id.clone()),
        "vertical" => {
            place.writing = match value {
                "rl" => Writing::DownLeft,
                "lr" => Writing::DownRight,
                _ => return None,
            };
        }
        "line" => (place.line, place.line_align) = read_line(value)?,
        "position" => {
            let (percent, align) = split(value);
            let percent = read_percent(percent)?;
            place.position_align = match align {
                None => Anchor::Auto,
                Some("line-left") => Anchor::LineLeft,
                Some("center") => Anchor::Center,
                Some("line-right") => Anchor::LineRight,
                Some(_) => return None,
            };
            place.position = Some(percent);
        }
        "size" => place.size = read_percent(value)?,
        "align" => {
            place.align = match value {
                "start" => Align::Start,
                "center" => Align::Center,
                "end" => Align::End,
                "left" => Align::Left,
                "right" => Align::Right,
                _ => return None,
            };
        }
        _ => return None,
    }
    Some(())
}

fn read_line(value: &str) -> Option<(Line, Edge)> {
    let (place, align) = split(value);
    let line = match place.ends_with('%') {
        true => Line::Percent(read_percent(place)?),
        false => Line::Row(read_row(place)?),
    };
    let edge = match align {
        None | Some("start") => Edge::Start,
        Some("center") => Edge::Center,
        Some("end") => Edge::End,
        Some(_) => return None,
    };
    Some((line, edge))
}

fn split(value: &str) -> (&str, Option<&str>) {
    value.split_once(',').map_or((value, None), |(place, align)| (place, Some(align)))
}

/// A line number: digits, with a minus first and one full stop between digits at most.
fn read_row(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(decimals)).then(|| text.parse().ok().and_then(Number::new))?
}

/// `12.5%`, from 0 to 100.
fn read_percent(text: &str) -> Option<Number> {
    let number = text.strip_suffix('%')?;
    read_row(number).filter(|n| !number.starts_with('-') && n.get() <= 100.0)
}

/// A region from the lines of its block.
pub(super) fn read_region(text: &str) -> Region {
    let mut region = Region { window: Some(Window::default()), ..Region::default() };
    let mut window = Window::default();
    for setting in text.split(is_blank) {
        let Some((name, value)) = setting.split_once(':').filter(|(n, v)| !n.is_empty() && !v.is_empty()) else {
            continue;
        };
        match name {
            "id" => region.id = value.to_owned(),
            "width" => window.width = read_percent(value).unwrap_or(window.width),
            "lines" if value.bytes().all(|b| b.is_ascii_digit()) => {
                window.lines = value.parse().ok().and_then(Number::new).unwrap_or(window.lines);
            }
            "regionanchor" => window.anchor = read_point(value).unwrap_or(window.anchor),
            "viewportanchor" => window.viewport_anchor = read_point(value).unwrap_or(window.viewport_anchor),
            "scroll" if value == "up" => window.scrolls = true,
            _ => {}
        }
    }
    region.window = Some(window);
    region
}

fn read_point(value: &str) -> Option<(Number, Number)> {
    let (x, y) = value.split_once(',')?;
    Some((read_percent(x)?, read_percent(y)?))
}

/// The settings that say a placement, each after a space.
pub(super) fn written(place: &Placement) -> String {
    let mut out = String::new();
    let mut say = |name: &str, value: String| out.push_str(&format!(" {name}:{value}"));
    match place.writing {
        Writing::Across => {}
        Writing::DownLeft => say("vertical", "rl".into()),
        Writing::DownRight => say("vertical", "lr".into()),
    }
    let edge = match place.line_align {
        Edge::Start => "",
        Edge::Center => ",center",
        Edge::End => ",end",
    };
    match place.line {
        Line::Auto => {}
        Line::Row(row) => say("line", format!("{row}{edge}")),
        Line::Percent(percent) => say("line", format!("{percent}%{edge}")),
    }
    if let Some(position) = place.position {
        let anchor = match place.position_align {
            Anchor::Auto => "",
            Anchor::LineLeft => ",line-left",
            Anchor::Center => ",center",
            Anchor::LineRight => ",line-right",
        };
        say("position", format!("{position}%{anchor}"));
    }
    if place.size != Number::whole(100) {
        say("size", format!("{}%", place.size));
    }
    match place.align {
        Align::Center => {}
        Align::Start => say("align", "start".into()),
        Align::End => say("align", "end".into()),
        Align::Left => say("align", "left".into()),
        Align::Right => say("align", "right".into()),
    }
    if let Some(region) = &place.region {
        say("region", region.clone());
    }
    out
}

/// The block of a region.
pub(super) fn written_region(region: &Region) -> String {
    let window = region.window.clone().unwrap_or_default();
    let point = |(x, y): (Number, Number)| format!("{x}%,{y}%");
    let mut out = format!("REGION\nid:{}\nwidth:{}%\nlines:{}\n", region.id, window.width, window.lines);
    out.push_str(&format!("regionanchor:{}\nviewportanchor:{}\n", point(window.anchor), point(window.viewport_anchor)));
    if window.scrolls {
        out.push_str("scroll:up\n");
    }
    out
}

//! Reading SubStation Alpha.

use std::ops::Range;

use super::text::{colour, read_marks};
use super::{EVENT, STYLE, fields};
use crate::lines::lines;
use crate::srt::place_of;
use crate::{Cue, Finding, Head, Look, Placement, Severity, Style, Time};

/// Finds the dialogue of a file, its styles and what its head says.
pub(super) fn parse(text: &str, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    let mut head = Head::default();
    let mut cues = Vec::new();
    let mut section = String::new();
    let mut events = fields(EVENT);
    let mut styles = fields(STYLE);
    for (n, range) in lines(text).into_iter().enumerate() {
        let line = text[range.clone()].trim_start_matches('\u{feff}');
        if line.starts_with('[') {
            section = line.trim().to_ascii_lowercase();
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.strip_prefix(' ').unwrap_or(value);
        match (section.as_str(), key.trim()) {
            ("[script info]", key) if !key.starts_with([';', '!']) => {
                head.kept.attributes.push((format!("ass:{key}"), value.trim().to_owned()));
            }
            ("[events]", "Format") => {
                events = fields(value);
                head.kept.attributes.push(("ass.events".into(), value.trim().to_owned()));
            }
            ("[events]", "Dialogue") => match dialogue(value, &events, &head) {
                Some(cue) => cues.push((cue, range)),
                None => {
                    let sentence = "The dialogue has no times that can be read and is not shown.".to_owned();
                    forgave.push(Finding::new("times-wrong", Severity::Error, n + 1, sentence));
                }
            },
            (_, "Format") if section.ends_with("styles]") => {
                styles = fields(value);
                head.kept.attributes.push(("ass.styles".into(), value.trim().to_owned()));
            }
            (_, "Style") if section.ends_with("styles]") => head.styles.push(style(value, &styles)),
            _ => {}
        }
    }
    (head, cues)
}

fn style(value: &str, names: &[String]) -> Style {
    let values: Vec<&str> = value.split(',').map(str::trim).collect();
    let field = |name: &str| names.iter().position(|n| n == name).and_then(|at| values.get(at)).copied();
    let mut look = Look::new();
    let on = |name: &str| field(name).is_some_and(|v| v == "-1" || v == "1");
    if on("italic") {
        look.put("tts:fontStyle", "italic");
    }
    if on("bold") {
        look.put("tts:fontWeight", "bold");
    }
    if on("underline") {
        look.put("tts:textDecoration", "underline");
    }
    if let Some(colour) = field("primarycolour").and_then(colour).filter(|c| c != "#ffffff") {
        look.put("tts:color", &colour);
    }
    let mut style = Style { id: field("name").unwrap_or("").to_owned(), look, ..Style::default() };
    style.kept.attributes.push(("ass:fields".into(), value.trim().to_owned()));
    style.kept.attributes.push(("ass:alignment".into(), field("alignment").unwrap_or("2").to_owned()));
    style
}

/// Where a named style puts its cues.
pub(super) fn style_place(head: &Head, name: &str) -> Placement {
    let style = head.styles.iter().find(|style| style.id == name);
    let number = style.and_then(|style| style.kept.get("ass:alignment")).and_then(|n| n.parse().ok()).unwrap_or(2);
    let is_old = head.kept.get("ass:ScriptType").is_some_and(|t| !t.ends_with('+'));
    place_of(if is_old { new_number(number) } else { number }).unwrap_or_default()
}

/// SSA counts bottom 1 to 3, top 5 to 7, middle 9 to 11.
fn new_number(old: usize) -> usize {
    match old {
        5..=7 => old + 2,
        9..=11 => old - 5,
        other => other,
    }
}

fn dialogue(value: &str, names: &[String], head: &Head) -> Option<Cue> {
    let values: Vec<&str> = value.splitn(names.len(), ',').collect();
    let field = |name: &str| names.iter().position(|n| n == name).and_then(|at| values.get(at)).copied().unwrap_or("");
    let style = field("style").trim();
    let mut cue = Cue { start: time(field("start"))?, end: Some(time(field("end"))?), ..Cue::default() };
    cue.place = style_place(head, style);
    if style != "Default" {
        cue.styles.push(style.to_owned());
    }
    let speaker = if names.iter().any(|n| n == "name") { field("name") } else { field("actor") };
    cue.speaker = Some(speaker.trim().to_owned()).filter(|name| !name.is_empty());
    for name in ["layer", "marked", "marginl", "marginr", "marginv", "effect"] {
        let value = field(name).trim();
        let is_usual = value.bytes().all(|b| b == b'0') || value == "Marked=0";
        if !is_usual {
            cue.kept.attributes.push((format!("ass:{name}"), value.to_owned()));
        }
    }
    cue.text = read_marks(field("text"), &mut cue.place);
    Some(cue)
}

/// `0:00:01.50`, in hundredths.
fn time(text: &str) -> Option<Time> {
    let (clock, decimals) = text.trim().split_once('.')?;
    let fields: Vec<i64> = clock
        .split(':')
        .map(|f| ((1..=5).contains(&f.len()) && f.bytes().all(|b| b.is_ascii_digit())).then(|| f.parse().ok())?)
        .collect::<Option<_>>()?;
    let [h, m, s] = fields[..] else { return None };
    Some(Time::seconds((h * 60 + m) * 60 + s) + Time::from_decimal(&format!("0.{decimals}"))?)
}

//! The characters in order of role size, their presence on the strip's axis.

use coverage::{CharacterEntry, SceneEntry};
use maud::{Markup, html};

use super::{
    axis::{Axis, WIDTH, units},
    claims::claim,
    strip::ribbon,
};
use crate::{
    notes::Notes,
    wording::{capitalised, counted, percent},
};

/// The characters; nothing for a script without any. Small parts that the script does not describe share a line.
pub(super) fn section(characters: &[CharacterEntry], scenes: &[SceneEntry], notes: &Notes) -> Markup {
    let axis = Axis::of(scenes);
    let (brief, full): (Vec<_>, Vec<_>) = characters.iter().partition(|c| c.role == "small" && c.description.is_none());
    html! {
        @if !characters.is_empty() {
            section {
                h2 { "Characters" }
                @if !full.is_empty() {
                    table.characters {
                        thead {
                            tr {
                                th { "Character" }
                                th.number { "Scenes" }
                                th.number { "Lines" }
                                th.number { "Share" }
                                th.presence { span { "Present" } (ribbon(scenes, &axis)) }
                            }
                        }
                        tbody { @for character in full { (row(character, &axis, notes)) } }
                    }
                }
                @if !brief.is_empty() { (in_brief(&brief)) }
            }
        }
    }
}

fn row(character: &CharacterEntry, axis: &Axis, notes: &Notes) -> Markup {
    html! {
        tr {
            td {
                strong { (character.full_name.as_deref().unwrap_or(&character.name)) }
                @if let Some(age) = &character.age { " (" (age) ")" }
                " " small.role { (capitalised(&character.role)) }
                @if let Some(description) = &character.description { div.about { (claim(description, notes)) } }
            }
            td.number { (character.scenes) }
            td.number { (character.lines) }
            td.number { (percent(character.share)) }
            td.presence { (bars(&character.present, axis, "presence")) }
        }
    }
}

/// The scenes concerned, marked on the strip's axis.
pub(super) fn bars(scenes: &[usize], axis: &Axis, what: &str) -> Markup {
    html! {
        svg.bars viewBox=(format!("0 0 {WIDTH} 14")) preserveAspectRatio="none" role="img"
            aria-label=(format!("{what}: {}", counted(scenes.len(), "scene"))) {
            rect.ground x="0" y="6.5" width=(WIDTH) height="1" {}
            @for (x, width) in scenes.iter().filter_map(|&n| axis.span(n)) {
                rect.bar x=(units(x)) y="0" width=(units((width * 0.96).max(2.0))) height="14" {}
            }
        }
    }
}

fn in_brief(characters: &[&CharacterEntry]) -> Markup {
    html! {
        p.brief {
            "Small parts: "
            @for (i, character) in characters.iter().enumerate() {
                @if i > 0 { ", " }
                (character.full_name.as_deref().unwrap_or(&character.name))
                " (" (counted(character.lines, "line")) ")"
            }
            "."
        }
    }
}

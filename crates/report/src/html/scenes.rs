//! Every scene with its page and its length in eighths.

use coverage::SceneEntry;
use maud::{Markup, html};

use super::claims::claim;
use crate::{
    notes::Notes,
    wording::{eighths, pages_long},
};

/// The scene list; nothing for a script without scenes.
pub(super) fn section(scenes: &[SceneEntry], notes: &Notes) -> Markup {
    let total: u32 = scenes.iter().map(|s| s.eighths).sum();
    html! {
        @if !scenes.is_empty() {
            section {
                h2 { "Scenes" }
                table.scenes {
                    thead { tr { th.number { "No." } th { "Scene" } th.number { "Page" } th.number { "Eighths" } } }
                    tbody { @for scene in scenes { (row(scene, notes)) } }
                    tfoot { tr { td {} td { "In all" } td.number colspan="2" { (pages_long(total)) } } }
                }
            }
        }
    }
}

fn row(scene: &SceneEntry, notes: &Notes) -> Markup {
    html! {
        tr {
            td.number { (scene.number.clone().unwrap_or_else(|| scene.n.to_string())) }
            td {
                span.heading {
                    i.key.(scene.int_ext.as_deref().unwrap_or("unsaid")).foot[scene.night] {}
                    (scene.heading)
                }
                @if let Some(event) = &scene.event { div.about { (claim(event, notes)) } }
                @if !scene.characters.is_empty() { div.cast { (scene.characters.join(", ")) } }
            }
            td.number { (scene.page) }
            td.number { (eighths(scene.eighths)) }
        }
    }
}

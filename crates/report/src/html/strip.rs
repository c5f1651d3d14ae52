//! The strip: the whole script as one ribbon of scenes.
//!
//! Width is length, colour is inside or outside, a dark foot is night. A roof marks what is inside, so that the strip
//! also reads in grey.

use coverage::SceneEntry;
use maud::{Markup, html};

use super::axis::{Axis, WIDTH, units};
use crate::wording::{page_tag, pages_long};

/// Height of the ribbon in its own units.
const HEIGHT: f64 = 44.0;
/// Height of the foot of night.
const FOOT: f64 = 12.0;
/// Height of the roof of an interior.
const ROOF: f64 = 3.0;
/// Gap between scenes, taken from their right-hand side.
const GAP: f64 = 1.4;
/// At most so many places on the axis carry a page number.
const LABELS: usize = 10;

/// The strip with its page numbers and its key; nothing for a script without scenes.
pub(super) fn figure(scenes: &[SceneEntry]) -> Markup {
    let axis = Axis::of(scenes);
    let night = scenes.iter().any(|s| s.night);
    let has = |side: &str| scenes.iter().any(|s| s.int_ext.as_deref() == Some(side));
    html! {
        @if !scenes.is_empty() {
            figure.strip {
                (ribbon(scenes, &axis))
                div.pages { @for (left, page) in labels(scenes, &axis) { span style=(format!("left:{left}%")) { (page) } } }
                figcaption {
                    @if has("int") { span { i.key.int {} "inside" } }
                    @if has("ext") { span { i.key.ext {} "outside" } }
                    @if has("int_ext") { span { i.key.int_ext {} "both" } }
                    @if night { span { i.key.foot {} "night" } }
                    span.quiet { "width: length in page eighths" }
                }
            }
        }
    }
}

/// The ribbon alone, as wide as the room it is given.
pub(super) fn ribbon(scenes: &[SceneEntry], axis: &Axis) -> Markup {
    html! {
        svg.ribbon viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none" role="img"
            aria-label=(format!("Strip of {} scenes", scenes.len())) {
            @for (i, scene) in scenes.iter().enumerate() {
                @if let Some((x, width)) = axis.span(i + 1) { (segment(scene, x, width)) }
            }
        }
    }
}

fn segment(scene: &SceneEntry, x: f64, width: f64) -> Markup {
    let side = scene.int_ext.as_deref().filter(|s| ["int", "ext", "int_ext"].contains(s)).unwrap_or("unsaid");
    let (x, width) = (units(x), units(width - GAP.min(width * 0.3)));
    let number = scene.number.clone().unwrap_or_else(|| scene.n.to_string());
    html! {
        g class=(side) {
            title { (number) "  " (scene.heading) ", " (page_tag(scene.page)) ", " (pages_long(scene.eighths)) }
            rect.wall x=(x) y="0" width=(width) height=(HEIGHT) {}
            @if side == "int" || side == "int_ext" { rect.roof x=(x) y="0" width=(width) height=(ROOF) {} }
            @if scene.night { rect.foot x=(x) y=(HEIGHT - FOOT) width=(width) height=(FOOT) {} }
        }
    }
}

/// Page numbers under the scenes that begin there: how far from the left in per cent, and the page. None overlap.
fn labels(scenes: &[SceneEntry], axis: &Axis) -> Vec<(String, u32)> {
    let room = WIDTH / LABELS as f64;
    let mut next = 0.0;
    let mut last = None;
    let mut labels = Vec::new();
    for (i, scene) in scenes.iter().enumerate() {
        let Some((x, _)) = axis.span(i + 1) else { continue };
        // The last bit of the axis has no room for a number.
        if x >= next && x < WIDTH - room / 4.0 && last != Some(scene.page) {
            labels.push((units(x / WIDTH * 100.0), scene.page));
            next = x + room;
            last = Some(scene.page);
        }
    }
    labels
}

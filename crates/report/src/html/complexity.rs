//! What makes it hard or dear to make, and where.

use coverage::{Complexity, Driver, SceneEntry};
use maud::{Markup, html};

use super::{axis::Axis, characters::bars, claims::tags, strip::ribbon};
use crate::{
    notes::Notes,
    wording::{capitalised, pages_long},
};

/// The cost drivers, the heaviest first; nothing where there is none.
pub(super) fn section(complexity: &Complexity, scenes: &[SceneEntry], notes: &Notes) -> Markup {
    let axis = Axis::of(scenes);
    html! {
        @if !complexity.drivers.is_empty() {
            section {
                h2 { "Cost drivers" }
                table.drivers {
                    thead {
                        tr {
                            th { "Driver, the heaviest first" }
                            th.number { "How many" }
                            th.number { "Length" }
                            th.presence { span { "Where" } (ribbon(scenes, &axis)) }
                        }
                    }
                    tbody { @for driver in &complexity.drivers { (row(driver, &axis, notes)) } }
                }
            }
        }
    }
}

fn row(driver: &Driver, axis: &Axis, notes: &Notes) -> Markup {
    html! {
        tr {
            td { strong { (capitalised(&driver.name)) } (tags(&driver.evidence, notes)) }
            td.number { (many(driver)) }
            td.number { @if let Some(eighths) = driver.eighths { (pages_long(eighths)) } }
            td.presence { @if !driver.scenes.is_empty() { (bars(&driver.scenes, axis, &driver.name)) } }
        }
    }
}

/// The count with its unit, which the desk gives in the plural.
fn many(driver: &Driver) -> String {
    let unit = if driver.count == 1 { driver.unit.strip_suffix('s').unwrap_or(&driver.unit) } else { &driver.unit };
    format!("{} {unit}", driver.count)
}

//! Every attribute held to the table.

use super::condition::is_condition;
use super::grammar::{is, keeps_to};
use super::profiles;
use super::styles::{BorderFault, border, decoration, emphasis, family, position, ranges, shadow, variant};
use super::table::{Rule, rule};
use super::wall::is_time;
use super::{Element, Trial};

/// Style properties that nothing may animate, and those that only `set` may (TTML2 10.2, "Animatable").
const NEVER_ANIMATED: [&str; 5] =
    ["tts:ruby", "tts:direction", "tts:unicodeBidi", "tts:writingMode", "tts:textOrientation"];
const ONLY_SET: [&str; 1] = ["tts:fontFamily"];

/// Refuses values that the table does not know.
pub(super) fn check(trial: &mut Trial<'_>) {
    let mut elements = Vec::new();
    trial.root.walk(&mut |element| elements.push(element));
    for element in elements {
        for (name, value) in &element.attributes {
            check_one(trial, element, name, value);
        }
    }
}

fn check_one(trial: &mut Trial<'_>, element: &Element, name: &str, value: &str) {
    let Some(rule) = rule(&element.name, name) else { return };
    if element.name == "animate" && name.starts_with("tt") && name.contains(':') && name != "ttm:role" {
        return check_animation(trial, element, name, value, rule);
    }
    if element.name == "set" && NEVER_ANIMATED.contains(&name) {
        return trial.refuse(element, "#animation-version-2", format!("{name} cannot be animated."));
    }
    if let Some(designator) = wrong(trial, element, name, value, rule) {
        trial.refuse(element, designator, format!("{name} cannot be “{}” on {}.", value.trim(), element.name));
    }
}

/// A list of values, each of which must be one of the property's.
fn check_animation(trial: &mut Trial<'_>, element: &Element, name: &str, value: &str, rule: Rule) {
    if NEVER_ANIMATED.contains(&name) || ONLY_SET.contains(&name) {
        return trial.refuse(element, "#animate", format!("{name} cannot be animated."));
    }
    for one in value.split(';') {
        if wrong(trial, element, name, one.trim(), rule).is_some() {
            return trial.refuse(element, "#animate", format!("{name} cannot go through “{}”.", one.trim()));
        }
    }
}

/// The feature that a value offends against, if it does.
fn wrong(trial: &Trial<'_>, element: &Element, name: &str, value: &str, rule: Rule) -> Option<&'static str> {
    let right = match rule.values.strip_prefix('!') {
        None => keeps_to(value, rule.values),
        Some("any") => !value.trim().is_empty(),
        Some("position") => position(value),
        Some("variant") => variant(value),
        Some("decoration") => decoration(value),
        Some("emphasis") => emphasis(value),
        Some("shadow") => shadow(value),
        Some("family") => family(value),
        Some("ranges") => ranges(value),
        Some("time") => is_time(value),
        Some("condition") => is_condition(value),
        Some("content-profiles") => profiles::is_list(value, false),
        Some("processor-profiles") => profiles::is_list(value, true),
        Some("profile") => profiles::is_known(value),
        Some("item-name") => is_item_name(trial, value),
        Some("border") => match border(value) {
            Ok(()) => true,
            Err(BorderFault::Radii) => return Some("#border-radii"),
            Err(BorderFault::Other) => false,
        },
        Some(_) => true,
    };
    if !right {
        // A root counts in pixels; lengths relative to it would count in themselves.
        let relative = element.name == "tt" && name == "tts:extent" && value.contains("rw");
        return Some(if relative { "#length-root-container-relative" } else { rule.designator });
    }
    let fragment = value.strip_prefix('#').filter(|_| rule.values.contains("<resource>"));
    fragment.filter(|id| trial.by_id(id).is_none()).map(|_| rule.designator)
}

/// A name, or a name with a prefix that is bound to a namespace.
fn is_item_name(trial: &Trial<'_>, value: &str) -> bool {
    match value.split_once(':') {
        None => is(value, "<name>"),
        Some((prefix, local)) => is(local, "<name>") && trial.binds(prefix),
    }
}

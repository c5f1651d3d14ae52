//! What may stand in what, and what refers to what.

use super::grammar::digits;
use super::profiles::fragments;
use super::{Element, Trial};

/// Refuses elements where they may not stand and references that lead nowhere.
pub(super) fn check(trial: &mut Trial<'_>) {
    visit(trial, trial.root, &[]);
    check_profiles(trial);
}

fn visit<'a>(trial: &mut Trial<'a>, element: &'a Element, around: &[&'a Element]) {
    let parent = around.last().map_or("", |outer| outer.name.as_str());
    match element.name.as_str() {
        "region" => check_region(trial, element, parent),
        "style" if parent == "initial" => {
            trial.refuse(element, "#initial", "No style may stand in initial.".into());
        }
        "data" => check_data(trial, element),
        "chunk" => check_chunk(trial, element),
        "body" | "div" | "p" if element.get("tts:display") == Some("inlineBlock") => {
            let sentence = format!("Only a span can be displayed as inlineBlock, not {}.", element.name);
            trial.refuse(element, "#display-version-2", sentence);
        }
        "isd:isd" if parent == "isd:sequence" && element.get("version").is_some() => {
            trial.refuse(element, "#isd", "The version stands on the sequence, not on what is in it.".into());
        }
        _ => {}
    }
    if element.get("xlink:href").is_some() && around.iter().any(|outer| outer.get("xlink:href").is_some()) {
        trial.refuse(element, "#xlink", "A link stands inside a link.".into());
    }
    let inside: Vec<&Element> = around.iter().copied().chain([element]).collect();
    for child in element.elements() {
        visit(trial, child, &inside);
    }
}

fn check_region(trial: &mut Trial<'_>, region: &Element, parent: &str) {
    match parent {
        "layout" | "" => return,
        "div" | "p" => {}
        _ => return trial.refuse(region, "#region-inline", format!("No region may stand in {parent}.")),
    }
    let timed = ["begin", "end", "dur", "timeContainer"].iter().any(|name| region.get(name).is_some());
    if timed {
        trial.refuse(region, "#region-inline", "A region inside a division or paragraph has no times.".into());
    }
    // Told once, at the second of them.
    let outer = find_parent(trial.root, region);
    let several = outer.is_some_and(|outer| outer.elements().filter(|e| e.name == "region").nth(1) == Some(region));
    if several {
        trial.refuse(region, "#region-inline", format!("Two regions stand in one {parent}."));
    }
}

fn find_parent<'a>(root: &'a Element, wanted: &Element) -> Option<&'a Element> {
    let mut found = None;
    root.walk(&mut |element| {
        if element.elements().any(|child| child.range == wanted.range) {
            found.get_or_insert(element);
        }
    });
    found
}

fn check_data(trial: &mut Trial<'_>, data: &Element) {
    let has_chunks = data.elements().any(|child| child.name == "chunk");
    let has_sources = data.elements().any(|child| child.name == "source");
    let letters = data.text();
    let source = data.get("src");
    let is_simple = !letters.trim().is_empty() && source.is_none() && !has_sources;
    if (has_chunks || is_simple) && data.get("type").is_none() {
        trial.refuse(data, "#data", "Data that stands in the file must say its type.".into());
    }
    if source.is_some_and(|s| s.starts_with('#')) && data.get("type").is_some() {
        trial.refuse(data, "#data", "Data that refers to other data has the type of that.".into());
    }
    check_base64(trial, data, &letters, "#data");
}

fn check_chunk(trial: &mut Trial<'_>, chunk: &Element) {
    for name in ["xml:base", "condition"] {
        if chunk.get(name).is_some() {
            trial.refuse(chunk, "#chunk", format!("A chunk has no {name}."));
        }
    }
    check_base64(trial, chunk, &chunk.text(), "#chunk");
}

fn check_base64(trial: &mut Trial<'_>, element: &Element, letters: &str, designator: &'static str) {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"+/= \t\r\n".contains(&b);
    if !letters.bytes().all(fits) {
        trial.refuse(element, designator, "The data is not written in base 64.".into());
    }
    let bytes = letters.bytes().filter(|b| b.is_ascii_alphanumeric() || b"+/".contains(b)).count() * 3 / 4;
    let said = element.get("length").filter(|l| digits(l)).and_then(|l| l.parse::<usize>().ok());
    let has_parts = element.elements().next().is_some();
    if said.is_some_and(|said| said != bytes) && !has_parts && element.get("src").is_none() {
        trial.refuse(element, designator, format!("The data is {bytes} bytes long and says another length."));
    }
}

/// Profiles: whom a fragment designates, and what may be nested (TTML2 6.1.1).
fn check_profiles(trial: &mut Trial<'_>) {
    let mut profiles = Vec::new();
    collect_profiles(trial.root, None, &mut profiles);
    for (profile, outer) in &profiles {
        let kind = profile.get("type").unwrap_or("processor");
        if let Some(outer) = outer
            && outer.get("type").unwrap_or("processor") != kind
        {
            let sentence = "A profile stands in one of another type.".to_owned();
            trial.refuse(profile, "#profile-full-version-2", sentence);
        }
        if profile.get("designator").is_some_and(|d| d.starts_with('#')) {
            let sentence = "A profile's own designator cannot be a place in the file.".to_owned();
            trial.refuse(profile, "#profile-full-version-2", sentence);
        }
        let Some(id) = profile.get("use").and_then(|used| used.strip_prefix('#')) else { continue };
        let used = profiles.iter().find(|(one, _)| one.get("xml:id") == Some(id));
        let usable = used.is_some_and(|(used, outer)| {
            outer.is_none() && profile.get("type").is_some() && used.get("type") == profile.get("type")
        });
        if !usable {
            let sentence = format!("#{id} is no profile that can be used here.");
            trial.refuse(profile, "#profile-full-version-2", sentence);
        }
    }
    for name in ["ttp:contentProfiles", "ttp:processorProfiles"] {
        for id in trial.root.get(name).map(fragments).unwrap_or_default() {
            let used = profiles.iter().find(|(one, _)| one.get("xml:id") == Some(id));
            if !used.is_some_and(|(_, outer)| outer.is_none()) {
                let sentence = format!("#{id} is no outermost profile of the file.");
                trial.refuse(trial.root, "#profile-full-version-2", sentence);
            }
        }
    }
}

fn collect_profiles<'a>(
    element: &'a Element,
    outer: Option<&'a Element>,
    found: &mut Vec<(&'a Element, Option<&'a Element>)>,
) {
    let is_profile = matches!(element.name.as_str(), "ttp:profile" | "profile");
    if is_profile {
        found.push((element, outer));
    }
    for child in element.elements() {
        collect_profiles(child, if is_profile { Some(element) } else { outer }, found);
    }
}

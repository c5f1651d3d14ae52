//! Profile designators (TTML2 6.1, 7.2).

use super::super::names::TTML;

/// Profiles that are registered in TTML's own namespace, below `/profile/`.
/// Source: W3C TTML Profile Registry and TTML2 6.1, as of 2026-11-21.
const REGISTERED: [&str; 22] = [
    "dfxp-full",
    "dfxp-presentation",
    "dfxp-transformation",
    "sdp-us",
    "ttml2-full",
    "ttml2-presentation",
    "ttml2-transformation",
    "imsc1/text",
    "imsc1/image",
    "imsc1.1/text",
    "imsc1.1/image",
    "imsc1.2/text",
    "imsc1.2/image",
    "imsc1.3/text",
    "dapt1.0/content",
    "dapt1.0/processor",
    "dapt",
    "imsc-rosetta",
    "ttml1-full",
    "ttml1-presentation",
    "ttml1-transformation",
    "full",
];

/// A designator in full: a relative one is relative to the namespace of profiles.
fn absolute(designator: &str) -> String {
    match designator.contains(':') || designator.starts_with('#') {
        true => designator.to_owned(),
        false => format!("{TTML}/profile/{designator}"),
    }
}

/// Whether a single designator may stand: one in TTML's namespace must be registered.
pub(super) fn is_known(designator: &str) -> bool {
    let designator = designator.trim();
    let full = absolute(designator);
    let own = full.strip_prefix(TTML).and_then(|rest| rest.strip_prefix("/profile/"));
    !designator.is_empty() && own.is_none_or(|name| REGISTERED.contains(&name))
}

/// `ttp:contentProfiles` and `ttp:processorProfiles`: designators, or `all(...)`, or `any(...)` where that may be.
pub(super) fn is_list(value: &str, any: bool) -> bool {
    let inside = match value.split_once('(') {
        None => value,
        Some((quantifier, rest)) => {
            let may = quantifier == "all" || (any && quantifier == "any");
            match rest.strip_suffix(')').filter(|_| may) {
                Some(inside) => inside,
                None => return false,
            }
        }
    };
    let listed: Vec<String> = inside.split_ascii_whitespace().map(absolute).collect();
    let unlike = listed.iter().enumerate().all(|(n, one)| !listed[..n].contains(one));
    let shaped = listed.iter().all(|one| {
        one.starts_with('#')
            || one.split_once(':').is_some_and(|(scheme, rest)| {
                !scheme.is_empty()
                    && !rest.is_empty()
                    && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            })
    });
    !listed.is_empty() && unlike && shaped && !inside.contains(['(', ')'])
}

/// The local designators (`#id`) of a list.
pub(super) fn fragments(value: &str) -> Vec<&str> {
    value.split(|c: char| c.is_ascii_whitespace() || c == '(' || c == ')').filter_map(|d| d.strip_prefix('#')).collect()
}

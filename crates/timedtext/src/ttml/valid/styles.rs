//! Style values with a grammar of their own.

use super::grammar::{is, length, words};

/// `tts:position` (10.2.35): one to four words, in CSS's ways.
pub(super) fn position(value: &str) -> bool {
    let words = words(value);
    let across = |w: &str| matches!(w, "left" | "right");
    let down = |w: &str| matches!(w, "top" | "bottom");
    let middle = |w: &str| w == "center";
    let offset = |w: &str| length(w, true);
    match words[..] {
        [a] => across(a) || down(a) || middle(a) || offset(a),
        [a, b] => {
            let first = across(a) || middle(a) || offset(a);
            let second = down(b) || middle(b) || offset(b);
            (first && second) || ((down(a) || middle(a)) && (across(b) || middle(b)))
        }
        [a, b, c] => {
            let edge_and_middle =
                |edge: &str, off: &str, other: &str, on: &dyn Fn(&str) -> bool, off_axis: &dyn Fn(&str) -> bool| {
                    on(edge) && offset(off) && (off_axis(other) || middle(other))
                };
            edge_and_middle(a, b, c, &across, &down)
                || edge_and_middle(a, b, c, &down, &across)
                || edge_and_middle(b, c, a, &across, &down)
                || edge_and_middle(b, c, a, &down, &across)
        }
        [a, b, c, d] => {
            let pair = (across(a) && down(c)) || (down(a) && across(c));
            pair && offset(b) && offset(d)
        }
        _ => false,
    }
}

/// What is wrong with a `tts:border` (10.2.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BorderFault {
    /// Its radii.
    Radii,
    /// Anything else.
    Other,
}

/// A border: a thickness, a style, a colour and radii, each once at most, in any order.
pub(super) fn border(value: &str) -> Result<(), BorderFault> {
    let words = words(value);
    let mut seen = [false; 4];
    if words.is_empty() {
        return Err(BorderFault::Other);
    }
    for word in words {
        let kind = match word {
            "thin" | "medium" | "thick" => 0,
            "none" | "dotted" | "dashed" | "solid" | "double" => 1,
            _ if length(word, false) && !word.ends_with('%') => 0,
            _ if is(word, "<color>") => 2,
            _ if word.starts_with("radii(") => {
                radii(word)?;
                3
            }
            _ => return Err(BorderFault::Other),
        };
        if std::mem::replace(&mut seen[kind], true) {
            return Err(BorderFault::Other);
        }
    }
    Ok(())
}

fn radii(word: &str) -> Result<(), BorderFault> {
    let inside = word.strip_prefix("radii(").and_then(|rest| rest.strip_suffix(')')).ok_or(BorderFault::Radii)?;
    let parts: Vec<&str> = inside.split(',').map(str::trim).collect();
    let right = (1..=2).contains(&parts.len()) && parts.iter().all(|part| length(part, false));
    if right { Ok(()) } else { Err(BorderFault::Radii) }
}

/// `tts:fontVariant` (10.2.20): normal, or a width, a script and ruby, each once.
pub(super) fn variant(value: &str) -> bool {
    if value == "normal" {
        return true;
    }
    let mut seen = [false; 3];
    let words = words(value);
    !words.is_empty()
        && words.iter().all(|word| {
            let kind = match *word {
                "super" | "sub" => 0,
                "full" | "half" => 1,
                "ruby" => 2,
                _ => return false,
            };
            !std::mem::replace(&mut seen[kind], true)
        })
}

/// `tts:textDecoration` (10.2.42): none, or each of three said once, yes or no.
pub(super) fn decoration(value: &str) -> bool {
    if value == "none" {
        return true;
    }
    let mut seen = [false; 3];
    let words = words(value);
    !words.is_empty()
        && words.iter().all(|word| {
            let kind = match *word {
                "underline" | "noUnderline" => 0,
                "lineThrough" | "noLineThrough" => 1,
                "overline" | "noOverline" => 2,
                _ => return false,
            };
            !std::mem::replace(&mut seen[kind], true)
        })
}

/// `tts:textEmphasis` (10.2.43): a style, a colour and a position, each once at most.
pub(super) fn emphasis(value: &str) -> bool {
    let words = words(value);
    // none and auto, fill, shape, quoted mark, colour, position
    let mut seen = [false; 6];
    let each_once = words.iter().all(|word| {
        let kind = match *word {
            "none" | "auto" => 0,
            "filled" | "open" => 1,
            "circle" | "dot" | "sesame" => 2,
            "before" | "after" | "outside" => 5,
            "current" => 4,
            _ if word.len() > 2 && word.starts_with(['"', '\'']) && word.ends_with(['"', '\'']) => 3,
            _ if is(word, "<color>") => 4,
            _ => return false,
        };
        !std::mem::replace(&mut seen[kind], true)
    });
    let styles = [seen[0], seen[1] || seen[2], seen[3]].into_iter().filter(|said| *said).count();
    !words.is_empty() && each_once && styles <= 1
}

/// `tts:textShadow` (10.2.46): none, or shadows parted by commas: two or three lengths, then a colour.
pub(super) fn shadow(value: &str) -> bool {
    if value == "none" {
        return true;
    }
    outside_parentheses(value, ',').into_iter().all(|shadow| {
        let words = words(shadow);
        let lengths = words.iter().take_while(|word| length(word, true)).count();
        let colours = &words[lengths..];
        let blur = words.get(2).is_none_or(|word| lengths < 3 || length(word, false));
        (2..=3).contains(&lengths) && blur && (colours.is_empty() || (colours.len() == 1 && is(colours[0], "<color>")))
    })
}

fn outside_parentheses(value: &str, mark: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in value.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if c == mark && depth == 0 => {
                parts.push(&value[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&value[start..]);
    parts
}

/// `family` of an embedded font (9.1.4): none of the generic names.
pub(super) fn family(value: &str) -> bool {
    const GENERIC: [&str; 8] = [
        "default",
        "monospace",
        "sansSerif",
        "serif",
        "monospaceSansSerif",
        "monospaceSerif",
        "proportionalSansSerif",
        "proportionalSerif",
    ];
    !value.trim().is_empty() && !GENERIC.contains(&value)
}

/// `range` of an embedded font: `U+0041`, `U+0041-005A`, `U+4??`, parted by commas.
pub(super) fn ranges(value: &str) -> bool {
    let hex = |text: &str| (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    value.split(',').all(|range| {
        let Some(range) = range.trim().strip_prefix(['U', 'u']).and_then(|r| r.strip_prefix('+')) else { return false };
        match range.split_once('-') {
            Some((from, to)) => hex(from) && hex(to),
            None => {
                let letters = range.trim_end_matches('?');
                range.len() <= 6 && !range.is_empty() && letters.bytes().all(|b| b.is_ascii_hexdigit())
            }
        }
    })
}

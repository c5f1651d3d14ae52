//! HTML character references (HTML 13.5), as cue text uses them.

use std::collections::HashMap;
use std::sync::OnceLock;

use entities::ENTITIES;

/// Names longer than this there are none.
const LONGEST: usize = 33;

/// The letters that a text beginning with `&` refers to, and the length of the reference in bytes.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(letter, length)| (letter.to_string(), length + 2));
    }
    let reach = text.bytes().skip(1).take_while(u8::is_ascii_alphanumeric).count() + 1;
    let reach = reach.min(LONGEST);
    let with_end = if text[reach..].starts_with(';') { reach + 1 } else { reach };
    (2..=with_end).rev().find_map(|length| named().get(&text[..length]).map(|c| ((*c).to_owned(), length)))
}

fn named() -> &'static HashMap<&'static str, &'static str> {
    static NAMED: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    NAMED.get_or_init(|| ENTITIES.iter().map(|e| (e.entity, e.characters)).collect())
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, mark) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let letter = char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    let end = usize::from(digits[length..].starts_with(';'));
    Some((letter, mark + length + end))
}

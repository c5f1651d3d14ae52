//! The letters of CEA-608 (tables 49 to 51, 5 to 10).

/// Where the basic letters are not ASCII.
const BASIC: [(u8, char); 10] = [
    (0x2a, 'á'),
    (0x5c, 'é'),
    (0x5e, 'í'),
    (0x5f, 'ó'),
    (0x60, 'ú'),
    (0x7b, 'ç'),
    (0x7c, '÷'),
    (0x7d, 'Ñ'),
    (0x7e, 'ñ'),
    (0x7f, '█'),
];

/// After 11, from 30.
const SPECIAL: &str = "®°½¿™¢£♪à\u{a0}èâêîôû";
/// After 12 and after 13, from 20; each takes the place of the letter before it.
const EXTENDED: [&str; 2] = ["ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»", "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘"];

/// A letter of a single byte.
pub(super) fn basic(byte: u8) -> Option<char> {
    let own = BASIC.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter);
    own.or_else(|| (0x20..0x7f).contains(&byte).then(|| char::from(byte)))
}

/// A letter of two bytes, and whether it takes the place of the one before it.
pub(super) fn double(first: u8, second: u8) -> Option<(char, bool)> {
    let at = |table: &str, from: u8| table.chars().nth(usize::from(second.checked_sub(from)?));
    match (first, second) {
        (0x11, 0x30..=0x3f) => at(SPECIAL, 0x30).map(|letter| (letter, false)),
        (0x12 | 0x13, 0x20..=0x3f) => at(EXTENDED[usize::from(first - 0x12)], 0x20).map(|letter| (letter, true)),
        _ => None,
    }
}

/// The bytes of a letter: one, or a stand-in and two; none where there is no sign for it.
pub(super) fn bytes(letter: char) -> Option<Coded> {
    if let Some((code, _)) = BASIC.iter().find(|(_, own)| *own == letter) {
        return Some(Coded::Single(*code));
    }
    if (' '..='~').contains(&letter) && basic(letter as u8) == Some(letter) {
        return Some(Coded::Single(letter as u8));
    }
    let place = |table: &str| table.chars().position(|c| c == letter).and_then(|at| u8::try_from(at).ok());
    if let Some(at) = place(SPECIAL) {
        return Some(Coded::Double(0x11, 0x30 + at, None));
    }
    EXTENDED
        .iter()
        .zip([0x12, 0x13])
        .find_map(|(table, first)| place(table).map(|at| Coded::Double(first, 0x20 + at, Some(stand_in(letter)))))
}

/// A letter as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coded {
    Single(u8),
    /// Two bytes, after a stand-in for decoders that do not know them.
    Double(u8, u8, Option<u8>),
}

/// What an old decoder shows instead.
fn stand_in(letter: char) -> u8 {
    match letter {
        'Á' | 'À' | 'Â' | 'Ã' | 'Ä' | 'Å' => b'A',
        'É' | 'È' | 'Ê' | 'Ë' => b'E',
        'Í' | 'Ì' | 'Î' | 'Ï' => b'I',
        'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => b'O',
        'Ú' | 'Ù' | 'Û' | 'Ü' => b'U',
        'ã' | 'ä' | 'å' => b'a',
        'ë' => b'e',
        'ì' | 'ï' => b'i',
        'ò' | 'õ' | 'ö' | 'ø' => b'o',
        'ù' | 'ü' => b'u',
        'Ç' => b'C',
        'ß' => b's',
        '“' | '”' | '«' | '»' => b'"',
        '‘' | '’' => b'\'',
        '—' => b'-',
        _ => b' ',
    }
}

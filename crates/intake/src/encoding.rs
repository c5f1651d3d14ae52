//! Bytes to characters, and what had to be assumed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE};

use crate::refusal::Refusal;

/// The text of a file and one sentence for everything that was assumed or repaired.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Vec<String>), Refusal> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[length..], false);
    }
    if is_utf16(bytes) {
        let little = bytes.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
        let big = bytes.iter().step_by(2).filter(|b| **b == 0).count();
        return finish(if little >= big { UTF_16LE } else { UTF_16BE }, bytes, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return finish(UTF_8, bytes, false);
    }
    if is_nearly_utf8(bytes) {
        return finish(UTF_8, bytes, true);
    }
    if is_macintosh(bytes) {
        return finish(MACINTOSH, bytes, true);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    finish(detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn finish(encoding: &'static Encoding, bytes: &[u8], assumed: bool) -> Result<(String, Vec<String>), Refusal> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if assumed {
        notes.push(format!("The file does not say how it is encoded; it was read as {}.", name(encoding)));
    }
    if damaged {
        notes.push("Some characters could not be read and are shown as \u{fffd}.".into());
    }
    let text = text.into_owned();
    let Some(at) = text.find(is_debris) else { return Ok((text, notes)) };
    let line = text[..at].matches('\n').count() + 1;
    notes.push(format!("The file holds damaged characters (line {line} and after); they were left out."));
    Ok((text.replace(is_debris, ""), notes))
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == MACINTOSH { "Mac Roman" } else { encoding.name() }
}

/// Control characters that no text needs.
fn is_debris(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}

/// UTF-16 of a mostly Latin text without a byte-order mark: every other byte is zero.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let half = head.len() / 2;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    half >= 2 && (even * 10 >= half * 7 && odd * 20 <= half || odd * 10 >= half * 7 && even * 20 <= half)
}

/// UTF-8 with a few broken bytes is UTF-8: most bytes above ASCII are part of sound sequences.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let broken: usize = bytes.utf8_chunks().map(|c| c.invalid().len()).sum();
    high > 10 && broken * 10 < high
}

/// Mac Roman's apostrophe (D5) stands inside words, where cp1252 has a capital O with tilde.
fn is_macintosh(bytes: &[u8]) -> bool {
    let letter = |b: &u8| b.is_ascii_lowercase();
    let mac = bytes.windows(3).filter(|w| letter(&w[0]) && w[1] == 0xd5 && letter(&w[2])).count();
    let windows = bytes.iter().filter(|b| matches!(b, 0x91..=0x94)).count();
    mac > 0 && mac > windows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, notes: usize) {
        let (found, said) = decode(bytes).expect("text");
        assert_eq!((found.as_str(), said.len()), (text, notes), "{said:?}");
    }

    #[test]
    fn encodings_are_found_and_said() {
        check("Café".as_bytes(), "Café", 0);
        check(b"\xef\xbb\xbfCaf\xc3\xa9", "Café", 0);
        check(b"\xff\xfeI\0N\0T\0.\0", "INT.", 0);
        check(b"I\0N\0T\0.\0 \0H\0A\0L\0L\0", "INT. HALL", 1);
        check(b"She doesn\x92t know \x93Caf\xe9\x94.", "She doesn’t know “Café”.", 1);
        check(b"She doesn\xd5t know.", "She doesn’t know.", 1);
    }
}

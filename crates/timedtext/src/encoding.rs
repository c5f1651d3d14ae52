//! Bytes to letters and back.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How a file's letters are written, so that it is written so again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters {
    encoding: &'static Encoding,
    byte_order_mark: bool,
}

impl Letters {
    /// UTF-8 without a byte order mark.
    pub const UTF_8: Letters = Letters { encoding: UTF_8, byte_order_mark: false };

    /// The encoding's name, `windows-1252` for example.
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// Whether a byte order mark stands first.
    pub fn has_byte_order_mark(self) -> bool {
        self.byte_order_mark
    }
}

/// Reads letters: by the byte order mark, else as UTF-8 where that holds, else UTF-16 where every other byte is
/// nothing, else as the encoding that the letters speak for.
pub(crate) fn decode(bytes: &[u8]) -> (String, Letters) {
    let (encoding, mark) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
        [0xff, 0xfe, ..] => (UTF_16LE, 2),
        [0xfe, 0xff, ..] => (UTF_16BE, 2),
        _ => (guess(bytes), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    (text.into_owned(), Letters { encoding, byte_order_mark: mark > 0 })
}

/// Reads letters in the encoding that the file itself names; the guess where the name is none.
pub(crate) fn decode_as(bytes: &[u8], label: &str) -> (String, Letters) {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if !matches!(bytes, [0xef, 0xbb, 0xbf, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), Letters { encoding, byte_order_mark: false })
        }
        _ => decode(bytes),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() && !looks_wide(bytes) {
        return UTF_8;
    }
    if looks_wide(bytes) {
        let high = bytes.iter().step_by(2).filter(|b| **b == 0).count();
        let low = bytes.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
        return if low >= high { UTF_16LE } else { UTF_16BE };
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Latin letters in UTF-16 have nothing in every other byte; no text in another encoding has.
fn looks_wide(bytes: &[u8]) -> bool {
    let some = &bytes[..bytes.len().min(512)];
    some.len() >= 4 && some.iter().filter(|b| **b == 0).count() * 3 > some.len()
}

/// Writes letters, and names those that the encoding has no sign for; they become question marks.
pub(crate) fn encode(text: &str, letters: Letters) -> (Vec<u8>, Vec<char>) {
    let mark: &[u8] = match letters.encoding {
        _ if !letters.byte_order_mark => &[],
        e if e == UTF_16LE => &[0xff, 0xfe],
        e if e == UTF_16BE => &[0xfe, 0xff],
        _ => &[0xef, 0xbb, 0xbf],
    };
    let mut bytes = mark.to_vec();
    let mut missing = Vec::new();
    if letters.encoding == UTF_16LE || letters.encoding == UTF_16BE {
        let little = letters.encoding == UTF_16LE;
        bytes.extend(text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }));
    } else if letters.encoding == UTF_8 {
        bytes.extend_from_slice(text.as_bytes());
    } else {
        let mut rest = text;
        let mut encoder = letters.encoding.new_encoder();
        let mut room = vec![0; 4096];
        loop {
            let (result, read, written) = encoder.encode_from_utf8_without_replacement(rest, &mut room, true);
            bytes.extend_from_slice(&room[..written]);
            rest = &rest[read..];
            match result {
                encoding_rs::EncoderResult::InputEmpty => break,
                encoding_rs::EncoderResult::OutputFull => {}
                encoding_rs::EncoderResult::Unmappable(c) => {
                    missing.push(c);
                    bytes.push(b'?');
                }
            }
        }
    }
    (bytes, missing)
}

//! A text's lines and where they stand.

use std::ops::Range;

/// The lines of a text by their byte ranges, without their ends. CR LF, LF and CR alone each end a line. A text
/// that ends in a line end has no empty line after it.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\r' | b'\n' => {
                found.push(start..at);
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                start = at;
            }
            _ => at += 1,
        }
    }
    if start < bytes.len() {
        found.push(start..bytes.len());
    }
    found
}

/// How most lines of a text end, judged by the first.
pub(crate) fn newline_of(text: &str) -> &'static str {
    match text.find(['\r', '\n']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

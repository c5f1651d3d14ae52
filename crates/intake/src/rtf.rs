//! Rich text: paragraphs with their styles, indentation and alignment.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use crate::written::{Place, Written, kind_of_style};

/// The paragraphs of a rich-text document, as far as it is sound.
pub(crate) fn paragraphs(bytes: &[u8]) -> Vec<Written> {
    let mut reader = Reader {
        encoding: WINDOWS_1252,
        state: State { skip: 1, ..State::default() },
        stack: vec![],
        styles: HashMap::new(),
        text: String::new(),
        bytes: vec![],
        skipping: 0,
        out: vec![],
    };
    reader.read(bytes);
    reader.flush();
    if !reader.text.trim().is_empty() {
        reader.end_paragraph();
    }
    reader.out
}

/// Groups deeper than this are no document's.
const DEEPEST: usize = 2000;

/// What holds inside a group.
#[derive(Debug, Clone, Default)]
struct State {
    /// Text goes nowhere: fonts, pictures, headers.
    hidden: bool,
    in_styles: bool,
    /// Characters that stand for those that old readers cannot show, behind each `\u`.
    skip: usize,
    set: Set,
    /// The style in work in the style sheet.
    style: Option<i32>,
}

/// How paragraphs are set, in twentieths of a point.
#[derive(Debug, Clone, Default)]
struct Set {
    style: Option<i32>,
    left: i32,
    first: i32,
    before: i32,
    place: Place,
    new_page: bool,
}

struct Reader {
    encoding: &'static Encoding,
    state: State,
    stack: Vec<State>,
    styles: HashMap<i32, String>,
    text: String,
    /// Bytes that wait to be decoded together.
    bytes: Vec<u8>,
    skipping: usize,
    out: Vec<Written>,
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'{' if self.stack.len() < DEEPEST => {
                    self.flush();
                    self.stack.push(self.state.clone());
                    at += 1;
                }
                b'}' => {
                    self.close();
                    at += 1;
                }
                b'\\' => at = self.control(bytes, at + 1),
                b'\r' | b'\n' => at += 1,
                byte => {
                    self.byte(byte);
                    at += 1;
                }
            }
        }
    }

    fn close(&mut self) {
        self.flush();
        if self.state.in_styles
            && let Some(n) = self.state.style
        {
            let name = std::mem::take(&mut self.text);
            self.styles.entry(n).or_insert_with(|| name.trim().trim_end_matches(';').to_string());
        }
        let styles = self.state.in_styles;
        if let Some(state) = self.stack.pop() {
            self.state = state;
        }
        if styles && !self.state.in_styles {
            self.text.clear();
        }
    }

    /// A control word or symbol behind a backslash; answers what follows it.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at, first);
        }
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&bytes[at..at + letters]).into_owned();
        let mut end = at + letters;
        let negative = bytes.get(end) == Some(&b'-');
        let digits = bytes[end + usize::from(negative)..].iter().take(9).take_while(|b| b.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let from = end + usize::from(negative);
            number = std::str::from_utf8(&bytes[from..from + digits]).ok().and_then(|d| d.parse::<i32>().ok());
            number = number.map(|n| if negative { -n } else { n });
            end = from + digits;
        }
        end += usize::from(bytes.get(end) == Some(&b' '));
        if word == "bin" {
            return end.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(bytes.len());
        }
        self.word(&word, number);
        end
    }

    fn symbol(&mut self, bytes: &[u8], at: usize, symbol: u8) -> usize {
        match symbol {
            b'\'' => {
                let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
                if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                    self.byte(byte);
                }
                return (at + 3).min(bytes.len());
            }
            b'*' => self.state.hidden = true,
            b'~' => self.put(' '),
            b'_' => self.put('-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\n' | b'\r' => self.end_paragraph(),
            _ => {}
        }
        at + 1
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let n = number.unwrap_or(0);
        match word {
            "fonttbl" | "colortbl" | "info" | "pict" | "header" | "footer" | "headerl" | "headerr" | "headerf"
            | "footerl" | "footerr" | "footerf" | "footnote" | "object" | "listtable" | "fldinst" | "themedata" => {
                self.state.hidden = true
            }
            "stylesheet" => self.state.in_styles = true,
            "mac" => self.encoding = MACINTOSH,
            "par" | "sect" => self.end_paragraph(),
            "line" => self.put('\n'),
            "tab" => self.put('\t'),
            "page" => self.state.set.new_page = true,
            "pagebb" => self.state.set.new_page = true,
            "pard" => self.state.set = Set { new_page: self.state.set.new_page, ..Set::default() },
            "s" if self.state.in_styles => self.state.style = number,
            "s" => self.state.set.style = number,
            "li" | "lin" => self.state.set.left = n,
            "fi" => self.state.set.first = n,
            "sb" => self.state.set.before = n,
            "qc" => self.state.set.place = Place::Middle,
            "qr" => self.state.set.place = Place::Right,
            "ql" | "qj" => self.state.set.place = Place::Left,
            "uc" => self.state.skip = usize::try_from(n).unwrap_or(1).min(8),
            "u" => {
                let code = u32::try_from(if n < 0 { n + 65536 } else { n }).ok();
                self.put(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
                self.skipping = self.state.skip;
            }
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "bullet" => self.put('•'),
            "v" | "deleted" => self.state.hidden = n != 0 || number.is_none(),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if !self.state.hidden {
            self.bytes.push(byte);
        }
    }

    fn put(&mut self, c: char) {
        self.flush();
        if !self.state.hidden {
            self.text.push(c);
        }
    }

    fn flush(&mut self) {
        self.skipping = 0;
        if !self.bytes.is_empty() {
            let (text, _) = self.encoding.decode_without_bom_handling(&self.bytes);
            self.text.push_str(&text);
            self.bytes.clear();
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.state.hidden || self.state.in_styles {
            return;
        }
        let set = &self.state.set;
        let text = std::mem::take(&mut self.text);
        let tabs = text.chars().take_while(|c| *c == '\t').count();
        self.out.push(Written {
            kind: set.style.and_then(|n| self.styles.get(&n)).and_then(|name| kind_of_style(name)),
            indent: usize::try_from((set.left + set.first) / 144).unwrap_or(0).min(80) + tabs * 5,
            place: set.place,
            space_above: set.before >= 100,
            new_page: set.new_page,
            text: text.trim_start_matches('\t').to_string(),
            ..Written::default()
        });
        self.state.set.new_page = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_their_columns_and_characters() {
        let rtf = br"{\rtf1\ansi{\fonttbl{\f0 Courier;}}{\stylesheet{\s3 Character;}}\pard\s3\li3168 MARA\par\pard\li1440 Caf\'e9 \u8212?\line yes\par}";
        let found = paragraphs(rtf);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].kind, found[0].indent, found[0].text.as_str()),
            (Some(script::Kind::Character), 22, "MARA")
        );
        assert_eq!((found[1].indent, found[1].text.as_str()), (10, "Café —\nyes"));
    }

    #[test]
    fn broken_groups_are_read_as_far_as_they_go() {
        for rtf in [&b"{\\rtf1 a\\'"[..], b"{\\rtf1 }}}} b \\u-", b"{\\rtf1 \\bin99999999 x", b"{\\rtf1 \\", b"{{{{{{"]
        {
            let _ = paragraphs(rtf);
        }
    }
}

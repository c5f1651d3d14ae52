//! What a reader sees of a line: Fountain's marks, notes and boneyard taken away, and where each character stood.

use crate::paragraphs::{BOLD, ITALIC, UNDERLINE};
use crate::{Document, Emphasis, Format, Kind, Line, Screenplay, Span};

/// The text of every line as it is shown on the page: without markup, force marks, scene numbers and indentation.
///
/// One entry for each of `screenplay.lines`, in order.
pub fn plain_lines(document: &Document, screenplay: &Screenplay) -> Vec<String> {
    let masks = masks(document);
    screenplay.lines.iter().map(|line| shown(document, &masks, line).text()).collect()
}

/// Characters with the byte where each stands in `Document::text`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) chars: Vec<(usize, char)>,
}

impl Shown {
    pub(crate) fn text(&self) -> String {
        self.chars.iter().map(|(_, c)| c).collect()
    }

    /// The bytes from the first to the last character of a part of it.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.chars.get(from).map_or(0, |(b, _)| *b);
        let end = to.checked_sub(1).and_then(|i| self.chars.get(i)).map_or(start, |(b, c)| b + c.len_utf8());
        Span { start, end }
    }

    fn trim(&mut self) {
        self.trim_end();
        let lead = self.chars.iter().take_while(|(_, c)| c.is_whitespace()).count();
        self.chars.drain(..lead);
    }

    fn trim_end(&mut self) {
        while self.chars.last().is_some_and(|(_, c)| c.is_whitespace()) {
            self.chars.pop();
        }
    }

    fn drop_first(&mut self, mark: char) -> bool {
        let found = self.chars.first().is_some_and(|(_, c)| *c == mark);
        if found {
            self.chars.remove(0);
        }
        found
    }

    fn drop_last(&mut self, mark: char) {
        if self.chars.last().is_some_and(|(_, c)| *c == mark) {
            self.chars.pop();
        }
    }
}

/// Byte ranges of a Fountain document that are never shown: `[[notes]]` and `/* boneyard */`, in order.
pub(crate) fn masks(document: &Document) -> Vec<Span> {
    if document.format != Format::Fountain {
        return vec![];
    }
    let text = &document.text;
    let mut spans = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let bone = text[at..].find("/*").map(|i| at + i);
        let note = text[at..].find("[[").map(|i| at + i);
        let (start, close) = match (bone, note) {
            (Some(b), Some(n)) if b < n => (b, "*/"),
            (_, Some(n)) => (n, "]]"),
            (Some(b), None) => (b, "*/"),
            (None, None) => break,
        };
        match text[start + 2..].find(close).map(|i| start + 2 + i + 2) {
            Some(end) if close == "*/" || !has_empty_line(&text[start..end]) => {
                spans.push(Span { start, end });
                at = end;
            }
            _ => at = start + 2,
        }
    }
    spans
}

/// A note ends at an empty line; a line of two spaces keeps it open.
fn has_empty_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim_end_matches('\r').is_empty() {
            return true;
        }
    }
    false
}

/// The characters of a range outside every mask.
pub(crate) fn unmasked(document: &Document, masks: &[Span], span: Span) -> Shown {
    let first = masks.partition_point(|m| m.end <= span.start);
    let near = &masks[first..];
    let mut chars = Vec::new();
    let mut mask = 0;
    for (i, c) in document.slice(span).char_indices() {
        let at = span.start + i;
        while near.get(mask).is_some_and(|m| m.end <= at) {
            mask += 1;
        }
        if near.get(mask).is_none_or(|m| at < m.start) {
            chars.push((at, c));
        }
    }
    Shown { chars }
}

/// What is shown of a line.
pub(crate) fn shown(document: &Document, masks: &[Span], line: &Line) -> Shown {
    shown_and_styled(document, masks, line).0
}

/// The emphasis of each character that is shown of a line.
pub(crate) fn styles(document: &Document, masks: &[Span], line: &Line) -> Vec<u8> {
    shown_and_styled(document, masks, line).1
}

fn shown_and_styled(document: &Document, masks: &[Span], line: &Line) -> (Shown, Vec<u8>) {
    let mut s = unmasked(document, masks, line.span);
    let mut styles = Vec::new();
    if document.format == Format::Fountain && line.kind != Kind::Note {
        strip_marks(&mut s, line.kind);
        styles = strip_emphasis(&mut s);
    } else {
        let indent = s.chars.iter().take_while(|(_, c)| c.is_whitespace()).count();
        s.trim();
        strip_margin(&mut s, indent);
        match line.kind {
            Kind::SceneHeading => strip_margin_numbers(&mut s),
            Kind::Lyrics => {
                s.drop_first('~');
            }
            _ => {}
        }
    }
    for (_, c) in &mut s.chars {
        if c.is_control() {
            *c = ' ';
        }
    }
    if styles.is_empty() && !document.emphasis.is_empty() {
        styles = stated(document, &s);
    }
    styles.resize(s.chars.len(), 0);
    (s, styles)
}

/// The emphasis that the document states of each character.
fn stated(document: &Document, s: &Shown) -> Vec<u8> {
    let first = s.chars.first().map_or(0, |(at, _)| *at);
    let from = document.emphasis.partition_point(|e| e.span.end <= first);
    let mut near = document.emphasis[from..].iter().peekable();
    let bits = |e: &Emphasis| {
        [(e.bold, BOLD), (e.italic, ITALIC), (e.underline, UNDERLINE)]
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, bit)| bit)
            .sum()
    };
    let of = |&(at, _): &(usize, char)| {
        while near.peek().is_some_and(|e| e.span.end <= at) {
            near.next();
        }
        near.peek().filter(|e| e.span.start <= at).map_or(0, |e| bits(e))
    };
    s.chars.iter().map(of).collect()
}

/// Stars and watermark letters in the right margin, and marks of emphasis about a whole line.
fn strip_margin(s: &mut Shown, indent: usize) {
    let text = s.text();
    let end = crate::layout::without_margin(&text, indent);
    s.chars.truncate(text[..end].chars().count());
    let inner = crate::layout::without_emphasis_marks(&text[..end]);
    let lead = (inner.as_ptr() as usize) - (text.as_ptr() as usize);
    s.chars.drain(..text[..lead].chars().count());
    s.chars.truncate(inner.chars().count());
}

fn strip_marks(s: &mut Shown, kind: Kind) {
    if kind == Kind::Action {
        s.trim_end();
        s.drop_first('!');
        return;
    }
    s.trim();
    match kind {
        Kind::SceneHeading => {
            s.drop_first('.');
            strip_hash_number(s);
        }
        Kind::Character => {
            s.drop_first('@');
            s.drop_last('^');
        }
        Kind::Lyrics => {
            s.drop_first('~');
        }
        Kind::Transition => {
            s.drop_first('>');
        }
        Kind::Centered => {
            s.drop_first('>');
            s.drop_last('<');
        }
        Kind::Section => while s.drop_first('#') {},
        Kind::Synopsis => while s.drop_first('=') {},
        _ => {}
    }
    s.trim();
}

fn strip_hash_number(s: &mut Shown) {
    let text = s.text();
    if let Some((at, _)) = hash_number(&text) {
        s.chars.truncate(text[..at].chars().count());
    }
}

/// Where `#12A#` at the end of a Fountain heading begins, and the number in it.
pub(crate) fn hash_number(heading: &str) -> Option<(usize, &str)> {
    let inner = heading.trim_end().strip_suffix('#')?;
    let at = inner.rfind('#')?;
    let number = inner[at + 1..].trim();
    let fits = !number.is_empty() && number.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ' '));
    fits.then_some((at, number))
}

fn strip_margin_numbers(s: &mut Shown) {
    let text = s.text();
    let (body, _) = margin_number(&text);
    let start = text[..body.start].chars().count();
    let end = text[..body.end].chars().count();
    s.chars.truncate(end);
    s.chars.drain(..start);
}

/// The heading between scene numbers in the margins, and the number: `12A  INT. HALL - DAY  12A`.
///
/// The number on the left counts where what follows it is set off by two spaces or opens a heading;
/// the one on the right only where it repeats the left one or is set off by three spaces.
pub(crate) fn margin_number(text: &str) -> (Span, Option<String>) {
    let mut start = text.len() - text.trim_start().len();
    let mut end = text.trim_end().len();
    if start >= end {
        return (Span { start: 0, end: text.len() }, None);
    }
    let end_of_revision = text[start..end].trim_end_matches(['*', ' ']).len() + start;
    end = if text[..end].ends_with(" *") { end_of_revision } else { end };
    let mut number = None;
    let body = &text[start..end];
    if let Some((first, rest)) = body.split_once(char::is_whitespace)
        && is_scene_number(first)
        && (rest.starts_with([' ', '\t']) || crate::read_heading(rest.trim()).is_some())
    {
        number = Some(first.trim_end_matches('.').to_string());
        start += body.len() - rest.trim_start().len();
    }
    let body = &text[start..end];
    if let Some((rest, last)) = body.rsplit_once(char::is_whitespace)
        && is_scene_number(last)
    {
        let last = last.trim_end_matches('.');
        let far = rest.len() - rest.trim_end().len() >= 2;
        if number.as_deref() == Some(last) || (far && number.is_none()) {
            number.get_or_insert_with(|| last.to_string());
            end = start + rest.trim_end().len();
        }
    }
    (Span { start, end }, number)
}

/// `12`, `12A`, `A12`, `12.`, `3-14`: digits with at most three letters.
pub(crate) fn is_scene_number(text: &str) -> bool {
    let t = text.trim_end_matches('.');
    let digits = t.chars().filter(char::is_ascii_digit).count();
    let letters = t.chars().filter(char::is_ascii_uppercase).count();
    let marks = t.chars().filter(|c| matches!(c, '-' | '.')).count();
    (1..=4).contains(&digits) && letters <= 3 && marks <= 1 && digits + letters + marks == t.chars().count()
}

/// Takes away `*`, `**`, `***` and `_` where they come in pairs that hug their text; `\*` shows a star.
///
/// Answers the emphasis of each character that is left.
fn strip_emphasis(s: &mut Shown) -> Vec<u8> {
    let chars: Vec<char> = s.chars.iter().map(|(_, c)| *c).collect();
    let mut gone = vec![false; chars.len()];
    let mut styles = vec![0u8; chars.len()];
    let mut open: Vec<(usize, usize, char)> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c == '\\' && chars.get(i + 1).is_some_and(|n| matches!(n, '*' | '_' | '\\')) {
            gone[i] = true;
            i += 2;
            continue;
        }
        if !matches!(c, '*' | '_') {
            i += 1;
            continue;
        }
        let run = chars[i..].iter().take_while(|x| **x == c).count();
        let after = chars.get(i + run).is_some_and(|n| !n.is_whitespace());
        let before = i > 0 && !chars[i - 1].is_whitespace();
        let in_word =
            before && chars[i - 1].is_alphanumeric() && chars.get(i + run).is_some_and(|n| n.is_alphanumeric());
        if c == '_' && in_word {
            i += run;
            continue;
        }
        let matching = open.iter().rposition(|(_, r, m)| *m == c && *r == run);
        match matching {
            Some(k) if before => {
                let (from, length, _) = open[k];
                gone[from..from + length].fill(true);
                gone[i..i + run].fill(true);
                styles[from..i].iter_mut().for_each(|s| *s |= style_of(c, run));
                open.truncate(k);
            }
            _ if after && run <= 3 => open.push((i, run, c)),
            _ => {}
        }
        i += run;
    }
    let mut keep = gone.iter().map(|g| !g);
    s.chars.retain(|_| keep.next().unwrap_or(true));
    styles.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(style, _)| style).collect()
}

/// A text of several lines without emphasis.
pub(crate) fn without_emphasis(text: &str) -> String {
    let mut s = Shown { chars: text.char_indices().collect() };
    strip_emphasis(&mut s);
    s.text()
}

fn style_of(mark: char, run: usize) -> u8 {
    match (mark, run) {
        ('_', _) => UNDERLINE,
        (_, 1) => ITALIC,
        (_, 2) => BOLD,
        _ => BOLD | ITALIC,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emphasis(text: &str) -> String {
        let mut s = Shown { chars: text.char_indices().collect() };
        strip_emphasis(&mut s);
        s.text()
    }

    #[test]
    fn emphasis_is_not_shown() {
        assert_eq!(
            emphasis("_Steel's face FILLS the *Leupold Mark 4* scope_."),
            "Steel's face FILLS the Leupold Mark 4 scope."
        );
        assert_eq!(emphasis("***all*** and **bold** and 2 * 3 * 4"), "all and bold and 2 * 3 * 4");
        assert_eq!(emphasis(r"a \*star\* stays"), "a *star* stays");
        assert_eq!(emphasis("one * alone, a_file_name"), "one * alone, a_file_name");
    }

    #[test]
    fn scene_numbers_stand_in_either_margin() {
        let read = |t: &str| {
            let (span, n) = margin_number(t);
            (t[span.start..span.end].to_string(), n)
        };
        assert_eq!(read("12A  INT. HALL - DAY      12A"), ("INT. HALL - DAY".into(), Some("12A".into())));
        assert_eq!(read("7 INT. HALL - DAY 7"), ("INT. HALL - DAY".into(), Some("7".into())));
        assert_eq!(read("INT. ROOM 9"), ("INT. ROOM 9".into(), None));
        assert_eq!(read("EXT. FIELD - 1944"), ("EXT. FIELD - 1944".into(), None));
        assert_eq!(read("INT. HALL - DAY        14 *"), ("INT. HALL - DAY".into(), Some("14".into())));
    }

    #[test]
    fn notes_end_at_an_empty_line() {
        let d = Document::from_text(Format::Fountain, "a [[b\nc]] d\n\n[[open\n\nno]] /* cut\n\n*/ e");
        let hidden: Vec<&str> = masks(&d).into_iter().map(|m| d.slice(m)).collect();
        assert_eq!(hidden, ["[[b\nc]]", "/* cut\n\n*/"]);
    }
}

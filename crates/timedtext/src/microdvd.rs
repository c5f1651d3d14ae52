//! MicroDVD: `{start frame}{end frame}text|second line`. The rate stands in the first line, or nowhere.

use std::ops::Range;

use crate::finding::quoted;
use crate::lines::lines;
use crate::resolve::tagged;
use crate::source::{Dialect, read_text, write_text};
use crate::{Cue, File, Finding, Format, Frames, Head, Look, Node, Rate, Rgba, Severity, Span};

/// Reads a MicroDVD file; `rate` is what is known where the file does not say.
pub(crate) fn read(bytes: &[u8], rate: Option<Rate>) -> (File, Vec<Finding>) {
    read_text(Format::MicroDvd, bytes, None, |text, forgave| parse(text, rate, forgave))
}

/// Writes a MicroDVD file.
pub(crate) fn write(file: &File) -> Vec<u8> {
    write_text(file, &MicroDvd).0
}

/// Whether a line is one of MicroDVD's.
pub(crate) fn is_line(line: &str) -> bool {
    frames(line).is_some()
}

fn parse(text: &str, rate: Option<Rate>, forgave: &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>) {
    let mut head = Head { rate, ..Head::default() };
    let mut cues = Vec::new();
    let mut rate_said = rate.is_some();
    let mut now = rate.unwrap_or(Rate::FILM_NTSC);
    for (n, range) in lines(text).into_iter().enumerate() {
        let line = &text[range.clone()];
        let Some((start, end, body)) = frames(line) else {
            if !line.trim().is_empty() {
                let sentence = format!("{} stands outside any cue and is not shown.", quoted(line));
                forgave.push(Finding::new("outside-cue", Severity::Error, n + 1, sentence));
            }
            continue;
        };
        let is_first = cues.is_empty() && start == end && start <= Some(1);
        // `25.000` is 25, and `30` is not 3.
        let number = body.trim().split_once('.').map_or(body.trim(), |(whole, decimals)| {
            if decimals.bytes().all(|b| b == b'0') { whole } else { body.trim() }
        });
        if let Some(said) = Rate::from_name(number).filter(|_| is_first) {
            (now, rate_said) = (said, true);
            head.rate = Some(said);
            head.kept.attributes = vec![("sub:rate".into(), body.trim().to_owned())];
            continue;
        }
        let time = |frame: Option<i64>| frame.map(|frame| now.start_of(Frames(frame)));
        let mut cue = Cue { start: time(start).unwrap_or_default(), end: time(end), ..Cue::default() };
        cue.text = read_markup(body, &mut cue.look);
        cues.push((cue, range));
    }
    if !rate_said && !cues.is_empty() {
        let sentence = format!("The file does not say its frame rate; it was read at {now}.");
        forgave.push(Finding::new("rate-unknown", Severity::Warning, 1, sentence));
        head.rate = Some(now);
    }
    (head, cues)
}

/// The frames of a line (`{}` where one is left open) and what follows them.
fn frames(line: &str) -> Option<(Option<i64>, Option<i64>, &str)> {
    let (start, rest) = line.trim_start_matches('\u{feff}').strip_prefix('{')?.split_once('}')?;
    let (end, body) = rest.strip_prefix('{')?.split_once('}')?;
    let number = |text: &str| (text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok());
    Some((Some(number(start)??), number(end)?, body))
}

/// `{y:i}` before a line marks the line, `{Y:i}` the whole cue; `{C:$bbggrr}` is its colour.
fn read_markup(body: &str, whole: &mut Look) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (n, line) in body.split('|').enumerate() {
        let mut rest = line;
        let mut look = Look::new();
        while let Some((code, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            let Some((key, value)) = code.split_once(':') else { break };
            let into = if key.chars().all(char::is_uppercase) { &mut *whole } else { &mut look };
            match key.to_ascii_lowercase().as_str() {
                "y" => value.split(',').for_each(|mark| say_mark(into, mark)),
                "c" => into.put("tts:color", &colour(value).unwrap_or_else(|| value.to_owned())),
                "f" => into.put("tts:fontFamily", value),
                "s" => into.put("tts:fontSize", &format!("{value}px")),
                _ => break,
            }
            rest = after;
        }
        if n > 0 {
            push_text(&mut nodes, "\n");
        }
        match look.is_empty() {
            true => push_text(&mut nodes, rest),
            false => nodes.push(Node::from(span(look, rest))),
        }
    }
    nodes
}

fn push_text(nodes: &mut Vec<Node>, text: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => nodes.push(Node::Text(text.to_owned())),
    }
}

fn span(look: Look, text: &str) -> Span {
    let mut nodes = Vec::new();
    push_text(&mut nodes, text);
    Span { look, nodes, ..Span::default() }
}

fn say_mark(look: &mut Look, mark: &str) {
    match mark.trim().to_ascii_lowercase().as_str() {
        "i" => look.put("tts:fontStyle", "italic"),
        "b" => look.put("tts:fontWeight", "bold"),
        "u" => look.put("tts:textDecoration", "underline"),
        "s" => look.put("tts:textDecoration", "lineThrough"),
        _ => {}
    }
}

/// `$bbggrr`.
fn colour(value: &str) -> Option<String> {
    let digits = value.trim().strip_prefix('$').filter(|d| d.len() == 6 && d.is_ascii())?;
    Some(Rgba::parse(&format!("#{}{}{}", &digits[4..], &digits[2..4], &digits[..2]))?.hex())
}

struct MicroDvd;

impl Dialect for MicroDvd {
    fn head(&self, file: &File) -> String {
        let rate = file.head.rate.unwrap_or(Rate::FILM_NTSC);
        let said = file.head.kept.get("sub:rate").map_or_else(|| decimal(rate), str::to_owned);
        format!("{{1}}{{1}}{said}\n")
    }

    fn cue(&self, file: &File, cue: &Cue, _number: usize) -> String {
        let rate = file.head.rate.unwrap_or(Rate::FILM_NTSC);
        let start = rate.nearest_frame(cue.start).0.max(0);
        let end = cue.end.map(|end| rate.nearest_frame(end).0.max(0).to_string()).unwrap_or_default();
        format!("{{{start}}}{{{end}}}{}", write_lines(&tagged(file, cue)))
    }

    fn gap(&self) -> &'static str {
        "\n"
    }
}

fn decimal(rate: Rate) -> String {
    rate.to_string().trim_end_matches("df").to_owned()
}

/// The lines, each with the marks that all of its letters carry.
fn write_lines(nodes: &[Node]) -> String {
    let file = File::new(Format::MicroDvd, vec![]);
    let cue = Cue { text: nodes.to_vec(), ..Cue::default() };
    let mut lines: Vec<(Option<Look>, String)> = vec![(None, String::new())];
    for run in crate::resolve::runs(&file, &cue) {
        for (n, part) in run.text.split('\n').enumerate() {
            if n > 0 {
                lines.push((None, String::new()));
            }
            let Some((look, text)) = lines.last_mut() else { continue };
            if !part.is_empty() {
                *look = Some(look.take().map_or(run.look.clone(), |before| both(&before, &run.look)));
                text.push_str(part);
            }
        }
    }
    let whole: Vec<String> = lines.into_iter().map(|(look, text)| marks(&look.unwrap_or_default()) + &text).collect();
    whole.join("|")
}

/// What two looks both say.
fn both(a: &Look, b: &Look) -> Look {
    let mut shared = Look::new();
    for (name, value) in a.iter().filter(|(name, value)| b.get(name) == Some(value.as_str())) {
        shared.put(name, value);
    }
    shared
}

fn marks(look: &Look) -> String {
    let marks = [(look.italic(), "i"), (look.bold(), "b"), (look.underline(), "u"), (look.strike(), "s")];
    let said: Vec<&str> = marks.into_iter().filter(|(said, _)| *said == Some(true)).map(|(_, m)| m).collect();
    let mut out = if said.is_empty() { String::new() } else { format!("{{y:{}}}", said.join(",")) };
    if let Some(Rgba { red, green, blue, .. }) = look.color() {
        out.push_str(&format!("{{c:${blue:02x}{green:02x}{red:02x}}}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tag;

    #[test]
    fn marks_of_a_line_and_of_the_whole() {
        let mut whole = Look::new();
        let nodes = read_markup("{Y:b}{y:i}{c:$0000ff}One|two", &mut whole);
        assert_eq!(whole.bold(), Some(true));
        let Node::Span(first) = &nodes[0] else { panic!("a span") };
        assert_eq!((first.look.italic(), first.look.get("tts:color")), (Some(true), Some("#ff0000")));
        let tags = [Node::from(Span::new(Tag::Italic, vec![Node::Text("One".into())])), Node::Text("\ntwo".into())];
        assert_eq!(write_lines(&tags), "{y:i}One|two");
    }
}

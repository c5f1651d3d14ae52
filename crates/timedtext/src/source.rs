//! The bytes a file came in, cut into its cues and what stands between them.

use std::ops::Range;
use std::sync::Arc;

use crate::encoding::{decode, encode};
use crate::{Cue, File, Finding, Format, Head, Letters, Severity};

/// A file as it was read.
#[derive(Debug)]
pub(crate) struct Source {
    /// All of it.
    pub(crate) bytes: Arc<[u8]>,
    /// How its letters are written.
    pub(crate) letters: Letters,
    /// Its letters; empty for a binary file.
    pub(crate) text: String,
    /// Where in the text (in the bytes of a binary file) each cue stands, in order and without overlap.
    pub(crate) pieces: Vec<Range<usize>>,
    /// The cues as they were read.
    pub(crate) cues: Vec<Cue>,
    /// The head as it was read.
    pub(crate) head: Head,
    /// How its lines end.
    pub(crate) newline: &'static str,
}

/// How a line-based format writes its parts anew. Lines end in LF here.
pub(crate) trait Dialect {
    /// What stands before the first cue.
    fn head(&self, file: &File) -> String;
    /// A cue, without the line end after it; `number` counts from 1.
    fn cue(&self, file: &File, cue: &Cue, number: usize) -> String;
    /// What stands between two cues.
    fn gap(&self) -> &'static str;
    /// What stands after the last cue.
    fn tail(&self) -> &'static str {
        "\n"
    }
}

/// Takes a text file apart: `parse` finds the cues and where each stands.
pub(crate) fn read_text(
    format: Format,
    bytes: &[u8],
    decoded: Option<(String, Letters)>,
    parse: impl FnOnce(&str, &mut Vec<Finding>) -> (Head, Vec<(Cue, Range<usize>)>),
) -> (File, Vec<Finding>) {
    let (text, letters) = decoded.unwrap_or_else(|| decode(bytes));
    let mut forgave = Vec::new();
    if encode(&text, letters).0 != bytes {
        let sentence =
            format!("Some bytes are no letters in {}; a changed file is written without them.", letters.name());
        forgave.push(Finding::new("bytes-no-letters", Severity::Warning, 1, sentence));
    }
    let (head, found) = parse(&text, &mut forgave);
    let mut cues = Vec::with_capacity(found.len());
    let mut pieces = Vec::with_capacity(found.len());
    for (n, (mut cue, piece)) in found.into_iter().enumerate() {
        cue.origin = Some(n);
        cues.push(cue);
        pieces.push(piece);
    }
    let newline = crate::lines::newline_of(&text);
    let source = Source { bytes: bytes.into(), letters, text, pieces, cues: cues.clone(), head: head.clone(), newline };
    (File { format, head, cues, source: Some(Arc::new(source)) }, forgave)
}

/// Writes a text file: what is as it was keeps its bytes, the rest is written by the dialect. Also gives the
/// letters that the encoding has no sign for.
pub(crate) fn write_text(file: &File, dialect: &dyn Dialect) -> (Vec<u8>, Vec<char>) {
    match &file.source {
        Some(source) if unchanged(file, source) => (source.bytes.to_vec(), vec![]),
        Some(source) => encode(&spliced(file, source, dialect), source.letters),
        None => (anew(file, dialect).into_bytes(), vec![]),
    }
}

/// Whether nothing was changed at all.
pub(crate) fn unchanged(file: &File, source: &Source) -> bool {
    file.head == source.head && file.cues == source.cues
}

fn anew(file: &File, dialect: &dyn Dialect) -> String {
    let mut out = dialect.head(file);
    for (n, cue) in file.cues.iter().enumerate() {
        if n > 0 {
            out.push_str(dialect.gap());
        }
        out.push_str(&dialect.cue(file, cue, n + 1));
    }
    if !file.cues.is_empty() {
        out.push_str(dialect.tail());
    }
    out
}

fn spliced(file: &File, source: &Source, dialect: &dyn Dialect) -> String {
    let own = |text: String| if source.newline == "\n" { text } else { text.replace('\n', source.newline) };
    let text = source.text.as_str();
    let first = source.pieces.first().map_or(text.len(), |piece| piece.start);
    let mut out = if file.head == source.head { text[..first].to_owned() } else { own(dialect.head(file)) };
    let mut gap_due = false;
    // Gaps that were written; each cue's own gap is the one before it.
    let mut taken = 0;
    for (n, cue) in file.cues.iter().enumerate() {
        match cue.origin.filter(|origin| *origin >= taken && *origin < source.pieces.len()) {
            Some(origin) => {
                for dropped in taken..origin {
                    out.push_str(worth_keeping(gap(source, dropped)));
                }
                if gap_due && origin > 0 {
                    out.push_str(gap(source, origin));
                } else if gap_due {
                    out.push_str(&own(dialect.gap().to_owned()));
                }
                taken = origin + 1;
            }
            None if gap_due => out.push_str(&own(dialect.gap().to_owned())),
            None => {}
        }
        match cue.origin.filter(|_| file.is_untouched(cue)) {
            Some(origin) => out.push_str(&text[source.pieces[origin].clone()]),
            None => out.push_str(&own(dialect.cue(file, cue, n + 1))),
        }
        gap_due = true;
    }
    for dropped in taken..source.pieces.len() {
        out.push_str(worth_keeping(gap(source, dropped)));
    }
    match source.pieces.last() {
        Some(last) => out.push_str(&text[last.end..]),
        None if gap_due => out.push_str(&own(dialect.tail().to_owned())),
        None => {}
    }
    out
}

/// What stands before a cue and after the one above it.
fn gap(source: &Source, n: usize) -> &str {
    match n {
        0 => "",
        _ => &source.text[source.pieces[n - 1].end..source.pieces[n].start],
    }
}

/// Of the gap of a cue that was taken out, only what says something stays.
fn worth_keeping(gap: &str) -> &str {
    if gap.trim().is_empty() { "" } else { gap }
}

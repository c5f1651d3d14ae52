//! The lines of layout text with what can be seen of each.

use crate::markup::margin_number;
use crate::{Document, Span};

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Without indentation, trailing space and revision mark.
    pub(super) text: String,
    /// Columns before the text; a tab goes to the next multiple of eight.
    pub(super) indent: usize,
    /// 0-based page, where the document knows pages.
    pub(super) page: usize,
    /// Blank lines directly above, page furniture not counted as text.
    pub(super) gap: usize,
    /// The first line of the story on its page.
    pub(super) after_break: bool,
    /// Page number, header, (MORE): no part of the story.
    pub(super) furniture: bool,
    /// Furniture at which the page turns: numbers, headers, footers.
    pub(super) turns: bool,
    /// The format says what this line is.
    pub(super) given: Option<crate::Kind>,
}

impl Source {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The text between scene numbers in the margins, and the number.
    pub(super) fn body(&self) -> (&str, Option<String>) {
        let (span, number) = margin_number(&self.text);
        (&self.text[span.start..span.end], number)
    }
}

/// All lines of a document; gaps and breaks are filled in by [`mark_gaps`].
pub(super) fn sources(document: &Document) -> Vec<Source> {
    let mut page = 0;
    let spans = document.line_spans();
    let mut given = vec![None; spans.len()];
    for g in &document.given {
        given.iter_mut().skip(g.line.saturating_sub(1)).take(g.lines).for_each(|k| *k = Some(g.kind));
    }
    let mut out = Vec::with_capacity(spans.len());
    for (span, given) in spans.into_iter().zip(given) {
        let raw = document.slice(span);
        if document.pages.is_empty() {
            page += raw.matches('\u{c}').count();
        } else {
            page = page_of(document, span, page);
        }
        out.push(source(raw, page, given));
    }
    out
}

fn page_of(document: &Document, span: Span, from: usize) -> usize {
    let mut page = from;
    while document.pages.get(page).is_some_and(|p| p.span.end <= span.start) && page + 1 < document.pages.len() {
        page += 1;
    }
    page
}

fn source(raw: &str, page: usize, given: Option<crate::Kind>) -> Source {
    let mut indent = 0;
    for c in raw.chars() {
        match c {
            '\t' => indent = (indent / 8 + 1) * 8,
            '\u{c}' | '\u{feff}' => {}
            c if c.is_whitespace() => indent += 1,
            _ => break,
        }
    }
    let text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    Source {
        text: bare(text, indent).to_string(),
        indent,
        page,
        gap: 0,
        after_break: false,
        furniture: false,
        turns: false,
        given,
    }
}

/// The text without what stands in the right margin and without marks of emphasis about the whole line.
fn bare(text: &str, indent: usize) -> &str {
    without_emphasis_marks(&text[..without_margin(text, indent)])
}

/// Where a line's text ends before revision stars, or before the letter of a watermark, far to the right.
pub(crate) fn without_margin(text: &str, indent: usize) -> usize {
    let mut end = text.trim_end().len();
    let stars = text[..end].trim_end_matches('*').len();
    if stars < end && (text[..stars].ends_with("  ") || text[..stars].ends_with('\t')) {
        end = text[..stars].trim_end().len();
    }
    if let Some((rest, last)) = text[..end].rsplit_once([' ', '\t'])
        && last.chars().count() == 1
        && last.chars().all(char::is_alphabetic)
        && rest.ends_with("  ")
        && !rest.trim_end().is_empty()
        && indent + rest.chars().count() >= 55
    {
        end = rest.trim_end().len();
    }
    end
}

/// `**INT. HALL - DAY**` is that heading: some programs print their emphasis as it stands.
pub(crate) fn without_emphasis_marks(text: &str) -> &str {
    for mark in ["***", "**", "__", "*", "_"] {
        if text.len() > 2 * mark.len()
            && let Some(inner) = text.strip_prefix(mark).and_then(|t| t.strip_suffix(mark))
            && !inner.contains(mark)
        {
            return inner.trim();
        }
    }
    text
}

/// Counts blank lines above each line of the story and finds the first of each page.
pub(super) fn mark_gaps(lines: &mut [Source]) {
    let mut gap = 0;
    let mut page = lines.first().map_or(0, |l| l.page);
    let mut broke = false;
    for line in lines {
        broke |= line.page != page || line.turns;
        page = line.page;
        if line.furniture {
            // A revision star beside an empty line.
            gap += usize::from(line.text.bytes().all(|b| b == b'*'));
            continue;
        }
        if line.is_blank() {
            gap += 1;
            continue;
        }
        line.gap = gap;
        line.after_break = broke;
        gap = 0;
        broke = false;
    }
}

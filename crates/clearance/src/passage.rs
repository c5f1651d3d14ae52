//! A script in passages: a paragraph of description, a speech, a heading, each as one text whose every byte knows its
//! place, so that what is split over lines is found whole.

use reference::{Token, tokens};
use script::{Document, Kind, Screenplay, Span, plain_lines};

use crate::{Element, Occurrence};

/// A paragraph, speech or heading.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) element: Element,
    /// Of its first line.
    pub(crate) kind: Kind,
    /// What is shown, lines joined by a space.
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    /// Index of the scene.
    pub(crate) scene: Option<usize>,
    /// First line, 1-based.
    pub(crate) line: usize,
    /// Whether its letters are all capitals, so that a capital says nothing.
    pub(crate) capitals: bool,
    /// Sung: a lyric line, or a speech whose parenthetical says so.
    pub(crate) manner: Manner,
    /// For every byte of `text`, the byte of the document.
    map: Vec<usize>,
    /// Bytes of `text` before which the markup of emphasis stands.
    emphasis: Vec<usize>,
}

/// How a speech is spoken, by its parentheticals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Manner {
    #[default]
    Spoken,
    Sung,
    /// Recited or quoted.
    Recited,
}

/// A word of a passage.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) token: Token,
    /// Begins with a capital and goes on in small letters.
    pub(crate) capital: bool,
    /// Two capitals or more, nothing small.
    pub(crate) shouted: bool,
    /// Opens a sentence, a quotation or a line.
    pub(crate) opens: bool,
    /// Number of the sentence.
    pub(crate) sentence: usize,
}

/// The passages of a script, in order.
pub(crate) fn passages(document: &Document, screenplay: &Screenplay) -> Vec<Passage> {
    let shown = plain_lines(document, screenplay);
    let mut out: Vec<Passage> = Vec::new();
    let mut manner = Manner::Spoken;
    let mut last: Option<(usize, Kind)> = None;
    for (line, plain) in screenplay.lines.iter().zip(&shown) {
        if line.kind == Kind::Character {
            manner = Manner::Spoken;
        }
        let Some(element) = Element::of(line.kind) else {
            last = last.filter(|_| line.kind == Kind::Other);
            continue;
        };
        if line.kind == Kind::Parenthetical {
            manner = manner_of(plain);
        }
        let hidden = matches!(element, Element::Note | Element::Title);
        let text = if hidden { document.slice(line.span).trim_end() } else { plain.as_str() };
        let joined = last
            .is_some_and(|(n, kind)| kind == line.kind && kind != Kind::SceneHeading && follows(n, line.n, element));
        if !joined {
            out.push(Passage {
                element,
                kind: line.kind,
                text: String::new(),
                words: vec![],
                scene: line.scene,
                line: line.n,
                capitals: false,
                manner: match line.kind {
                    Kind::Lyrics => Manner::Sung,
                    Kind::Dialogue => manner,
                    _ => Manner::Spoken,
                },
                map: vec![],
                emphasis: vec![],
            });
        }
        if let Some(passage) = out.last_mut() {
            passage.add(text, document.slice(line.span), line.span.start);
        }
        last = Some((line.n, line.kind));
    }
    out.retain(|p| !p.text.trim().is_empty());
    out.iter_mut().for_each(Passage::read_words);
    out
}

/// Lines of one passage stand together; on a title page every line is its own.
fn follows(before: usize, now: usize, element: Element) -> bool {
    now == before + 1 && element != Element::Title
}

fn manner_of(parenthetical: &str) -> Manner {
    let lower = parenthetical.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    match () {
        () if says(&["singing", "sings", "sung", "hums", "humming", "crooning", "to the tune", "rapping"]) => {
            Manner::Sung
        }
        () if says(&["reciting", "recites", "recited", "quoting", "quotes"]) => Manner::Recited,
        () => Manner::Spoken,
    }
}

impl Passage {
    /// Adds a line: what is shown of it is part of what stands there, in order.
    fn add(&mut self, shown: &str, raw: &str, start: usize) {
        if !self.text.is_empty() {
            self.text.push(' ');
            let at = self.map.last().map_or(start, |b| b + 1);
            self.map.push(at);
        }
        let mut standing = raw.char_indices();
        for c in shown.chars() {
            let mut place = None;
            for (at, r) in standing.by_ref() {
                if r == c {
                    place = Some(at);
                    break;
                }
                if matches!(r, '*' | '_') {
                    self.emphasis.push(self.text.len());
                }
            }
            let at = start + place.unwrap_or(raw.len());
            self.text.push(c);
            self.map.extend((0..c.len_utf8()).map(|i| at + if place.is_some() { i } else { 0 }));
        }
        if standing.any(|(_, r)| matches!(r, '*' | '_')) {
            self.emphasis.push(self.text.len());
        }
    }

    fn read_words(&mut self) {
        let letters = || self.text.chars().filter(|c| c.is_alphabetic());
        let small = letters().filter(|c| c.is_lowercase()).count();
        self.capitals = letters().count() > 0 && small * 8 < letters().count();
        let mut sentence = 0;
        let mut end = 0;
        let mut words = Vec::new();
        for token in tokens(&self.text) {
            let between = &self.text[end..token.start];
            let stops = between.contains(['!', '?', '…', '♪', '"', '“', '”', '(', ')', '—', ':', ';', '\n', '[', '*'])
                || between.contains(" - ")
                || between.contains("--")
                || (between.contains('.') && !abbreviates(words.last(), between));
            let parts = between.contains(['!', '?', '…']) || (between.contains('.') && stops);
            sentence += usize::from(parts && !words.is_empty());
            let written = &self.text[token.start..token.end];
            let mut chars = written.chars().filter(|c| c.is_alphabetic());
            let upper = chars.next().is_some_and(char::is_uppercase);
            let small = chars.clone().any(char::is_lowercase);
            let more = chars.clone().count();
            let shouted = upper && !small && more > 0;
            end = token.end;
            let opens = words.is_empty() || stops;
            words.push(Word { capital: upper && !shouted, shouted, opens, sentence, token });
        }
        self.words = words;
    }

    /// Whether a range is set off as a title is: by quotation marks, or by the markup of emphasis on both sides.
    pub(crate) fn is_set_off(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches(['.', ' ']).chars().next_back();
        let after = self.text[end..].trim_start_matches(['.', ',', '!', '?']).chars().next();
        let quoted = matches!(before, Some('"' | '“' | '‘' | '\'' | '«' | '„'))
            && matches!(after, Some('"' | '”' | '’' | '\'' | '»' | '“'));
        quoted || (self.emphasis.contains(&start) && self.emphasis.contains(&end))
    }

    /// The words of the sentence in which a byte stands.
    pub(crate) fn sentence_at(&self, at: usize) -> &[Word] {
        let number = self.words.iter().rev().find(|w| w.token.start <= at).map_or(0, |w| w.sentence);
        let first = self.words.iter().position(|w| w.sentence == number).unwrap_or(0);
        let end = self.words.iter().rposition(|w| w.sentence == number).map_or(0, |i| i + 1);
        &self.words[first..end]
    }

    /// Bytes of the sentence in which a byte stands.
    pub(crate) fn sentence_text(&self, at: usize) -> &str {
        let words = self.sentence_at(at);
        let start = words.first().map_or(0, |w| w.token.start);
        let end = words.last().map_or(self.text.len(), |w| w.token.end);
        &self.text[start..end]
    }

    /// Where a range stands in the document, quoted as it is there.
    pub(crate) fn occurrence(
        &self,
        document: &Document,
        screenplay: &Screenplay,
        start: usize,
        end: usize,
    ) -> Occurrence {
        let from = self.map.get(start).copied().unwrap_or(0);
        let to = end.checked_sub(1).and_then(|i| self.map.get(i)).map_or(from, |b| b + 1);
        let span = Span { start: from, end: to.max(from) };
        let n = screenplay.lines.partition_point(|l| l.span.start <= span.start).max(1);
        let line = screenplay.lines.get(n - 1);
        Occurrence {
            line: n,
            page: line.map_or(0, |l| l.page),
            scene: self.scene.and_then(|i| screenplay.scenes.get(i)).map_or(0, |s| s.n),
            element: self.element,
            span,
            quote: document.slice(span).to_owned(),
            excerpt: self.text.clone(),
        }
    }
}

/// `Mr.`, `St.`, an initial: their stop ends no sentence.
fn abbreviates(word: Option<&Word>, between: &str) -> bool {
    const SHORT: [&str; 25] = [
        "mr", "mrs", "ms", "dr", "st", "jr", "sr", "sgt", "lt", "capt", "col", "gen", "prof", "rev", "no", "vs", "inc",
        "co", "corp", "ltd", "ave", "blvd", "mt", "ft", "det",
    ];
    word.is_some_and(|w| {
        let letter = w.token.folded.chars().count() == 1 && !w.token.folded.bytes().all(|b| b.is_ascii_digit());
        between.trim() == "." && (letter || SHORT.contains(&w.token.folded.as_str()))
    })
}

impl Passage {
    /// Ranges that the markup of emphasis sets off, of a word or more and no more than a title has.
    pub(crate) fn emphasised(&self) -> Vec<(usize, usize)> {
        let mut marks = self.emphasis.clone();
        marks.dedup();
        let pairs = marks.chunks_exact(2).map(|p| (p[0], p[1]));
        pairs
            .filter(|(a, b)| a < b && b - a < 80 && self.text.is_char_boundary(*a) && self.text.is_char_boundary(*b))
            .collect()
    }
}

impl Passage {
    /// Whether two words stand next to each other with nothing but a blank, a hyphen or an abbreviation's stop between.
    pub(crate) fn are_joined(&self, before: usize, after: usize) -> bool {
        let (Some(a), Some(b)) = (self.words.get(before), self.words.get(after)) else { return false };
        let between = self.text.get(a.token.end..b.token.start).unwrap_or(",");
        matches!(between.trim(), "" | "-" | "." | "'" | "’" | "&") && (between.trim() != "." || !b.opens)
    }
}

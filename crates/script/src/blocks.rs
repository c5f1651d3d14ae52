//! What stays together on a page: headings, paragraphs, speeches, two speeches side by side.

use crate::markup::{Shown, masks, shown};
use crate::typeset::{Row, Side};
use crate::wrap::wrap;
use crate::{Document, Format, Kind, Line, Screenplay, Span, cue};

/// Where a kind of line begins and how wide it may be, in tenths of an inch.
pub(crate) struct Measure {
    pub(crate) column: u16,
    pub(crate) width: u16,
}

/// Width of action, and of everything that is aligned to it.
pub(crate) const PAGE_WIDTH: u16 = 60;

/// Width of a speech beside another.
pub(crate) const DUAL_WIDTH: u16 = 28;

/// The standard columns.
pub(crate) fn measure(kind: Kind) -> Measure {
    let (column, width) = match kind {
        Kind::Character => (22, 38),
        Kind::Dialogue | Kind::Lyrics => (10, 35),
        Kind::Parenthetical => (16, 25),
        _ => (0, PAGE_WIDTH),
    };
    Measure { column, width }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Heading,
    Paragraph,
    Speech,
    Dual,
}

/// Rows that belong together, and the blank rows above them.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) shape: Shape,
    pub(crate) space: u16,
    pub(crate) new_page: bool,
    pub(crate) rows: Vec<Row>,
}

/// The script as blocks in order.
pub(crate) fn blocks(document: &Document, screenplay: &Screenplay) -> Vec<Block> {
    let mut setter = Setter {
        document,
        screenplay,
        masks: masks(document),
        blocks: vec![],
        open: None,
        new_page: false,
        dual: false,
    };
    for line in &screenplay.lines {
        setter.line(line);
    }
    setter.blocks
}

struct Setter<'a> {
    document: &'a Document,
    screenplay: &'a Screenplay,
    masks: Vec<Span>,
    blocks: Vec<Block>,
    /// The kind of the last line, while nothing has closed its block.
    open: Option<Kind>,
    new_page: bool,
    /// The speech in work is the right column of dual dialogue.
    dual: bool,
}

impl Setter<'_> {
    fn line(&mut self, line: &Line) {
        match line.kind {
            Kind::PageBreak => {
                self.new_page = true;
                self.open = None;
            }
            Kind::Blank => self.blank(line),
            Kind::Character if line.continued && self.continues_speech() => {}
            kind if kind.is_story() => self.story(line),
            _ => {}
        }
    }

    /// An empty line closes a paragraph; inside a speech it only does when no speech follows.
    fn blank(&mut self, _line: &Line) {
        if !matches!(self.open, Some(Kind::Character | Kind::Dialogue | Kind::Parenthetical)) {
            self.open = None;
        }
    }

    fn continues_speech(&self) -> bool {
        self.blocks.last().is_some_and(|b| b.shape == Shape::Speech)
    }

    fn story(&mut self, line: &Line) {
        let in_speech = matches!(self.open, Some(Kind::Character | Kind::Dialogue | Kind::Parenthetical));
        let speech_line = matches!(line.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
        let joins = !self.new_page
            && match self.open {
                Some(_) if in_speech => speech_line,
                Some(Kind::Lyrics) => line.kind == Kind::Lyrics,
                Some(open) => open == line.kind && matches!(open, Kind::Action | Kind::Centered),
                None => false,
            };
        if !joins {
            self.begin(line);
        }
        let rows = self.rows(line);
        if let Some(block) = self.blocks.last_mut() {
            place(block, rows);
        }
        let keeps_open = in_speech && joins && line.kind == Kind::Lyrics;
        self.open = Some(if keeps_open { Kind::Dialogue } else { line.kind });
    }

    fn begin(&mut self, line: &Line) {
        let beside =
            line.kind == Kind::Character && line.dual && self.blocks.last().is_some_and(|b| b.shape == Shape::Speech);
        self.dual = beside;
        if beside {
            let rows = self.blocks.last().map(|left| self.narrow(&left.rows, Side::Left)).unwrap_or_default();
            if let Some(left) = self.blocks.last_mut() {
                left.shape = Shape::Dual;
                left.rows = rows;
            }
            return;
        }
        let shape = match line.kind {
            Kind::SceneHeading | Kind::Shot => Shape::Heading,
            Kind::Character | Kind::Dialogue | Kind::Parenthetical => Shape::Speech,
            _ => Shape::Paragraph,
        };
        let space = if line.kind == Kind::SceneHeading { 2 } else { 1 };
        self.blocks.push(Block { shape, space, new_page: self.new_page, rows: vec![] });
        self.new_page = false;
    }

    fn rows(&self, line: &Line) -> Vec<Row> {
        let shown = shown(self.document, &self.masks, line);
        let side = (self.dual && line.kind != Kind::Action).then_some(Side::Right);
        let measure = side.map_or_else(|| self.measure(line.kind), |side| dual_measure(line.kind, side));
        self.set(line, &shown, &measure, side)
    }

    /// Lines of a text file were broken by whoever laid them out; only much wider ones are broken again.
    fn measure(&self, kind: Kind) -> Measure {
        let mut measure = measure(kind);
        if self.document.format == Format::Text {
            measure.width = measure.width.max(match kind {
                Kind::Dialogue | Kind::Lyrics => 45,
                Kind::Parenthetical => 35,
                _ => 72,
            });
        }
        measure
    }

    fn set(&self, line: &Line, shown: &Shown, measure: &Measure, side: Option<Side>) -> Vec<Row> {
        let chars: Vec<char> = shown.chars.iter().map(|(_, c)| *c).collect();
        let heading = line.kind == Kind::SceneHeading;
        let number = line.scene.filter(|_| heading).and_then(|s| self.screenplay.scenes.get(s)?.number.clone());
        wrap(&chars, usize::from(measure.width))
            .into_iter()
            .enumerate()
            .map(|(i, (from, to))| Row {
                line: line.n,
                span: shown.span(from, to),
                kind: line.kind,
                y: 0,
                column: align(line.kind, measure, to - from),
                text: chars[from..to].iter().collect(),
                scene: line.scene,
                scene_number: number.clone().filter(|_| i == 0),
                side,
            })
            .collect()
    }

    /// The rows of a speech set again in the narrow left column.
    fn narrow(&self, rows: &[Row], side: Side) -> Vec<Row> {
        let mut lines: Vec<usize> = rows.iter().map(|r| r.line).collect();
        lines.dedup();
        let mut out: Vec<Row> = Vec::new();
        for n in lines {
            let Some(line) = self.screenplay.lines.get(n.wrapping_sub(1)) else {
                continue;
            };
            let shown = shown(self.document, &self.masks, line);
            out.extend(self.set(line, &shown, &dual_measure(line.kind, side), Some(side)));
        }
        for (y, row) in out.iter_mut().enumerate() {
            row.y = u16::try_from(y).unwrap_or(u16::MAX);
        }
        out
    }
}

fn dual_measure(kind: Kind, side: Side) -> Measure {
    let left = if side == Side::Right { 32 } else { 0 };
    let (column, width) = match kind {
        Kind::Character => (9, 19),
        Kind::Parenthetical => (4, 22),
        _ => (0, DUAL_WIDTH),
    };
    Measure { column: left + column, width }
}

fn align(kind: Kind, measure: &Measure, length: usize) -> u16 {
    let room = measure.width.saturating_sub(u16::try_from(length).unwrap_or(u16::MAX));
    match kind {
        Kind::Transition => PAGE_WIDTH.saturating_sub(u16::try_from(length).unwrap_or(PAGE_WIDTH)),
        Kind::Centered => room / 2,
        _ => measure.column,
    }
}

/// Adds rows below those of the block, or, on the right side, below those of the right side.
fn place(block: &mut Block, rows: Vec<Row>) {
    for mut row in rows {
        // The last row of a side is its lowest.
        let above = block.rows.iter().rfind(|r| r.side == row.side);
        row.y = above.map_or(0, |r| r.y.saturating_add(1));
        block.rows.push(row);
    }
}

/// The row that opens the rest of a speech on a new page.
pub(crate) fn repeated_cue(row: &Row) -> Row {
    let mut again = row.clone();
    again.line = 0;
    again.span = Span { start: 0, end: 0 };
    if !cue::says_continued(&row.text) {
        again.text.push_str(" (CONT'D)");
    }
    again
}

//! Blocks onto pages: what is kept together, and what may break where.

use crate::blocks::{Block, Shape, repeated_cue};
use crate::typeset::{LINES_PER_PAGE, Page, Row};
use crate::{Kind, Span};

/// Rows that must stand above a break in a speech besides its cue, and below it.
const SPEECH_ROWS: u16 = 2;
/// Rows of a paragraph that must stand on either side of a break.
const PARAGRAPH_ROWS: u16 = 2;

/// Sets blocks onto as many pages as they need.
pub(crate) fn pages(blocks: Vec<Block>) -> Vec<Page> {
    let mut press = Press { pages: vec![], y: LINES_PER_PAGE };
    for i in 0..blocks.len() {
        let follows = blocks.get(i + 1).filter(|b| !b.new_page).map_or(0, |next| lead(next, &blocks[i + 1..]));
        press.block(&blocks[i], follows);
    }
    press.pages
}

/// Rows at the top of a block, with the space above, that cannot be parted from what comes before.
fn lead(block: &Block, rest: &[Block]) -> u16 {
    let height = height(&block.rows);
    block.space.saturating_add(match block.shape {
        Shape::Heading => {
            let below = rest.get(1).filter(|b| b.shape != Shape::Heading).map_or(0, |n| lead(n, &rest[1..]));
            height.saturating_add(below)
        }
        Shape::Speech => height.min(1 + SPEECH_ROWS + 1),
        Shape::Paragraph => {
            if height <= PARAGRAPH_ROWS + 1 {
                height
            } else {
                PARAGRAPH_ROWS
            }
        }
        Shape::Dual => height.min(LINES_PER_PAGE / 2),
    })
}

fn height(rows: &[Row]) -> u16 {
    rows.iter().map(|r| r.y.saturating_add(1)).max().unwrap_or(0)
}

struct Press {
    pages: Vec<Page>,
    /// The next free row of the last page.
    y: u16,
}

impl Press {
    fn block(&mut self, block: &Block, follows: u16) {
        if block.rows.is_empty() {
            return;
        }
        if block.new_page {
            self.y = LINES_PER_PAGE;
        }
        let height = height(&block.rows);
        let needed =
            if block.shape == Shape::Heading { height.saturating_add(follows).min(LINES_PER_PAGE) } else { height };
        if self.room(block.space) >= needed {
            return self.put(block.space, &block.rows);
        }
        match block.shape {
            Shape::Speech => self.speech(block),
            Shape::Paragraph => self.paragraph(block),
            Shape::Heading | Shape::Dual => {
                self.turn();
                self.pour(&block.rows);
            }
        }
    }

    /// Rows left below the space above a block.
    fn room(&self, space: u16) -> u16 {
        let space = if self.y == 0 { 0 } else { space };
        LINES_PER_PAGE.saturating_sub(self.y.saturating_add(space))
    }

    fn turn(&mut self) {
        let number = self.pages.last().map_or(1, |p| p.number + 1);
        self.pages.push(Page { number, rows: vec![] });
        self.y = 0;
    }

    /// Puts rows below what is on the page; they are known to fit, or the page is empty.
    fn put(&mut self, space: u16, rows: &[Row]) {
        if self.pages.is_empty() || self.y >= LINES_PER_PAGE {
            self.turn();
        }
        let space = if self.y == 0 { 0 } else { space };
        let top = self.y + space;
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        let heading = rows.first().is_some_and(|r| r.kind == Kind::SceneHeading);
        let scene = if heading { page.rows.last().and_then(|r| r.scene) } else { rows.first().and_then(|r| r.scene) };
        page.rows.extend((self.y..top).map(|y| blank(y, scene)));
        let mut placed: Vec<Row> = rows.to_vec();
        let first = placed.iter().map(|r| r.y).min().unwrap_or(0);
        for row in &mut placed {
            row.y = top + (row.y - first);
        }
        placed.sort_by_key(|r| (r.y, r.side == Some(crate::Side::Right)));
        self.y = placed.last().map_or(top, |r| r.y + 1);
        page.rows.extend(placed);
    }

    /// Fills page after page with rows that no rule parts better.
    fn pour(&mut self, rows: &[Row]) {
        let mut rest = rows;
        while !rest.is_empty() {
            let first = rest[0].y;
            let fits = rest.iter().take_while(|r| r.y < first.saturating_add(LINES_PER_PAGE)).count().max(1);
            let (now, later) = rest.split_at(fits);
            if self.y != 0 {
                self.turn();
            }
            self.put(0, now);
            rest = later;
        }
    }

    /// A speech breaks with (MORE) below and its cue repeated above, at the end of a sentence where there is one.
    fn speech(&mut self, block: &Block) {
        let cue = block.rows.first().filter(|r| r.kind == Kind::Character).cloned();
        let mut rest = block.rows.clone();
        let mut space = block.space;
        loop {
            let room = self.room(space);
            if usize::from(room) >= rest.len() {
                return self.put(space, &rest);
            }
            match speech_break(&rest, room) {
                Some(at) => {
                    let mut now = rest[..at].to_vec();
                    now.push(more(&rest[at - 1], cue.as_ref()));
                    self.put(space, &number(now));
                    let mut later: Vec<Row> = cue.iter().map(repeated_cue).collect();
                    later.extend_from_slice(&rest[at..]);
                    rest = number(later);
                }
                None if self.y == 0 => return self.pour(&rest),
                None => {}
            }
            self.turn();
            space = 0;
        }
    }

    fn paragraph(&mut self, block: &Block) {
        let mut rest = block.rows.clone();
        let mut space = block.space;
        loop {
            let room = self.room(space);
            let height = u16::try_from(rest.len()).unwrap_or(u16::MAX);
            if room >= height {
                return self.put(space, &rest);
            }
            let at = room.min(height.saturating_sub(PARAGRAPH_ROWS));
            if at >= PARAGRAPH_ROWS {
                let later = rest.split_off(usize::from(at));
                self.put(space, &rest);
                rest = number(later);
            } else if self.y == 0 {
                return self.pour(&rest);
            }
            self.turn();
            space = 0;
        }
    }
}

/// How many rows of a speech may stand above a break, (MORE) left out of the count.
fn speech_break(rows: &[Row], room: u16) -> Option<usize> {
    let most = usize::from(room.checked_sub(1)?).min(rows.len().checked_sub(usize::from(SPEECH_ROWS))?);
    let least = usize::from(SPEECH_ROWS) + usize::from(rows.first()?.kind == Kind::Character);
    let may = |at: &usize| rows[*at - 1].kind != Kind::Parenthetical && rows[*at - 1].kind != Kind::Character;
    let ends = |at: &usize| {
        rows[*at - 1].text.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?', '…', '-', '—'])
    };
    let found = (least..=most).rev().filter(may).find(ends);
    found.or_else(|| (least..=most).rev().find(may))
}

fn number(mut rows: Vec<Row>) -> Vec<Row> {
    for (y, row) in rows.iter_mut().enumerate() {
        row.y = u16::try_from(y).unwrap_or(u16::MAX);
    }
    rows
}

fn more(after: &Row, cue: Option<&Row>) -> Row {
    Row {
        line: 0,
        span: Span { start: 0, end: 0 },
        kind: Kind::Other,
        column: cue.map_or(22, |c| c.column),
        text: "(MORE)".into(),
        scene_number: None,
        ..after.clone()
    }
}

fn blank(y: u16, scene: Option<usize>) -> Row {
    Row {
        line: 0,
        span: Span { start: 0, end: 0 },
        kind: Kind::Blank,
        y,
        column: 0,
        text: String::new(),
        scene,
        scene_number: None,
        side: None,
    }
}

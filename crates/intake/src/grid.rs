//! Glyphs onto a grid of rows and columns, as a typewriter would have set them.

use std::collections::BTreeMap;

use script::{Document, Given, Kind};

use crate::dual::{self, Piece};

/// One glyph, in points from the top left of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) x: f64,
    /// Of its baseline, downwards.
    pub(crate) y: f64,
    pub(crate) advance: f64,
    pub(crate) size: f64,
    /// Reads from left to right.
    pub(crate) upright: bool,
    pub(crate) text: String,
}

/// The width of a column, the height of a row and the left edge that a document was set with, in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    pub(crate) pitch: f64,
    leading: f64,
    left: f64,
    size: f64,
}

impl Grid {
    /// Learns the grid from all pages of a document.
    pub(crate) fn learn<'a>(pages: impl Iterator<Item = &'a [Glyph]> + Clone) -> Self {
        let inked = || pages.clone().flatten().filter(|g| g.upright && !g.text.trim().is_empty());
        let size = mode(inked().map(|g| g.size)).unwrap_or(12.0);
        let pitch = mode(inked().map(|g| g.advance)).filter(|p| *p > 1.0).unwrap_or(7.2);
        let rows: Vec<Vec<Row>> = pages.clone().map(|p| rows(p, size)).collect();
        let steps = || rows.iter().flat_map(|r| r.windows(2).map(|w| w[1].y - w[0].y)).filter(|d| *d > size * 0.6);
        let leading = leading(steps, size);
        let lefts = || rows.iter().flatten().filter_map(|r| r.glyphs.first().map(|g| g.x));
        let left = left_edge(lefts().collect(), pitch);
        Self { pitch, leading, left, size }
    }

    fn column(&self, x: f64) -> usize {
        ((x - self.left) / self.pitch).round().max(0.0) as usize
    }
}

/// The most frequent value, to half a point or finer for small ones.
fn mode(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
    for v in values.filter(|v| v.is_finite()) {
        let entry = counts.entry((v * 10.0).round() as i64).or_default();
        entry.0 += 1;
        entry.1 += v;
    }
    counts.values().max_by_key(|(n, _)| *n).map(|(n, sum)| sum / *n as f64)
}

/// The height of a row: the most frequent step, or half of it where single steps are common too.
fn leading<I: Iterator<Item = f64>>(steps: impl Fn() -> I, size: f64) -> f64 {
    let Some(most) = mode(steps()) else { return size.max(1.0) };
    let total = steps().count();
    let half = steps().filter(|d| (d - most / 2.0).abs() < most * 0.1).count();
    let found = if half * 10 >= total { most / 2.0 } else { most };
    if found > size * 1.8 { found / (found / size).round() } else { found }
}

/// The leftmost edge at which at least one row in fifty begins.
fn left_edge(mut lefts: Vec<f64>, pitch: f64) -> f64 {
    lefts.sort_by(f64::total_cmp);
    let need = (lefts.len() / 50).max(1);
    let begins = |x: f64| lefts.iter().filter(|l| (**l - x).abs() < pitch / 2.0).count();
    lefts.iter().copied().find(|x| begins(*x) >= need).unwrap_or(0.0)
}

/// Glyphs of one height, from left to right.
#[derive(Debug, Clone)]
struct Row {
    y: f64,
    glyphs: Vec<Glyph>,
}

/// The rows of a page from top to bottom. Rotated glyphs and giant ones (stamps, watermarks) are left out.
fn rows(glyphs: &[Glyph], size: f64) -> Vec<Row> {
    let mut kept: Vec<&Glyph> = glyphs
        .iter()
        .filter(|g| g.upright && g.size < size * 3.0 && g.x.is_finite() && g.y.is_finite() && !g.text.trim().is_empty())
        .collect();
    kept.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in kept {
        match rows.last_mut() {
            Some(row) if (glyph.y - row.y).abs() < size * 0.4 => row.glyphs.push(glyph.clone()),
            _ => rows.push(Row { y: glyph.y, glyphs: vec![glyph.clone()] }),
        }
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        row.glyphs.dedup_by(|b, a| a.text == b.text && (a.x - b.x).abs() < a.advance * 0.3);
    }
    rows
}

/// Writes a page as lines of text below what the document holds.
pub(crate) fn write(grid: &Grid, glyphs: &[Glyph], document: &mut Document) {
    let rows = rows(glyphs, grid.size);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut before: Option<f64> = None;
    for row in &rows {
        if let Some(y) = before {
            let blank = ((row.y - y) / grid.leading).round() as i64 - 1;
            lines.extend((0..blank.clamp(0, 60)).map(|_| vec![]));
        }
        lines.push(pieces(grid, row));
        before = Some(row.y);
    }
    let above = document.text.matches('\n').count();
    for (i, out) in dual::unfold(lines).into_iter().enumerate() {
        document.text.push_str(&set(&out.pieces));
        document.text.push('\n');
        if let Some((kind, dual)) = out.given {
            let dual = dual && kind == Kind::Character;
            document.given.push(Given { line: above + i + 1, lines: 1, kind, scene_number: None, dual });
        }
    }
}

/// The stretches of a row between gaps of three columns and more.
fn pieces(grid: &Grid, row: &Row) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = f64::MIN;
    for glyph in &row.glyphs {
        let gap = (glyph.x - end) / grid.pitch.max(glyph.advance);
        match pieces.last_mut() {
            Some(piece) if gap < 2.5 => {
                if gap > 0.3 {
                    piece.text.push_str(if gap > 1.5 { "  " } else { " " });
                }
                piece.text.push_str(printable(&glyph.text));
            }
            _ => pieces.push(Piece { column: grid.column(glyph.x), text: printable(&glyph.text).to_string() }),
        }
        end = glyph.x + if glyph.advance > 0.0 { glyph.advance } else { grid.pitch };
    }
    pieces
}

fn printable(text: &str) -> &str {
    let bare = text.trim_matches(|c: char| c.is_control());
    if bare == "\u{a0}" { " " } else { bare }
}

/// Pieces as one line; where one has run into the next, two spaces part them.
fn set(pieces: &[Piece]) -> String {
    let mut line = String::new();
    let mut column = 0;
    for piece in pieces {
        let least = if column == 0 { 0 } else { column + 2 };
        let start = piece.column.max(least);
        line.extend(std::iter::repeat_n(' ', start - column));
        line.push_str(&piece.text);
        column = start + piece.text.chars().count();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use script::Format;

    fn type_row(y: f64, x: f64, text: &str) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| Glyph {
            x: x + 7.2 * i as f64,
            y,
            advance: 7.2,
            size: 12.0,
            upright: true,
            text: c.to_string(),
        };
        text.chars().enumerate().filter(|(_, c)| *c != ' ').map(glyph).collect()
    }

    #[test]
    fn glyphs_fall_into_rows_and_columns() {
        let page: Vec<Glyph> = [
            type_row(72.0, 108.0, "INT. HALL - DAY"),
            type_row(96.0, 108.0, "She waits for him."),
            type_row(120.0, 108.0 + 158.4, "MARA (V.O.)"),
            type_row(132.0, 108.0 + 72.0, "Now we wait."),
        ]
        .concat();
        let mut document = Document::from_text(Format::Pdf, "");
        write(&Grid::learn([page.as_slice()].into_iter()), &page, &mut document);
        assert_eq!(
            document.text,
            "INT. HALL - DAY\n\nShe waits for him.\n\n                      MARA (V.O.)\n          Now we wait.\n"
        );
    }
}

//! Two speeches side by side, written one below the other.

use script::Kind;

/// A stretch of a row and the column it begins in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) column: usize,
    pub(crate) text: String,
}

/// A line to write, and what the columns say it is: its kind, and whether it stands on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Out {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) given: Option<(Kind, bool)>,
}

/// Rows with dual dialogue taken apart: the left speech, a blank line, the right speech.
///
/// Revision marks beside them are left out. It begins at a row of two cues and ends at the first blank row, or at a row that lies across both columns.
pub(crate) fn unfold(lines: Vec<Vec<Piece>>) -> Vec<Out> {
    let bare: Vec<Vec<Piece>> = lines.iter().map(|row| row.iter().filter(|p| !is_mark(p)).cloned().collect()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = if is_pair_of_cues(&bare[at]) { end_of(&bare, at) } else { at };
        if end > at + 1 {
            side_by_side(&bare[at..end], &mut out);
            at = end;
        } else {
            out.push(Out { pieces: lines[at].clone(), given: None });
            at += 1;
        }
    }
    out
}

/// A revision mark in the right margin.
fn is_mark(piece: &Piece) -> bool {
    piece.column > 55 && piece.text.chars().all(|c| c == '*')
}

fn is_pair_of_cues(row: &[Piece]) -> bool {
    let [left, right] = row else { return false };
    let cue = |t: &str| {
        let name = t.split('(').next().unwrap_or("");
        name.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !name.chars().any(char::is_lowercase)
            && script::read_heading(t).is_none()
            && !t.ends_with(':')
    };
    let apart = right.column >= left.column + left.text.chars().count() + 3;
    apart && right.column >= 25 && left.column >= 2 && cue(&left.text) && cue(&right.text)
}

/// The row after the last of the two speeches.
fn end_of(lines: &[Vec<Piece>], at: usize) -> usize {
    let rows = lines[at + 1..].iter().take_while(|row| !row.is_empty());
    let edge = right_edge(lines[at + 1..].iter().take_while(|row| !row.is_empty()), &lines[at]);
    let across = |row: &Vec<Piece>| {
        row.len() > 2 || row.iter().any(|p| p.column + 1 < edge && p.column + p.text.chars().count() > edge + 1)
    };
    at + 1 + rows.take_while(|row| !across(row)).count()
}

/// Where the right column begins.
fn right_edge<'a>(rows: impl Iterator<Item = &'a Vec<Piece>>, cues: &[Piece]) -> usize {
    let cue = cues.last().map_or(0, |p| p.column);
    rows.filter(|r| r.len() == 2).map(|r| r[1].column).chain([cue]).min().unwrap_or(cue)
}

fn side_by_side(rows: &[Vec<Piece>], out: &mut Vec<Out>) {
    let edge = right_edge(rows[1..].iter(), &rows[0]);
    for right in [false, true] {
        let mut first = true;
        for piece in rows.iter().flatten().filter(|p| (p.column + 1 >= edge) == right) {
            let kind = match () {
                () if first => Kind::Character,
                () if piece.text.starts_with('(') => Kind::Parenthetical,
                () => Kind::Dialogue,
            };
            out.push(Out { pieces: vec![piece.clone()], given: Some((kind, right)) });
            first = false;
        }
        if !right {
            out.push(Out { pieces: vec![], given: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_speech_comes_first() {
        let piece = |column, text: &str| Piece { column, text: text.into() };
        let rows = vec![
            vec![piece(9, "DALE (V.O.)"), piece(41, "MARA")],
            vec![piece(0, "It's a hairline."), piece(32, "Tell me.")],
            vec![piece(32, "(beat)")],
            vec![],
            vec![piece(0, "They stop.")],
        ];
        let out = unfold(rows);
        let texts: Vec<&str> = out.iter().map(|o| o.pieces.first().map_or("", |p| p.text.as_str())).collect();
        assert_eq!(texts, ["DALE (V.O.)", "It's a hairline.", "", "MARA", "Tell me.", "(beat)", "", "They stop."]);
        assert_eq!(out[3].given, Some((Kind::Character, true)));
        assert_eq!(out[7].given, None);
    }
}

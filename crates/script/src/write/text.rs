//! Layout text: the typeset rows without pages.

use crate::blocks::{PAGE_WIDTH, blocks};
use crate::markup::without_emphasis;
use crate::{Document, Screenplay};

pub(super) fn write(document: &Document, screenplay: &Screenplay) -> String {
    let mut out = String::new();
    for (_, value) in &screenplay.title_page.fields {
        for line in without_emphasis(value).lines() {
            let indent = usize::from(PAGE_WIDTH).saturating_sub(line.chars().count()) / 2;
            out.push_str(&format!("{:indent$}{line}\n", ""));
        }
        out.push('\n');
    }
    for block in blocks(document, screenplay) {
        if block.new_page && !out.is_empty() {
            out.push('\u{c}');
        }
        if !out.is_empty() {
            out.push_str(&"\n".repeat(usize::from(block.space)));
        }
        // Speeches side by side are written one below the other: rows come in the order of the source.
        let mut rows = block.rows.iter().peekable();
        while let Some(row) = rows.next() {
            let indent = usize::from(match row.side {
                Some(_) => crate::blocks::measure(row.kind).column,
                None => row.column,
            });
            let line = format!("{:indent$}{}", "", row.text);
            match &row.scene_number {
                Some(number) => out.push_str(&format!("{line:<62}  {number}\n")),
                None => out.push_str(&format!("{line}\n")),
            }
            if rows.peek().is_some_and(|next| next.side != row.side) {
                out.push('\n');
            }
        }
    }
    out
}

//! The few kinds of block that the document is built of.

use coverage::{Claim, Evidence, Support};
use docx_rs::{
    AlignmentType, BorderType, DocumentChild, Hyperlink, HyperlinkType, Paragraph, Run, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use crate::{
    notes::{Notes, pages},
    wording::page_tag,
};

/// Width between the margins of a US Letter page with 0.75 inch margins, in twentieths of a point.
pub(super) const TEXT_WIDTH: usize = 10080;

/// A column of a table.
pub(super) struct Column {
    /// What stands above it.
    pub(super) head: &'static str,
    /// Its share of the width; the shares of a table need not add up to anything.
    pub(super) share: usize,
    /// Where its text stands.
    pub(super) align: AlignmentType,
}

/// Columns from their heads and shares; figures stand at the right.
pub(super) fn columns<const N: usize>(of: [(&'static str, usize, AlignmentType); N]) -> Vec<Column> {
    of.into_iter().map(|(head, share, align)| Column { head, share, align }).collect()
}

/// A heading of the first level.
pub(super) fn heading(text: &str) -> DocumentChild {
    plain(styled(text, "Heading1").keep_next(true))
}

/// A paragraph as a block.
pub(super) fn plain(paragraph: Paragraph) -> DocumentChild {
    DocumentChild::Paragraph(Box::new(paragraph))
}

/// A paragraph of one style.
pub(super) fn styled(text: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

/// A label and what it says, in one paragraph.
pub(super) fn labelled(label: &str, said: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(label).style("Label")).add_run(run("  ")).add_run(run(said))
}

/// A claim and its citation as a paragraph.
pub(super) fn cited(claim: &Claim, notes: &Notes, style: &str) -> DocumentChild {
    plain(add_claim(Paragraph::new().style(style), claim, notes))
}

/// Several claims and their citations as one paragraph.
pub(super) fn cited_together(claims: &[Claim], notes: &Notes) -> DocumentChild {
    let add = |paragraph: Paragraph, claim| add_claim(paragraph, claim, notes).add_run(run(" "));
    plain(claims.iter().fold(Paragraph::new(), add))
}

/// Adds a claim, drawn as what it is: our own words, the script's, or a reader's.
pub(super) fn add_claim(paragraph: Paragraph, claim: &Claim, notes: &Notes) -> Paragraph {
    let paragraph = match claim.support {
        Support::Verified => paragraph.add_run(run(&claim.text)),
        Support::Extract => {
            paragraph.add_run(run("\u{201c}")).add_run(run(&claim.text).style("ScriptWords")).add_run(run("\u{201d}"))
        }
        Support::Edited => paragraph.add_run(run(&claim.text)).add_run(run(" (edited)").style("Label")),
    };
    add_citation(paragraph, &claim.evidence, notes)
}

/// Adds the pages cited in brackets, which open the note that quotes them.
pub(super) fn add_citation(paragraph: Paragraph, evidence: &[Evidence], notes: &Notes) -> Paragraph {
    let Some(number) = notes.number(evidence) else { return paragraph };
    let pages = pages(evidence).into_iter().map(page_tag).collect::<Vec<_>>().join(", ");
    let text = run(&format!("[{pages}]")).style("Citation");
    let link = Hyperlink::new(format!("note{number}"), HyperlinkType::Anchor).add_run(text);
    paragraph.add_run(run(" ")).add_hyperlink(link)
}

/// A run of text. What XML 1.0 cannot hold, form feeds of old text files for example, becomes a space.
pub(super) fn run(text: &str) -> Run {
    let legal = |c: char| if (c.is_control() && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c };
    Run::new().add_text(text.chars().map(legal).collect::<String>())
}

/// A table with hairlines between its rows and its heads repeated on every page.
pub(super) fn table(columns: &[Column], rows: impl IntoIterator<Item = Vec<Vec<Paragraph>>>) -> DocumentChild {
    let shares: usize = columns.iter().map(|c| c.share).sum();
    let widths: Vec<usize> = columns.iter().map(|c| TEXT_WIDTH * c.share / shares.max(1)).collect();
    let heads =
        columns.iter().map(|c| vec![Paragraph::new().style("Cell").add_run(run(c.head).style("Label"))]).collect();
    let row = |cells: Vec<Vec<Paragraph>>| {
        let cells = cells.into_iter().zip(columns).zip(&widths);
        TableRow::new(cells.map(|((cell, column), width)| filled(cell, column, *width)).collect())
    };
    // Heads are the rows without a property of their own: `package` tells Word to repeat those.
    let all = std::iter::once(row(heads)).chain(rows.into_iter().map(|cells| row(cells).cant_split())).collect();
    let table = Table::new(all)
        .set_grid(widths.clone())
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(20, 100, 20, 0))
        .set_borders(hairlines());
    DocumentChild::Table(Box::new(table))
}

/// A cell of plain text.
pub(super) fn cell(text: &str) -> Vec<Paragraph> {
    vec![styled(text, "Cell")]
}

fn filled(paragraphs: Vec<Paragraph>, column: &Column, width: usize) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    paragraphs.into_iter().fold(cell, |cell, p| cell.add_paragraph(p.align(column.align)))
}

fn hairlines() -> TableBorders {
    let line = |position| TableBorder::new(position).border_type(BorderType::Single).size(4).color("C9C5BB");
    [TableBorderPosition::Top, TableBorderPosition::Bottom, TableBorderPosition::InsideH]
        .into_iter()
        .fold(TableBorders::with_empty(), |borders, position| borders.set(line(position)))
}

//! The document as an archive, the same bytes every time.
//!
//! The writer would number paragraphs through the life of a thread, name an unknown author and date everything 1970:
//! paragraphs are numbered here, and the properties are ours and carry no date.

use std::io::Cursor;

use coverage::Header;
use docx_rs::{
    DocumentChild, Docx, Footer, NumPages, PageMargin, PageNum, Paragraph, Table, TableCellContent, TableChild,
    TableRowChild,
};
use quick_xml::escape::escape;

use super::{DocxError, blocks::run, styles::with_styles};

/// US Letter, in twentieths of a point.
const LETTER: (u32, u32) = (12240, 15840);
/// Margins, in twentieths of a point.
const MARGIN: i32 = 1080;

/// Puts the blocks of a document into their archive.
pub(super) fn pack(mut body: Vec<DocumentChild>, header: &Header) -> Result<Vec<u8>, DocxError> {
    number(&mut body);
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let mut docx = with_styles(Docx::new()).page_size(LETTER.0, LETTER.1).page_margin(margin).footer(footer(header));
    docx.document.children = body;
    let mut parts = docx.build();
    parts.document = repeat_heads(parts.document);
    parts.doc_props.core = properties(header).into_bytes();
    let mut archive = Cursor::new(Vec::new());
    parts.pack(&mut archive).map_err(|e| DocxError::Archive(e.into()))?;
    Ok(archive.into_inner())
}

/// Has Word repeat the heads of tables on every page. The writer cannot say it; rows that may split are heads.
fn repeat_heads(document: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&document);
    text.replace("<w:trPr />", "<w:trPr><w:tblHeader /></w:trPr>").into_bytes()
}

/// Title and creator, and no date.
fn properties(header: &Header) -> String {
    let legal: String = header.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = escape(&legal);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title>\
         <dc:subject>Coverage</dc:subject><dc:creator>Coldread</dc:creator></cp:coreProperties>"
    )
}

fn footer(header: &Header) -> Footer {
    let said = run(&format!("{}, coverage. Page ", header.title));
    let line = Paragraph::new().id("7ffffffe").style("Footer").add_run(said);
    Footer::new().add_paragraph(line.add_page_num(PageNum::new()).add_run(run(" of ")).add_num_pages(NumPages::new()))
}

/// Gives every paragraph its number in the document.
fn number(body: &mut [DocumentChild]) {
    let mut next = 0;
    for block in body {
        match block {
            DocumentChild::Paragraph(paragraph) => name(paragraph, &mut next),
            DocumentChild::Table(table) => number_table(table, &mut next),
            _ => {}
        }
    }
}

fn number_table(table: &mut Table, next: &mut u32) {
    for TableChild::TableRow(row) in &mut table.rows {
        for TableRowChild::TableCell(cell) in &mut row.cells {
            for content in &mut cell.children {
                if let TableCellContent::Paragraph(paragraph) = content {
                    name(paragraph, next);
                }
            }
        }
    }
}

fn name(paragraph: &mut Paragraph, next: &mut u32) {
    *next += 1;
    paragraph.id = format!("{next:08x}");
}

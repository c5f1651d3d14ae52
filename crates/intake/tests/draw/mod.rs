//! A small PDF writer: typeset pages, uncompressed, in a standard font.

use script::{Kind, Page, Row};

/// How the pages are dressed.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub(crate) font: &'static str,
    pub(crate) scene_numbers: bool,
    pub(crate) header: Option<&'static str>,
    pub(crate) page_numbers: bool,
    pub(crate) continued: bool,
    pub(crate) stars: bool,
    /// Large letters at forty-five degrees.
    pub(crate) watermark: Option<&'static str>,
    /// Large upright letters.
    pub(crate) stamp: Option<&'static str>,
    pub(crate) by_word: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            font: "Courier",
            scene_numbers: false,
            header: None,
            page_numbers: false,
            continued: false,
            stars: false,
            watermark: None,
            stamp: None,
            by_word: false,
        }
    }
}

/// Content streams, one a page.
pub(crate) struct Pdf {
    font: &'static str,
    pages: Vec<String>,
}

const LEFT: f64 = 108.0;
const TOP: f64 = 720.0;

impl Pdf {
    pub(crate) fn of(pages: &[Page], style: &Style) -> Self {
        let draw = |(i, page): (usize, &Page)| content(page, pages.get(i + 1), style);
        Self { font: style.font, pages: pages.iter().enumerate().map(draw).collect() }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let count = self.pages.len();
        let kids: Vec<String> = (0..count).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_string(),
            format!("<</Type/Pages/Count {count}/Kids[{}]/MediaBox[0 0 612 792]>>", kids.join(" ")),
            format!("<</Type/Font/Subtype/Type1/BaseFont/{}/Encoding/WinAnsiEncoding>>", self.font),
        ];
        for (i, page) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
                5 + 2 * i
            ));
            objects.push(format!("<</Length {}>>\nstream\n{page}\nendstream", page.len()));
        }
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut offsets = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
        }
        let start = out.len();
        out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        out.extend(offsets.iter().flat_map(|o| format!("{o:010} 00000 n \n").into_bytes()));
        out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
        out
    }
}

fn content(page: &Page, next: Option<&Page>, style: &Style) -> String {
    let mut out = String::new();
    if let Some(mark) = style.watermark {
        out.push_str(&format!("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm ({mark}) Tj ET\n"));
    }
    if let Some(mark) = style.stamp {
        out.push_str(&format!("BT /F1 60 Tf 1 0 0 1 120 400 Tm ({mark}) Tj ET\n"));
    }
    if let Some(header) = style.header {
        text(&mut out, LEFT, 756.0, header, false);
    }
    if style.page_numbers && page.number > 1 {
        text(&mut out, 525.0, 756.0, &format!("{}.", page.number), false);
    }
    let continues = |p: &Page| p.rows.first().is_some_and(|r| r.kind != Kind::SceneHeading);
    if style.continued && page.number > 1 && continues(page) {
        text(&mut out, LEFT, 738.0, "CONTINUED:", false);
    }
    for (i, row) in page.rows.iter().enumerate().filter(|(_, r)| !r.text.is_empty()) {
        draw(&mut out, row, i, style);
    }
    if style.continued && next.is_some_and(continues) {
        text(&mut out, 432.0, 45.0, "(CONTINUED)", false);
    }
    out
}

fn draw(out: &mut String, row: &Row, i: usize, style: &Style) {
    let y = TOP - 12.0 * f64::from(row.y);
    let x = LEFT + 7.2 * f64::from(row.column);
    text(out, x, y, &row.text, style.by_word);
    if let Some(number) = row.scene_number.as_ref().filter(|_| style.scene_numbers) {
        text(out, 60.0, y, number, false);
        text(out, 550.0, y, number, false);
    }
    if style.stars && i.is_multiple_of(3) {
        text(out, 580.0, y, "*", false);
    }
}

/// One string, or each word where it stands in a typewriter's columns.
fn text(out: &mut String, x: f64, y: f64, text: &str, by_word: bool) {
    let pieces: Vec<(usize, &str)> = if by_word {
        let start = |w: &str| w.as_ptr() as usize - text.as_ptr() as usize;
        text.split(' ').filter(|w| !w.is_empty()).map(|w| (text[..start(w)].chars().count(), w)).collect()
    } else {
        vec![(0, text)]
    };
    for (column, piece) in pieces {
        let escaped = piece.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        out.push_str(&format!("BT /F1 12 Tf {:.2} {y:.2} Td ({escaped}) Tj ET\n", x + 7.2 * column as f64));
    }
}

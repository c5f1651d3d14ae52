//! PDF: the glyphs of every page laid out as text, and a ledger that leaves no page out.

use pdf_extract::{
    Dictionary, Document as Pdf, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc_page,
};
use script::{Document, Format, PageEntry, PageState, Span};

use crate::grid::{self, Glyph, Grid};
use crate::quiet::caught;
use crate::refusal::Refusal;

/// Reads the text layer of a PDF.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let loaded = caught(|| Pdf::load_mem(bytes));
    let encrypted = bytes.windows(8).any(|w| w == b"/Encrypt");
    let mut pdf = match loaded {
        Some(Ok(pdf)) if !pdf.get_pages().is_empty() => pdf,
        _ if encrypted => {
            return Err(Refusal::new(
                &format!("{file_name} is protected by a password."),
                "Open it, save a copy without a password, and bring that.",
            ));
        }
        _ => {
            return Err(Refusal::new(
                &format!("{file_name} is a damaged PDF: its pages cannot be found."),
                "Export it again from the program that wrote it.",
            ));
        }
    };
    let ids = pdf.get_pages();
    let pictures: Vec<bool> = ids.values().map(|&id| has_picture(&pdf, id)).collect();
    empty_pictures(&mut pdf);
    let pages: Vec<Result<Vec<Glyph>, String>> = ids.keys().map(|&n| glyphs(&pdf, n)).collect();
    Ok(lay_out(&pages, &pictures))
}

fn lay_out(pages: &[Result<Vec<Glyph>, String>], pictures: &[bool]) -> Document {
    let grid = Grid::learn(pages.iter().filter_map(|p| p.as_deref().ok()));
    let mut document = Document::from_text(Format::Pdf, "");
    for (i, page) in pages.iter().enumerate() {
        let start = document.text.len();
        let state = match page {
            Err(why) => PageState::Unreadable(why.clone()),
            Ok(glyphs) if is_garbled(glyphs) => PageState::NeedsOcr,
            Ok(glyphs) => {
                grid::write(&grid, glyphs, &mut document);
                if document.text.len() == start && pictures[i] { PageState::NeedsOcr } else { PageState::Read }
            }
        };
        let span = Span { start, end: document.text.len() };
        document.pages.push(PageEntry { number: u32::try_from(i + 1).unwrap_or(u32::MAX), span, state });
    }
    document
}

/// The glyphs of a page, or why there are none.
fn glyphs(pdf: &Pdf, number: u32) -> Result<Vec<Glyph>, String> {
    let mut collector = Collector::default();
    match caught(|| output_doc_page(pdf, &mut collector, number)) {
        Some(Ok(())) => Ok(collector.glyphs),
        Some(Err(_)) => Err("its drawing instructions are damaged.".into()),
        None => Err("its fonts or drawing instructions cannot be interpreted.".into()),
    }
}

/// Fonts without a way back to characters give private or missing ones; such a page is a picture to us.
fn is_garbled(glyphs: &[Glyph]) -> bool {
    let bad = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || (c.is_control() && !c.is_whitespace());
    let all: usize = glyphs.iter().map(|g| g.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let odd: usize = glyphs.iter().map(|g| g.text.chars().filter(|c| bad(*c)).count()).sum();
    let blank = glyphs.iter().filter(|g| g.text.is_empty()).count();
    all + blank > 20 && (odd + blank) * 3 > all + blank
}

#[derive(Default)]
struct Collector {
    glyphs: Vec<Glyph>,
    top: f64,
}

impl OutputDev for Collector {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.top = media.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let across = at.m11.hypot(at.m12);
        self.glyphs.push(Glyph {
            x: at.m31,
            y: self.top - at.m32,
            advance: (width * size * across).abs(),
            size: (size * at.m21.hypot(at.m22)).abs(),
            upright: at.m11 > 0.0 && at.m12.abs() < across * 0.1,
            text: text.to_string(),
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Whether a page shows a picture, directly or as an inline image.
fn has_picture(pdf: &Pdf, page: ObjectId) -> bool {
    let Ok((own, inherited)) = pdf.get_page_resources(page) else { return false };
    let inherited = inherited.iter().filter_map(|id| pdf.get_dictionary(*id).ok());
    let named = own.into_iter().chain(inherited).any(|r| resources_have_picture(pdf, r));
    named || pdf.get_page_content(page).is_ok_and(|c| c.windows(4).any(|w| w == b"\nBI " || w == b"\nBI\n"))
}

fn resources_have_picture(pdf: &Pdf, resources: &Dictionary) -> bool {
    let Ok(objects) = pdf.get_dict_in_dict(resources, b"XObject") else { return false };
    objects.iter().any(|(_, object)| {
        let object = object.as_reference().and_then(|id| pdf.get_object(id)).unwrap_or(object);
        object.as_stream().is_ok_and(|s| is_picture(&s.dict))
    })
}

fn is_picture(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image")
}

/// The extractor would run a picture's bytes as drawing instructions; they are of no use to us.
fn empty_pictures(pdf: &mut Pdf) {
    for object in pdf.objects.values_mut() {
        if let Object::Stream(stream) = object
            && is_picture(&stream.dict)
        {
            stream.dict.remove(b"Filter");
            stream.dict.remove(b"DecodeParms");
            stream.set_content(vec![]);
        }
    }
}

//! File bytes to a [`script::Document`].
//!
//! Everything here runs on untrusted bytes inside a sandboxed worker: no file is opened, nothing is kept.
//! What a file is, its content says; its name only settles what content leaves open.

mod archive;
mod docx;
mod dual;
mod encoding;
mod fadein;
mod grid;
mod html;
mod kind;
mod odt;
mod package;
mod pdf;
mod quiet;
mod refusal;
mod rtf;
mod written;
mod xml;

use script::{Document, FdxError, Format, IntakeReply};

use crate::kind::FileKind;
use crate::refusal::Refusal;

/// Reads a script file: Fountain, Final Draft, Fade In, Word, OpenDocument, Celtx, rich text, a web page, plain text
/// with its layout, or PDF with a text layer.
///
/// `file_name` is only its last part, for the words of a refusal and for what the content leaves open.
/// Never panics on hostile bytes as far as its libraries allow; the process it runs in is limited besides.
pub fn read(bytes: &[u8], file_name: &str) -> IntakeReply {
    match read_kind(bytes, file_name) {
        Ok(document) => IntakeReply::Read(document),
        Err(refusal) => refusal.into(),
    }
}

fn read_kind(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    match kind::of(bytes, file_name)? {
        FileKind::Pdf => pdf::read(bytes, file_name),
        FileKind::Archive => package::read(bytes, file_name),
        FileKind::RichText => Ok(package::rich_text(bytes)),
        FileKind::Text => text(bytes, file_name),
    }
}

fn text(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let (text, notes) = encoding::decode(bytes)?;
    if kind::is_web_page(&text) {
        return Ok(package::web_page(&text));
    }
    let mut document = match kind::of_text(&text, file_name)? {
        Format::Fdx => script::read_fdx(&text).map_err(|e| fdx_refusal(e, file_name))?,
        format => Document::from_text(format, text),
    };
    document.notes.splice(0..0, kind::misnamed(file_name, document.format).into_iter().chain(notes));
    Ok(document)
}

fn fdx_refusal(error: FdxError, file_name: &str) -> Refusal {
    let what = match error {
        FdxError::NotFinalDraft => "is not a Final Draft document",
        FdxError::NothingRead => "breaks off before its first paragraph, so there is nothing to read",
    };
    Refusal::new(&format!("{file_name} {what}."), FDX_HINT)
}

const FDX_HINT: &str = "Open it in Final Draft and save it again, or export the script as PDF and bring that.";

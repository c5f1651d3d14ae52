//! A screenplay written out again.

mod fdx;
mod fountain;
mod text;

use crate::{Document, Format, Screenplay};

/// Final Draft XML. Sections and synopses become outline elements; notes and boneyard are left out.
pub fn to_fdx(document: &Document, screenplay: &Screenplay) -> String {
    fdx::write(document, screenplay)
}

/// Fountain 1.1; the source as it stands where it is Fountain already.
pub fn to_fountain(document: &Document, screenplay: &Screenplay) -> String {
    match document.format {
        Format::Fountain => document.text.clone(),
        _ => fountain::write(document, screenplay),
    }
}

/// Layout text. For Final Draft and PDF it is the canonical text that line numbers count in.
pub fn to_text(document: &Document, screenplay: &Screenplay) -> String {
    match document.format {
        Format::Fountain => text::write(document, screenplay),
        _ => document.text.clone(),
    }
}

//! Scripts that other programs packed: Word, OpenDocument, Fade In and Celtx archives, rich text, web pages.

use script::Document;

use crate::archive::Archive;
use crate::kind::READABLE;
use crate::refusal::Refusal;
use crate::written::{Written, document};
use crate::{docx, fadein, html, odt, rtf};

/// Reads the script in a ZIP archive. Nothing is unpacked: parts are read by name into memory.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    let Some(mut archive) = Archive::open(bytes) else {
        return Err(Refusal::new(
            &format!("{file_name} is an archive that is damaged or cut short: its list of parts cannot be read."),
            "Save it again in the program that wrote it and bring the new file.",
        ));
    };
    let names = archive.names();
    let has = |name: &str| names.iter().any(|n| n == name);
    let found = match () {
        () if has("word/document.xml") => docx::read(&mut archive).map(|p| noted(&p, "a Word document")),
        () if has("content.xml") && has("mimetype") => {
            odt::read(&mut archive).map(|p| noted(&p, "an OpenDocument text"))
        }
        () if has("document.xml") => fadein::read(&mut archive).map(|(script, title)| titled(&script, &title)),
        () if has("project.rdf") => html::celtx(&mut archive).map(|p| noted(&p, "a Celtx project")),
        () => {
            return Err(Refusal::new(
                &format!("{file_name} is a ZIP archive in which no script was found."),
                "Unpack it and bring the script inside.",
            ));
        }
    };
    let empty =
        || Refusal::new(&format!("{file_name} is damaged: the part that holds its text cannot be read."), READABLE);
    found.ok_or_else(empty)
}

/// Reads rich text.
pub(crate) fn rich_text(bytes: &[u8]) -> Document {
    noted(&rtf::paragraphs(bytes), "a rich-text document")
}

/// Reads a web page as a browser would show it.
pub(crate) fn web_page(text: &str) -> Document {
    noted(&html::paragraphs(text), "a web page")
}

fn noted(paragraphs: &[Written], what: &str) -> Document {
    let mut document = document(paragraphs);
    let by = if document.given.is_empty() { "its layout" } else { "its styles" };
    document.notes.push(format!("The file is {what}; it was read by {by}."));
    document
}

fn titled(script: &[Written], title: &[String]) -> Document {
    let mut document = noted(script, "a Fade In document");
    document.title_page = script::title_fields(title);
    document
}

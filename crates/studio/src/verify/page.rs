//! The HTML report read back: its notes and its provenance. Only what `report::html` writes is understood; whatever
//! else stands in a page is caught by the comparison with the one that was kept.

use super::claimed::{Claimed, Quotation};

/// What a page says.
pub(super) fn read(html: String) -> Claimed {
    let facts = facts(&html);
    let fact = |label: &str| facts.iter().find(|(l, _)| l == label).map(|(_, said)| said.clone());
    let (quotations, uncited) = notes(&html);
    Claimed {
        document_sha256: fact("Script, SHA-256").unwrap_or_default(),
        model_sha256: fact("Model, SHA-256"),
        model: fact("Model"),
        model_licence: fact("Model licence"),
        app_version: fact("Coldread").unwrap_or_default(),
        quotations,
        uncited,
        json: None,
        html: Some(html),
    }
}

/// The visible texts of a page, one for each run between two tags; its style left out.
pub(super) fn texts(html: &str) -> Vec<String> {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let runs = body.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(_, text)| plain(text));
    runs.filter(|text| !text.is_empty()).collect()
}

fn facts(html: &str) -> Vec<(String, String)> {
    let rows = html.split("<dt>").skip(1);
    let fact = |row: &str| {
        let (label, rest) = row.split_once("</dt>")?;
        let said = rest.strip_prefix("<dd>")?.split_once("</dd>")?.0;
        Some((plain(label), plain(said)))
    };
    rows.filter_map(fact).collect()
}

fn notes(html: &str) -> (Vec<Quotation>, Vec<String>) {
    let mut quotations = Vec::new();
    let mut unread = Vec::new();
    for (i, piece) in html.split("<p class=\"place\">").skip(1).enumerate() {
        let place = format!("quotation {} of the notes", i + 1);
        match note(piece, &place) {
            Some(quotation) => quotations.push(quotation),
            None => unread.push(format!("{place}: cannot be read")),
        }
    }
    (quotations, unread)
}

/// `<b>p3</b>, scene 2, line 45, <span ..>MARA</span></p><blockquote>..</blockquote>`
fn note(piece: &str, place: &str) -> Option<Quotation> {
    let (stands, rest) = piece.split_once("</p>")?;
    let quote = rest.split_once("<blockquote>")?.1.split_once("</blockquote>")?.0;
    let (page, facts) = stands.split_once("</b>")?;
    let number = |word: &str| {
        let rest = facts.split(", ").find_map(|fact| fact.trim().strip_prefix(word)?.strip_prefix(' '))?;
        rest.split('<').next()?.trim().parse::<usize>().ok()
    };
    let digits: String = page.chars().filter(char::is_ascii_digit).collect();
    Some(Quotation {
        place: place.to_owned(),
        line: number("line")?,
        page: digits.parse().ok()?,
        scene: number("scene"),
        quote: unescaped(quote),
    })
}

fn plain(html: &str) -> String {
    unescaped(html).trim().to_owned()
}

/// The four characters that the writer escapes.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written() {
        let html = "<!DOCTYPE html><body><p class=\"place\"><b>p3</b>, scene 2, line 45, <span class=\"speaker\">MARA\
                    </span></p><blockquote>Salt &amp; rope.</blockquote><dl><div><dt>Script, SHA-256</dt><dd>abc</dd>";
        let page = read(html.to_owned());
        let quoted = &page.quotations[0];
        assert_eq!((quoted.page, quoted.scene, quoted.line, &*quoted.quote), (3, Some(2), 45, "Salt & rope."));
        assert_eq!(page.document_sha256, "abc");
        assert!(page.uncited.is_empty());
        assert_eq!(read("<p class=\"place\">p3".to_owned()).uncited.len(), 1);
    }
}

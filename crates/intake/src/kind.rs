//! What a file is, by its content.

use script::{Document, Format};

use crate::refusal::Refusal;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Pdf,
    /// A ZIP archive: Word, OpenDocument, Fade In or Celtx.
    Archive,
    RichText,
    /// Characters in some encoding.
    Text,
}

const AGAIN: &str = "Export the script again and bring the new file.";
/// What is read, for every refusal.
pub(crate) const READABLE: &str = "Coldread reads Fountain, Final Draft (.fdx), Fade In, Word (.docx), OpenDocument, Celtx, rich text, plain text with its layout kept, and PDF with a text layer.";
/// Scripts are small; text beyond this is something else.
const MOST_TEXT: usize = 32 << 20;
/// Bytes that are looked at before a large file is read whole.
const HEAD: usize = 64 << 10;

/// What a file is, or why nothing here reads it.
pub(crate) fn of(bytes: &[u8], file_name: &str) -> Result<FileKind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(&format!("{file_name} is empty (0 bytes), so there is nothing to read."), AGAIN));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if find(&head[..head.len().min(1024)], b"%PDF-") {
        return Ok(FileKind::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(FileKind::Archive);
    }
    if head.starts_with(b"{\\rtf") {
        return Ok(FileKind::RichText);
    }
    if let Some((what, hint)) = known(head) {
        return Err(Refusal::new(&format!("{file_name} is {what}, which Coldread does not read."), &hint));
    }
    if is_binary(head) {
        let hint = match extension(file_name).as_str() {
            "pdf" => "It is named .pdf but is no PDF, or is damaged; export the PDF again.".to_string(),
            "fdx" => {
                "It is named .fdx but is no Final Draft file, or is damaged; save it again in Final Draft.".to_string()
            }
            _ => READABLE.to_string(),
        };
        return Err(Refusal::new(
            &format!("{file_name} is not a kind of file that Coldread reads: it holds no text."),
            &hint,
        ));
    }
    if bytes.len() > MOST_TEXT {
        return Err(Refusal::new(&format!("{file_name} is far too large to be a script."), READABLE));
    }
    Ok(FileKind::Text)
}

fn find(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

/// Formats known by their first bytes that are not read: what it is, and what to do.
fn known(head: &[u8]) -> Option<(&'static str, String)> {
    let export = |program: &str| format!("Open it in {program} and export the script as PDF, Fountain or Final Draft.");
    let found = match head {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => ("an old Word document", export("Word")),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            ("a picture", "Bring the script itself, or a PDF with a text layer.".into())
        }
        [0x1f, 0x8b, ..] => ("a compressed archive", "Unpack it and bring the script inside.".into()),
        [0x7f, b'E', b'L', b'F', ..] | [b'M', b'Z', ..] if is_binary(head) => ("a program", READABLE.into()),
        _ => return None,
    };
    Some(found)
}

/// Whether bytes are no text in any encoding: control characters strewn through them, and hardly a readable word.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) || crate::encoding::is_utf16(head) {
        return false;
    }
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    let readable = |b: &u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let runs: usize = head
        .chunk_by(|a, b| readable(a) == readable(b))
        .filter(|r| readable(&r[0]) && r.len() >= 16)
        .map(<[u8]>::len)
        .sum();
    control * 50 > head.len() && runs * 5 < head.len() * 2
}

/// A sentence for a file whose name promises what its content is not.
pub(crate) fn misnamed(file_name: &str, format: Format) -> Option<String> {
    let extension = extension(file_name);
    let named = match extension.as_str() {
        "pdf" => "a PDF",
        "fdx" => "a Final Draft file",
        "docx" | "doc" => "a Word document",
        "fadein" => "a Fade In document",
        _ => return None,
    };
    let read = match format {
        Format::Fdx if extension != "fdx" => "a Final Draft file",
        Format::Fountain | Format::Text => "plain text",
        _ => return None,
    };
    Some(format!("{file_name} is not {named}; it is {read}, and was read as that."))
}

fn extension(file_name: &str) -> String {
    file_name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default()
}

/// Which text format a text is.
pub(crate) fn of_text(text: &str, file_name: &str) -> Result<Format, Refusal> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Refusal::new(
            &format!("{file_name} holds nothing but white space, so there is nothing to read."),
            AGAIN,
        ));
    }
    if start.starts_with("<?xml") || start.starts_with("<FinalDraft") {
        return of_xml(start, file_name);
    }
    if start.starts_with("WEBVTT") || is_subrip(start) {
        return Err(Refusal::new(&format!("{file_name} holds subtitles, not a script."), READABLE));
    }
    // Without Fountain's marks the layout reader finds all that Fountain finds, and what damage has hidden from it.
    let marked = has_marks(text);
    let plain = !marked && (has_columns(text) || !is_fountain_name(file_name));
    Ok(if plain || reads_better_as_layout(text) { Format::Text } else { Format::Fountain })
}

/// Whether a text is a page of the web.
pub(crate) fn is_web_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(1000).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || (head.starts_with('<') && head.contains("<html"))
}

fn of_xml(start: &str, file_name: &str) -> Result<Format, Refusal> {
    let head: String = start.chars().take(4000).collect();
    if head.contains("<FinalDraft") {
        return Ok(Format::Fdx);
    }
    if head.contains("<tt") {
        return Err(Refusal::new(&format!("{file_name} holds subtitles, not a script."), READABLE));
    }
    if extension(file_name) == "fdx" {
        return Err(Refusal::new(
            &format!("{file_name} is XML, but holds no Final Draft script."),
            "Open it in Final Draft and save it again.",
        ));
    }
    Err(Refusal::new(&format!("{file_name} is XML, but not a Final Draft script."), READABLE))
}

/// A number, then a line with `-->`: SubRip.
fn is_subrip(start: &str) -> bool {
    let mut lines = start.lines();
    let number = lines.next().is_some_and(|l| !l.trim().is_empty() && l.trim().bytes().all(|b| b.is_ascii_digit()));
    number && lines.next().is_some_and(|l| l.contains("-->"))
}

/// Whether indentation carries the layout: a fifth of the lines stand in, in two columns or more.
///
/// Fountain files may be indented a little; they do not put speeches and cues in columns of their own.
fn has_columns(text: &str) -> bool {
    let mut columns = [0usize; 80];
    let mut lines = 0;
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        lines += 1;
        let indent: usize = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 8 } else { 1 }).sum();
        columns[indent.min(79)] += 1;
    }
    let inside: usize = columns[5..].iter().sum();
    let used = columns[5..].iter().filter(|&&n| n * 50 >= lines && n > 0).count();
    inside * 5 >= lines && used >= 2
}

fn is_fountain_name(file_name: &str) -> bool {
    matches!(extension(file_name).as_str(), "fountain" | "spmd" | "ftn" | "md")
}

/// Whether Fountain's own marks are there: they settle it for text that its writer has indented.
fn has_marks(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or("").to_lowercase();
    let titled = first.starts_with("title:") || first.starts_with("credit:") || first.starts_with("author:");
    titled || text.lines().map(str::trim).any(is_marked)
}

fn is_marked(line: &str) -> bool {
    let second = line.chars().nth(1);
    match line.chars().next() {
        Some('@' | '~') => second.is_some(),
        Some('[') => second == Some('['),
        Some('/') => second == Some('*'),
        Some('#') => line.trim_start_matches('#').starts_with(' '),
        Some('>') => line.ends_with('<') || line.to_uppercase() == line,
        Some('.') => second.is_some_and(char::is_alphanumeric),
        Some('=') => line == "===" || second == Some(' '),
        _ => line.ends_with(" ^") || (line.ends_with('#') && line.contains(" #")),
    }
}

/// Fountain needs its blank lines. Where they are gone or doubled, the layout reader finds what Fountain does not.
fn reads_better_as_layout(text: &str) -> bool {
    let found = |format| {
        let screenplay = script::parse(&Document::from_text(format, text));
        screenplay.scenes.len() + screenplay.characters.iter().map(|c| c.speeches).sum::<usize>()
    };
    let blank = text.lines().filter(|l| l.trim().is_empty()).count();
    let lines = text.lines().count();
    // Fountain as it should be has between a quarter and a half of its lines blank.
    let usual = blank * 5 >= lines && blank * 20 <= lines * 9;
    !usual && lines >= 20 && found(Format::Text) * 2 > found(Format::Fountain) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_told_from_fountain_by_its_columns() {
        let fountain = "INT. HALL - DAY\n\nShe waits.\n\nMARA\nNow.\n\n    A stray indent.\n\nTOM\nNo.\n";
        let layout = "INT. HALL - DAY\n\nShe waits.\n\n                      MARA\n          Now.\n\n                      TOM\n          No.\n";
        assert_eq!(of_text(fountain, "a.fountain"), Ok(Format::Fountain));
        assert_eq!(of_text(fountain, "a.txt"), Ok(Format::Text));
        assert_eq!(of_text(&format!("{fountain}\n# Act two\n"), "a.txt"), Ok(Format::Fountain));
        assert_eq!(of_text(layout, "a.fountain"), Ok(Format::Text));
        assert_eq!(of_text(&format!("Title: Hall\n\n{layout}"), "a.txt"), Ok(Format::Fountain));
    }

    #[test]
    fn text_without_its_blank_lines_is_layout_text() {
        let scene = "INT. HALL - DAY\n\nShe waits there.\n\nMARA\nNow we wait.\n\nTOM\nNo, we go.\n\n";
        let whole = scene.repeat(6);
        assert_eq!(of_text(&whole, "a.fountain"), Ok(Format::Fountain));
        assert_eq!(of_text(&whole.replace("\n\n", "\n"), "a.fountain"), Ok(Format::Text));
        assert_eq!(of_text(&whole.replace('\n', "\n\n"), "a.fountain"), Ok(Format::Text));
    }

    #[test]
    fn what_is_not_a_script_is_named() {
        for (bytes, name) in [(&b"\x89PNG\r\n"[..], "a.pdf"), (b"", "a.fdx")] {
            assert!(of(bytes, name).is_err(), "{name}");
        }
        assert!(of_text("1\n00:00:01,000 --> 00:00:02,000\nHi\n", "a.srt").is_err());
        assert!(of_text("<?xml version=\"1.0\"?><svg/>", "a.fdx").is_err());
        let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(of(&noise, "a.pdf").is_err());
    }
}

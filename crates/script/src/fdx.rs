//! Final Draft: paragraphs with a type each, laid out as canonical text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::fdx_layout::{Layout, Paragraph};
use crate::label::{Label, Labels};
use crate::paragraphs::{BOLD, ITALIC, UNDERLINE};
use crate::{Document, Kind, title_page};

/// Why a Final Draft file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FdxError {
    /// It is not XML, or has no `<FinalDraft>` element.
    #[error("The file is not a Final Draft document.")]
    NotFinalDraft,
    /// It ends, or breaks, before the first paragraph.
    #[error("The Final Draft file is cut short before its first paragraph.")]
    NothingRead,
}

/// Reads a Final Draft file (versions 8 to 13) into canonical layout text.
///
/// Every run of every paragraph of the script is read, revised ones too; script notes and omitted scenes are not.
/// A file that is cut short gives what stands before the cut, and a note.
///
/// # Errors
/// When nothing of a script can be read from it.
pub fn read_fdx(xml: &str) -> Result<Document, FdxError> {
    let mut file = File::default();
    let whole = file.read(xml.trim_start_matches('\u{feff}'));
    if !file.is_final_draft {
        return Err(FdxError::NotFinalDraft);
    }
    if !whole && file.script.is_empty() {
        return Err(FdxError::NothingRead);
    }
    file.capitalise();
    let mut document = Layout::of(&file.script);
    document.title_page = title_page::fields(&file.title);
    if !whole {
        let scenes = file.script.iter().filter(|p| p.kind == Kind::SceneHeading).count();
        let place = if scenes == 0 { String::new() } else { format!(" (after scene {scenes})") };
        document.notes.push(format!("The file breaks off in the middle{place}; the part that is there was read. Export it again from Final Draft."));
    }
    if file.entities {
        document.notes.push(
            "The file contains XML entity definitions, which Final Draft does not write; they were not expanded."
                .into(),
        );
    }
    if file.script.is_empty() {
        document.notes.push("The Final Draft file has no paragraphs.".into());
    }
    Ok(document)
}

/// Labels from the kinds that the format gives.
pub(crate) fn label(document: &Document) -> Labels {
    let blank = |s| if document.slice(s).trim().is_empty() { Kind::Blank } else { Kind::Action };
    let mut lines: Vec<Label> = document.line_spans().into_iter().map(|s| Label::new(blank(s))).collect();
    for given in &document.given {
        let first = given.line.saturating_sub(1);
        for (i, label) in lines.iter_mut().enumerate().skip(first).take(given.lines) {
            label.kind = given.kind;
            label.dual = given.dual && i == first;
            label.scene_number = given.scene_number.clone().filter(|_| i == first);
        }
    }
    Labels { lines, title_page: vec![], findings: vec![] }
}

/// Where in the file the reader stands.
#[derive(Default)]
struct File {
    is_final_draft: bool,
    /// Names of the open elements.
    path: Vec<String>,
    script: Vec<Paragraph>,
    /// Lines of the title page.
    title: Vec<String>,
    /// Paragraph types whose settings show them in capitals.
    capitals: Vec<String>,
    /// The type that the settings in work are for.
    setting: Option<String>,
    /// Speeches so far in the open dual dialogue.
    dual_cues: Option<usize>,
    /// The file defines entities of its own.
    entities: bool,
    /// The run in work is shown in capitals.
    run_capitals: bool,
    /// Emphasis of the run in work.
    run_style: u8,
}

/// Where text may stand.
#[derive(PartialEq, Eq)]
enum Place {
    Script,
    Title,
    Elsewhere,
}

impl File {
    /// Reads as far as the file is sound; answers whether that is to its end.
    fn read(&mut self, xml: &str) -> bool {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(e)) => self.start(&e, true),
                Ok(Event::Empty(e)) => self.start(&e, false),
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(t)) => self.text(&t),
                Ok(Event::CData(t)) => self.text(&t),
                Ok(Event::GeneralRef(r)) => self.text(&entity(&r)),
                Ok(Event::DocType(d)) => self.entities |= d.contains("<!ENTITY"),
                Ok(Event::Eof) => return self.is_final_draft && self.path.is_empty(),
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, open: bool) {
        let name = element.local_name().as_ref().to_string();
        self.is_final_draft |= name == "FinalDraft" && self.path.is_empty();
        self.path.push(name);
        match self.path.last().map(String::as_str) {
            Some("Paragraph") => self.paragraph(element),
            Some("Text") => {
                let style = attribute(element, "Style").unwrap_or_default();
                self.run_capitals = style.contains("AllCaps");
                let bit = |name: &str, bit: u8| if style.contains(name) { bit } else { 0 };
                self.run_style = bit("Italic", ITALIC) | bit("Bold", BOLD) | bit("Underline", UNDERLINE);
            }
            Some("DualDialogue") => self.dual_cues = Some(0),
            Some("ElementSettings") => self.setting = attribute(element, "Type"),
            Some("FontSpec") if attribute(element, "Style").is_some_and(|s| s.contains("AllCaps")) => {
                self.capitals.extend(self.setting.clone());
            }
            _ => {}
        }
        if !open {
            self.end();
        }
    }

    fn end(&mut self) {
        match self.path.pop().as_deref() {
            Some("DualDialogue") => self.dual_cues = None,
            Some("ElementSettings") => self.setting = None,
            _ => {}
        }
    }

    fn place(&self) -> Place {
        let path: Vec<&str> = self.path.iter().map(String::as_str).filter(|n| *n != "Text").collect();
        match path[..] {
            ["FinalDraft", "Content", "Paragraph"] => Place::Script,
            ["FinalDraft", "Content", "Paragraph", "DualDialogue", "Paragraph"] => Place::Script,
            ["FinalDraft", "TitlePage", "Content", "Paragraph"] => Place::Title,
            _ => Place::Elsewhere,
        }
    }

    fn paragraph(&mut self, element: &BytesStart<'_>) {
        match self.place() {
            Place::Title => self.title.push(String::new()),
            Place::Elsewhere => {}
            Place::Script => {
                let style = attribute(element, "Type").unwrap_or_default();
                let centered = attribute(element, "Alignment").is_some_and(|a| a == "Center");
                let kind = kind_of(&style, centered);
                let second = match (&mut self.dual_cues, kind) {
                    (Some(cues), Kind::Character) => {
                        *cues += 1;
                        *cues == 2
                    }
                    _ => false,
                };
                self.script.push(Paragraph {
                    kind,
                    style,
                    text: String::new(),
                    styles: vec![],
                    number: attribute(element, "Number").filter(|n| !n.trim().is_empty()),
                    new_page: attribute(element, "StartsNewPage").is_some_and(|v| v == "Yes"),
                    in_dual: self.dual_cues.is_some(),
                    dual: second,
                });
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.path.last().is_none_or(|n| n != "Text") {
            return;
        }
        let text = if self.run_capitals { text.to_uppercase() } else { text.to_string() };
        match self.place() {
            Place::Script => {
                if let Some(p) = self.script.last_mut() {
                    p.text.push_str(&text);
                    p.styles.resize(p.text.chars().count(), self.run_style);
                }
            }
            Place::Title => {
                if let Some(line) = self.title.last_mut() {
                    line.push_str(&text);
                }
            }
            Place::Elsewhere => {}
        }
    }

    /// Shows in capitals what the settings show so, and drops paragraphs without text.
    fn capitalise(&mut self) {
        for p in &mut self.script {
            if matches!(p.kind, Kind::SceneHeading | Kind::Character | Kind::Transition | Kind::Shot)
                && self.capitals.contains(&p.style)
            {
                let (text, styles) = capitals(&p.text, &p.styles);
                p.text = text;
                p.styles = styles;
            }
        }
        // An empty paragraph may still turn the page, as the one that holds dual dialogue does.
        let mut turned = false;
        self.script.retain_mut(|p| {
            turned |= p.new_page;
            let kept = !p.text.trim().is_empty();
            if kept {
                p.new_page = std::mem::take(&mut turned);
            }
            kept
        });
    }
}

/// A text in capitals; a letter that becomes two keeps its emphasis for both.
fn capitals(text: &str, styles: &[u8]) -> (String, Vec<u8>) {
    let mut out = (String::new(), vec![]);
    for (i, c) in text.chars().enumerate() {
        for upper in c.to_uppercase() {
            out.0.push(upper);
            out.1.push(styles.get(i).copied().unwrap_or(0));
        }
    }
    out
}

/// The kind of a paragraph type; types that a writer made are action.
fn kind_of(style: &str, centered: bool) -> Kind {
    match style {
        "Scene Heading" => Kind::SceneHeading,
        "Character" => Kind::Character,
        "Dialogue" => Kind::Dialogue,
        "Parenthetical" => Kind::Parenthetical,
        "Transition" => Kind::Transition,
        "Shot" => Kind::Shot,
        "Singing" | "Lyrics" => Kind::Lyrics,
        "New Act" | "End of Act" | "End Of Act" | "Show/Ep. Title" => Kind::Centered,
        "Outline Body" => Kind::Synopsis,
        s if s.starts_with("Outline ") => Kind::Section,
        _ if centered => Kind::Centered,
        _ => Kind::Action,
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    let raw = found.value.into_owned();
    Some(quick_xml::escape::unescape(&raw).map(|v| v.into_owned()).unwrap_or(raw))
}

fn entity(name: &str) -> String {
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => name.strip_prefix('#').and_then(|n| {
            let code = match n.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => n.parse().ok(),
            };
            code.and_then(char::from_u32)
        }),
    };
    known.map_or_else(|| format!("&{name};"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn script(content: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><FinalDraft DocumentType=\"Script\" Version=\"5\"><Content>{content}</Content></FinalDraft>"
        )
    }

    #[test]
    fn every_run_is_read_and_no_note() {
        let xml = script(
            "<Paragraph Number=\"7A\" Type=\"Scene Heading\"><SceneProperties Page=\"1\"/><ScriptNote><Paragraph><Text>secret</Text></Paragraph></ScriptNote><Text>INT. HALL - </Text><Text RevisionID=\"2\">DAY</Text></Paragraph>\
             <Paragraph Type=\"Action\"><Text/></Paragraph>\
             <Paragraph Type=\"Action\"><Text>She &amp; he wait&#8212;</Text><Text Style=\"Bold\">long</Text><Text>.</Text></Paragraph>",
        );
        let d = read_fdx(&xml).expect("a script");
        assert_eq!(d.text, "INT. HALL - DAY\n\nShe & he wait—long.\n");
        assert_eq!(parse(&d).scenes[0].number.as_deref(), Some("7A"));
    }

    #[test]
    fn dual_dialogue_has_two_speakers() {
        let speech = |who: &str| {
            format!(
                "<Paragraph Type=\"Character\"><Text>{who}</Text></Paragraph><Paragraph Type=\"Dialogue\"><Text>Now!</Text></Paragraph>"
            )
        };
        let xml =
            script(&format!("<Paragraph><DualDialogue>{}{}</DualDialogue></Paragraph>", speech("ANN"), speech("BO")));
        let s = parse(&read_fdx(&xml).expect("a script"));
        let names: Vec<&str> = s.characters.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["ANN", "BO"]);
        assert_eq!(s.lines.iter().filter(|l| l.dual).count(), 1);
    }

    #[test]
    fn a_file_cut_short_gives_what_was_read() {
        let xml =
            script("<Paragraph Type=\"Action\"><Text>One.</Text></Paragraph><Paragraph Type=\"Action\"><Text>Two");
        let d = read_fdx(&xml[..xml.find("Two").expect("there") + 2]).expect("a script");
        assert_eq!(d.text, "One.\n\nTw\n");
        assert_eq!(d.notes.len(), 1);
        assert_eq!(read_fdx("<FinalDraft><Content><Para"), Err(FdxError::NothingRead));
        assert_eq!(read_fdx("<html></html>"), Err(FdxError::NotFinalDraft));
        assert_eq!(read_fdx(""), Err(FdxError::NotFinalDraft));
    }
}

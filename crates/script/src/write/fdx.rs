//! Final Draft XML.

use quick_xml::escape::escape;

use crate::markup::without_emphasis;
use crate::paragraphs::{BOLD, ITALIC, Paragraph, UNDERLINE, paragraphs};
use crate::{Document, Kind, Screenplay};

pub(super) fn write(document: &Document, screenplay: &Screenplay) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n<FinalDraft DocumentType=\"Script\" Template=\"No\" Version=\"5\">\n  <Content>\n",
    );
    let all = paragraphs(document, screenplay);
    let mut at = 0;
    let mut new_page = false;
    while at < all.len() {
        if all[at].kind == Kind::PageBreak {
            new_page = true;
            at += 1;
            continue;
        }
        let end = dual_end(&all, at);
        if end > at {
            let page = if new_page { " StartsNewPage=\"Yes\"" } else { "" };
            out.push_str(&format!("    <Paragraph{page}>\n      <DualDialogue>\n"));
            all[at..end].iter().for_each(|p| paragraph(&mut out, p, screenplay, false, "        "));
            out.push_str("      </DualDialogue>\n    </Paragraph>\n");
            at = end;
        } else {
            paragraph(&mut out, &all[at], screenplay, new_page, "    ");
            at += 1;
        }
        new_page = false;
    }
    out.push_str("  </Content>\n");
    title_page(&mut out, screenplay);
    out.push_str("</FinalDraft>\n");
    out
}

/// Where two speeches side by side end, if they begin at `at`; `at` otherwise.
fn dual_end(all: &[Paragraph], at: usize) -> usize {
    let speech = |from: usize| {
        let inside = |p: &&Paragraph| matches!(p.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
        from + 1 + all[from + 1..].iter().take_while(inside).count()
    };
    if all[at].kind != Kind::Character || all[at].dual {
        return at;
    }
    let second = speech(at);
    if all.get(second).is_some_and(|p| p.kind == Kind::Character && p.dual) { speech(second) } else { at }
}

fn paragraph(out: &mut String, p: &Paragraph, screenplay: &Screenplay, new_page: bool, indent: &str) {
    let mut attributes = String::new();
    if let Some(number) = &p.scene_number {
        attributes.push_str(&format!(" Number=\"{}\"", escape(number.as_str())));
    }
    if new_page {
        attributes.push_str(" StartsNewPage=\"Yes\"");
    }
    if p.kind == Kind::Centered {
        attributes.push_str(" Alignment=\"Center\"");
    }
    out.push_str(&format!("{indent}<Paragraph{attributes} Type=\"{}\">\n", style(p)));
    if let Some(scene) = p.scene.and_then(|i| screenplay.scenes.get(i)) {
        let (whole, rest) = (scene.eighths / 8, scene.eighths % 8);
        let length = match (whole, rest) {
            (0, r) => format!("{r}/8"),
            (w, 0) => format!("{w}"),
            (w, r) => format!("{w} {r}/8"),
        };
        out.push_str(&format!("{indent}  <SceneProperties Length=\"{length}\" Page=\"{}\" Title=\"\"/>\n", scene.page));
    }
    for (style, text) in runs(p) {
        let style = if style.is_empty() { String::new() } else { format!(" Style=\"{style}\"") };
        out.push_str(&format!("{indent}  <Text{style}>{}</Text>\n", escape(text.as_str())));
    }
    out.push_str(&format!("{indent}</Paragraph>\n"));
}

fn style(p: &Paragraph) -> String {
    match p.kind {
        Kind::SceneHeading => "Scene Heading".into(),
        Kind::Character => "Character".into(),
        Kind::Dialogue => "Dialogue".into(),
        Kind::Parenthetical => "Parenthetical".into(),
        Kind::Transition => "Transition".into(),
        Kind::Shot => "Shot".into(),
        Kind::Lyrics => "Singing".into(),
        Kind::Centered => "General".into(),
        Kind::Section => format!("Outline {}", p.depth),
        Kind::Synopsis => "Outline Body".into(),
        _ => "Action".into(),
    }
}

/// Stretches of text of one emphasis.
fn runs(p: &Paragraph) -> Vec<(String, String)> {
    let mut runs: Vec<(u8, String)> = Vec::new();
    for (i, c) in p.text.chars().enumerate() {
        let style = p.styles.get(i).copied().unwrap_or(0);
        match runs.last_mut() {
            Some((last, text)) if *last == style => text.push(c),
            _ => runs.push((style, c.to_string())),
        }
    }
    runs.into_iter().map(|(style, text)| (style_name(style), text)).collect()
}

fn style_name(style: u8) -> String {
    [(BOLD, "Bold"), (ITALIC, "Italic"), (UNDERLINE, "Underline")]
        .iter()
        .filter(|(bit, _)| style & bit != 0)
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .join("+")
}

fn title_page(out: &mut String, screenplay: &Screenplay) {
    if screenplay.title_page.fields.is_empty() {
        return;
    }
    out.push_str("  <TitlePage>\n    <Content>\n");
    for (_, value) in &screenplay.title_page.fields {
        for text in without_emphasis(value).lines() {
            out.push_str(&format!("      <Paragraph Alignment=\"Center\"><Text>{}</Text></Paragraph>\n", escape(text)));
        }
        out.push_str("      <Paragraph Alignment=\"Center\"><Text></Text></Paragraph>\n");
    }
    out.push_str("    </Content>\n  </TitlePage>\n");
}

//! Fountain 1.1, with marks that force what would otherwise be read as something else.

use crate::paragraphs::{BOLD, ITALIC, Paragraph, UNDERLINE, paragraphs};
use crate::vocabulary::{is_capitals, is_shot, is_transition};
use crate::{Document, Kind, Screenplay, cue, read_heading};

pub(super) fn write(document: &Document, screenplay: &Screenplay) -> String {
    let mut out = String::new();
    for (key, value) in &screenplay.title_page.fields {
        title_field(&mut out, key, value);
    }
    let mut in_speech = false;
    let all = paragraphs(document, screenplay);
    for (i, p) in all.iter().enumerate() {
        let speaks =
            all.get(i + 1).is_some_and(|n| matches!(n.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics));
        let inside = in_speech && matches!(p.kind, Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics);
        if !out.is_empty() && !inside {
            out.push('\n');
        }
        out.push_str(&element(p, speaks));
        out.push('\n');
        // Song without a cue above it is no speech.
        in_speech = inside || matches!(p.kind, Kind::Character | Kind::Dialogue | Kind::Parenthetical);
    }
    out
}

fn title_field(out: &mut String, key: &str, value: &str) {
    if !value.contains('\n') {
        out.push_str(&format!("{key}: {value}\n"));
        return;
    }
    out.push_str(&format!("{key}:\n"));
    for line in value.lines() {
        out.push_str(&format!("    {line}\n"));
    }
}

fn element(p: &Paragraph, speaks: bool) -> String {
    let text = match p.kind {
        Kind::Action | Kind::Dialogue | Kind::Lyrics | Kind::Centered => emphasised(p),
        _ => escape(&p.text),
    };
    match p.kind {
        Kind::SceneHeading => {
            let force = if read_heading(&p.text).is_some() { "" } else { "." };
            let number = p.scene_number.as_ref().map(|n| format!(" #{n}#")).unwrap_or_default();
            format!("{force}{text}{number}")
        }
        Kind::Character => {
            let force = if speaks && cue::has_shape(&p.text) && read_heading(&p.text).is_none() { "" } else { "@" };
            format!("{force}{text}{}", if p.dual { " ^" } else { "" })
        }
        Kind::Transition if p.text.ends_with("TO:") && is_transition(&p.text) => text,
        Kind::Transition => format!("> {text}"),
        Kind::Centered => each_line(&text, |l| format!("> {l} <")),
        Kind::Lyrics => each_line(&text, |l| format!("~{l}")),
        Kind::Section => format!("{} {text}", "#".repeat(p.depth)),
        Kind::Synopsis => format!("= {text}"),
        Kind::PageBreak => "===".into(),
        Kind::Shot if !is_shot(&p.text) => format!("!{text}"),
        Kind::Action => action(&text),
        _ => text,
    }
}

fn each_line(text: &str, write: impl Fn(&str) -> String) -> String {
    text.lines().map(write).collect::<Vec<_>>().join("\n")
}

/// A description, each line marked that would otherwise be read as something else.
fn action(text: &str) -> String {
    let cue_like = text.contains('\n') && text.lines().next().is_some_and(|l| is_capitals(&cue::name(l)));
    let forced = |(i, line): (usize, &str)| {
        let opens = i == 0 && (cue_like || read_heading(line).is_some() || is_transition(line) || is_shot(line));
        let marked = line.trim_start().starts_with(['.', '!', '@', '~', '>', '#', '=']) && !line.starts_with("...");
        if opens || marked { format!("!{line}") } else { line.to_string() }
    };
    text.lines().enumerate().map(forced).collect::<Vec<_>>().join("\n")
}

/// The text with Fountain's marks about what is set apart. Marks hug their text and stay on their line; where they
/// would run into others, the text goes without.
fn emphasised(p: &Paragraph) -> String {
    let chars: Vec<(char, u8)> =
        p.text.chars().enumerate().map(|(i, c)| (c, p.styles.get(i).copied().unwrap_or(0))).collect();
    let mut out = String::new();
    let mut marked = false;
    for run in chars.chunk_by(|a, b| a.1 == b.1 && a.0 != '\n' && b.0 != '\n') {
        let text: String = run.iter().map(|(c, _)| *c).collect();
        let bare = text.trim();
        let apart = out.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '*' | '_' | '\\'));
        if run[0].1 == 0
            || bare.is_empty()
            || !(apart || text.starts_with(char::is_whitespace))
            || (marked && !out.ends_with(char::is_whitespace))
        {
            out.push_str(&escape(&text));
            marked &= bare.is_empty() && !text.contains('\n') && text.is_empty();
            continue;
        }
        let lead = text.len() - text.trim_start().len();
        let (open, close) = marks(run[0].1);
        out.push_str(&format!("{}{open}{}{close}{}", &text[..lead], escape(bare), &text[lead + bare.len()..]));
        marked = true;
    }
    out
}

fn marks(style: u8) -> (String, String) {
    let stars = "*".repeat(usize::from(style & ITALIC != 0) + 2 * usize::from(style & BOLD != 0));
    let line = if style & UNDERLINE != 0 { "_" } else { "" };
    (format!("{line}{stars}"), format!("{stars}{line}"))
}

/// Stars and underscores of the text itself are not emphasis.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('*', "\\*").replace('_', "\\_")
}

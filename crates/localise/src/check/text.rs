//! Text: lines, signs, blanks, dashes.

use timedtext::{Cue, Node, Severity};

use super::{RuleName, Trial};
use crate::house::{Audience, Dash};
use crate::{break_lines, width};

pub(super) fn check(trial: &mut Trial<'_>, n: usize, cue: &Cue) {
    let text = cue.plain();
    if text.trim().is_empty() {
        let sentence = "The cue shows nothing.".to_owned();
        return trial.say(n, RuleName::Empty, Severity::Warning, sentence, None);
    }
    lines(trial, n, cue, &text);
    signs(trial, n, cue, &text);
    blanks(trial, n, cue, &text);
    dashes(trial, n, cue, &text);
    sounds(trial, n, &text);
    if trial.style.italics == Some(false) && has_italics(&cue.text) {
        let sentence = "The cue has italics; the house uses none in this language.".to_owned();
        trial.say(n, RuleName::Italics, Severity::Warning, sentence, None);
    }
}

fn lines(trial: &mut Trial<'_>, n: usize, cue: &Cue, text: &str) {
    let style = trial.style;
    let count = text.split('\n').count();
    let long: Vec<(usize, crate::HalfChars)> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| (at, width(line, style.half_width)))
        .filter(|(_, line)| *line > style.line)
        .collect();
    if count <= style.lines && long.is_empty() {
        return;
    }
    let laid = break_lines(text, &style.language, style.line, style.lines, style.half_width);
    let fits = laid.len() <= style.lines && laid.iter().all(|line| width(line, style.half_width) <= style.line);
    let fix = fits.then(|| relaid(cue, &laid.join("\n"))).flatten();
    let fix = fix.and_then(|after| trial.rewrite(n, "The lines are broken anew.", after));
    if count > style.lines {
        let sentence = format!("The cue has {count} lines; {} are allowed.", style.lines);
        trial.say(n, RuleName::Lines, Severity::Error, sentence, fix.clone());
    }
    for (at, line) in long {
        let sentence = format!("Line {} has {line} characters; {} fit.", at + 1, style.line);
        trial.say(n, RuleName::LineLength, Severity::Error, sentence, fix.clone());
    }
}

/// The cue with other line breaks, its markup where it was; nothing where more than blanks would change.
fn relaid(cue: &Cue, wanted: &str) -> Option<Vec<Node>> {
    let mut after = cue.text.clone();
    let mut rest = wanted.chars();
    let mut same = true;
    map_texts(&mut after, &mut |text: &str| {
        text.chars()
            .map(|c| {
                let new = rest.next().unwrap_or(c);
                let blank = |c: char| matches!(c, ' ' | '\n');
                same &= new == c || (blank(new) && blank(c));
                new
            })
            .collect()
    });
    (same && rest.next().is_none()).then_some(after)
}

/// Changes every text that is read, in order.
fn map_texts(nodes: &mut [Node], change: &mut dyn FnMut(&str) -> String) {
    for node in nodes {
        match node {
            Node::Text(text) => *text = change(text),
            Node::Span(span) if span.is_annotation() => {}
            Node::Span(span) => map_texts(&mut span.nodes, change),
            Node::Stamp(_) => {}
        }
    }
}

fn changed(cue: &Cue, change: &mut dyn FnMut(&str) -> String) -> Vec<Node> {
    let mut after = cue.text.clone();
    map_texts(&mut after, change);
    after
}

fn signs(trial: &mut Trial<'_>, n: usize, cue: &Cue, text: &str) {
    let style = trial.style;
    if style.ellipsis && text.contains("...") {
        let after = changed(cue, &mut |text| text.replace("...", "…"));
        let fix = trial.rewrite(n, "Three full stops are one ellipsis.", after);
        let sentence = "Three full stops stand for an ellipsis (U+2026).".to_owned();
        trial.say(n, RuleName::Ellipsis, Severity::Warning, sentence, fix);
    }
    let unseen = |c: char| {
        (c.is_control() && c != '\n')
            || c == '\u{fffd}'
            || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}')
    };
    let mut wrong: Vec<char> = text.chars().filter(|c| unseen(*c) || style.refused.contains(*c)).collect();
    wrong.sort_unstable();
    wrong.dedup();
    for sign in wrong {
        let sentence = match unseen(sign) {
            true => format!("The sign U+{:04X} cannot be shown.", u32::from(sign)),
            false => format!("The sign “{sign}” is not used by the house in this language."),
        };
        trial.say(n, RuleName::Glyph, Severity::Error, sentence, None);
    }
}

fn blanks(trial: &mut Trial<'_>, n: usize, cue: &Cue, text: &str) {
    let spaced = trial.style.spaced.clone();
    let doubled = text.contains("  ");
    let at_edge = text.split('\n').any(|line| line.trim_matches(' ') != line);
    if doubled || at_edge {
        let after = changed(cue, &mut |text| even(text));
        let fix = trial.rewrite(n, "Blanks are made one, and none at the ends of lines.", after);
        let sentence = "The cue has blanks at the ends of lines or several in a row.".to_owned();
        trial.say(n, RuleName::WhiteSpace, Severity::Info, sentence, fix);
    }
    if spaced.is_empty() {
        return;
    }
    let missing = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(2).any(|pair| spaced.contains(pair[1]) && needs_blank(pair[0], &spaced))
    };
    if missing(text) {
        let after = changed(cue, &mut |text| with_blanks(text, &spaced));
        let fix = trial.rewrite(n, "A no-break blank goes before the sign.", after);
        let sentence = format!("A blank is missing before one of {spaced}");
        trial.say(n, RuleName::WhiteSpace, Severity::Warning, sentence, fix);
    }
}

/// A letter, not a blank, another such sign, or a figure (as in 12:30).
fn needs_blank(before: char, spaced: &str) -> bool {
    !before.is_whitespace() && !spaced.contains(before) && !before.is_ascii_digit() && before != '…' && before != '.'
}

fn with_blanks(text: &str, spaced: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if spaced.contains(c) && out.chars().last().is_some_and(|before| needs_blank(before, spaced)) {
            out.push('\u{a0}');
        }
        out.push(c);
    }
    out
}

fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let after_blank = out.ends_with([' ', '\n']);
        match c {
            ' ' if after_blank => {}
            '\n' => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            _ => out.push(c),
        }
    }
    out
}

fn dashes(trial: &mut Trial<'_>, n: usize, cue: &Cue, text: &str) {
    let Some(dash) = trial.style.dash else { return };
    let lines: Vec<&str> = text.split('\n').collect();
    let marked = |line: &str| line.starts_with(['-', '–', '—', '‐']) && !line.starts_with("--");
    if !lines.iter().any(|line| marked(line)) || lines.len() < 2 {
        return;
    }
    let wanted: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let bare = if marked(line) { line.trim_start_matches(['-', '–', '—', '‐', ' ']) } else { line };
            let says = marked(line) || (at == 0 && dash != Dash::SecondTight && marked(lines[1]));
            match dash {
                _ if !says => (*line).to_owned(),
                Dash::BothSpace => format!("- {bare}"),
                Dash::BothTight => format!("-{bare}"),
                Dash::SecondTight if at == 0 => bare.to_owned(),
                Dash::SecondTight => format!("-{bare}"),
                Dash::None => bare.to_owned(),
            }
        })
        .collect();
    if wanted.iter().zip(&lines).all(|(wanted, line)| wanted == line) {
        return;
    }
    let fix = match cue.text[..].as_ref() {
        [Node::Text(_)] if dash != Dash::None => {
            trial.rewrite(n, "The dashes are set as the house sets them.", vec![Node::Text(wanted.join("\n"))])
        }
        _ => None,
    };
    let how = match dash {
        Dash::BothSpace => "a dash and a blank before both",
        Dash::BothTight => "a dash without a blank before both",
        Dash::SecondTight => "a dash before the second alone",
        Dash::None => "no dashes",
    };
    let sentence = format!("Two speakers are told apart by {how}.");
    trial.say(n, RuleName::Dash, Severity::Warning, sentence, fix);
}

fn sounds(trial: &mut Trial<'_>, n: usize, text: &str) {
    if !matches!(trial.style.audience, Audience::Adult | Audience::Children) {
        return;
    }
    let described = text.split('\n').any(|line| line.trim().starts_with('[') && line.contains(']'));
    if described {
        let sentence = "A sound is described in brackets; that is for readers who are deaf.".to_owned();
        trial.say(n, RuleName::SoundDescription, Severity::Info, sentence, None);
    }
}

pub(super) fn has_italics(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Span(span) => {
            span.tag == timedtext::Tag::Italic || span.look.italic() == Some(true) || has_italics(&span.nodes)
        }
        _ => false,
    })
}

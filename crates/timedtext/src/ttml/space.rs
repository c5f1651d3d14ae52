//! White space as it is shown (TTML2 8.2.9 `xml:space`, 10.2.5): runs become one blank, none at a line's edges.

use crate::{Node, Ruby, Tag};

/// Stands for a blank that may go, until it is known whether it stays. XML cannot contain it.
const LOOSE: char = '\u{1}';

/// Letters of the file as text: white space evened unless it is to be preserved.
pub(super) fn even(text: &str, preserve: bool, after_blank: &mut bool) -> String {
    if preserve {
        *after_blank = false;
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !blank {
            out.push(c);
        } else if !*after_blank {
            out.push(LOOSE);
        }
        *after_blank = blank;
    }
    out
}

/// Settles the blanks that may go: those before a line break and at the end do, and so do those between the
/// parts of an annotation. Joins texts that touch, and drops those without letters.
pub(super) fn settle(nodes: &mut Vec<Node>) {
    let mut at_edge = true;
    settle_backwards(nodes, &mut at_edge, false);
}

fn settle_backwards(nodes: &mut Vec<Node>, at_edge: &mut bool, in_ruby: bool) {
    for node in nodes.iter_mut().rev() {
        match node {
            Node::Stamp(_) => {}
            Node::Span(span) => {
                let parts = [Ruby::Container, Ruby::BaseContainer, Ruby::TextContainer];
                let in_ruby = parts.iter().any(|part| span.tag == Tag::Ruby(*part));
                settle_backwards(&mut span.nodes, at_edge, in_ruby);
            }
            Node::Text(text) => {
                let mut settled: Vec<char> = Vec::with_capacity(text.len());
                for c in text.chars().rev() {
                    match c {
                        LOOSE if *at_edge || in_ruby => {}
                        LOOSE => settled.push(' '),
                        _ => settled.push(c),
                    }
                    *at_edge = if c == LOOSE { *at_edge } else { c == '\n' };
                }
                *text = settled.into_iter().rev().collect();
                // Between the parts of an annotation nothing is shown, preserved or not.
                if in_ruby && text.trim().is_empty() {
                    text.clear();
                }
            }
        }
    }
    crate::cue::join(nodes);
}

/// Whether evening would change these texts, so that the file must say to preserve them.
pub(super) fn needs_preserving(nodes: &[Node]) -> bool {
    fn check(nodes: &[Node], after_blank: &mut bool, wrong: &mut bool) {
        for node in nodes {
            match node {
                Node::Stamp(_) => {}
                Node::Span(span) => check(&span.nodes, after_blank, wrong),
                Node::Text(text) => {
                    for c in text.chars() {
                        let blank = matches!(c, ' ' | '\t' | '\r');
                        *wrong |= (*after_blank && (blank || c == '\n')) || matches!(c, '\t' | '\r');
                        // After a line break a blank is too much, and so is another break's nothing.
                        *after_blank = blank || c == '\n';
                    }
                }
            }
        }
    }
    let (mut after_blank, mut wrong) = (true, false);
    check(nodes, &mut after_blank, &mut wrong);
    wrong || ends_blank(nodes)
}

fn ends_blank(nodes: &[Node]) -> bool {
    nodes.iter().rev().find_map(last_letter).is_some_and(|c| c == ' ')
}

fn last_letter(node: &Node) -> Option<char> {
    match node {
        Node::Text(text) => text.chars().last(),
        Node::Span(span) => span.nodes.iter().rev().find_map(last_letter),
        Node::Stamp(_) => None,
    }
}

//! What a cue's text looks like once named styles and groups are taken into account.

use crate::{Cue, File, Look, Node, Span, Tag};

/// How deep named styles may build on each other; more is a loop.
const DEEPEST: usize = 32;

/// Letters and what they look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The letters; a line feed is a line break.
    pub(crate) text: String,
    /// All that is said of them.
    pub(crate) look: Look,
}

/// A cue's text as runs, without annotations.
pub(crate) fn runs(file: &File, cue: &Cue) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(file, &cue.text, &cue_look(file, cue), &mut runs);
    runs
}

/// What a cue looks like as a whole: its groups, its named styles, itself.
pub(crate) fn cue_look(file: &File, cue: &Cue) -> Look {
    let groups: Vec<_> = file.groups_of(cue).collect();
    let mut look = Look::new();
    for group in groups.into_iter().rev() {
        look = look.under(&named(file, &group.styles, DEEPEST)).under(&group.look);
    }
    look.under(&named(file, &cue.styles, DEEPEST)).under(&cue.look)
}

fn named(file: &File, styles: &[String], depth: usize) -> Look {
    let mut look = Look::new();
    if depth == 0 {
        return look;
    }
    for id in styles {
        if let Some(style) = file.head.styles.iter().find(|style| style.id == *id) {
            look = look.under(&named(file, &style.styles, depth - 1)).under(&style.look);
        }
    }
    look
}

/// What a span says over what stands around it.
pub(crate) fn span_look(file: &File, span: &Span) -> Look {
    let own = match span.tag {
        Tag::Italic => Look::of("tts:fontStyle", "italic"),
        Tag::Bold => Look::of("tts:fontWeight", "bold"),
        Tag::Underline => Look::of("tts:textDecoration", "underline"),
        Tag::Strike => Look::of("tts:textDecoration", "lineThrough"),
        _ => Look::new(),
    };
    own.under(&named(file, &span.styles, DEEPEST)).under(&span.look)
}

fn collect(file: &File, nodes: &[Node], look: &Look, runs: &mut Vec<Run>) {
    for node in nodes {
        match node {
            Node::Stamp(_) => {}
            Node::Text(text) => match runs.last_mut().filter(|run| run.look == *look) {
                Some(run) => run.text.push_str(text),
                None => runs.push(Run { text: text.clone(), look: look.clone() }),
            },
            Node::Span(span) if span.is_annotation() => {}
            Node::Span(span) => collect(file, &span.nodes, &look.under(&span_look(file, span)), runs),
        }
    }
}

/// A cue's text in which looks are tags and colours of spans, without named styles: what formats other than
/// TTML write.
pub(crate) fn tagged(file: &File, cue: &Cue) -> Vec<Node> {
    let plain_styles = cue.styles.is_empty() && cue.look.is_empty() && cue.group.is_none();
    if plain_styles && !needs_resolving(&cue.text) {
        return cue.text.clone();
    }
    let mut nodes = tag_nodes(file, &cue.text);
    let look = cue_look(file, cue);
    wrap(&look, &mut nodes);
    nodes
}

fn needs_resolving(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Span(span) => {
            (span.tag == Tag::Plain && span.classes.is_empty())
                || !span.styles.is_empty()
                || needs_resolving(&span.nodes)
        }
        _ => false,
    })
}

fn tag_nodes(file: &File, nodes: &[Node]) -> Vec<Node> {
    let mut tagged = Vec::new();
    for node in nodes {
        match node {
            Node::Span(span) => {
                let mut inner = tag_nodes(file, &span.nodes);
                wrap(&named(file, &span.styles, DEEPEST).under(&span.look), &mut inner);
                let bare = span.tag == Tag::Plain && span.classes.is_empty() && span.language.is_none();
                if bare && span.shown.is_none() {
                    tagged.append(&mut inner);
                } else {
                    let whole = Span { styles: vec![], look: Look::new(), nodes: inner, ..(**span).clone() };
                    tagged.push(Node::from(whole));
                }
            }
            other => tagged.push(other.clone()),
        }
    }
    tagged
}

/// Puts what a look says around nodes, as tags; colours, family and size stay in the look of a plain span.
fn wrap(look: &Look, nodes: &mut Vec<Node>) {
    let marks = [
        (look.underline(), Tag::Underline),
        (look.strike(), Tag::Strike),
        (look.bold(), Tag::Bold),
        (look.italic(), Tag::Italic),
    ];
    for (_, tag) in marks.into_iter().filter(|(said, _)| *said == Some(true)) {
        let inner = std::mem::take(nodes);
        nodes.push(Node::from(Span::new(tag, inner)));
    }
    let mut rest = Look::new();
    for (name, value) in look.iter().filter(|(name, _)| {
        matches!(name.as_str(), "tts:color" | "tts:backgroundColor" | "tts:fontFamily" | "tts:fontSize")
    }) {
        rest.put(name, value);
    }
    if !rest.is_empty() {
        let inner = std::mem::take(nodes);
        nodes.push(Node::from(Span { look: rest, nodes: inner, ..Span::default() }));
    }
}

/// The first voice in a text.
pub(crate) fn first_voice(nodes: &[Node]) -> Option<&str> {
    nodes.iter().find_map(|node| match node {
        Node::Span(span) => match &span.tag {
            Tag::Voice(name) if !name.is_empty() => Some(name.as_str()),
            _ => first_voice(&span.nodes),
        },
        _ => None,
    })
}

//! What one file says that another does not.

use std::collections::BTreeMap;

use crate::resolve::{Run, runs};
use crate::{Cue, File, Look, Node, Ruby, Tag};

/// One kind of thing that was not carried, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Stable identifier: `italics`, `place`, `time` and so on.
    pub what: &'static str,
    /// The cues that it was lost from, by their place in the file, from 0; none where the head lost it.
    pub cues: Vec<usize>,
    /// One sentence in the user's words.
    pub sentence: String,
}

/// What `before` says that `after` does not say or says otherwise, cue by cue in order.
pub fn differences(before: &File, after: &File) -> Vec<Loss> {
    let mut lost: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    let same_head = before.head == after.head;
    for (n, cue) in before.cues.iter().enumerate() {
        let Some(other) = after.cues.get(n) else {
            lost.entry("cue").or_default().push(n);
            continue;
        };
        // What was carried as it is needs no closer look.
        if same_head && *cue == (Cue { origin: cue.origin, ..other.clone() }) {
            continue;
        }
        for (what, said) in features(before, cue) {
            if !said.is_empty() && feature(after, other, what) != said {
                lost.entry(what).or_default().push(n);
            }
        }
    }
    let mut losses: Vec<Loss> = lost.into_iter().map(|(what, cues)| describe(what, cues)).collect();
    if after.cues.len() > before.cues.len() {
        let more = after.cues.len() - before.cues.len();
        let sentence = format!("The file that was written reads as {more} more cues.");
        losses.push(Loss { what: "cue-split", cues: vec![], sentence });
    }
    losses.extend(head_losses(before, after));
    losses
}

fn head_losses(before: &File, after: &File) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut say = |gone: bool, what, sentence: String| {
        if gone {
            losses.push(Loss { what, cues: vec![], sentence });
        }
    };
    let (b, a) = (&before.head, &after.head);
    let language = b.language.as_deref().filter(|l| !l.is_empty());
    say(
        language.is_some() && a.language != b.language,
        "language-of-file",
        format!("The file's language ({}) is not said.", language.unwrap_or("")),
    );
    let unused = b.styles.len().saturating_sub(a.styles.len());
    say(
        unused > 0,
        "named-styles",
        format!("Named styles that are gone: {unused}; what they say was put on the text."),
    );
    let regions = b.regions.len().saturating_sub(a.regions.len());
    say(regions > 0, "regions", format!("Regions that are gone: {regions}."));
    let speakers = b.speakers.len().saturating_sub(a.speakers.len());
    say(speakers > 0, "speakers", format!("The list of who speaks is gone: {speakers}."));
    let groups = b.groups.len().saturating_sub(a.groups.len());
    say(groups > 0, "groups", format!("Divisions that are gone: {groups}; their cues stand by themselves."));
    let own = b.kept.attributes.len() + b.kept.markup.len();
    say(own > 0 && a.kept != b.kept, "own-words", "What the file says only in its own format is gone.".into());
    losses
}

fn describe(what: &'static str, cues: Vec<usize>) -> Loss {
    let many = cues.len();
    let of = if many == 1 { "1 cue".to_owned() } else { format!("{many} cues") };
    let sentence = match what {
        "cue" => format!("{of} could not be written."),
        "start" | "end" => format!("The {what} of {of} was moved to what the format can say."),
        "open-end" => format!("An end was given to {of} that had none."),
        "text" => format!("The text of {of} is not what it was."),
        "place" => format!("The place on screen of {of} is another."),
        "ruby" => format!("The annotations over the text of {of} are gone."),
        "speaker" => format!("Who speaks {of} is not said."),
        other => format!("Of {of} the {other} could not be carried."),
    };
    Loss { what, cues, sentence }
}

const LOOKS: [(&str, &str); 6] = [
    ("italics", "tts:fontStyle"),
    ("bold", "tts:fontWeight"),
    ("underline", "tts:textDecoration"),
    ("colour", "tts:color"),
    ("background", "tts:backgroundColor"),
    ("look", ""),
];

const SAID: [&str; 12] = [
    "start",
    "end",
    "open-end",
    "text",
    "place",
    "ruby",
    "speaker",
    "language",
    "id",
    "stamps",
    "own-words",
    "changes",
];

fn features(file: &File, cue: &Cue) -> Vec<(&'static str, String)> {
    let looks = LOOKS.iter().map(|(what, _)| *what);
    SAID.into_iter().chain(looks).map(|what| (what, feature(file, cue, what))).collect()
}

/// What a cue says of one thing; nothing where it says what goes without saying.
fn feature(file: &File, cue: &Cue, what: &str) -> String {
    match what {
        "start" => format!("{:?}", cue.start),
        "end" => cue.end.map(|end| format!("{end:?}")).unwrap_or_default(),
        "open-end" => {
            if cue.end.is_none() {
                "open".into()
            } else {
                String::new()
            }
        }
        "text" => cue.plain(),
        "place" => place(file, cue),
        "ruby" => ruby(&cue.text),
        "speaker" => file.speaker_of(cue).unwrap_or("").to_owned(),
        "language" => languages(cue),
        "id" => cue.id.clone(),
        "stamps" => stamps(&cue.text),
        "changes" => {
            if cue.changes.is_empty() {
                String::new()
            } else {
                format!("{:?}", cue.changes)
            }
        }
        "own-words" => {
            if cue.kept.is_empty() {
                String::new()
            } else {
                format!("{:?}", cue.kept)
            }
        }
        look => masked(&runs(file, cue), LOOKS.iter().find(|(name, _)| *name == look).map_or("", |(_, p)| *p)),
    }
}

fn place(file: &File, cue: &Cue) -> String {
    let window = file.region_of(cue).and_then(|region| region.window.as_ref());
    let place = crate::Placement { region: None, ..crate::screen::placement(file, cue) };
    if window.is_none() && place == crate::Placement::default() {
        return String::new();
    }
    format!("{window:?} {place:?}")
}

/// What the runs say of one property (of all others, where none is named), letter by letter.
fn masked(runs: &[Run], property: &str) -> String {
    let mut said: Vec<(usize, String)> = Vec::new();
    for run in runs {
        let value = value_of(&run.look, property);
        let length = run.text.chars().filter(|c| !c.is_whitespace()).count();
        match said.last_mut().filter(|(_, last)| *last == value) {
            Some((letters, _)) => *letters += length,
            None if length == 0 => {}
            None => said.push((length, value)),
        }
    }
    if said.iter().all(|(_, value)| value.is_empty()) {
        return String::new();
    }
    said.iter().map(|(length, value)| format!("{length}:{value};")).collect()
}

fn value_of(look: &Look, property: &str) -> String {
    let only = |said: Option<bool>, word: &str| if said == Some(true) { word.to_owned() } else { String::new() };
    match property {
        "tts:fontStyle" => only(look.italic(), "italic"),
        "tts:fontWeight" => only(look.bold(), "bold"),
        "tts:textDecoration" => only(look.underline(), "u") + &only(look.strike(), "s"),
        "tts:color" => look.color().map(|c| c.hex()).unwrap_or_default(),
        "tts:backgroundColor" => look.background().map(|c| c.hex()).unwrap_or_default(),
        _ => {
            let others = look.iter().filter(|(name, _)| !LOOKS.iter().any(|(_, p)| p == name));
            others.map(|(name, value)| format!("{name}={value} ")).collect()
        }
    }
}

fn ruby(nodes: &[Node]) -> String {
    let mut found = String::new();
    for node in nodes {
        if let Node::Span(span) = node {
            match span.tag {
                Tag::Ruby(Ruby::Text) => {
                    found.push_str(&Cue { text: span.nodes.clone(), ..Cue::default() }.plain());
                    found.push(';');
                }
                _ => found.push_str(&ruby(&span.nodes)),
            }
        }
    }
    found
}

fn languages(cue: &Cue) -> String {
    fn within(nodes: &[Node], found: &mut String) {
        for node in nodes {
            if let Node::Span(span) = node {
                found.push_str(span.language.as_deref().unwrap_or(""));
                within(&span.nodes, found);
            }
        }
    }
    let mut found = cue.language.clone().unwrap_or_default();
    within(&cue.text, &mut found);
    found
}

fn stamps(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Stamp(time) => format!("{time:?};"),
            Node::Span(span) => {
                format!("{}{}", span.shown.map(|s| format!("{s:?}")).unwrap_or_default(), stamps(&span.nodes))
            }
            Node::Text(_) => String::new(),
        })
        .collect()
}

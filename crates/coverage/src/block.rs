//! Paragraphs and speeches: the units that a reader names, wherever lines happen to break.

use script::{Document, Kind, Screenplay};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A scene heading.
    Heading,
    /// A paragraph of description, a shot, a title on screen.
    Action,
    /// A speech, by index of `Screenplay::characters` where the speaker is known.
    Speech(Option<usize>),
}

/// A heading, a paragraph or a speech.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Its lines (1-based), the cue of a speech included.
    pub(crate) lines: Vec<usize>,
    /// Its scene, by index; absent before the first heading.
    pub(crate) scene: Option<usize>,
    /// Its words: of a speech what is said, directions included, without the cue.
    pub(crate) text: String,
    /// The cue as written, of a speech.
    pub(crate) cue: String,
}

impl Block {
    /// Who speaks it.
    pub(crate) fn speaker(&self) -> Option<usize> {
        if let BlockKind::Speech(speaker) = self.kind { speaker } else { None }
    }

    /// Whether it is a speech.
    pub(crate) fn is_speech(&self) -> bool {
        matches!(self.kind, BlockKind::Speech(_))
    }

    /// As it is shown to a model: the paragraph, or `MARA: what she says`.
    pub(crate) fn shown(&self) -> String {
        self.shown_as(&self.text)
    }

    /// The same with other words for its text.
    pub(crate) fn shown_as(&self, text: &str) -> String {
        if self.is_speech() { format!("{}: {text}", self.cue) } else { text.to_owned() }
    }
}

/// The blocks of a script in order. Transitions, notes and page furniture are left out.
pub(crate) fn blocks(document: &Document, screenplay: &Screenplay) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in &screenplay.lines {
        let text = document.slice(line.span).trim();
        let kind = match line.kind {
            Kind::SceneHeading => BlockKind::Heading,
            Kind::Action | Kind::Shot | Kind::Centered => BlockKind::Action,
            Kind::Character if line.continued => continue,
            Kind::Character => {
                blocks.push(speech(line.character, line.n, line.scene, cue(text), String::new()));
                open = false;
                continue;
            }
            Kind::Dialogue | Kind::Parenthetical | Kind::Lyrics => {
                match blocks.last_mut().filter(|b| b.is_speech() && b.scene == line.scene) {
                    Some(block) => extend(block, line.n, text),
                    None => blocks.push(speech(line.character, line.n, line.scene, String::new(), text.to_owned())),
                }
                open = false;
                continue;
            }
            _ => {
                open = false;
                continue;
            }
        };
        let joins = open && kind == BlockKind::Action && line.kind == Kind::Action;
        match blocks.last_mut().filter(|b| joins && b.kind == BlockKind::Action && b.scene == line.scene) {
            Some(block) => extend(block, line.n, text),
            None => blocks.push(Block {
                kind,
                lines: vec![line.n],
                scene: line.scene,
                text: clean(text),
                cue: String::new(),
            }),
        }
        open = line.kind == Kind::Action;
    }
    blocks.retain(|b| !b.text.is_empty());
    blocks
}

fn speech(speaker: Option<usize>, line: usize, scene: Option<usize>, cue: String, text: String) -> Block {
    Block { kind: BlockKind::Speech(speaker), lines: vec![line], scene, text, cue }
}

fn extend(block: &mut Block, line: usize, text: &str) {
    // `eleven-` at the end of a line goes on in the next; `--` and ` -` are dashes.
    let hyphen = block.text.strip_suffix('-').is_some_and(|t| t.ends_with(char::is_alphanumeric));
    if !block.text.is_empty() && !hyphen {
        block.text.push(' ');
    }
    block.text.push_str(&clean(text));
    block.lines.push(line);
}

/// A line without the marks that only a typesetter reads.
fn clean(text: &str) -> String {
    text.trim_start_matches(['!', '.', '>', '~', '@']).trim_end_matches('<').replace(['*', '_'], "").trim().to_owned()
}

/// A cue as written, without what a page break or a typesetter put there.
fn cue(text: &str) -> String {
    let text = clean(text);
    let text = text.trim_end_matches('^').trim();
    text.replace("(CONT'D)", "").replace("(CONT’D)", "").trim().to_owned()
}

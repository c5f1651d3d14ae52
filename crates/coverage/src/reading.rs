//! What the desk knows before anything is asked: the script cut into blocks, passages and beats, and its names.

use std::collections::{BTreeMap, BTreeSet};

use script::{Document, Screenplay};

use crate::{
    Evidence, Header,
    block::{Block, BlockKind, blocks},
    borne_out::{Known, Unsupported, borne_out},
    cast::{Cast, find_word},
    header::header,
    passage::{Passage, passages},
    people::by_role_size,
    place::{cue_of, evidence_at},
    pronoun::{Pronoun, pronouns},
    salience::{Motifs, salience},
    words::{bare, is_function_word, words},
};

/// A script made ready for asking.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) screenplay: &'a Screenplay,
    pub(crate) header: Header,
    pub(crate) cast: Cast,
    /// Characters by role size, the largest first.
    pub(crate) roles: Vec<usize>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) passages: Vec<Passage>,
    pub(crate) known: Known,
    /// What comes back.
    pub(crate) motifs: Motifs,
    /// `he` or `she`, by index of the cast, where the script says so.
    pub(crate) pronouns: BTreeMap<usize, Pronoun>,
    /// How telling every block is by itself.
    pub(crate) salience: Vec<f64>,
    /// Words that the script writes in lower case.
    lower: BTreeSet<String>,
}

impl<'a> Reading<'a> {
    /// Reads a script.
    pub(crate) fn of(document: &'a Document, screenplay: &'a Screenplay) -> Self {
        let cast = Cast::of(document, screenplay);
        let blocks = blocks(document, screenplay);
        let passages = passages(screenplay, &blocks);
        let header = header(document, screenplay);
        let known = known(&header, &cast, screenplay);
        let motifs = Motifs::of(&blocks, &cast);
        let salience = blocks.iter().map(|b| salience(b, &cast, &motifs)).collect();
        let pronouns = pronouns(&blocks, &cast);
        let lower = blocks
            .iter()
            .flat_map(|b| words(&b.text).map(bare))
            .filter(|w| w.starts_with(char::is_lowercase))
            .map(str::to_owned)
            .collect();
        Self {
            document,
            screenplay,
            header,
            cast,
            pronouns,
            roles: by_role_size(screenplay),
            blocks,
            passages,
            known,
            motifs,
            salience,
            lower,
        }
    }

    /// The text of a line (1-based).
    pub(crate) fn line(&self, n: usize) -> &'a str {
        self.screenplay.lines.get(n.wrapping_sub(1)).map_or("", |l| self.document.slice(l.span))
    }

    /// Evidence at lines, for a claim.
    pub(crate) fn evidence(&self, lines: &[usize], claim: &str) -> Vec<Evidence> {
        evidence_at(self.document, self.screenplay, lines, claim)
    }

    /// The lines that bear out a sentence: those given, the cues above speeches among them, and where a name, number or
    /// place is still lacking the nearest line of `near` that has it (at most three). An error names what is nowhere.
    pub(crate) fn citation(&self, sentence: &str, lines: &[usize], near: &[usize]) -> Result<Vec<usize>, Unsupported> {
        let mut cited = lines.to_vec();
        cited.extend(lines.iter().filter_map(|&n| cue_of(self.screenplay, n)));
        for _ in 0..4 {
            cited.sort_unstable();
            cited.dedup();
            let quotes: Vec<String> = self.evidence(&cited, sentence).into_iter().map(|e| e.quote).collect();
            let quotes: Vec<&str> = quotes.iter().map(String::as_str).collect();
            let Err(lacking) = borne_out(sentence, &quotes, &self.known) else { return Ok(cited) };
            let wanted = lacking.word().to_lowercase();
            let from = lines.first().copied().unwrap_or(0);
            let says = |n: &&usize| find_word(self.line(**n), &wanted).is_some() && !cited.contains(n);
            match near.iter().filter(says).min_by_key(|n| (n.abs_diff(from), **n)) {
                Some(&n) => cited.push(n),
                None => return Err(lacking),
            }
        }
        let first = self.known.title.clone();
        Err(Unsupported::Name(first))
    }

    /// Whether the script writes a word (lower case) in lower case somewhere: then a capital is only a sentence's.
    pub(crate) fn in_lower_case(&self, word: &str) -> bool {
        self.lower.contains(word) || is_function_word(word)
    }

    /// The lines of all blocks of a scene (by index), its heading included.
    pub(crate) fn scene_lines(&self, scene: Option<usize>) -> Vec<usize> {
        self.blocks.iter().filter(|b| b.scene == scene).flat_map(|b| b.lines.iter().copied()).collect()
    }

    /// Who speaks or is seen in a scene, by index.
    pub(crate) fn present(&self, scene: Option<usize>) -> Vec<usize> {
        let scene = scene.and_then(|s| self.screenplay.scenes.get(s));
        scene.map(|s| s.speakers.iter().chain(&s.silent).copied().collect()).unwrap_or_default()
    }

    /// A passage as it is shown to a model, its paragraphs and speeches numbered.
    pub(crate) fn shown(&self, passage: &Passage) -> String {
        let mut text = String::new();
        let mut number = 0;
        for &b in &passage.blocks {
            let block = &self.blocks[b];
            if block.kind == BlockKind::Heading {
                text.push_str(&format!("\n{}\n", block.text));
            } else {
                number += 1;
                text.push_str(&format!("{number} {}\n", block.shown()));
            }
        }
        text.trim().to_owned()
    }

    /// The groups of the first stage.
    pub(crate) fn first_groups(&self) -> Vec<ask::Group> {
        crate::selection::groups(self)
    }
}

fn known(header: &Header, cast: &Cast, screenplay: &Screenplay) -> Known {
    let roles = (0..screenplay.characters.len())
        .filter_map(|i| cast.get(i).shown.strip_prefix("the ").map(str::to_owned))
        .collect();
    let mut places: Vec<String> = screenplay
        .scenes
        .iter()
        .flat_map(|s| s.place.split([',', '/']).flat_map(|p| p.split(" - ")))
        .map(|p| p.trim().to_lowercase())
        .filter(|p| p.len() > 3)
        .collect();
    places.sort();
    places.dedup();
    Known { title: header.title.clone(), roles, places }
}

//! What is shown to a model at once: scenes, short ones together and long ones in parts, and the beats in them.

use script::Screenplay;

use crate::block::{Block, BlockKind};

/// Bytes of a long passage: about 1,100 tokens at 3.6 bytes a token.
const LONGEST: usize = 3_960;
/// Up to here short neighbouring scenes are shown together.
const TOGETHER: usize = 2_200;
/// A scene without dialogue below this is read with its neighbours but not asked about.
const MINOR: usize = 160;

/// A stretch of a scene in which one thing happens: one event is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beat {
    /// Its scene, by index.
    pub(crate) scene: Option<usize>,
    /// Its blocks, by index: consecutive, without the heading.
    pub(crate) blocks: Vec<usize>,
}

/// What is shown at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Its blocks, by index: consecutive.
    pub(crate) blocks: Vec<usize>,
    /// Its beats in order; a passage without one is not asked about.
    pub(crate) beats: Vec<Beat>,
}

impl Passage {
    /// The first scene shown, 1-based, for progress.
    pub(crate) fn scene(&self, blocks: &[Block]) -> usize {
        self.blocks.first().and_then(|&b| blocks[b].scene).map_or(1, |s| s + 1)
    }
}

/// How many bytes of script one event is asked for, by length of the script: a short is told beat by beat.
fn beat_bytes(pages: u32) -> usize {
    match pages {
        0..=18 => 480,
        19..=50 => 800,
        _ => 1_200,
    }
}

/// Cuts a script into passages.
pub(crate) fn passages(screenplay: &Screenplay, blocks: &[Block]) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    let mut open_bytes = 0;
    for scene in scenes(blocks) {
        let bytes: usize = scene.iter().map(|&b| size(&blocks[b])).sum();
        if bytes > LONGEST {
            found.extend(parts(&scene, blocks));
            open_bytes = LONGEST;
            continue;
        }
        match found.last_mut().filter(|_| open_bytes + bytes <= TOGETHER) {
            Some(passage) => passage.blocks.extend(&scene),
            None => {
                found.push(Passage { blocks: scene.clone(), beats: vec![] });
                open_bytes = 0;
            }
        }
        open_bytes += bytes;
    }
    let target = beat_bytes(screenplay.pages);
    for passage in &mut found {
        passage.beats = beats(passage, blocks, target);
    }
    found
}

fn size(block: &Block) -> usize {
    block.text.len() + block.cue.len() + 4
}

/// Block indices scene by scene.
fn scenes(blocks: &[Block]) -> Vec<Vec<usize>> {
    let mut scenes: Vec<Vec<usize>> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        match scenes.last_mut().filter(|s| s.last().is_some_and(|&b: &usize| blocks[b].scene == block.scene)) {
            Some(scene) => scene.push(i),
            None => scenes.push(vec![i]),
        }
    }
    scenes
}

/// A long scene in parts of about equal length, cut between blocks.
fn parts(scene: &[usize], blocks: &[Block]) -> Vec<Passage> {
    let runs = runs(scene, blocks, LONGEST * 4 / 5);
    runs.into_iter().map(|blocks| Passage { blocks, beats: vec![] }).collect()
}

/// Cuts blocks into runs of about equal length, as many as `target` bytes each would make.
fn runs(list: &[usize], blocks: &[Block], target: usize) -> Vec<Vec<usize>> {
    let total: usize = list.iter().map(|&b| size(&blocks[b])).sum();
    let count = ((total + target / 2) / target).clamp(1, list.len().max(1));
    let mut runs = vec![Vec::new(); count];
    let mut before = 0;
    for &b in list {
        let middle = before + size(&blocks[b]) / 2;
        runs[(middle * count / total.max(1)).min(count - 1)].push(b);
        before += size(&blocks[b]);
    }
    runs.retain(|r| !r.is_empty());
    runs
}

fn beats(passage: &Passage, blocks: &[Block], target: usize) -> Vec<Beat> {
    let told: Vec<usize> = passage.blocks.iter().copied().filter(|&b| blocks[b].kind != BlockKind::Heading).collect();
    told.chunk_by(|&a, &b| blocks[a].scene == blocks[b].scene)
        .filter(|scene| {
            scene.iter().any(|&b| blocks[b].is_speech())
                || scene.iter().map(|&b| size(&blocks[b])).sum::<usize>() > MINOR
        })
        .flat_map(|scene| {
            runs(scene, blocks, target).into_iter().map(|run| Beat { scene: blocks[run[0]].scene, blocks: run })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(scene: usize, kind: BlockKind, bytes: usize) -> Block {
        Block { kind, lines: vec![1], scene: Some(scene), text: "x".repeat(bytes), cue: String::new() }
    }

    fn script(scenes: &[&[usize]]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (i, scene) in scenes.iter().enumerate() {
            blocks.push(block(i, BlockKind::Heading, 20));
            blocks.extend(scene.iter().map(|&bytes| block(i, BlockKind::Speech(None), bytes)));
        }
        blocks
    }

    fn cut(blocks: &[Block], pages: u32) -> Vec<Passage> {
        let screenplay = Screenplay {
            title_page: Default::default(),
            lines: vec![],
            scenes: vec![],
            characters: vec![],
            pages,
            findings: vec![],
        };
        passages(&screenplay, blocks)
    }

    #[test]
    fn every_block_is_shown_once_and_in_order() {
        let blocks = script(&[&[300, 300], &[200], &[1_500, 1_500, 1_500, 1_500], &[100], &[2_000, 100]]);
        let shown: Vec<usize> = cut(&blocks, 100).iter().flat_map(|p| p.blocks.clone()).collect();
        assert_eq!(shown, (0..blocks.len()).collect::<Vec<_>>());
    }

    #[test]
    fn short_scenes_are_shown_together_and_long_ones_in_parts() {
        let blocks = script(&[&[300, 300], &[200], &[1_500, 1_500, 1_500, 1_500]]);
        let cut = cut(&blocks, 100);
        assert_eq!(cut.len(), 3);
        assert!(cut.iter().all(|p| p.blocks.iter().map(|&b| size(&blocks[b])).sum::<usize>() <= LONGEST));
    }

    #[test]
    fn a_beat_never_crosses_a_scene() {
        let blocks = script(&[&[300, 300], &[200], &[900, 900]]);
        for passage in cut(&blocks, 10) {
            for beat in passage.beats {
                assert!(beat.blocks.iter().all(|&b| blocks[b].scene == beat.scene));
            }
        }
    }
}

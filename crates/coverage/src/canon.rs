//! The canonical text that grades are judged on: moments of the script chosen by counting, names replaced by letters,
//! so that renaming anybody changes no grade.

use crate::{block::BlockKind, moment::without_directions, reading::Reading};

/// Longest canonical text, in bytes: about 800 tokens.
const LONGEST: usize = 2_900;
/// Stretches of the script that are sampled between the opening and the ending.
const STRETCHES: usize = 7;

/// The canonical text.
pub(crate) fn canonical(reading: &Reading) -> String {
    let total = reading.blocks.len();
    let mut wanted: Vec<usize> = (0..total.min(4)).collect();
    for stretch in 0..STRETCHES {
        let range = total * stretch / STRETCHES..total * (stretch + 1) / STRETCHES;
        let told = range.filter(|&b| reading.blocks[b].kind != BlockKind::Heading);
        let best = told.max_by(|&a, &b| reading.salience[a].total_cmp(&reading.salience[b]).then(b.cmp(&a)));
        wanted.extend(best.into_iter().flat_map(|b| [b, b + 1]).filter(|&b| b < total));
    }
    wanted.extend(total.saturating_sub(4)..total);
    wanted.sort_unstable();
    wanted.dedup();
    let per_block = LONGEST / wanted.len().max(1);
    let mut text = String::new();
    for run in wanted.chunk_by(|a, b| a + 1 == *b) {
        if !text.is_empty() {
            text.push_str("...\n");
        }
        for &b in run {
            text.push_str(&masked(reading, b, per_block));
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// A block with letters for names, at most so many bytes of it.
fn masked(reading: &Reading, block: usize, most: usize) -> String {
    let block = &reading.blocks[block];
    let letter = |p: usize| {
        reading
            .roles
            .iter()
            .position(|&r| r == p)
            .and_then(|i| (b'A'..=b'Z').nth(i))
            .map_or("someone".to_owned(), |c| char::from(c).to_string())
    };
    let text = without_directions(&reading.cast.replace(&block.text, |p| Some(letter(p))));
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let end = if end < text.len() { text[..end].rfind(['.', '?', '!']).map_or(end, |e| e + 1) } else { end };
    block.speaker().map_or_else(|| text[..end].to_owned(), |s| format!("{}: {}", letter(s), &text[..end]))
}

//! The script's own words for a moment: what stands in where no sentence was borne out.

use crate::{
    bearing::telling_lines,
    cast::capitalised,
    moment::{Moment, without_directions},
    reading::Reading,
    telling::Told,
    words::{content_stems, sentences, words},
};

/// The script's own words for a moment: its most telling sentence, or the line that is spoken.
pub(crate) fn own_words(reading: &Reading, moment: &Moment) -> Option<Told> {
    let block = &reading.blocks[moment.chosen.block];
    let text = if block.is_speech() { without_directions(&block.text) } else { block.text.clone() };
    let best = shortened(reading, &best_sentence(reading, &text, !block.is_speech())?);
    let lines: Vec<usize> = telling_lines(reading, &best, &block.lines);
    let text = match block.speaker() {
        Some(speaker) => format!("{}: “{}”", capitalised(&reading.cast.get(speaker).shown), best),
        None => best,
    };
    let mut lines = lines;
    lines.extend(block.is_speech().then(|| block.lines[0]));
    lines.sort_unstable();
    lines.dedup();
    (!lines.is_empty()).then_some(Told { text, lines, extract: true })
}

/// Longest extract, in words.
const LONGEST: usize = 28;

/// A sentence, or of a long one the run of whole clauses that tells most; what was left off is marked by dots.
fn shortened(reading: &Reading, sentence: &str) -> String {
    if words(sentence).count() <= LONGEST {
        return sentence.to_owned();
    }
    let mut joints: Vec<usize> = sentence.match_indices([',', ';', ':']).map(|(at, _)| at + 1).collect();
    joints.insert(0, 0);
    joints.push(sentence.len());
    let runs = joints.iter().enumerate().flat_map(|(i, &from)| joints[i + 1..].iter().map(move |&to| (from, to)));
    let fitting = runs.filter(|&(from, to)| (5..=LONGEST).contains(&words(&sentence[from..to]).count()));
    let worth = |&(from, to): &(usize, usize)| reading.motifs.weight(&sentence[from..to]) + (to - from) as f64 * 0.001;
    let Some((from, to)) = fitting.max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.cmp(a))) else {
        return sentence.to_owned();
    };
    let before = if from > 0 { "… " } else { "" };
    let after = if to < sentence.len() { " …" } else { "" };
    format!("{before}{}{after}", sentence[from..to].trim().trim_end_matches([',', ';', ':']))
}

/// The sentence of a text that tells most; of a description one that begins with a name, where there is one.
pub(crate) fn best_sentence(reading: &Reading, text: &str, deed: bool) -> Option<String> {
    let worth = |s: &str| {
        let named = deed
            && reading
                .cast
                .mentioned(s)
                .first()
                .is_some_and(|&p| reading.cast.first_mention(p, s).is_some_and(|r| r.start < 5));
        let length = words(s).count();
        let short = if length < 4 { -2.0 } else { 0.0 };
        let long = if length > 40 { -1.0 } else { 0.0 };
        reading.motifs.weight(s) / (5.0 + length as f64).sqrt()
            + f64::from(u8::from(named))
            + content_stems(s).count() as f64 * 0.05
            + short
            + long
    };
    let parts = sentences(text);
    let best = parts
        .iter()
        .max_by(|a, b| worth(&text[(*a).clone()]).total_cmp(&worth(&text[(*b).clone()])).then(b.start.cmp(&a.start)))?;
    Some(text[best.clone()].to_owned())
}

//! Who `he` and `she` can be: learned from the script's own descriptions, used to see whether a report of a speech
//! still speaks of the right person.

use std::collections::BTreeMap;

use crate::{
    block::{Block, BlockKind},
    cast::Cast,
    words::{sentences, words},
};

/// The pronoun a script uses for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// He, him, his.
    He,
    /// She, her, hers.
    She,
}

/// The pronoun that a word is a form of.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    match word.to_lowercase().replace('’', "'").as_str() {
        "he" | "him" | "his" | "himself" | "he's" | "he'll" | "he'd" => Some(Pronoun::He),
        "she" | "her" | "hers" | "herself" | "she's" | "she'll" | "she'd" => Some(Pronoun::She),
        _ => None,
    }
}

/// The pronouns of the cast, by index; absent where the script does not say.
pub(crate) fn pronouns(blocks: &[Block], cast: &Cast) -> BTreeMap<usize, Pronoun> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Action) {
        let mut last = None;
        for range in sentences(&block.text) {
            let sentence = &block.text[range];
            let opening = words(sentence).next().and_then(pronoun);
            match cast.mentioned(sentence)[..] {
                [one] if opening.is_none() => {
                    count(&mut counts, one, words(sentence).filter_map(pronoun));
                    last = Some(one);
                }
                [] => {
                    if let (Some(person), Some(p)) = (last, opening) {
                        count(&mut counts, person, [p].into_iter());
                    }
                }
                _ => last = None,
            }
        }
    }
    let sure = |(he, she): (usize, usize)| {
        if he > 2 * she {
            Some(Pronoun::He)
        } else if she > 2 * he {
            Some(Pronoun::She)
        } else {
            None
        }
    };
    counts.into_iter().filter_map(|(p, c)| sure(c).map(|s| (p, s))).collect()
}

fn count(counts: &mut BTreeMap<usize, (usize, usize)>, person: usize, found: impl Iterator<Item = Pronoun>) {
    let entry = counts.entry(person).or_default();
    for p in found {
        match p {
            Pronoun::He => entry.0 += 1,
            Pronoun::She => entry.1 += 1,
        }
    }
}

/// Whether every `he` and `she` of a report can be told: the speaker where the speech says `I`, the one addressed where
/// it says `you`, somebody else where it says `he` or `she` itself and neither of the two could be meant.
pub(crate) fn refers_rightly(report: &str, speech: &str, speaker: Option<Pronoun>, to: Option<Pronoun>) -> bool {
    let says = |list: &[&str]| words(speech).any(|w| list.contains(&w.to_lowercase().replace('’', "'").as_str()));
    let first = says(&[
        "i", "i'm", "i'll", "i've", "i'd", "me", "my", "mine", "myself", "we", "us", "our", "we're", "we'll", "let's",
    ]);
    let second = says(&["you", "you're", "you'll", "you've", "you'd", "your", "yours", "yourself"]);
    let third = |p: Pronoun| words(speech).filter_map(pronoun).any(|q| q == p);
    words(report).filter_map(pronoun).all(|p| {
        let is_speaker = speaker.is_none_or(|s| s == p);
        let is_other = to.is_none_or(|t| t == p);
        (is_speaker && first) || (is_other && second) || (third(p) && speaker != Some(p) && to != Some(p))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Pronoun::{He, She};

    #[test]
    fn a_report_speaks_of_the_right_person() {
        let check = |report: &str, speech: &str, speaker, to| refers_rightly(report, speech, Some(speaker), Some(to));
        assert!(check("Mara tells Ivo that she is right.", "I was right.", She, He));
        assert!(!check("Mara tells Ivo that somebody painted his truck.", "Somebody painted my truck.", She, He));
        assert!(check("Hoyt tells Mara that she has written letters.", "You've written letters.", He, She));
        assert!(!check("Dale tells Mara that he hands the book over.", "You hand that book over.", He, She));
        assert!(
            !check("Mara says that she will be at the landing.", "Be at the landing.", She, He),
            "an order is no promise"
        );
        assert!(!check("Ivo tells Mara that he won't drive.", "He won't drive.", He, She), "it would read as Ivo");
        assert!(check("Mara tells Opal that he won't drive.", "He won't drive.", She, She));
    }
}

//! The things that the script keeps coming back to, as it calls them: `the bridge`, `the test book`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    reading::Reading,
    words::{bare, is_common_stem, is_function_word, stem, words},
};

/// How many things are named.
const MOST: usize = 8;

/// Things with their article, the one that stands in most scenes first.
pub(crate) fn things(reading: &Reading) -> Vec<String> {
    let mut scenes: BTreeMap<String, BTreeSet<Option<usize>>> = BTreeMap::new();
    for block in &reading.blocks {
        let text = reading.cast.replace(&block.text, |_| Some("#".to_owned()));
        let list: Vec<&str> = words(&text).collect();
        for pair in list.windows(2) {
            let (article, noun) = (pair[0].to_lowercase(), bare(pair[1]));
            let named =
                matches!(article.as_str(), "the" | "this" | "that" | "my" | "your" | "our" | "his" | "her" | "their");
            let thing = named && noun.chars().all(|c| c.is_lowercase() || c == '-') && noun.len() > 2;
            if thing && !is_common_stem(&stem(noun)) && !is_function_word(noun) {
                scenes.entry(noun.to_owned()).or_default().insert(block.scene);
            }
        }
    }
    let mut ranked: Vec<(usize, String)> =
        scenes.into_iter().map(|(noun, s)| (s.len(), noun)).filter(|(n, _)| *n > 1).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().take(MOST).map(|(_, noun)| format!("the {noun}")).collect()
}

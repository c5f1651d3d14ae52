//! Stock phrases: what has been said too often.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::words::words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stock {
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    #[cfg_attr(not(test), allow(dead_code))]
    as_of: String,
    terms: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    hit: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    miss: Vec<String>,
}

fn stock() -> &'static [String] {
    static TERMS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let file: Result<Stock, _> = toml::from_str(include_str!("../phrases/stock.toml"));
        file.map(|f| f.terms.iter().map(|t| flat(t)).collect()).unwrap_or_default()
    });
    &TERMS
}

/// Whether a text has a stock phrase.
pub(crate) fn is_stock(text: &str) -> bool {
    let text = flat(text);
    stock().iter().any(|t| text.contains(t.as_str()))
}

/// Lower-case words between single spaces, so that punctuation hides nothing.
fn flat(text: &str) -> String {
    let list: Vec<String> = words(text).map(|w| w.to_lowercase().replace('’', "'")).collect();
    format!(" {} ", list.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_finds_its_own_examples_and_no_others() {
        let file: Stock = toml::from_str(include_str!("../phrases/stock.toml")).unwrap();
        assert!(!file.source.is_empty() && file.as_of.len() == 10);
        assert!(file.hit.iter().all(|s| is_stock(s)));
        assert!(!file.miss.iter().any(|s| is_stock(s)));
    }
}

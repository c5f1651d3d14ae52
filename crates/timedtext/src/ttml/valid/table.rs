//! The table of what attributes may say.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What an attribute may say, and the feature that it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub designator: &'static str,
    /// In the language of the table.
    pub values: &'static str,
}

/// The rule for an attribute on an element, if there is one.
pub(super) fn rule(element: &str, attribute: &str) -> Option<Rule> {
    let rules = rules();
    rules.get(format!("{element}@{attribute}").as_str()).or_else(|| rules.get(attribute)).copied()
}

fn rules() -> &'static HashMap<&'static str, Rule> {
    static RULES: OnceLock<HashMap<&'static str, Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        let lines = include_str!("../../../data/ttml2-values.txt").lines();
        let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        rows.filter_map(|row| {
            let (name, rest) = row.split_once(' ')?;
            let (designator, values) = rest.trim_start().split_once(' ')?;
            Some((name, Rule { designator, values: values.trim() }))
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_three_things_and_names_a_feature() {
        assert!(rules().len() > 90, "{}", rules().len());
        for (name, rule) in rules() {
            assert!(rule.designator.starts_with('#') && !rule.values.is_empty(), "{name}");
        }
        assert_eq!(rule("tt", "tts:extent").map(|r| r.values.contains("pixels")), Some(true));
        assert_eq!(rule("region", "tts:extent").map(|r| r.values.contains("cover")), Some(true));
    }
}

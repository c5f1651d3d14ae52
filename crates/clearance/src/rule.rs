//! What a finding means: a table, so that counsel can read and change it.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::{Risk, Usage};

/// One row: in these uses, with this finding, the risk is so, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable identifier, `phone-reserved` for example.
    pub id: String,
    /// What the detector found, in its own words.
    pub finding: String,
    /// The uses it speaks of.
    pub usage: Vec<Usage>,
    /// What has to happen.
    pub risk: Risk,
    /// Why. `{range}` is replaced by what the finding names.
    pub reason: String,
    /// What to do; empty when there is nothing to do.
    pub action: String,
    /// Where the rule comes from.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// The day on which the rules were written down.
    #[serde(rename = "as_of")]
    _as_of: String,
    rule: Vec<Rule>,
}

/// The rules for telephone numbers.
pub fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        toml::from_str::<RuleFile>(include_str!("../rules/phone.toml"))
            .map(|file| file.rule)
            .unwrap_or_else(|e| panic!("rules/phone.toml, compiled in and read by a test: {e}"))
    })
}

/// The rule for a finding in a use. The table is complete: a test asks it for every pair.
pub(crate) fn rule_for(finding: &str, usage: Usage) -> &'static Rule {
    rules()
        .iter()
        .find(|rule| rule.finding == finding && rule.usage.contains(&usage))
        .unwrap_or_else(|| panic!("no rule for {finding} when {}", usage.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::FINDINGS;

    #[test]
    fn there_is_exactly_one_rule_for_every_finding_in_every_use() {
        for finding in FINDINGS {
            for usage in [Usage::Depicted, Usage::Mentioned] {
                let n = rules().iter().filter(|r| r.finding == finding && r.usage.contains(&usage)).count();
                assert_eq!(n, 1, "{finding}, {}", usage.name());
            }
        }
        assert!(rules().iter().all(|r| FINDINGS.contains(&r.finding.as_str())), "a rule nobody can reach");
    }

    #[test]
    fn what_is_not_green_says_what_to_do() {
        for rule in rules() {
            assert_eq!(rule.risk == Risk::Green, rule.action.is_empty(), "{}", rule.id);
        }
    }
}

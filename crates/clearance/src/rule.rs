//! What a thing in a use means: a table, so that counsel can read and change it.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::{Category, Modifier, Risk, Usage};

/// One row. The first row that speaks of a thing in its use decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable identifier, `thing-shown` for example.
    pub id: String,
    /// Of what it speaks.
    pub categories: Vec<Category>,
    /// What must be known; empty for anything.
    #[serde(default)]
    pub findings: Vec<String>,
    /// The uses it speaks of; empty for all.
    #[serde(default)]
    pub usage: Vec<Usage>,
    /// Of these one must be there; empty for none needed.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// Whether it speaks of what is shot, or of notes and the title page; left out for both.
    #[serde(default)]
    pub shot: Option<bool>,
    /// What has to happen.
    pub risk: Risk,
    /// What kind of thing to do.
    pub recommended: String,
    /// Why. `{detail}` is replaced by what the finding names.
    pub reason: String,
    /// What to do; empty when there is nothing to do.
    pub action: String,
    /// Where the rule comes from.
    pub source: String,
}

/// What a rule is asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) category: Category,
    pub(crate) finding: &'a str,
    pub(crate) usage: Usage,
    pub(crate) modifiers: &'a [Modifier],
    pub(crate) shot: bool,
}

impl Rule {
    fn speaks_of(&self, case: &Case) -> bool {
        self.categories.contains(&case.category)
            && (self.findings.is_empty() || self.findings.iter().any(|f| f == case.finding))
            && (self.usage.is_empty() || self.usage.contains(&case.usage))
            && (self.modifiers.is_empty() || self.modifiers.iter().any(|m| case.modifiers.contains(m)))
            && self.shot.is_none_or(|shot| shot == case.shot)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    /// The day on which the rules were written down.
    #[serde(rename = "as_of")]
    _as_of: reference::Date,
    rule: Vec<Rule>,
}

/// The rules, in the order in which they are asked.
pub fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        toml::from_str::<RuleFile>(include_str!("../rules/use.toml"))
            .map(|file| file.rule)
            .unwrap_or_else(|e| panic!("rules/use.toml, compiled in and read by a test: {e}"))
    })
}

/// The rule that decides. The table is complete: a test asks it for every combination.
pub(crate) fn rule_for(case: &Case) -> &'static Rule {
    rules()
        .iter()
        .find(|rule| rule.speaks_of(case))
        .unwrap_or_else(|| panic!("no rule for {} {} when {}", case.category.name(), case.finding, case.usage.name()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What the detectors can find out.
    const FINDINGS: [&str; 17] = [
        "reserved",
        "doubtful",
        "ordinary",
        "unknown",
        "real",
        "unlisted",
        "owned",
        "merchandise",
        "living",
        "recently-dead",
        "long-dead",
        "life-unknown",
        "free",
        "free-in-part",
        "protected",
        "rights-unknown",
        "recording-unnamed",
    ];
    const USES: [Usage; 5] = [Usage::Depicted, Usage::Mentioned, Usage::Quoted, Usage::Sung, Usage::Played];
    const MODIFIERS: [Modifier; 4] = [Modifier::Disparaging, Modifier::Unkind, Modifier::Private, Modifier::Prominent];

    #[test]
    fn every_combination_is_decided_and_no_row_is_idle() {
        let mut reached = BTreeSet::new();
        for category in Category::ALL {
            for finding in FINDINGS.into_iter().chain(["underlying"]) {
                for usage in USES {
                    for set in 0..16 {
                        let modifiers: Vec<Modifier> =
                            MODIFIERS.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, m)| *m).collect();
                        for shot in [true, false] {
                            let case = Case { category, finding, usage, modifiers: &modifiers, shot };
                            reached.insert(rule_for(&case).id.clone());
                        }
                    }
                }
            }
        }
        let all: BTreeSet<String> = rules().iter().map(|r| r.id.clone()).collect();
        assert_eq!(reached, all);
        assert_eq!(all.len(), rules().len(), "ids are told apart");
    }

    #[test]
    fn what_is_not_green_says_what_to_do_and_nothing_is_called_clear() {
        for rule in rules() {
            assert_eq!(rule.risk == Risk::Green, rule.action.is_empty(), "{}", rule.id);
            assert!(rule.reason.ends_with('.') && rule.source.len() > 5, "{}", rule.id);
            let words = format!("{} {}", rule.reason, rule.action).to_lowercase();
            assert!(!words.split(|c: char| !c.is_alphabetic()).any(|w| w == "clear" || w == "cleared"), "{}", rule.id);
        }
    }

    /// A disparaging use is never milder than the same use without it.
    #[test]
    fn worse_is_never_milder() {
        for category in Category::ALL {
            for finding in FINDINGS {
                for usage in USES {
                    let risk = |modifiers: &[Modifier]| {
                        rule_for(&Case { category, finding, usage, modifiers, shot: true }).risk
                    };
                    assert!(
                        risk(&[Modifier::Disparaging]) >= risk(&[]),
                        "{} {finding} {}",
                        category.name(),
                        usage.name()
                    );
                }
            }
        }
    }
}

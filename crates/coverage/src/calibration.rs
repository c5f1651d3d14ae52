//! How far a model's contrasts can be trusted: measured once on true and false claims about the project's own scripts,
//! and kept as data with the digest of the weights.

use std::sync::LazyLock;

use serde::Deserialize;

/// How far a model's scores can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calibration {
    /// By how much a claim must beat its best lie, in thousandths of a nat.
    pub margin_millinats: i32,
}

/// What was measured of one model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// SHA-256 of the weights, hex.
    pub model_sha256: String,
    /// Its name, for people.
    pub model: String,
    /// The margin in nats.
    pub margin: f32,
    /// True claims that were put beside their lies.
    pub true_claims: u32,
    /// Those of them that beat their best lie by more than the margin.
    pub true_kept: u32,
    /// False claims that were put beside the truth and other lies.
    pub false_claims: u32,
    /// Those of them that did not.
    pub false_rejected: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    #[cfg_attr(not(test), allow(dead_code))]
    as_of: String,
    /// The margin of a model that was never measured, in nats.
    unmeasured: f32,
    model: Vec<Measured>,
}

static TABLE: LazyLock<Option<Table>> =
    LazyLock::new(|| toml::from_str(include_str!("../tables/calibration.toml")).ok());

impl Calibration {
    /// That of the weights with this SHA-256 (hex); a cautious one for weights that were never measured.
    pub fn of(sha256: &str) -> Self {
        let margin = match TABLE.as_ref() {
            Some(table) => Self::measured(sha256).map_or(table.unmeasured, |m| m.margin),
            None => 2.0,
        };
        Self { margin_millinats: (margin * 1000.0) as i32 }
    }

    /// What was measured of the weights with this SHA-256 (hex).
    pub fn measured(sha256: &str) -> Option<&'static Measured> {
        TABLE.as_ref()?.model.iter().find(|m| m.model_sha256 == sha256)
    }

    /// The margin in nats.
    pub(crate) fn margin(self) -> f32 {
        self.margin_millinats as f32 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_margin_was_measured() {
        let table = TABLE.as_ref().expect("tables/calibration.toml is sound");
        assert!(!table.source.is_empty() && !table.as_of.is_empty());
        for model in &table.model {
            assert_eq!(model.model_sha256.len(), 64, "{}", model.model);
            assert!(model.margin >= 0.0 && model.true_kept <= model.true_claims, "{}", model.model);
            assert!(model.true_claims >= 20 && model.false_rejected <= model.false_claims, "{}", model.model);
        }
    }

    #[test]
    fn unknown_weights_are_met_with_caution() {
        let unknown = Calibration::of("");
        assert!(TABLE.iter().flat_map(|t| &t.model).all(|m| m.margin <= unknown.margin() + 0.001));
    }
}

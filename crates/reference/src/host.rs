//! Internet names and addresses that belong to nobody.

use std::net::IpAddr;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::{Examples, Source};

/// What the shipped data say about a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostStanding {
    /// Set aside for examples; the source says by whom.
    Reserved(&'static Source),
    /// May belong to someone: it must be checked.
    Unknown,
}

/// Looks up a host as it is written in an address: `mail.example.com`, `192.0.2.7`.
pub fn host_standing(host: &str) -> HostStanding {
    sets().iter().find(|set| set.holds(host)).map_or(HostStanding::Unknown, |set| HostStanding::Reserved(&set.source))
}

/// A set of hosts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HostSet {
    source: Source,
    /// Names; everything under them is set aside too.
    #[serde(default)]
    names: Vec<String>,
    /// Address blocks, `192.0.2.0/24`.
    #[serde(default)]
    blocks: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples are for the test"))]
    examples: Examples,
}

impl HostSet {
    fn holds(&self, host: &str) -> bool {
        let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        if let Ok(address) = host.parse::<IpAddr>() {
            return self.blocks.iter().any(|block| block_holds(block, address));
        }
        self.names.iter().any(|name| host == *name || host.strip_suffix(name).is_some_and(|h| h.ends_with('.')))
    }
}

fn block_holds(block: &str, address: IpAddr) -> bool {
    let Some((base, bits)) = block.split_once('/') else { return false };
    let (Ok(base), Ok(bits)) = (base.parse::<IpAddr>(), bits.parse::<u32>()) else { return false };
    let (base, address, width) = match (base, address) {
        (IpAddr::V4(b), IpAddr::V4(a)) => (u128::from(b.to_bits()), u128::from(a.to_bits()), 32),
        (IpAddr::V6(b), IpAddr::V6(a)) => (b.to_bits(), a.to_bits(), 128),
        _ => return false,
    };
    let shift: u32 = width - bits.min(width);
    base.checked_shr(shift) == address.checked_shr(shift)
}

fn sets() -> &'static [HostSet] {
    static SETS: OnceLock<Vec<HostSet>> = OnceLock::new();
    const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/hosts.rs"));
    SETS.get_or_init(|| {
        let read = |(name, text): &(&str, &str)| {
            toml::from_str(text).unwrap_or_else(|e| panic!("data/hosts/{name}, compiled in and read by a test: {e}"))
        };
        FILES.iter().map(read).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_holds_its_hits_and_not_its_misses() {
        assert!(sets().len() >= 2);
        for set in sets() {
            assert!(!set.examples.hit.is_empty() && !set.examples.miss.is_empty(), "{}", set.source.title);
            for hit in &set.examples.hit {
                assert!(matches!(host_standing(hit), HostStanding::Reserved(_)), "{hit} is set aside");
            }
            for miss in &set.examples.miss {
                assert_eq!(host_standing(miss), HostStanding::Unknown, "{miss} may be someone's");
            }
        }
    }
}

//! Every fixture says where it comes from.

use std::collections::BTreeSet;

use crate::tree::{files, none_of};

#[test]
fn every_folder_of_fixtures_has_its_provenance() {
    let fixtures: Vec<String> = files().into_iter().filter(|f| f.starts_with("fixtures/")).collect();
    let folders: BTreeSet<&str> = fixtures
        .iter()
        .filter(|f| !f.starts_with("fixtures/make/") && !f.ends_with(".md"))
        .filter_map(|f| f.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    assert!(!folders.is_empty());
    // A folder of many small files says it in its README.
    let says =
        |folder: &str| ["PROVENANCE.md", "README.md"].iter().any(|page| fixtures.contains(&format!("{folder}/{page}")));
    let without = folders.iter().filter(|folder| !says(folder));
    none_of(without.map(|folder| format!("{folder} has no PROVENANCE.md")).collect());
}

//! What was looked into for an item, and what was not: said on every item.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::Category;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Searches {
    #[serde(rename = "source")]
    _source: reference::Source,
    search: Vec<Search>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    categories: Vec<Category>,
    searched: Vec<String>,
    not_searched: Vec<String>,
}

/// What was searched and what was not, for a category. Lists that know the thing are named; without records of the
/// studio's own those were not searched either.
pub(crate) fn searches(category: Category, known_by: &[String], records: usize) -> (Vec<String>, Vec<String>) {
    let row = table().search.iter().find(|s| s.categories.contains(&category));
    let mut searched = row.map(|r| r.searched.clone()).unwrap_or_default();
    let mut not_searched = row.map(|r| r.not_searched.clone()).unwrap_or_default();
    searched.extend(known_by.iter().map(|list| format!("found in: {list}")));
    match records {
        0 => not_searched.insert(0, "the studio's own records (none are on file)".into()),
        n => searched.push(format!("the studio's own records ({n} on file)")),
    }
    (searched, not_searched)
}

fn table() -> &'static Searches {
    static TABLE: OnceLock<Searches> = OnceLock::new();
    TABLE.get_or_init(|| {
        toml::from_str(include_str!("../data/searches.toml"))
            .unwrap_or_else(|e| panic!("data/searches.toml, compiled in and read by a test: {e}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_says_what_was_not_searched() {
        for category in Category::ALL {
            assert!(searches(category, &[], 0).1.len() >= 2, "{}", category.name());
        }
    }
}

//! Which row of a table a language tag means.

use std::collections::BTreeMap;

/// What a bare language means where a table has only regional or written forms of it.
const BARE: [(&str, &str); 3] = [("es", "es-419"), ("pt", "pt-BR"), ("zh", "zh-Hans")];

/// The row for a BCP 47 tag: the same tag, else the tag with its last parts left off, else what the bare
/// language means. Case does not matter.
pub(crate) fn nearest<'a, T>(rows: &'a BTreeMap<String, T>, tag: &str) -> Option<(&'a str, &'a T)> {
    let row = |wanted: &str| {
        rows.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted)).map(|(tag, row)| (tag.as_str(), row))
    };
    let mut shorter = tag;
    loop {
        if let Some(found) = row(shorter) {
            return Some(found);
        }
        match shorter.rsplit_once('-') {
            Some((rest, _)) => shorter = rest,
            None => break,
        }
    }
    let meant = BARE.iter().find(|(bare, _)| bare.eq_ignore_ascii_case(shorter))?;
    row(meant.1)
}

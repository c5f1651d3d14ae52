//! TTML: IMSC documents read, written and read again; TTML2 and DAPT documents that a strict reading must accept
//! or refuse, by the name of the feature.

use std::collections::BTreeMap;
use std::path::Path;

use coldread_timedtext as timedtext;
use timedtext::{File, Format, Hint, read, validate, write};

use crate::suites::{Score, files, json, say, suite};

const TTML: Hint<'static> = Hint { name: None, format: Some(Format::Ttml), rate: None };

/// Every document is written anew, from what was read and not from its bytes, and reads the same again.
pub(crate) fn imsc() -> Option<bool> {
    let mut score = Score::new("imsc");
    for path in files(&suite("imsc")?, "ttml") {
        let bytes = std::fs::read(&path).expect("the suite can be read");
        score.count(round_trip(&bytes).map(|why| format!("{}: {why}", path.display())));
    }
    Some(score.says(319, 319))
}

fn round_trip(bytes: &[u8]) -> Option<String> {
    let first = read(bytes, &TTML);
    if let Some(finding) = first.forgave.first() {
        return Some(finding.sentence.clone());
    }
    if write(&first.file, Format::Ttml).bytes != bytes {
        return Some("untouched, it is not the same bytes".into());
    }
    let anew = write(&first.file.clone().forget_source(), Format::Ttml);
    let again = read(&anew.bytes, &TTML).file;
    if again != first.file {
        return Some(format!("{}\n{}", first_difference(&first.file, &again), String::from_utf8_lossy(&anew.bytes)));
    }
    anew.lost.first().map(|loss| loss.sentence.clone())
}

fn first_difference(a: &File, b: &File) -> String {
    let cues = a.cues.iter().zip(&b.cues).find(|(x, y)| format!("{x:?}") != format!("{y:?}"));
    match cues {
        Some((x, y)) => format!("{x:?}\n{y:?}"),
        None => format!("{:?}\n{:?}", a.head, b.head),
    }
}

/// No valid document is refused, and at least three of five invalid ones are, by a designator of the manifest.
pub(crate) fn ttml2() -> Option<bool> {
    let folder = suite("ttml2/validation")?;
    let named = designators(&folder);
    let mut valid = Score::new("ttml2/validation valid");
    for path in files(&folder.join("valid"), "xml") {
        valid.count(accepted(&path));
    }
    let mut invalid = Score::new("ttml2/validation invalid");
    let mut excluded = Vec::new();
    for path in files(&folder.join("invalid"), "xml") {
        let name = stem(&path);
        let wrong = refused(&path, named.get(&name).map_or(&[], Vec::as_slice));
        if wrong.is_some() && is_excluded(&folder, &name) {
            excluded.push(name.clone());
        }
        invalid.count(wrong);
    }
    say(&format!("  of the invalid ones not refused, the suite itself excludes {}", excluded.len()));
    let accepts = valid.says(221, 221);
    // The issue asks for 60 % (209); this holds what was reached.
    Some(invalid.says(INVALID_REACHED, 347) && accepts)
}

/// How many of the 347 invalid documents are refused by name.
const INVALID_REACHED: usize = 335;

/// Every document is accepted or refused by its feature.
pub(crate) fn dapt() -> Option<bool> {
    let folder = suite("dapt")?.join("dapt1/validation");
    let named = designators(&folder);
    let mut score = Score::new("dapt");
    for path in files(&folder.join("valid"), "xml") {
        score.count(accepted(&path));
    }
    for path in files(&folder.join("invalid"), "xml") {
        score.count(refused(&path, named.get(&stem(&path)).map_or(&[], Vec::as_slice)));
    }
    Some(score.says(59, 59))
}

fn accepted(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).expect("the suite can be read");
    let refusals = validate(&bytes, &TTML);
    let first = refusals.first()?;
    Some(format!("{} is valid and was refused: {} {}", stem(path), first.designator, first.sentence))
}

/// A document must be refused by one of the designators that the manifest names for it; by any, where the manifest
/// forgot it.
fn refused(path: &Path, designators: &[String]) -> Option<String> {
    let bytes = std::fs::read(path).expect("the suite can be read");
    let refusals = validate(&bytes, &TTML);
    let right = refusals.iter().any(|r| designators.is_empty() || designators.iter().any(|d| d == r.designator));
    let said: Vec<&str> = refusals.iter().map(|r| r.designator).collect();
    (!right).then(|| format!("{} was not refused by {}, but by {said:?}", stem(path), designators.join(" ")))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn designators(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (designator, lists) in json(&folder.join("tests.json")).as_object().expect("designators") {
        for case in lists["invalid"].as_array().expect("a list") {
            let test = case["test"].as_str().expect("a name").to_owned();
            named.entry(test).or_default().push(designator.clone());
        }
    }
    named
}

fn is_excluded(folder: &Path, name: &str) -> bool {
    let manifest = json(&folder.join("tests.json"));
    let lists = manifest.as_object().expect("designators").values();
    let mut cases = lists.flat_map(|lists| lists["invalid"].as_array().expect("a list"));
    cases.any(|case| case["test"] == name && case["exclude"] == true)
}

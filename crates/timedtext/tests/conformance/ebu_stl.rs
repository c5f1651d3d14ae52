//! EBU STL: every file is read without a fault and written anew, and reads as the same subtitles.

use coldread_timedtext as timedtext;
use timedtext::{Format, Hint, Severity, read, write};

use crate::suites::{Score, files, suite};

const STL: Hint<'static> = Hint { name: None, format: Some(Format::EbuStl), rate: None };

/// Every file of both collections.
pub(crate) fn ebu_stl() -> Option<bool> {
    let mut score = Score::new("ebu-stl");
    for path in files(&suite("ebu-stl")?, "stl") {
        let bytes = std::fs::read(&path).expect("the suite can be read");
        score.count(round_trip(&bytes).map(|why| format!("{}: {why}", path.display())));
    }
    Some(score.says(53, 53))
}

fn round_trip(bytes: &[u8]) -> Option<String> {
    let first = read(bytes, &STL);
    if let Some(finding) = first.forgave.iter().find(|finding| finding.severity != Severity::Info) {
        return Some(finding.sentence.clone());
    }
    if first.file.cues.is_empty() || first.file.cues.iter().all(|cue| cue.plain().is_empty()) {
        return Some("no subtitle was read".into());
    }
    if write(&first.file, Format::EbuStl).bytes != bytes {
        return Some("untouched, it is not the same bytes".into());
    }
    let anew = write(&first.file.clone().forget_source(), Format::EbuStl);
    let again = read(&anew.bytes, &STL).file;
    let difference = first.file.cues.iter().zip(&again.cues).find(|(a, b)| (&a.text, a.start) != (&b.text, b.start));
    if let Some((before, after)) = difference {
        return Some(format!("{:?}\n{:?}", before.text, after.text));
    }
    if again.cues != first.file.cues {
        return Some(format!("{:?}\n{:?}", first.file.cues, again.cues));
    }
    anew.lost.iter().find(|loss| loss.what != "own-words").map(|loss| loss.sentence.clone())
}

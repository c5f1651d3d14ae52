//! Works that scripts quote, sing and play, with what is known about their dates.

use serde::Deserialize;

use crate::{Authors, Death, Source, Subject, TermKind, WorkFacts};

/// A work of the shipped lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Title.
    pub title: String,
    /// Who made it, as listed.
    pub makers: String,
    /// What it is.
    pub kind: TermKind,
    /// What is known about its dates.
    pub facts: WorkFacts,
}

/// Famous words of a work that is known by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLine {
    /// Title of the work.
    pub work: String,
    /// The words.
    pub words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkFile {
    #[serde(rename = "source")]
    _source: Source,
    kind: TermKind,
    works: Vec<String>,
    #[serde(default)]
    line: Vec<LineRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRow {
    work: String,
    words: Vec<String>,
}

impl WorkFile {
    pub(crate) fn works(&self) -> impl Iterator<Item = Work> + '_ {
        self.works.iter().filter_map(|row| work(row, self.kind))
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = KnownLine> + '_ {
        self.line
            .iter()
            .flat_map(|row| row.words.iter().map(|words| KnownLine { work: row.work.clone(), words: words.clone() }))
    }
}

/// `title | maker year, maker - | year`. For recordings the performer's life does not matter.
fn work(row: &str, kind: TermKind) -> Option<Work> {
    let mut fields = row.split('|').map(str::trim);
    let (title, makers, published) = (fields.next()?, fields.next()?, fields.next()?);
    let subject = if kind == TermKind::Recording { Subject::Recording } else { Subject::Work };
    let authors = match makers {
        "traditional" => Authors::Traditional,
        "?" => Authors::Known(vec![]),
        _ if subject == Subject::Recording => Authors::Known(vec![]),
        names => Authors::Known(names.split(',').map(death).collect()),
    };
    let for_hire = (kind == TermKind::Film).then_some(true);
    Some(Work {
        title: title.to_owned(),
        makers: makers.to_owned(),
        kind,
        facts: WorkFacts {
            subject,
            published: published.parse().ok(),
            authors,
            for_hire,
            renewed: None,
            created: None,
        },
    })
}

fn death(maker: &str) -> Death {
    match maker.trim().rsplit(' ').next() {
        Some("-") => Death::Living,
        Some(year) => year.parse().map_or(Death::Unknown, Death::In),
        None => Death::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read() {
        let song = work("My Way | Paul Anka -, Claude François 1978 | 1969", TermKind::Song).expect("a row");
        assert_eq!(song.facts.authors, Authors::Known(vec![Death::Living, Death::In(1978)]));
        assert_eq!(song.facts.published, Some(1969));
        let odd = work("We Wish You | traditional | ?", TermKind::Song).expect("a row");
        assert_eq!((odd.facts.authors, odd.facts.published), (Authors::Traditional, None));
    }
}

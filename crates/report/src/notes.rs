//! The notes at the end: one for each set of lines cited, numbered in the order of the report.

use coverage::{Claim, CoverageReport, Evidence};

use crate::story;

/// Every set of cited lines of a report. Claims that cite the same lines share a note.
pub(crate) struct Notes<'r> {
    sets: Vec<&'r [Evidence]>,
}

impl<'r> Notes<'r> {
    /// Numbers the notes of a report in the order in which it is read.
    pub(crate) fn of(report: &'r CoverageReport) -> Self {
        let mut sets: Vec<&[Evidence]> = Vec::new();
        for evidence in cited(report).filter(|e| !e.is_empty()) {
            if !sets.contains(&evidence) {
                sets.push(evidence);
            }
        }
        Self { sets }
    }

    /// The 1-based number of the note that quotes these lines; `None` only for no lines at all.
    pub(crate) fn number(&self, evidence: &[Evidence]) -> Option<usize> {
        self.sets.iter().position(|set| *set == evidence).map(|i| i + 1)
    }

    /// The notes with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &'r [Evidence])> {
        self.sets.iter().enumerate().map(|(i, set)| (i + 1, *set))
    }

    /// Whether nothing is cited.
    pub(crate) fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }
}

/// The pages of some lines, each once, in order.
pub(crate) fn pages(evidence: &[Evidence]) -> Vec<u32> {
    let mut pages: Vec<u32> = evidence.iter().map(|e| e.page).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// What a report cites, in the order in which every format prints it.
fn cited(report: &CoverageReport) -> impl Iterator<Item = &[Evidence]> {
    (report.logline.iter())
        .chain(&report.summary)
        .chain(report.ratings.iter().map(|r| &r.reason))
        .chain(labelled(story::changes(report)))
        .chain(&report.synopsis)
        .chain(labelled(story::turning_points(report)))
        .chain(labelled(story::sections(report)))
        .chain(&report.themes)
        .chain(&report.comments)
        .chain(report.characters.iter().filter_map(|c| c.description.as_ref()))
        .chain(labelled(story::ways(report)))
        .map(|claim| claim.evidence.as_slice())
        .chain(report.complexity.drivers.iter().map(|d| d.evidence.as_slice()))
        .chain(report.breakdown.iter().filter_map(|s| s.event.as_ref()).map(|claim| claim.evidence.as_slice()))
        .chain(report.long_synopsis.iter().map(|claim| claim.evidence.as_slice()))
}

fn labelled<'r>(list: Vec<story::Labelled<'r>>) -> impl Iterator<Item = &'r Claim> {
    list.into_iter().map(|(_, claim)| claim)
}

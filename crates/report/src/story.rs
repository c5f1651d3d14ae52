//! The parts of a report that are sentences with a word before them: turning points, acts, wants, what would raise a
//! grade. Every format prints them in this order.

use coverage::{Claim, CoverageReport, Section};

use crate::wording::capitalised;

/// A sentence and the word before it.
pub(crate) type Labelled<'r> = (String, &'r Claim);

/// What would raise the grades.
pub(crate) fn changes(report: &CoverageReport) -> Vec<Labelled<'_>> {
    let rows = report.ratings.iter().filter_map(|r| Some((capitalised(&r.dimension), r.change.as_ref()?)));
    rows.collect()
}

/// The turning points.
pub(crate) fn turning_points(report: &CoverageReport) -> Vec<Labelled<'_>> {
    report.turning_points.iter().map(|p| (format!("{} (scene {})", capitalised(&p.name), p.scene), &p.claim)).collect()
}

/// The acts, then the sequences.
pub(crate) fn sections(report: &CoverageReport) -> Vec<Labelled<'_>> {
    report.acts.iter().chain(&report.sequences).flat_map(of_section).collect()
}

fn of_section(section: &Section) -> impl Iterator<Item = Labelled<'_>> {
    let name = format!("{} (scenes {} to {})", capitalised(&section.name), section.first_scene, section.last_scene);
    section.claims.iter().map(move |claim| (name.clone(), claim))
}

/// What the main characters want, and their ways through the story.
pub(crate) fn ways(report: &CoverageReport) -> Vec<Labelled<'_>> {
    let characters = report.characters.iter().flat_map(|c| {
        let name = c.full_name.as_ref().unwrap_or(&c.name).clone();
        let arc = name.clone();
        let wants = c.wants.iter().map(move |claim| (format!("{name}, in so many words"), claim));
        wants.chain(c.arc.iter().map(move |claim| (arc.clone(), claim)))
    });
    characters.collect()
}

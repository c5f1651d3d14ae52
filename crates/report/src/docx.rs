//! The report as a Word document: headings that Word's outline knows, tables, citations that open their notes.

mod blocks;
mod notes;
mod package;
mod styles;
mod tables;
mod top;

use coverage::{Claim, CoverageReport};
use docx_rs::DocumentChild;
use thiserror::Error;

use crate::{
    facts,
    notes::Notes,
    paragraphs::paragraphs,
    story::{self, Labelled},
    wording,
};
use blocks::{cited, heading, labelled, plain, styled};

/// Why a Word document could not be made.
#[derive(Debug, Error)]
pub enum DocxError {
    /// The archive around its parts could not be written.
    #[error("its archive could not be written: {0}")]
    Archive(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The report as a Word document. The same report gives the same bytes.
pub fn docx(report: &CoverageReport) -> Result<Vec<u8>, DocxError> {
    let notes = Notes::of(report);
    let mut body = top::blocks(report);
    if let Some(logline) = &report.logline {
        body.push(heading("Logline"));
        body.push(cited(logline, &notes, "Logline"));
    }
    body.extend(prose("Summary", &report.summary, &notes));
    body.extend(tables::grid(&report.ratings, &notes));
    body.extend(labelled_claims("What would raise the grades", story::changes(report), &notes));
    body.extend(prose("Synopsis", &report.synopsis, &notes));
    body.extend(labelled_claims("Turning points", story::turning_points(report), &notes));
    body.extend(labelled_claims("Acts and sequences", story::sections(report), &notes));
    body.extend(one_by_one("Themes", &report.themes, &notes));
    body.extend(one_by_one("Comments", &report.comments, &notes));
    body.extend(tables::characters(&report.characters, &notes));
    body.extend(labelled_claims("What they want, and where it takes them", story::ways(report), &notes));
    body.extend(tables::drivers(&report.complexity, &notes));
    body.extend(tables::scenes(&report.breakdown, &notes));
    body.extend(prose("The story at length", &report.long_synopsis, &notes));
    body.extend(notes::blocks(&notes));
    body.extend(last_words(report));
    package::pack(body, &report.header)
}

fn prose(title: &str, claims: &[Claim], notes: &Notes) -> Vec<DocumentChild> {
    if claims.is_empty() {
        return vec![];
    }
    let text = paragraphs(claims).map(|claims| blocks::cited_together(claims, notes));
    std::iter::once(heading(title)).chain(text).collect()
}

fn one_by_one(title: &str, claims: &[Claim], notes: &Notes) -> Vec<DocumentChild> {
    if claims.is_empty() {
        return vec![];
    }
    let text = claims.iter().map(|claim| cited(claim, notes, "Normal"));
    std::iter::once(heading(title)).chain(text).collect()
}

fn labelled_claims(title: &str, list: Vec<Labelled>, notes: &Notes) -> Vec<DocumentChild> {
    let told: Vec<Claim> = list
        .into_iter()
        .map(|(label, claim)| Claim { text: format!("{label}: {}", claim.text), ..claim.clone() })
        .collect();
    one_by_one(title, &told, notes)
}

fn last_words(report: &CoverageReport) -> Vec<DocumentChild> {
    let support = wording::support(&report.support).map(|said| ("Support", said));
    let facts = support.into_iter().chain(facts::of_provenance(&report.provenance));
    let mut blocks = vec![heading("Support and provenance")];
    blocks.extend(facts.map(|(label, said)| plain(labelled(label, &said, "Small"))));
    blocks.extend(facts::of_the_document(report).iter().map(|sentence| plain(styled(sentence, "Small"))));
    blocks
}

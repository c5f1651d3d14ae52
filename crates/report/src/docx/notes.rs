//! The notes: every cited line word for word, under the number that its citations open.

use coverage::Evidence;
use docx_rs::{BreakType, DocumentChild, Paragraph};

use super::blocks::{heading, plain, run};
use crate::{notes::Notes, wording::page_tag};

/// The notes with their heading; nothing where nothing is cited.
pub(super) fn blocks(notes: &Notes) -> Vec<DocumentChild> {
    if notes.is_empty() {
        return vec![];
    }
    let note = |(number, evidence)| plain(note(number, evidence));
    std::iter::once(heading("Notes")).chain(notes.iter().map(note)).collect()
}

fn note(number: usize, evidence: &[Evidence]) -> Paragraph {
    let opened = Paragraph::new().style("Note").keep_lines(true).add_bookmark_start(number, format!("note{number}"));
    let numbered = opened.add_run(run(&number.to_string()).style("Label")).add_run(docx_rs::Run::new().add_tab());
    let quoted = evidence.iter().enumerate().fold(numbered, |paragraph, (i, line)| {
        let place = if i > 0 { docx_rs::Run::new().add_break(BreakType::TextWrapping) } else { docx_rs::Run::new() };
        let words = run(&line.quote).style("ScriptWords");
        paragraph.add_run(place).add_run(run(&place_of(line)).style("Label")).add_run(run("  ")).add_run(words)
    });
    quoted.add_bookmark_end(number)
}

fn place_of(evidence: &Evidence) -> String {
    let scene = evidence.scene.map(|n| format!(", scene {n}")).unwrap_or_default();
    format!("{}{scene}, line {}", page_tag(evidence.page), evidence.line)
}

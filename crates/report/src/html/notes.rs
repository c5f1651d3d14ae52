//! The notes: every cited line, word for word, with its page, its scene and who speaks it.

use coverage::Evidence;
use maud::{Markup, html};

use super::HtmlContext;
use crate::{notes::Notes, wording::page_tag};

/// The notes; nothing where nothing is cited.
pub(super) fn section(notes: &Notes, context: &HtmlContext) -> Markup {
    html! {
        @if !notes.is_empty() {
            section.notes {
                h2 { "Notes" }
                p.lead { "The lines that bear out what is said above, as they stand in the script. Words in typewriter face and quotation marks above are the script's own." }
                ol {
                    @for (number, evidence) in notes.iter() {
                        li id=(format!("n{number}")) value=(number) {
                            @for line in evidence { (quoted(line, context)) }
                        }
                    }
                }
            }
        }
    }
}

fn quoted(evidence: &Evidence, context: &HtmlContext) -> Markup {
    html! {
        div.quoted {
            p.place {
                b { (page_tag(evidence.page)) }
                @if let Some(scene) = evidence.scene { ", scene " (scene) }
                ", line " (evidence.line)
                @if let Some(speaker) = context.speaker(evidence.line) { ", " span.speaker { (speaker) } }
            }
            blockquote { (evidence.quote) }
        }
    }
}

//! Sentences with the tags of the pages that bear them out.

use coverage::{Claim, Evidence, Support};
use maud::{Markup, html};

use crate::{
    notes::{Notes, pages},
    paragraphs::paragraphs,
    story::Labelled,
    wording::page_tag,
};

/// A section of running text; nothing where there is none.
pub(super) fn section(heading: &str, claims: &[Claim], notes: &Notes) -> Markup {
    html! {
        @if !claims.is_empty() {
            section.prose {
                h2 { (heading) }
                @for paragraph in paragraphs(claims) {
                    p { @for one in paragraph { (claim(one, notes)) " " } }
                }
            }
        }
    }
}

/// A section of single sentences; nothing where there is none.
pub(super) fn list(heading: &str, claims: &[Claim], notes: &Notes) -> Markup {
    html! {
        @if !claims.is_empty() {
            section.prose {
                h2 { (heading) }
                ul { @for one in claims { li { (claim(one, notes)) } } }
            }
        }
    }
}

/// A section of sentences, each with a word before it; nothing where there is none.
pub(super) fn labelled(heading: &str, list: &[Labelled], notes: &Notes) -> Markup {
    html! {
        @if !list.is_empty() {
            section.prose {
                h2 { (heading) }
                ul { @for (label, one) in list { li { strong { (label) ":" } " " (claim(one, notes)) } } }
            }
        }
    }
}

/// A sentence, drawn as what it is: our own, the script's, or a reader's.
pub(super) fn claim(claim: &Claim, notes: &Notes) -> Markup {
    html! {
        @match claim.support {
            Support::Verified => (claim.text),
            Support::Extract => q { (claim.text) },
            Support::Edited => { span.edited { (claim.text) } "\u{a0}" small { "edited" } },
        }
        (tags(&claim.evidence, notes))
    }
}

/// One tag for each page that is cited. The lines show when the pointer rests on it, and stand in the note it opens.
pub(super) fn tags(evidence: &[Evidence], notes: &Notes) -> Markup {
    html! {
        @if let Some(number) = notes.number(evidence) {
            span.tags {
                @for (i, page) in pages(evidence).into_iter().enumerate() {
                    // The first tag stays on the line of the last word.
                    @if i == 0 { "\u{a0}" } @else { " " }
                    a.tag href=(format!("#n{number}")) title=(lines(evidence, page)) { (page_tag(page)) }
                }
                sup { (number) }
            }
        }
    }
}

fn lines(evidence: &[Evidence], page: u32) -> String {
    let here = evidence.iter().filter(|e| e.page == page);
    here.map(|e| e.quote.as_str()).collect::<Vec<_>>().join("\n")
}

//! The working title and the underlying rights, from the title page.

use crate::{
    Category, Element, Usage,
    mention::{Found, Mention},
    reading::Reading,
};

/// Words that say that a script rests on something else.
const RESTS_ON: [&str; 12] = [
    "based on",
    "adapted from",
    "from the novel",
    "from the book",
    "from the play",
    "from the short story",
    "inspired by",
    "suggested by",
    "after the",
    "a true story",
    "based upon",
    "story by",
];

pub(super) fn find(reading: &Reading, found: &mut Found) {
    title(reading, found);
    for (index, passage) in reading.passages.iter().enumerate().filter(|(_, p)| matches!(p.element, Element::Title)) {
        let lower = passage.text.to_lowercase();
        let Some(phrase) = RESTS_ON.iter().find(|r| lower.contains(**r)).filter(|_| lower.len() == passage.text.len())
        else {
            continue;
        };
        let start = lower.find(phrase).unwrap_or(0);
        let written = passage.text[start..].trim_end();
        let mut mention = Mention::new(Category::Chain, written, "underlying", (index, start, start + written.len()));
        mention.usage = Some(Usage::Mentioned);
        found.add(mention);
    }
}

fn title(reading: &Reading, found: &mut Found) {
    let Some(title) = reading.screenplay.title_page.plain("Title") else { return };
    let Some(first) = title.lines().map(str::trim).find(|l| !l.is_empty()) else { return };
    for (index, passage) in reading.passages.iter().enumerate().filter(|(_, p)| p.element == Element::Title) {
        if let Some(start) = passage.text.find(first) {
            let known = reading.reference().lexicon.named(first);
            let finding = if known.iter().any(|t| t.kind.is_title()) { "real" } else { "unlisted" };
            let mut mention = Mention::new(Category::Title, first, finding, (index, start, start + first.len()));
            mention.usage = Some(Usage::Depicted);
            mention.known_by = known.iter().filter(|t| t.kind.is_title()).map(|t| t.list.to_owned()).collect();
            found.add(mention);
            return;
        }
    }
}

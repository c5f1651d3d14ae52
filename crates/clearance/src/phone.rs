//! Telephone numbers: which stand in a script, how they are used, and what is known about them.

use reference::{NumberRange, NumberingPlan, Standing, standing};
use script::{Document, Line, Screenplay, Span};

use crate::rule::rule_for;
use crate::{Category, Item, Occurrence, Usage, written_numbers};

/// What can be found about a number; the rules speak of these.
#[cfg(test)]
pub(crate) const FINDINGS: [&str; 4] = ["reserved", "doubtful", "ordinary", "unknown"];

/// The telephone numbers of a script, one item a number and use, in the order of first appearance.
pub fn phone_items(document: &Document, screenplay: &Screenplay) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for line in &screenplay.lines {
        let Some(usage) = Usage::of_line(line.kind) else { continue };
        for number in written_numbers(document.slice(line.span)) {
            let span = Span { start: line.span.start + number.range.start, end: line.span.start + number.range.end };
            let place = occurrence(document, screenplay, line, span);
            match items.iter_mut().find(|i| i.entity == number.dialled && i.usage == usage) {
                Some(item) => item.occurrences.push(place),
                None => items.push(judge(number.dialled, usage, place)),
            }
        }
    }
    items
}

fn occurrence(document: &Document, screenplay: &Screenplay, line: &Line, span: Span) -> Occurrence {
    Occurrence {
        line: line.n,
        page: line.page,
        scene: line.scene.map_or(0, |index| screenplay.scenes[index].n),
        element: line.kind,
        span,
        quote: document.slice(span).to_owned(),
    }
}

fn judge(dialled: String, usage: Usage, place: Occurrence) -> Item {
    let (finding, range) = match standing(&dialled) {
        Standing::Reserved(plan, range) => ("reserved", named(plan, range)),
        Standing::Doubtful(plan, range) => ("doubtful", named(plan, range)),
        Standing::Ordinary => ("ordinary", String::new()),
        Standing::Unknown => ("unknown", String::new()),
    };
    let rule = rule_for(finding, usage);
    Item {
        category: Category::Phone,
        entity: dialled,
        usage,
        risk: rule.risk,
        reason: rule.reason.replace("{range}", &range),
        rule: rule.id.clone(),
        action: rule.action.clone(),
        searched: vec!["numbers set aside for fiction, as shipped".into()],
        not_searched: vec!["telephone directories".into()],
        occurrences: vec![place],
    }
}

fn named(plan: &NumberingPlan, range: &NumberRange) -> String {
    format!("{}, {}: {}", plan.area, range.name, range.written)
}

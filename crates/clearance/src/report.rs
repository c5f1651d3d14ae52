//! The clearance report as typed data. Its serialised form is the machine output of `coldread clearance`.

use std::collections::BTreeMap;

use reference::{Date, fold};
use serde::{Deserialize, Serialize};

use crate::{
    Category, Element, Item, Modifier, NameCheck, Occurrence, Risk, Section, Usage, detect,
    mention::Mention,
    reading::Reading,
    record::precedents,
    rule::{Case, rule_for},
    search::searches,
};

/// What an offline reading can say: what is in the document, how it is used, what must be done, and what was not
/// searched. Nothing in it says that anything may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearanceReport {
    /// Title of the script, where it has one.
    pub title: String,
    /// The day for which terms were computed.
    pub as_of: Date,
    /// Pages.
    pub pages: u32,
    /// Every item: what is red first, then by place.
    pub items: Vec<Item>,
    /// Full names of the cast, for a search house.
    pub names: Vec<NameCheck>,
    /// Text that speaks to whoever reads by machine. It changed nothing.
    pub attempts: Vec<Occurrence>,
    /// How many items there are of each category and risk.
    pub counts: Vec<Count>,
    /// Pages that were found and could not be read: nothing is known about them.
    pub unread_pages: Vec<u32>,
    /// What this document is and is not, for its cover.
    pub statement: Vec<String>,
    /// Lists that this copy of the app lacks, and so did not search.
    pub lists_not_there: Vec<String>,
}

/// Items of one category and risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Which.
    pub category: Category,
    /// Which.
    pub risk: Risk,
    /// How many items.
    pub items: usize,
}

impl ClearanceReport {
    /// The items of a section, in the order of the report.
    pub fn section(&self, section: Section) -> impl Iterator<Item = &Item> {
        self.items
            .iter()
            .filter(move |i| i.category.section() == section || (section == Section::References && is_reference(i)))
    }
}

/// What is only spoken of belongs to the dialogue references too.
fn is_reference(item: &Item) -> bool {
    item.usage == Usage::Mentioned && item.occurrences.iter().all(|o| o.element == Element::Dialogue)
}

/// What the cover says. Plain sentences, because a cover is read by people who read nothing else.
const STATEMENT: [&str; 4] = [
    "This is a first reading of the script by rules and lists on this machine. It is not a legal opinion and not a clearance report of a search house.",
    "It says what stands in the document, how it is used and what someone must do. It does not say that anything may be used.",
    "No register, directory or network was searched. Every item names what was searched and what was not.",
    "Dates of works and people come from lists made by hand; they are to be confirmed before they are relied on.",
];

/// The report of a reading by rules alone.
pub(crate) fn report(reading: &Reading) -> ClearanceReport {
    let mut found = detect::detect(reading);
    crate::context::place(reading, &mut found);
    let mut items = items(reading, found.into_sorted());
    items.sort_by_key(|i| (std::cmp::Reverse(i.risk), i.occurrences[0].line, i.occurrences[0].span));
    let title = reading.screenplay.title_page.plain("Title").unwrap_or_default();
    ClearanceReport {
        title: title.split_whitespace().collect::<Vec<_>>().join(" "),
        as_of: reading.context.today,
        pages: reading.screenplay.pages,
        counts: counts(&items),
        items,
        names: crate::names::names(reading, reading.context.records),
        attempts: detect::attempts(reading),
        unread_pages: reading.document.unreadable().map(|p| p.number).collect(),
        statement: STATEMENT.map(str::to_owned).to_vec(),
        lists_not_there: reading.reference().lacking().iter().map(|l| (*l).to_owned()).collect(),
    }
}

/// How many items there are of each category and risk.
pub(crate) fn counts(items: &[Item]) -> Vec<Count> {
    let mut counts: BTreeMap<(Category, Risk), usize> = BTreeMap::new();
    for item in items {
        *counts.entry((item.category, item.risk)).or_default() += 1;
    }
    counts.into_iter().map(|((category, risk), items)| Count { category, risk, items }).collect()
}

/// One item for each entity in one use. What makes a use worse makes it another use.
fn items(reading: &Reading, mentions: Vec<Mention>) -> Vec<Item> {
    let mut order: Vec<Key> = Vec::new();
    let mut groups: BTreeMap<Key, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        let key = Key::of(reading, &mention);
        if !groups.contains_key(&key) {
            order.push(key.clone());
        }
        groups.entry(key).or_default().push(mention);
    }
    order.into_iter().filter_map(|key| groups.remove(&key).map(|mentions| item(reading, &key, mentions))).collect()
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    category: Category,
    entity: String,
    usage: Usage,
    modifiers: Vec<Modifier>,
    finding: &'static str,
    shot: bool,
}

impl Key {
    fn of(reading: &Reading, mention: &Mention) -> Self {
        let mut modifiers = mention.modifiers.clone();
        modifiers.sort_unstable();
        modifiers.dedup();
        let on_page = matches!(reading.passages[mention.passage].element, Element::Note | Element::Title);
        Self {
            category: mention.category,
            entity: fold(&mention.entity),
            usage: mention.usage.unwrap_or(Usage::Mentioned),
            modifiers,
            finding: mention.finding,
            shot: !on_page,
        }
    }
}

fn item(reading: &Reading, key: &Key, mentions: Vec<Mention>) -> Item {
    let case = Case {
        category: key.category,
        finding: key.finding,
        usage: key.usage,
        modifiers: &key.modifiers,
        shot: key.shot,
    };
    let rule = rule_for(&case);
    let first = &mentions[0];
    let occurrences: Vec<Occurrence> = mentions
        .iter()
        .map(|m| reading.passages[m.passage].occurrence(reading.document, reading.screenplay, m.start, m.end))
        .collect();
    let (searched, not_searched) = searches(key.category, &first.known_by, reading.context.records.len());
    let marks: Vec<&str> = key.modifiers.iter().map(|m| modifier_name(*m)).collect();
    let shot = if key.shot { "" } else { "/note" };
    Item {
        id: format!(
            "{}/{}/{}{}{shot}",
            key.category.name(),
            key.entity,
            key.usage.name(),
            marks.iter().map(|m| format!("+{m}")).collect::<String>()
        ),
        category: key.category,
        text: occurrences[0].quote.clone(),
        entity: first.entity.clone(),
        usage: key.usage,
        modifiers: key.modifiers.clone(),
        finding: key.finding.to_owned(),
        risk: rule.risk,
        reason: rule.reason.replace("{detail}", &first.detail),
        rule: rule.id.clone(),
        recommended: rule.recommended.clone(),
        action: rule.action.clone(),
        alternatives: if rule.risk == Risk::Green { vec![] } else { alternatives(key.category) },
        precedents: precedents(reading.context.records, key.category, &first.entity, key.usage),
        searched,
        not_searched,
        second_opinion: None,
        status: "open".into(),
        occurrences,
    }
}

fn modifier_name(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Disparaging => "disparaging",
        Modifier::Unkind => "unkind",
        Modifier::Private => "private",
        Modifier::Prominent => "prominent",
    }
}

/// What raises no question in its place, where that can be said without a search.
fn alternatives(category: Category) -> Vec<String> {
    match category {
        Category::Phone => vec!["555-0142 (North America)".into(), "020 7946 0142 (London)".into()],
        Category::Net => vec!["a name under example.com".into(), "a name that ends in .example".into()],
        _ => vec![],
    }
}

//! Things hidden in a whole script, half of the lists withheld: what a list knows is found, what none knows is found by
//! its form, and a script without them is left in peace.

use std::{fs, path::Path};

use crate::support::{clear, clear_with};
use coldread_clearance::{ClearanceReport, Element};
use reference::{Reference, Term};

/// Half of all names, chosen by their letters.
fn is_withheld(term: &Term) -> bool {
    term.name.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) % 2 == 0
}

const SHOWN: [&str; 8] = [
    "He opens a can of {x} and drinks.",
    "She pours two glasses of {x}.",
    "A man in the corner lights a {x}.",
    "He drives a {x} with one headlight.",
    "On the shelf, a box of {x}.",
    "She wears a {x} jacket.",
    "He takes a {x} from the drawer.",
    "A carton of {x} stands open by the sink.",
];
const SPOKEN: [&str; 6] = [
    "I got it at {x} on the way home.",
    "You ever try a {x}?",
    "She used to work for {x} before the war.",
    "There's nothing like a cold {x}.",
    "He traded his boots for a {x}.",
    "They sell it at {x}, next to the bread.",
];

/// Marks whose letters are of one make with the rest of a script: no titles, slogans or descriptions.
fn needles(reference: &Reference) -> Vec<&Term> {
    let plain = |t: &&Term| {
        t.list == "own list of marks"
            && matches!(t.kind, reference::TermKind::Product | reference::TermKind::Business)
            && t.name.split(' ').all(|w| w.starts_with(|c: char| c.is_uppercase()))
            && !t.name.contains(['.', '"', '+', '*', '$', '/', '&', '!'])
    };
    reference.lexicon.terms().iter().filter(plain).collect()
}

fn script() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts/skywave/script.fountain");
    fs::read_to_string(file).expect("part of the source")
}

/// The script with a line for each needle behind its scenes, half shown and half spoken of.
fn with_needles(names: &[&str]) -> String {
    let mut text = script();
    text.push_str("\n\nINT. KITCHEN - NIGHT\n\n");
    for (n, name) in names.iter().enumerate() {
        if n % 2 == 0 {
            text += &format!("{}\n\n", SHOWN[n / 2 % SHOWN.len()].replace("{x}", name));
        } else {
            text += &format!("JUNE\n{}\n\n", SPOKEN[n / 2 % SPOKEN.len()].replace("{x}", name));
        }
        if n % 10 == 9 {
            text += "INT. KITCHEN - LATER\n\n";
        }
    }
    text
}

fn is_found(report: &ClearanceReport, name: &str) -> bool {
    report.items.iter().flat_map(|i| &i.occurrences).any(|o| {
        o.element != Element::Note && name.contains(o.quote.trim_end_matches("'s")) && o.quote.len() * 2 >= name.len()
            || o.quote.contains(name)
    })
}

#[test]
fn what_is_hidden_is_found_with_and_without_a_list() {
    let all = Reference::shipped();
    let half = all.withholding(is_withheld);
    let marks = needles(all);
    let chosen: Vec<&Term> = marks.iter().step_by(marks.len() / 400).copied().collect();
    let (unknown, known): (Vec<&Term>, Vec<&Term>) =
        chosen.into_iter().partition(|t| half.lexicon.named(&t.name).is_empty());
    for (terms, floor) in [(known, 97), (unknown, 85)] {
        let names: Vec<&str> = terms.iter().map(|t| t.name.as_str()).collect();
        let report = clear_with(&with_needles(&names), &half);
        let missed: Vec<&str> = names.iter().copied().filter(|n| !is_found(&report, n)).collect();
        let found = names.len() - missed.len();
        assert!(names.len() >= 100, "{}", names.len());
        assert!(
            found * 100 >= names.len() * floor,
            "{found} of {}, {floor} in a hundred are asked for: {missed:?}",
            names.len()
        );
    }
}

/// Skywave was written with these in it on purpose; everything else that is flagged is needless.
const MEANT: [&str; 14] = [
    "RCA",
    "Peterbilt",
    "Frigidaire",
    "Buick",
    "Dr Pepper",
    "Tell the",
    "218-555",
    "915-555",
    "scripts@",
    "SKYWAVE",
    "Automatic Overnight",
    "555",
    "the river",
    "When I had",
];

#[test]
fn a_script_is_flagged_needlessly_at_most_once_in_two_pages() {
    let report = clear(&script());
    let needless: Vec<String> = report
        .items
        .iter()
        .filter(|i| {
            !MEANT.iter().any(|m| i.text.to_lowercase().contains(&m.to_lowercase())) && i.rule != "composition-in-part"
        })
        .map(|i| format!("{} {} l.{}", i.category.name(), i.text, i.occurrences[0].line))
        .collect();
    assert!(needless.len() * 2 <= report.pages as usize, "{} on {} pages: {needless:?}", needless.len(), report.pages);
}

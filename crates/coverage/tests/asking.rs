//! How much is asked, and that nothing is asked twice.

mod support;

use std::{cell::Cell, collections::BTreeMap};

use ask::{Answers, Group};
use coldread_coverage::{Step, next, progress};
use support::{WITH_MODEL, cover, fixture, honest, read};

fn first_groups(name: &str) -> Vec<Group> {
    let (document, screenplay) = fixture(name);
    match next(&document, &screenplay, &Answers::new(), WITH_MODEL) {
        Step::Ask(groups) => groups,
        Step::Done(_) => panic!("nothing was asked"),
    }
}

#[test]
fn a_feature_is_read_once() {
    let (document, screenplay) = fixture("scale");
    let asked = Cell::new(0);
    let counting = |q: &ask::Question| {
        asked.set(asked.get() + 1);
        honest(q)
    };
    let mut answers = Answers::new();
    let report = cover(&document, &screenplay, &counting, &mut answers);
    let script = document.text.len() as u64 * 10 / 36;
    let read = report.provenance.tokens_read;
    assert!(read < script * 22 / 10, "{read} tokens read for a script of {script}");
    assert!(asked.get() > 40);
}

#[test]
fn no_group_is_longer_than_a_context_holds() {
    for name in ["slack-water", "skywave", "scale"] {
        for group in first_groups(name) {
            assert!(group.budget().read < 2_400, "{}: {:?}", group.label, group.budget());
        }
    }
}

#[test]
fn an_edit_asks_only_about_what_it_touched() {
    let before = first_groups("skywave");
    let (document, _) = fixture("skywave");
    let edited = document
        .text
        .replace("I've got polka and I've got divorce.", "I've got polka, and I've got rain, and I've got divorce.");
    assert_ne!(edited, document.text);
    let (document, screenplay) = read(&edited);
    let Step::Ask(after) = next(&document, &screenplay, &Answers::new(), WITH_MODEL) else {
        panic!("nothing was asked")
    };
    let known: BTreeMap<_, _> = before.iter().map(|g| (g.key(), ())).collect();
    let new = after.iter().filter(|g| g.label.starts_with("scene") && !known.contains_key(&g.key())).count();
    assert_eq!(new, 1);
}

#[test]
fn progress_begins_at_nothing_and_ends_at_everything() {
    let (document, screenplay) = fixture("slack-water");
    let start = progress(&document, &screenplay, &Answers::new(), WITH_MODEL);
    assert_eq!(start.answered, 0);
    assert!(start.expected > 10 && start.total.read > 5_000);
    let mut answers = Answers::new();
    cover(&document, &screenplay, &honest, &mut answers);
    let end = progress(&document, &screenplay, &answers, WITH_MODEL);
    assert_eq!(end.answered, end.expected);
    assert_eq!(end.spent, end.total);
}

#[test]
fn the_same_script_as_fdx_asks_the_same_questions() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts/slack-water/script.fdx");
    let document = script::read_fdx(&std::fs::read_to_string(path).unwrap()).unwrap();
    let screenplay = script::parse(&document);
    let Step::Ask(fdx) = next(&document, &screenplay, &Answers::new(), WITH_MODEL) else { panic!("nothing asked") };
    let known: BTreeMap<_, _> = first_groups("slack-water").iter().map(|g| (g.key(), ())).collect();
    for group in fdx {
        assert!(known.contains_key(&group.key()), "{}\n{}", group.label, group.prefix);
    }
}

/// The keys of every group that a whole reading asks, with their labels.
fn asked_in_all(text: &str) -> BTreeMap<String, String> {
    let (document, screenplay) = read(text);
    let mut answers = Answers::new();
    let mut keys = BTreeMap::new();
    for _ in 0..20 {
        let Step::Ask(groups) = next(&document, &screenplay, &answers, WITH_MODEL) else { return keys };
        for group in groups {
            keys.insert(group.key().0.clone(), group.label.clone());
            let given = group.questions.iter().map(honest).collect();
            answers.insert(group.key(), ask::GroupAnswer { answers: given, tokens_read: 0, tokens_written: 0 });
        }
    }
    panic!("the desk does not come to an end");
}

#[test]
fn a_redraft_asks_again_only_where_it_changed() {
    let (document, _) = fixture("skywave");
    let before = asked_in_all(&document.text);
    let edited = document
        .text
        .replace("I've got polka and I've got divorce.", "I've got polka, and I've got rain, and I've got divorce.");
    let after = asked_in_all(&edited);
    // What is asked about the whole story may change with it; what is asked about scenes and lines may not.
    let whole = ["the logline", "the themes", "the whole, to judge it", "what a line means"];
    let again: Vec<&String> = after
        .iter()
        .filter(|(k, l)| !before.contains_key(*k) && !whole.contains(&l.as_str()))
        .map(|(_, l)| l)
        .collect();
    assert!(again.len() <= 3, "asked again: {again:?}");
}

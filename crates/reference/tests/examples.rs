//! Every row of the data does what its own examples say.

use coldread_reference::{Reading, Standing, plans, standing};

#[test]
fn every_range_holds_its_hits_and_not_its_misses() {
    for plan in plans() {
        for range in &plan.range {
            let place = format!("{}, {}", plan.area, range.name);
            assert!(!range.examples.hit.is_empty() && !range.examples.miss.is_empty(), "{place} has examples");
            for hit in &range.examples.hit {
                let found = match standing(hit) {
                    Standing::Reserved(_, found) | Standing::Doubtful(_, found) => Some(found),
                    _ => None,
                };
                assert_eq!(found.map(|r| (&r.name, r.reading)), Some((&range.name, range.reading)), "{hit}: {place}");
            }
            for miss in &range.examples.miss {
                let held = matches!(standing(miss), Standing::Reserved(_, r) if range.reading == Reading::Reserved && r == range);
                assert!(!held, "{miss} is not of {place}");
            }
        }
    }
}

#[test]
fn every_plan_says_who_and_when() {
    assert!(plans().len() >= 6);
    for plan in plans() {
        assert!(plan.source.title.len() > 10, "{}", plan.area);
        let date: Vec<usize> = plan.source.as_of.split('-').map(str::len).collect();
        assert_eq!(date, [4, 2, 2], "{}: {}", plan.area, plan.source.as_of);
    }
}

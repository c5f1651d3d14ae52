//! Cues against a house style, with what is wrong drawn under them.

use coldread_localise::{Audience, HalfChars, budget, check, limits};
use timedtext::{Cue, Time};

fn cue(millis: i64, text: &str) -> Cue {
    Cue::new(Time::from_millis(10_000), Time::from_millis(10_000 + millis), text)
}

/// The breaches of a cue for adults under Netflix's limits.
#[track_caller]
fn breaches(language: &str, millis: i64, text: &str, expected: &[&str]) {
    let limits = limits("netflix", language, Audience::Adult).expect("a language the house knows");
    let found: Vec<String> =
        check(&cue(millis, text), &limits).iter().map(|b| format!("{}: {}", b.rule.name(), b.sentence)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_cue_that_keeps_to_the_limits() {
    breaches(
        "en",
        2000,
        "I waited for you\nuntil the lights came up.",
        &["reading-speed: 41 characters in 2.000 s are 21 a second; 20 can be read."],
    );
    breaches("en", 2050, "I waited for you\nuntil the lights came up.", &[]);
    breaches("en", 2050, "I waited for you\nuntil the lights came up.", &[]);
}

#[test]
fn each_way_of_breaking_them() {
    breaches(
        "de",
        500,
        "Ich habe gewartet.",
        &[
            "reading-speed: 18 characters in 0.500 s are 36 a second; 17 can be read.",
            "min-duration: The cue is on screen for 0.500 s; 0.834 s is the least.",
        ],
    );
    breaches("fr", 7001, "Non.", &["max-duration: The cue is on screen for 7.001 s; 7.000 s is the most."]);
    breaches(
        "en",
        6000,
        "One\ntwo\nand a third line that is certainly too long",
        &["line-length: Line 3 has 43 characters; 42 fit.", "lines: The cue has 3 lines; 2 are allowed."],
    );
}

#[test]
fn japanese_counts_latin_half_and_has_its_own_shortest_time() {
    breaches("ja", 1000, "四文字だ", &[]);
    breaches("ja", 1000, "四文字OK", &[]);
    breaches("ja", 1000, "五文字です", &["reading-speed: 5 characters in 1.000 s are 5 a second; 4 can be read."]);
    breaches("ja", 500, "はい", &[]);
}

#[test]
fn a_budget_is_what_can_be_read_and_what_fits() {
    let german = limits("netflix", "de", Audience::Adult).expect("German");
    assert_eq!(budget(&cue(1500, ""), &german).characters, HalfChars::whole(25));
    assert_eq!(budget(&cue(6900, ""), &german).characters, HalfChars::whole(84), "two lines of 42");
    assert_eq!(budget(&cue(-20, ""), &german).characters, HalfChars::whole(0));
    let children = limits("netflix", "de", Audience::Children).expect("German, children");
    assert_eq!(budget(&cue(1500, ""), &children).characters, HalfChars::whole(19));
}

#[test]
fn a_breach_says_whose_rule_it_is() {
    let limits = limits("netflix", "fr", Audience::Adult).expect("French");
    let breach = check(&cue(7001, "Non."), &limits).remove(0);
    assert!(breach.source.contains("Netflix") && breach.source.contains("as of 20"), "{}", breach.source);
}

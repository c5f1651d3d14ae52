//! House styles: the files that ship, inheritance, a studio's own.

use coldread_localise::{Audience, Dash, HalfChars, HouseError, houses, read_houses, style, style_of};
use timedtext::Time;

#[test]
fn every_house_says_who_and_when_and_knows_some_language() {
    assert!(houses().len() >= 7);
    for house in houses() {
        assert!(house.source.len() > 10 && house.as_of.len() == 10, "{}", house.name);
        let known = ["en", "de"].iter().any(|language| style_of(house, language, Audience::Adult).is_some());
        assert!(known, "{}", house.name);
    }
}

#[test]
fn a_language_is_found_by_its_nearest_row() {
    let row = |language| style("netflix", language, Audience::Adult).map(|s| (s.language, s.speed));
    let of = |tag: &str, speed| Some((tag.to_owned(), Some(HalfChars::whole(speed))));
    assert_eq!(row("de"), of("de", 17));
    assert_eq!(row("de-AT"), of("de", 17));
    assert_eq!(row("es"), of("es-419", 17));
    assert_eq!(row("es-ES"), of("es-ES", 17));
    assert_eq!(row("zh"), of("zh-Hans", 9));
    assert_eq!(row("PT-br"), of("pt-BR", 17));
    assert_eq!(row("tlh"), None);
    assert_eq!(style("nobody", "de", Audience::Adult), None);
    assert_eq!(style("ted", "tlh", Audience::Adult).map(|s| s.language), Some("tlh".to_owned()));
}

#[test]
fn a_template_is_held_to_its_own_speed() {
    let speed = |audience| style("netflix", "en", audience).and_then(|s| s.speed);
    assert_eq!(speed(Audience::Template), Some(HalfChars::whole(17)));
    assert_eq!(speed(Audience::Adult), Some(HalfChars::whole(20)));
}

const PARENT: &str = r#"
name = "house"
source = "Our delivery specification"
as_of = "2026-11-01"
lines = 2
[timing]
min = "5/6"
max = "7"
gap_frames = 2
[language.de]
line = 42
speed = { adult = 17 }
dash = "both-tight"
"#;

#[test]
fn a_studios_own_style_says_only_what_differs() {
    let own = r#"
        name = "own"
        source = "Hausregeln, Ausgabe 4"
        as_of = "2026-11-20"
        inherits = "house"
        timing = { max = "6" }
        [language.de]
        line = 38
    "#;
    let read = read_houses(&[own, PARENT]).expect("two houses");
    let style = style_of(&read[0], "de", Audience::Adult).expect("German");
    assert_eq!((style.line, style.speed), (HalfChars::whole(38), Some(HalfChars::whole(17))));
    assert_eq!((style.min, style.max), (Time::new(5, 6), Time::seconds(6)));
    assert_eq!((style.dash, style.source.as_str()), (Some(Dash::BothTight), "Hausregeln, Ausgabe 4, as of 2026-11-20"));
}

#[test]
fn a_style_that_is_none_is_refused_with_the_reason() {
    let refused = |text: &str| read_houses(&[text]).expect_err("no house");
    assert!(matches!(refused("name = 3"), HouseError::Shape(_)));
    assert!(matches!(refused(&PARENT.replace("lines = 2", "lines = 2\nlinse = 3")), HouseError::Shape(_)));
    assert_eq!(refused(&PARENT.replace("\"7\"", "\"seven\"")), HouseError::Length("seven".into()));
    assert_eq!(refused("name = \"a\"\ninherits = \"a\""), HouseError::Parent("a".into()));
    assert_eq!(refused("name = \"a\"\ninherits = \"b\""), HouseError::Parent("b".into()));
}

//! The same thing shown, spoken of and attacked (or, of a song, played, named and sung): three uses that must be told
//! apart, with no red where green belongs.

use std::{fs, path::Path};

use crate::support::{action, clear, said};
use coldread_clearance::{ClearanceReport, Item, Modifier, Risk, Usage};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    things: Vec<String>,
    shown: Vec<String>,
    spoken: Vec<String>,
    attacked: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Third {
    Shown,
    Spoken,
    Attacked,
}

#[test]
fn uses_are_told_apart() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/clearance/context.toml");
    let sentences: Sentences =
        toml::from_str(&fs::read_to_string(file).expect("part of the source")).expect("as written");
    let (mut triples, mut apart, mut inverted, mut faults) = (0, 0, Vec::new(), Vec::new());
    for family in &sentences.family {
        for (n, thing) in family.things.iter().enumerate() {
            for turn in 0..3 {
                let pick = |list: &[String]| list[(n + turn * 3) % list.len()].replace("{x}", thing);
                let cases = [
                    (Third::Shown, pick(&family.shown)),
                    (Third::Spoken, pick(&family.spoken)),
                    (Third::Attacked, pick(&family.attacked)),
                ];
                triples += 1;
                let mut right = true;
                for (third, sentence) in cases {
                    let song_sung = family.name == "song" && third == Third::Attacked;
                    let report = if third == Third::Shown || song_sung {
                        clear(&action(&sentence))
                    } else {
                        clear(&said(&sentence))
                    };
                    let item = worst(&report, thing);
                    let told = item.is_some_and(|i| is_right(i, third, &family.name));
                    if let Some(item) = item.filter(|i| is_inverted(i, third, &family.name)) {
                        inverted.push(format!("{third:?} {}: {sentence}", item.risk.name()));
                    }
                    if !told {
                        right = false;
                        let seen = item.map(|i| format!("{} {:?} {}", i.usage.name(), i.modifiers, i.risk.name()));
                        faults.push(format!("{third:?}: {sentence} -> {seen:?}"));
                    }
                }
                apart += usize::from(right);
            }
        }
    }
    assert!(triples >= 300, "{triples}");
    assert!(inverted.is_empty(), "{}", inverted.join("\n"));
    assert!(apart * 100 >= triples * 95, "{apart} of {triples}\n{}", faults.join("\n"));
}

/// The most severe item that stands on the thing.
fn worst<'r>(report: &'r ClearanceReport, thing: &str) -> Option<&'r Item> {
    let stem = thing.trim_end_matches("'s");
    report.items.iter().filter(|i| i.occurrences.iter().any(|o| o.quote.contains(stem))).max_by_key(|i| i.risk)
}

fn is_right(item: &Item, third: Third, family: &str) -> bool {
    let attacked = item.modifiers.contains(&Modifier::Disparaging);
    match (family, third) {
        ("song", Third::Shown) => item.usage == Usage::Played,
        ("song", Third::Attacked) => item.usage == Usage::Sung,
        (_, Third::Shown) => item.usage == Usage::Depicted && !attacked,
        (_, Third::Spoken) => item.usage == Usage::Mentioned && !attacked,
        (_, Third::Attacked) => item.usage == Usage::Mentioned && attacked,
    }
}

fn is_inverted(item: &Item, third: Third, family: &str) -> bool {
    let meant = match (family, third) {
        ("song", Third::Spoken) => Risk::Green,
        ("song", _) | ("person", Third::Shown) | (_, Third::Attacked) => Risk::Red,
        ("person", Third::Spoken) | (_, Third::Shown) => Risk::Amber,
        (_, Third::Spoken) => Risk::Green,
    };
    matches!((meant, item.risk), (Risk::Red, Risk::Green) | (Risk::Green, Risk::Red))
}

/// What stands (`A:` in description, `S:` in a speech), the thing, and how it must come out; `None` for no item at all.
type Case = (&'static str, &'static str, Option<(Usage, Risk)>);

/// Hard cases, one by one: what stands, the thing, and how it must come out.
#[test]
fn hard_cases_come_out_as_counsel_would_have_them() {
    let cases: &[Case] = &[
        // Rule of use 2: words of a song, and its title alone.
        ("S:They played \"Yesterday\" at the funeral.", "Yesterday", Some((Usage::Mentioned, Risk::Green))),
        ("A:Ruth sings \"Amazing Grace\" under her breath.", "Amazing Grace", Some((Usage::Sung, Risk::Green))),
        ("A:Ruth hums \"Moon River\".", "Moon River", Some((Usage::Sung, Risk::Red))),
        ("S:And he goes, \"Hey Jude, the kettle is on the fire.\"", "Hey Jude", Some((Usage::Quoted, Risk::Red))),
        ("S:The Yankees killed them last night.", "Yankees", Some((Usage::Mentioned, Risk::Green))),
        ("S:Pepsi killed it at the fair.", "Pepsi", Some((Usage::Mentioned, Risk::Green))),
        // Rule 5: free text, however famous, and a poem that is not.
        (
            "S:To be, or not to be, that's what they asked me.",
            "To be, or not to be",
            Some((Usage::Quoted, Risk::Green)),
        ),
        (
            "S:Sylvia Plath wrote, \"it was a grey and windless morning of bees\".",
            "grey and windless",
            Some((Usage::Quoted, Risk::Red)),
        ),
        // Rule 6: the living, the long dead.
        (
            "S:My grandfather shook hands with Abraham Lincoln.",
            "Abraham Lincoln",
            Some((Usage::Mentioned, Risk::Green)),
        ),
        ("S:Tom Hanks is very tall.", "Tom Hanks", Some((Usage::Mentioned, Risk::Amber))),
        // Rule 8: everyday words that are also marks.
        ("S:Eat your apple and hit the target.", "apple", None),
        ("S:Mind the gap. The shell is empty.", "gap", None),
        ("A:A camel kneels in the dust.", "camel", None),
        ("S:Chase him before he gets away.", "Chase", None),
        ("S:Dodge that one!", "Dodge", None),
        // Compared with, or not there: nothing of it is seen.
        ("A:He has a walk like John Wayne.", "John Wayne", Some((Usage::Mentioned, Risk::Green))),
        ("A:There is no Coke in the fridge.", "Coke", Some((Usage::Mentioned, Risk::Green))),
        // The logo to the lens.
        ("A:CLOSE ON the Pepsi logo.", "Pepsi", Some((Usage::Depicted, Risk::Amber))),
        // Denied: no accusation, and still nothing to call harmless.
        ("S:Walmart never cheated anybody.", "Walmart", Some((Usage::Mentioned, Risk::Amber))),
        // Someone else is the subject.
        ("S:He robbed a bank in a Toyota.", "Toyota", Some((Usage::Mentioned, Risk::Green))),
        ("S:She drank a Pepsi and lied to the judge.", "Pepsi", Some((Usage::Mentioned, Risk::Green))),
        // It goes on in the next sentence.
        ("S:I ate at Denny's. They poisoned me.", "Denny", Some((Usage::Mentioned, Risk::Red))),
        // Characters of others.
        ("A:A child in a Batman costume.", "Batman", Some((Usage::Depicted, Risk::Amber))),
        ("S:What are you, Batman?", "Batman", Some((Usage::Mentioned, Risk::Green))),
        // Works on a screen and on a wall.
        ("A:On the TV, Casablanca plays.", "Casablanca", Some((Usage::Played, Risk::Red))),
        ("S:We watched Casablanca twice.", "Casablanca", Some((Usage::Mentioned, Risk::Green))),
        ("A:A print of Nighthawks hangs over the bed.", "Nighthawks", Some((Usage::Depicted, Risk::Amber))),
        ("A:A copy of the Mona Lisa hangs over the bed.", "Mona Lisa", Some((Usage::Depicted, Risk::Green))),
        // Accusations in many forms.
        ("S:Starbucks coffee gave me cancer.", "Starbucks", Some((Usage::Mentioned, Risk::Red))),
        ("S:Ford knew the brakes would fail.", "Ford", Some((Usage::Mentioned, Risk::Red))),
        ("S:The Marriott has bedbugs.", "Marriott", Some((Usage::Mentioned, Risk::Red))),
        ("S:Boeing's planes fall out of the sky.", "Boeing", Some((Usage::Mentioned, Risk::Red))),
        ("S:Everybody at Wells Fargo is a crook.", "Wells Fargo", Some((Usage::Mentioned, Risk::Red))),
        ("S:I love my Toyota. It never let me down.", "Toyota", Some((Usage::Mentioned, Risk::Green))),
        ("S:It was a Samsung that burned the house down.", "Samsung", Some((Usage::Mentioned, Risk::Red))),
        ("S:I heard Pepsi puts spit in every tenth can.", "Pepsi", Some((Usage::Mentioned, Risk::Red))),
        ("S:You can thank Monsanto for his tumor.", "Monsanto", Some((Usage::Mentioned, Risk::Amber))),
        ("A:A Tesla swerves by itself and kills the cyclist.", "Tesla", Some((Usage::Depicted, Risk::Red))),
        // People by a word that is also a firm's.
        ("S:Mercedes called. She wants her keys back.", "Mercedes", None),
        ("S:You look like Marilyn Monroe in that dress.", "Marilyn Monroe", Some((Usage::Mentioned, Risk::Green))),
        // Places.
        ("A:The Eiffel Tower glitters behind them.", "Eiffel Tower", Some((Usage::Depicted, Risk::Amber))),
        ("S:I've never seen the Eiffel Tower.", "Eiffel Tower", Some((Usage::Mentioned, Risk::Green))),
    ];
    let mut faults = Vec::new();
    for (case, thing, meant) in cases {
        let line = &case[2..];
        let report = if case.starts_with("A:") { clear(&action(line)) } else { clear(&said(line)) };
        let item = report
            .items
            .iter()
            .filter(|i| i.occurrences.iter().any(|o| o.quote.to_lowercase().contains(&thing.to_lowercase())))
            .max_by_key(|i| i.risk);
        let seen = item.map(|i| (i.usage, i.risk));
        if seen != *meant {
            faults.push(format!("{line}: {seen:?}, meant {meant:?} ({})", item.map_or("", |i| &i.rule)));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// "Kill that noise" is about what plays.
#[test]
fn what_is_said_of_a_thing_that_is_shown_inherits_its_use() {
    let report = clear(
        "INT. BACK ROOM - NIGHT\n\n\"Hotel California\" plays on the radio.\n\nRUTH\nKill that noise.\n\nTOM\nI like Hotel California.\n",
    );
    let song = report.items.iter().find(|i| i.entity == "Hotel California").expect("found");
    assert_eq!((song.usage, song.risk), (Usage::Played, Risk::Red));
    assert!(song.occurrences.iter().any(|o| o.quote == "Kill that noise"), "{:?}", song.occurrences);
}

/// A crime in the scene that a real venue heads.
#[test]
fn a_crime_in_a_real_venue_is_red_and_a_quiet_scene_there_is_not() {
    let at = |action: &str| clear(&format!("INT. HOLIDAY INN, LOBBY - NIGHT\n\n{action}\n")).items[0].risk;
    assert_eq!(at("The CLERK (30s) slides two bags of cocaine across the counter."), Risk::Red);
    assert_eq!(at("The CLERK (30s) slides a key across the counter."), Risk::Amber);
}

//! Write-back: what a script says comes through Final Draft and Fountain unchanged, on a thousand generated scripts.

use coldread_script as script;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use script::{Document, Format, Kind, parse, plain_lines, read_fdx, to_fdx, to_fountain};

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec("[a-z]{1,9}", 1..most).prop_map(|w| w.join(" "))
}

/// A sentence, some of it set apart.
fn sentence() -> impl Strategy<Value = String> {
    (words(14), words(5), words(6), 0..6usize).prop_map(|(a, b, c, style)| {
        let marks = ["", "*", "**", "***", "_", "_**"];
        let close: String = marks[style].chars().rev().collect();
        let mut first = a.chars();
        let capital: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
        format!("{capital} {}{b}{close} {c}.", marks[style])
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z]{2,8}", "[A-Z]{3,6} [A-Z]{3,6}", "[A-Z]{3,6} #[1-9]", "Mc[A-Z]{3,5}", "É[A-Z]{3,5}"]
}

fn speech() -> impl Strategy<Value = String> {
    let extension = prop_oneof![4 => Just(""), 1 => Just(" (V.O.)"), 1 => Just(" (O.S.) (CONT'D)")];
    let said = prop::collection::vec((prop::option::of(words(4)), sentence()), 1..4);
    (name(), extension, said).prop_map(|(name, extension, said)| {
        let force = if name.starts_with("Mc") { "@" } else { "" };
        let mut out = format!("{force}{name}{extension}");
        for (aside, said) in said {
            aside.into_iter().for_each(|a| out.push_str(&format!("\n({a})")));
            out.push_str(&format!("\n{said}"));
        }
        out
    })
}

fn element() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => ("(INT|EXT|INT./EXT)\\. [A-Z]{3,9}( [A-Z]{3,8})?( - (DAY|NIGHT|LATER))?", prop::option::of("[1-9][0-9]?[A-C]?"))
            .prop_map(|(h, n)| n.map_or(h.clone(), |n| format!("{h} #{n}#"))),
        1 => "\\.[A-Z]{4,9} [A-Z]{4,9}",
        5 => sentence(),
        5 => speech(),
        1 => (speech(), speech()).prop_map(|(a, b)| {
            let (cue, said) = b.split_once('\n').expect("a speech has two lines");
            format!("{a}\n\n{cue} ^\n{said}")
        }),
        1 => prop_oneof![Just("CUT TO:".to_string()), Just("> FADE OUT.".to_string()), Just("> BURN TO WHITE".to_string())],
        1 => words(4).prop_map(|w| format!("> {w} <")),
        1 => words(6).prop_map(|w| format!("~{w}")),
        1 => words(4).prop_map(|w| format!("# {w}")),
        1 => words(8).prop_map(|w| format!("= {w}")),
        1 => Just("===".to_string()),
        1 => "(ANGLE ON|CLOSE ON|INSERT) [A-Z]{3,8}",
    ]
}

/// A script as a writer would type it.
fn typed() -> impl Strategy<Value = String> {
    (prop::option::of(words(4)), prop::collection::vec(element(), 1..40)).prop_map(|(title, elements)| {
        let title =
            title.map(|t| format!("Title: Night {t}\nCredit: Written by\nAuthor: Ada {t}\n\n")).unwrap_or_default();
        format!("{title}INT. HALL - DAY\n\n{}\n", elements.join("\n\n"))
    })
}

/// A thousand scripts, the same every time; `COLDREAD_SEED` tries others.
fn settings() -> ProptestConfig {
    let seed = std::env::var("COLDREAD_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_121);
    ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn final_draft_comes_back_as_it_was_written(text in typed()) {
        let source = Document::from_text(Format::Fountain, text);
        let written = to_fdx(&source, &parse(&source));
        let read = read_fdx(&written).expect("what we wrote");
        let again = to_fdx(&read, &parse(&read));
        prop_assert_eq!(written, again);
    }

    #[test]
    fn fountain_comes_back_through_final_draft(text in typed()) {
        let source = Document::from_text(Format::Fountain, text);
        let fdx = read_fdx(&to_fdx(&source, &parse(&source))).expect("what we wrote");
        let fountain = Document::from_text(Format::Fountain, to_fountain(&fdx, &parse(&fdx)));
        prop_assert_eq!(told(&source), told(&fountain), "{}", fountain.text);
        prop_assert_eq!(to_fdx(&fdx, &parse(&fdx)), to_fdx(&fountain, &parse(&fountain)));
    }
}

/// Every line of the story with its kind, and whether it is the right one of two speeches.
fn told(document: &Document) -> Vec<(Kind, bool, String)> {
    let screenplay = parse(document);
    let texts = plain_lines(document, &screenplay);
    let story = screenplay.lines.iter().zip(texts).filter(|(l, t)| l.kind.is_story() && !t.is_empty());
    story.map(|(line, text)| (line.kind, line.dual, text)).collect()
}

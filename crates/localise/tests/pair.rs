//! A translation against its source.

use coldread_localise::{Audience, Term, check_pair, style};
use timedtext::{Format, Hint, read};

#[track_caller]
fn check(source: &[&str], target: &[&str], expected: &[&str]) {
    let file = |texts: &[&str]| {
        let cues =
            texts.iter().enumerate().map(|(n, t)| format!("{}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{t}\n", n + 1));
        let text: Vec<String> = cues.collect();
        read(text.join("\n").as_bytes(), &Hint { format: Some(Format::Srt), ..Hint::default() }).file
    };
    let style = style("netflix", "de", Audience::Adult).expect("German");
    let terms = [Term { source: "the Watch".into(), target: vec!["die Wache".into(), "der Wache".into()] }];
    let found: Vec<String> = check_pair(&file(source), &file(target), "en", &style, &terms)
        .iter()
        .map(|f| format!("{} {}", f.cue + 1, f.rule.name()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_good_translation_has_no_findings() {
    check(&["Call the Watch at 1140.", "I can't."], &["Ruf die Wache unter 1140.", "Ich kann nicht."], &[]);
}

#[test]
fn what_went_missing_is_named() {
    check(
        &["Call the Watch at 1140.", "I won't do it.", "<i>Leave me alone.</i>", "Leave me alone then."],
        &["Ruf die Polizei.", "Ich mache es.", "Lass mich in Ruhe.", "Leave me alone then."],
        &["1 pair-number", "1 pair-term", "2 pair-negation", "3 pair-markup", "4 untranslated"],
    );
    check(&["One.", "Two."], &["Eins."], &["1 alignment"]);
    check(&["Get in the car.", "Get in the car."], &["Steig ein.", "Rein ins Auto."], &["2 pair-consistency"]);
}

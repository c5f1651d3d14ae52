//! Cues against a house style, with what is wrong drawn under them.

use coldread_localise::{Around, Audience, HalfChars, Shots, budget, check, mend, style};
use timedtext::{Cue, File, Format, Rate, Time};

fn cue(millis: i64, text: &str) -> Cue {
    Cue::new(Time::seconds(10), Time::from_millis(10_000 + millis), text)
}

fn file(cues: &[(i64, i64, &str)]) -> File {
    let cues = cues.iter().map(|(start, end, text)| Cue::new(Time::from_millis(*start), Time::from_millis(*end), text));
    let mut file = File::new(Format::Srt, cues.collect());
    file.head.rate = Some(Rate::PAL);
    file
}

/// The findings of a file for adults under a house's rules, then what it reads after mending.
#[track_caller]
fn mended(house: &str, language: &str, around: &Around<'_>, cues: &[(i64, i64, &str)], found: &[&str], after: &[&str]) {
    let style = style(house, language, Audience::Adult).expect("a language the house knows");
    let mut file = file(cues);
    let as_it_was = file.clone();
    let findings = check(&file, &style, around);
    let drawn: Vec<String> =
        findings.iter().map(|f| format!("{} {}: {}", f.cue + 1, f.rule.name(), f.sentence)).collect();
    assert_eq!(drawn, found);
    let fixes: Vec<_> = findings.into_iter().filter_map(|f| f.fix).collect();
    let (undo, _) = mend(&mut file, &fixes);
    let draw = |c: &Cue| format!("{}-{} {}", c.start.millis(), c.end.map_or(0, Time::millis), c.plain());
    assert_eq!(file.cues.iter().map(draw).collect::<Vec<_>>(), after);
    undo.undo(&mut file);
    assert_eq!(file, as_it_was, "undone in one step");
}

fn breaches(language: &str, millis: i64, text: &str, expected: &[&str]) {
    let style = style("netflix", language, Audience::Adult).expect("a language the house knows");
    let found: Vec<String> = check(&File::new(Format::Srt, vec![cue(millis, text)]), &style, &Around::default())
        .iter()
        .map(|f| format!("{}: {}", f.rule.name(), f.sentence))
        .collect();
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
}

#[test]
fn each_way_of_breaking_them() {
    breaches(
        "de",
        500,
        "Ich habe gewartet.",
        &[
            "reading-speed: 18 characters in 0.500 s are 36 a second; 17 can be read.",
            "min-duration: The cue is on screen for 0.500 s; 0.833 s is the least.",
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
fn gaps_and_overlaps_are_mended_and_the_mending_is_undone() {
    mended(
        "netflix",
        "en",
        &Around::default(),
        &[(0, 2000, "One."), (2300, 4000, "Two."), (4040, 6100, "Three."), (6000, 8000, "Four.")],
        &[
            "1 gap-bridging: 0.300 s before the next cue flicker; the gap is closed to 0.080 s.",
            "2 gap: 0.040 s lie between this cue and the next; 0.080 s is the least.",
            "3 overlap: The cue is still on screen for 0.100 s when the next begins.",
        ],
        &["0-2220 One.", "2300-3960 Two.", "4040-5920 Three.", "6000-8000 Four."],
    );
}

#[test]
fn time_is_borrowed_where_there_is_some() {
    mended(
        "netflix",
        "de",
        &Around::default(),
        &[(0, 2000, "Ich habe die Nacht auf dich gewartet."), (2600, 4600, "Wirklich?")],
        &["1 reading-speed: 37 characters in 2.000 s are 19 a second; 17 can be read."],
        &["0-2176 Ich habe die Nacht auf dich gewartet.", "2600-4600 Wirklich?"],
    );
}

#[test]
fn times_near_a_cut_move_as_the_house_wants() {
    let shots = Shots::new(vec![Time::seconds(1), Time::seconds(5)]);
    let around = Around { rate: Some(Rate::PAL), shots: Some(&shots) };
    mended(
        "netflix",
        "en",
        &around,
        &[(1200, 4840, "After the cut."), (8000, 9000, "Far from any.")],
        &["1 shot-change: The cue begins and ends near a cut and not where the house wants it."],
        &["1000-4920 After the cut.", "8000-9000 Far from any."],
    );
}

#[test]
fn signs_blanks_dashes_and_figures() {
    mended(
        "netflix",
        "es-ES",
        &Around::default(),
        &[(0, 4000, "-¿Vienes?\n-No..."), (5000, 9000, "Quiero  3 copas."), (10_000, 14_000, "[LLAMAN]")],
        &[
            "1 dash: Two speakers are told apart by a dash and a blank before both.",
            "1 ellipsis: Three full stops stand for an ellipsis (U+2026).",
            "2 white-space: The cue has blanks at the ends of lines or several in a row.",
            "2 number: Numbers up to ten are spelled out: 3.",
            "3 sound-description: A sound is described in brackets; that is for readers who are deaf.",
        ],
        // The second fix of a cue waits for the next round.
        &["0-4000 - ¿Vienes?\n- No...", "5000-9000 Quiero 3 copas.", "10000-14000 [LLAMAN]"],
    );
    mended(
        "netflix",
        "fr",
        &Around::default(),
        &[(0, 4000, "Tu viens? À 12:30!")],
        &["1 white-space: A blank is missing before one of ?!:;"],
        &["0-4000 Tu viens\u{a0}? À 12:30!"],
    );
}

#[test]
fn a_hundred_thousand_cues_are_checked_at_once() {
    let cues: Vec<(i64, i64, &str)> = (0..100_000)
        .map(|n| {
            (n * 2500, n * 2500 + 2400, "I waited for you until the  lights came up, and\nthen for 3 more hours...")
        })
        .collect();
    let (file, style) = (file(&cues), style("netflix", "en", Audience::Adult).expect("English"));
    let began = std::time::Instant::now();
    let found = check(&file, &style, &Around::default());
    assert!(found.len() > 300_000, "{}", found.len());
    // The aim is two seconds on a machine of its own, where it takes less than one; shared with others it takes more.
    assert!(began.elapsed().as_secs_f64() < 20.0, "{:?}", began.elapsed());
}

#[test]
fn a_house_that_counts_words() {
    mended(
        "bbc",
        "en",
        &Around::default(),
        &[(0, 1000, "One two three four.")],
        &["1 reading-speed: 4 words in 1.000 s are 240 a minute; 180 can be read."],
        &["0-1000 One two three four."],
    );
}

#[test]
fn a_budget_is_what_can_be_read_and_what_fits() {
    let german = style("netflix", "de", Audience::Adult).expect("German");
    assert_eq!(budget(&cue(1500, ""), &german).characters, HalfChars::whole(25));
    assert_eq!(budget(&cue(6900, ""), &german).characters, HalfChars::whole(84), "two lines of 42");
    assert_eq!(budget(&cue(-20, ""), &german).characters, HalfChars::whole(0));
    let children = style("netflix", "de", Audience::Children).expect("German, children");
    assert_eq!(budget(&cue(1500, ""), &children).characters, HalfChars::whole(19));
}

#[test]
fn a_finding_says_whose_rule_it_is() {
    let style = style("netflix", "fr", Audience::Adult).expect("French");
    let finding = check(&file(&[(0, 7001, "Non.")]), &style, &Around::default()).remove(0);
    assert!(finding.source.contains("Netflix") && finding.source.contains("as of 20"), "{}", finding.source);
}

//! What must hold of every report: each claim has evidence, each quote stands verbatim at its line, and no sentence
//! uses a name, a number or a place that its lines lack.

mod support;

use ask::{Answer, Answers, Task};
use coldread_coverage::{Claim, CoverageReport, Known, Mode, Step, Support, borne_out, next};
use script::{Document, Screenplay};
use support::{WITH_MODEL, cover, fixture, honest, read, scores};

/// A reader that invents: people, places, numbers and deeds that no page has.
fn inventing(question: &ask::Question) -> Answer {
    match &question.task {
        Task::Phrase { .. } => {
            let lie = "Mara marries Boris in Paris for nine hundred roubles and they live happily.";
            Answer::Written(serde_json::json!({ "told": lie, "report": lie, "logline": lie }))
        }
        _ => honest(question),
    }
}

fn claims(report: &CoverageReport) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = report
        .logline
        .iter()
        .chain(&report.summary)
        .chain(&report.synopsis)
        .chain(&report.long_synopsis)
        .chain(&report.themes)
        .chain(&report.comments)
        .collect();
    claims.extend(report.characters.iter().flat_map(|c| c.description.iter().chain(&c.wants).chain(&c.arc)));
    claims.extend(report.turning_points.iter().map(|p| &p.claim));
    claims.extend(report.acts.iter().chain(&report.sequences).flat_map(|s| &s.claims));
    claims.extend(report.breakdown.iter().filter_map(|s| s.event.as_ref()));
    claims.extend(report.ratings.iter().flat_map(|r| std::iter::once(&r.reason).chain(&r.change)));
    claims
}

fn check(document: &Document, screenplay: &Screenplay, report: &CoverageReport) {
    let lines: Vec<&str> = document.line_spans().into_iter().map(|s| document.slice(s)).collect();
    let known = Known { title: report.header.title.clone(), ..Known::default() };
    for claim in claims(report) {
        assert!(!claim.evidence.is_empty(), "no evidence: {}", claim.text);
        for e in &claim.evidence {
            assert!(
                !e.quote.is_empty() && lines[e.line - 1].contains(&e.quote),
                "line {} does not say: {}",
                e.line,
                e.quote
            );
            assert_eq!(e.scene, screenplay.lines[e.line - 1].scene.map(|s| s + 1));
            assert!((1..=screenplay.pages.max(1)).contains(&e.page));
        }
        let quotes: Vec<&str> = claim.evidence.iter().map(|e| e.quote.as_str()).collect();
        assert_eq!(borne_out(&claim.text, &quotes, &known), Ok(()), "{}\n{quotes:#?}", claim.text);
    }
    let text = document.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for claim in report.synopsis.iter().filter(|c| c.support == Support::Extract) {
        let own = claim.text.split_once('“').map_or(claim.text.as_str(), |(_, said)| said.trim_end_matches('”'));
        let own = own.trim_start_matches("… ").trim_end_matches(" …");
        assert!(text.contains(own), "not the script's own words: {own}");
    }
    for driver in &report.complexity.drivers {
        for e in &driver.evidence {
            assert!(lines[e.line - 1].contains(&e.quote));
        }
    }
    let support = report.support;
    assert_eq!(support.claims, support.verified + support.extracts + support.dropped);
    assert_eq!(support.extracts, claims(report).iter().filter(|c| c.support == Support::Extract).count());
}

#[test]
fn every_claim_of_every_fixture_stands_on_its_lines() {
    for name in ["slack-water", "skywave", "scale"] {
        let (document, screenplay) = fixture(name);
        let report = cover(&document, &screenplay, &honest, &mut Answers::new());
        check(&document, &screenplay, &report);
        assert!(report.synopsis.len() >= 8, "{name}: a story has more than {} sentences", report.synopsis.len());
        assert_eq!(
            report.ratings.len(),
            7,
            "{name}: {:?}",
            report.ratings.iter().map(|r| &r.dimension).collect::<Vec<_>>()
        );
        assert!(report.verdict.is_some() && report.logline.is_some(), "{name}");
    }
}

#[test]
fn an_inventing_reader_leaves_no_trace() {
    let (document, screenplay) = fixture("slack-water");
    let report = cover(&document, &screenplay, &inventing, &mut Answers::new());
    check(&document, &screenplay, &report);
    for claim in claims(&report) {
        assert!(!claim.text.contains("Boris") && !claim.text.contains("Paris"), "{}", claim.text);
    }
    let mute = |q: &ask::Question| match &q.task {
        Task::Phrase { .. } => Answer::Unanswered("Nothing.".into()),
        _ => honest(q),
    };
    let silent = cover(&document, &screenplay, &mute, &mut Answers::new());
    assert_eq!(report.synopsis, silent.synopsis, "a lie tells as much as silence");
}

#[test]
fn a_claim_that_loses_to_a_lie_gives_way_to_the_script_s_own_words() {
    let (document, screenplay) = fixture("slack-water");
    let doubting = |q: &ask::Question| match &q.task {
        Task::Contrast { lies, .. } => scores(lies.len() + 1, 1),
        _ => honest(q),
    };
    let report = cover(&document, &screenplay, &doubting, &mut Answers::new());
    check(&document, &screenplay, &report);
    let trusting = cover(&document, &screenplay, &honest, &mut Answers::new());
    assert!(report.support.extracts > trusting.support.extracts);
}

#[test]
fn a_reader_that_answers_nothing_still_gets_a_report() {
    let (document, screenplay) = fixture("slack-water");
    let mute = |q: &ask::Question| match &q.task {
        Task::Phrase { .. } => Answer::Unanswered("Not finished.".into()),
        _ => Answer::Scores(vec![]),
    };
    let report = cover(&document, &screenplay, &mute, &mut Answers::new());
    check(&document, &screenplay, &report);
}

#[test]
fn the_same_answers_make_the_same_report() {
    let (document, screenplay) = fixture("skywave");
    let mut answers = Answers::new();
    let first = cover(&document, &screenplay, &honest, &mut answers);
    let Step::Done(again) = next(&document, &screenplay, &answers, WITH_MODEL) else {
        panic!("everything was answered")
    };
    assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&again).unwrap());
}

#[test]
fn scripts_made_to_hurt_are_covered_all_the_same() {
    for text in [
        "",
        "\n\n",
        "FADE IN:",
        "INT. ROOM - DAY",
        "INT. ROOM - DAY\n\nNothing.",
        "MARA\nHello there, all of you.",
        "A treatment without a scene. It goes on.",
    ] {
        let (document, screenplay) = read(text);
        check(&document, &screenplay, &cover(&document, &screenplay, &honest, &mut Answers::new()));
        let Step::Done(counted) = next(&document, &screenplay, &Answers::new(), Mode::CountedOnly) else {
            panic!("nothing to ask")
        };
        check(&document, &screenplay, &counted);
    }
}

#[test]
fn without_a_model_nothing_is_told() {
    let (document, screenplay) = fixture("slack-water");
    let Step::Done(report) = next(&document, &screenplay, &Answers::new(), Mode::CountedOnly) else {
        panic!("nothing to ask")
    };
    check(&document, &screenplay, &report);
    assert!(
        report.logline.is_none() && report.synopsis.is_empty() && report.verdict.is_none() && report.ratings.is_empty()
    );
    assert_eq!(report.breakdown.len(), 14);
    assert_eq!(report.characters[0].name, "MARA");
    assert_eq!(report.characters[0].role, "lead");
    assert!(report.complexity.drivers.iter().any(|d| d.name == "on and in water"));
}

//! Grades that mean something: damage costs, renaming does not.

mod support;

use ask::Answers;
use coldread_coverage::CoverageReport;
use support::{cover, fixture, honest, read};

fn covered(text: &str) -> CoverageReport {
    let (document, screenplay) = read(text);
    cover(&document, &screenplay, &honest, &mut Answers::new())
}

fn mean(report: &CoverageReport) -> f64 {
    report.ratings.iter().map(|r| r.score).sum::<f64>() / report.ratings.len() as f64
}

/// The scenes of a fixture as texts, what stands before them first.
fn scenes(name: &str) -> Vec<String> {
    let (document, screenplay) = fixture(name);
    let lines: Vec<&str> = document.line_spans().into_iter().map(|s| document.slice(s)).collect();
    let first = screenplay.scenes[0].first_line - 1;
    let mut parts = vec![lines[..first].join("\n")];
    parts.extend(screenplay.scenes.iter().map(|s| lines[s.first_line - 1..s.last_line].join("\n")));
    parts
}

fn check(name: &str, what: &str, damage: impl Fn(Vec<String>) -> String) {
    let whole = covered(&scenes(name).join("\n\n"));
    let damaged = covered(&damage(scenes(name)));
    let rows =
        |r: &CoverageReport| r.ratings.iter().map(|x| format!("{} {}", x.dimension, x.score)).collect::<Vec<_>>();
    assert!(
        mean(&damaged) < mean(&whole) - 0.05,
        "{name}, {what}: {:.2} -> {:.2}\n{:?}\n{:?}",
        mean(&whole),
        mean(&damaged),
        rows(&whole),
        rows(&damaged)
    );
}

#[test]
fn act_three_cut_costs() {
    for name in ["slack-water", "skywave"] {
        check(name, "act three cut", |scenes| scenes[..scenes.len() * 2 / 3].join("\n\n"));
    }
}

#[test]
fn shuffled_scenes_cost() {
    for name in ["slack-water", "skywave"] {
        check(name, "scenes shuffled", |scenes| {
            let (title, rest) = scenes.split_first().expect("a title page");
            let order = (0..rest.len()).map(|i| &rest[(i * 5 + 3) % rest.len()]);
            std::iter::once(title).chain(order).cloned().collect::<Vec<_>>().join("\n\n")
        });
    }
}

#[test]
fn doubled_dialogue_costs() {
    for name in ["slack-water", "skywave"] {
        check(name, "dialogue doubled", |scenes| {
            let text = scenes.join("\n\n");
            let paragraphs = text.split("\n\n").map(|p| {
                let speech = p.lines().count() > 1
                    && p.lines().next().is_some_and(|l| l == l.to_uppercase() && !l.starts_with(['.', 'I', 'E']));
                if speech { format!("{p}\n\n{p}") } else { p.to_owned() }
            });
            paragraphs.collect::<Vec<_>>().join("\n\n")
        });
    }
}

#[test]
fn a_lead_without_lines_costs() {
    for (name, lead) in [("slack-water", "MARA"), ("skywave", "JUNE")] {
        let (_, screenplay) = fixture(name);
        let others: Vec<String> = screenplay.characters.iter().map(|c| c.name.clone()).filter(|n| n != lead).collect();
        check(name, "the lead's lines given away", |scenes| {
            let text = scenes.join("\n\n");
            let mut turn = 0;
            let lines = text.lines().map(|l| {
                if l == lead || l.starts_with(&format!("{lead} (")) {
                    turn += 1;
                    l.replacen(lead, &others[turn % others.len()], 1)
                } else {
                    l.to_owned()
                }
            });
            lines.collect::<Vec<_>>().join("\n")
        });
    }
}

#[test]
fn renaming_everybody_changes_no_grade() {
    let (document, _) = fixture("slack-water");
    let mut renamed = document.text.clone();
    for (old, new) in [
        ("MARA", "RUTH"),
        ("Mara", "Ruth"),
        ("OPAL", "JUNO"),
        ("Opal", "Juno"),
        ("HOYT", "KURT"),
        ("Hoyt", "Kurt"),
        ("DALE", "WADE"),
        ("Dale", "Wade"),
    ] {
        renamed = renamed.replace(old, new);
    }
    let (one, other) = (covered(&document.text), covered(&renamed));
    let rows =
        |r: &CoverageReport| r.ratings.iter().map(|x| (x.dimension.clone(), x.grade, x.measured)).collect::<Vec<_>>();
    assert_eq!(rows(&one), rows(&other));
    assert_eq!(one.verdict, other.verdict);
}

#[test]
fn a_flat_script_is_not_flattered() {
    let exchange = "BOB\nHello, Ann. How are you today?\n\nANN\nI am fine. How are you?\n\nBOB\nI am fine too. We need to talk.\n\nANN\nI know. You don't understand. I love you.\n\n";
    let scene = |n: usize| format!("INT. ROOM {n} - DAY\n\nThey talk.\n\n{exchange}");
    let report = covered(&(1..14).map(scene).collect::<String>());
    assert!(mean(&report) < 5.4, "{:?}", report.ratings.iter().map(|r| (&r.dimension, r.score)).collect::<Vec<_>>());
    assert_eq!(report.verdict.map(|v| v.project), Some(coldread_coverage::Recommendation::Pass));
}

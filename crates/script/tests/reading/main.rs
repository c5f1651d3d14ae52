//! How many lines keep their label: every script, in every setting, through every fault.
//!
//! `COLDREAD_READING=table` prints what was measured; `COLDREAD_READING=DAMAGE` shows the lines that were wrong.

#![allow(clippy::print_stdout, reason = "the measure is printed where it is asked for")]

mod content;
mod damage;
mod score;
mod setting;

use std::collections::BTreeMap;

use coldread_script as script;
use damage::{DAMAGES, Dice};
use score::Score;
use script::Kind;
use setting::STYLES;

/// The least share of lines that must be right under every fault, and under those that take more away than one thing.
const LEAST: f64 = 0.99;
const LESS: [(&str, f64); 4] = [
    ("no blank lines", 0.98),
    ("blank lines at random", 0.98),
    ("indentation and blank lines lost", 0.97),
    ("speech in the action column", 0.985),
];

/// The least F1 of a kind over all settings of undamaged scripts.
const LEAST_F1: f64 = 0.99;

#[test]
fn typed_scripts_are_read_as_they_were_typed() {
    let mut wrong = Vec::new();
    for (name, rows) in content::typed() {
        for damage in DAMAGES.iter().filter(|d| !d.name.contains("indentation") && !d.name.contains("names with")) {
            let score = Score::of(&(damage.apply)(rows.clone(), &mut Dice(7)), false, &name);
            // A hundred lines teach less than a script does: here the single lines count.
            if score.share() < if damage.name == "none" { 1.0 } else { 0.92 } {
                wrong.push(format!("{name}, {}: {}", damage.name, score.line()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labels_survive() {
    let measured = measure();
    let mut wrong = Vec::new();
    for (d, score) in &measured.by_damage {
        let name = DAMAGES[*d].name;
        let least = LESS.iter().find(|(n, _)| *n == name).map_or(LEAST, |(_, least)| *least);
        if score.share() < least {
            wrong.push(format!("{name}, least {:.1}: {}", least * 100.0, score.line()));
        }
    }
    for kind in KINDS {
        let f1 = measured.by_damage.get(&0).map_or(1.0, |whole| whole.f1(kind));
        if f1 < LEAST_F1 {
            wrong.push(format!("{}: F1 {f1:.4}", kind.name()));
        }
    }
    measured.print();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const KINDS: [Kind; 7] = [
    Kind::SceneHeading,
    Kind::Action,
    Kind::Character,
    Kind::Dialogue,
    Kind::Parenthetical,
    Kind::Transition,
    Kind::Shot,
];

/// Scores by what was done to the scripts, by how they were set, and by script.
#[derive(Default)]
struct Measured {
    by_damage: BTreeMap<usize, Score>,
    by_style: BTreeMap<usize, Score>,
    by_content: BTreeMap<String, Score>,
    cells: BTreeMap<(usize, usize), Score>,
}

fn measure() -> Measured {
    let (ask, only) = (asked("COLDREAD_READING"), asked("COLDREAD_SETTING"));
    let mut measured = Measured::default();
    let wanted = |name: &str| ask.is_empty() || ask == "table" || ask == name;
    for (s, style) in STYLES.iter().enumerate().filter(|(_, s)| only.is_empty() || s.name == only) {
        for (name, elements) in &content::contents() {
            let rows = setting::set(elements, style);
            for (d, damage) in DAMAGES.iter().enumerate().filter(|(_, d)| wanted(d.name)) {
                let changed = (damage.apply)(rows.clone(), &mut Dice(s as u64 * 1000 + d as u64));
                let score = Score::of(&changed, ask == damage.name, &format!("{name}, {}", style.name));
                measured.by_damage.entry(d).or_default().add(&score);
                measured.cells.entry((d, s)).or_default().add(&score);
                measured.by_content.entry(name.clone()).or_default().add(&score);
                if d == 0 {
                    measured.by_style.entry(s).or_default().add(&score);
                }
            }
        }
    }
    measured
}

fn asked(variable: &str) -> String {
    std::env::var(variable).unwrap_or_default()
}

impl Measured {
    /// The table, where it was asked for.
    fn print(&self) {
        if asked("COLDREAD_READING").is_empty() {
            return;
        }
        for (d, score) in &self.by_damage {
            println!("{:45} {}", DAMAGES[*d].name, score.line());
            let share = |s: usize| self.cells.get(&(*d, s)).map_or(1.0, Score::share);
            let mut worst: Vec<(f64, &str)> =
                STYLES.iter().enumerate().map(|(s, style)| (share(s), style.name)).collect();
            worst.retain(|(share, _)| *share < 0.99);
            worst.sort_by(|a, b| a.0.total_cmp(&b.0));
            let shown: Vec<String> = worst.iter().take(5).map(|(x, n)| format!("{n} {:.2}", x * 100.0)).collect();
            println!("          {}", shown.join(", "));
        }
        for (s, score) in &self.by_style {
            println!("{:45} {}", STYLES[*s].name, score.line());
        }
        for (name, score) in &self.by_content {
            println!("{name:45} {}", score.line());
        }
    }
}

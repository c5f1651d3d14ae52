//! How many lines keep their label: every script, in every setting, through every fault.
//!
//! `COLDREAD_READING=table` prints what was measured; `COLDREAD_READING=DAMAGE` shows the lines that were wrong.

mod content;
mod damage;
mod score;
mod setting;

use std::collections::BTreeMap;

use damage::{DAMAGES, Dice};
use score::Score;
use setting::STYLES;

#[test]
fn typed_scripts_are_read_as_they_were_typed() {
    for (name, rows) in content::typed() {
        for damage in DAMAGES.iter().filter(|d| !d.name.contains("indentation") && !d.name.contains("names with")) {
            let score = Score::of(&(damage.apply)(rows.clone(), &mut Dice(7)), damage.name == "none", &name);
            println!("{name}, {}: {}", damage.name, score.line());
        }
    }
}

#[test]
fn labels_survive() {
    let ask = std::env::var("COLDREAD_READING").unwrap_or_default();
    let only = std::env::var("COLDREAD_SETTING").unwrap_or_default();
    let contents = content::contents();
    let mut by_damage: BTreeMap<usize, Score> = BTreeMap::new();
    let mut by_style: BTreeMap<usize, Score> = BTreeMap::new();
    let mut by_content: BTreeMap<&str, Score> = BTreeMap::new();
    let mut cells: BTreeMap<(usize, usize), Score> = BTreeMap::new();
    for (s, style) in STYLES.iter().enumerate().filter(|(_, s)| only.is_empty() || s.name == only) {
        for (name, elements) in &contents {
            let rows = setting::set(elements, style);
            for (d, damage) in DAMAGES.iter().enumerate().filter(|(_, d)| ask.is_empty() || ask == "table" || ask == d.name) {
                let changed = (damage.apply)(rows.clone(), &mut Dice(s as u64 * 1000 + d as u64));
                let score = Score::of(&changed, ask == damage.name, &format!("{name}, {}", style.name));
                by_damage.entry(d).or_default().add(&score);
                cells.entry((d, s)).or_default().add(&score);
                if d == 0 {
                    by_style.entry(s).or_default().add(&score);
                }
                by_content.entry(name).or_default().add(&score);
            }
        }
    }
    if !ask.is_empty() {
        for (d, score) in &by_damage {
            println!("{:45} {}", DAMAGES[*d].name, score.line());
            let worst = STYLES.iter().enumerate().map(|(s, style)| (cells.get(&(*d, s)).map_or(1.0, Score::share), style.name));
            let mut worst: Vec<_> = worst.filter(|w| w.0 < 0.99).collect();
            worst.sort_by(|a, b| a.0.total_cmp(&b.0));
            let shown: Vec<String> = worst.iter().take(5).map(|(x, n)| format!("{n} {:.2}", x * 100.0)).collect();
            println!("          {}", shown.join(", "));
        }
        for (s, score) in &by_style {
            println!("{:45} {}", STYLES[*s].name, score.line());
        }
        for (name, score) in &by_content {
            println!("{name:45} {}", score.line());
        }
    }
}

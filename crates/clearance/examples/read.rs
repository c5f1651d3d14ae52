//! Prints the clearance items of a Fountain script by rules alone: `cargo run --release --example read -- FILE`.

use std::{env, fs, process::ExitCode, time::Instant};

use coldread_clearance::{Context, report};
use reference::{Date, Reference};
use script::{Document, Format};

#[allow(clippy::print_stdout, reason = "a program for the terminal")]
fn main() -> ExitCode {
    let Some(text) = env::args().nth(1).and_then(|file| fs::read_to_string(file).ok()) else {
        println!("Which script?");
        return ExitCode::FAILURE;
    };
    let document = Document::from_text(Format::Fountain, text);
    let screenplay = script::parse(&document);
    let reference = Reference::shipped();
    let start = Instant::now();
    let context = Context { reference, records: &[], today: Date { year: 2026, month: 11, day: 21 } };
    let report = report(&document, &screenplay, context);
    println!("{} pages, {} items in {} ms", report.pages, report.items.len(), start.elapsed().as_millis());
    for item in &report.items {
        let place = &item.occurrences[0];
        println!(
            "{:5} {:8} {:9} {:?} {:30} {} x{} l.{} p{}: {}",
            item.risk.name(),
            item.category.name(),
            item.usage.name(),
            item.modifiers,
            item.entity,
            item.rule,
            item.occurrences.len(),
            place.line,
            place.page,
            place.excerpt.chars().take(90).collect::<String>()
        );
    }
    for name in &report.names {
        println!(
            "name {} ({:?}, {} people, {}) -> {:?} {:?}",
            name.name, name.occupation, name.people, name.commonness, name.alternatives, name.clashes
        );
    }
    for attempt in &report.attempts {
        println!("attempt l.{}: {}", attempt.line, attempt.quote);
    }
    ExitCode::SUCCESS
}

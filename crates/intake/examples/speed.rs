//! Pages read a second, beside `pdftotext` on the same file: `cargo run --release -p coldread-intake --example speed`.
#![allow(clippy::print_stdout, reason = "it is a command")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use script::{Document, Format, IntakeReply, parse, to_text};

fn main() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts");
    let source = std::fs::read_to_string(fixtures.join("scale/script.fountain")).expect("a fixture");
    let fountain = Document::from_text(Format::Fountain, source);
    let screenplay = parse(&fountain);
    let pages = f64::from(screenplay.pages);
    let text = Document::from_text(Format::Text, to_text(&fountain, &screenplay));
    let seconds = best(|| drop(parse(&text)));
    println!("layout text: {:.0} pages a second ({pages} pages)", pages / seconds);
    println!("fountain:    {:.0} pages a second", pages / best(|| drop(parse(&fountain))));
    let file = fixtures.join("skywave/script.pdf");
    let bytes = std::fs::read(&file).expect("a fixture");
    let IntakeReply::Read(read) = coldread_intake::read(&bytes, "script.pdf") else { panic!("it was refused") };
    let pages = read.pages.len() as f64;
    let ours = best(|| drop(coldread_intake::read(&bytes, "script.pdf")));
    println!("PDF:         {:.0} pages a second ({pages} pages)", pages / ours);
    if Command::new("pdftotext").arg("-v").output().is_ok() {
        let theirs = best(|| {
            let done = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
            assert!(done.is_ok_and(|d| d.status.success()), "pdftotext read it");
        });
        println!("pdftotext:   {:.0} pages a second, {:.2} of its time for ours", pages / theirs, ours / theirs);
    }
}

/// The shortest of several runs, in seconds.
fn best(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..7).map(time).fold(f64::MAX, f64::min)
}

//! Times one step of the desk over a script: `--example time -- SCRIPT`.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use ask::Answers;
use coldread_coverage::{Mode, Step, next, progress};
use script::{Document, Format};

fn main() {
    let path = std::env::args().nth(1).expect("a script");
    let document = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("readable"));
    let time = Instant::now();
    let screenplay = script::parse(&document);
    println!(
        "parse {:?}, {} pages, {} scenes, {} people",
        time.elapsed(),
        screenplay.pages,
        screenplay.scenes.len(),
        screenplay.characters.len()
    );
    let time = Instant::now();
    let _ = next(&document, &screenplay, &Answers::new(), Mode::CountedOnly);
    println!("counted {:?}", time.elapsed());
    let time = Instant::now();
    let outlook = progress(&document, &screenplay, &Answers::new(), Mode::WithModel);
    println!("progress {:?} {outlook:?}", time.elapsed());
    if let Step::Ask(groups) = next(&document, &screenplay, &Answers::new(), Mode::WithModel) {
        println!("{} groups, longest {:?}", groups.len(), groups.iter().map(|g| g.budget().read).max());
    }
}

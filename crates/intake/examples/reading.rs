//! Prints how a script file is read, line by line: `cargo run --release -p coldread-intake --example reading -- FILE`.
#![allow(clippy::print_stdout, reason = "it is a command")]

use script::{IntakeReply, parse, plain_lines};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let bytes = std::fs::read(&path).expect("a readable file");
    match coldread_intake::read(&bytes, &path) {
        IntakeReply::Refused { sentence, hint } => println!("{sentence} {hint}"),
        IntakeReply::Read(document) => {
            let screenplay = parse(&document);
            for (line, text) in screenplay.lines.iter().zip(plain_lines(&document, &screenplay)) {
                let who = line.character.map_or("", |c| screenplay.characters[c].name.as_str());
                let mark = if line.continued { "+" } else { " " };
                println!("{:5} {:3} {:13}{mark} {:10.10} {text}", line.n, line.page, line.kind.name(), who);
            }
            let names = |who: &[usize]| {
                who.iter().map(|&c| screenplay.characters[c].name.as_str()).collect::<Vec<_>>().join(", ")
            };
            for s in &screenplay.scenes {
                println!(
                    "{:3} {:?} p{} {}/8 {} | {} | {}",
                    s.n, s.number, s.page, s.eighths, s.heading, s.place, s.time
                );
                println!("      speak: {}; silent: {}", names(&s.speakers), names(&s.silent));
            }
            for c in &screenplay.characters {
                println!("{c:?}");
            }
            println!("{:?} pages {} {:?}", screenplay.title_page, screenplay.pages, screenplay.findings);
        }
    }
}

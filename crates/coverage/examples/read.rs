//! Covers a script through a reader's `try` mode and prints the report: for work on the words of the questions.
//!
//! `cargo run --release -p coldread-coverage --example read -- SCRIPT READER MODEL CACHE_DIR`

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use ask::{Answers, Group, GroupAnswer};
use coldread_coverage::{Mode, Step, next, progress};
use script::{Document, Format};

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let [script, reader, model, cache] = &args[..] else {
        eprintln!("read SCRIPT READER MODEL CACHE_DIR");
        std::process::exit(2);
    };
    let text = fs::read_to_string(script).expect("a readable script");
    let document = Document::from_text(Format::Fountain, text);
    let screenplay = script::parse(&document);
    let mut answers = Answers::new();
    loop {
        let outlook = progress(&document, &screenplay, &answers, Mode::WithModel);
        eprintln!("{outlook:?}");
        match next(&document, &screenplay, &answers, Mode::WithModel) {
            Step::Ask(groups) => answer(&groups, reader, model, Path::new(cache), &mut answers),
            Step::Done(report) => {
                println!("{}", serde_json::to_string_pretty(&report).expect("a report is JSON"));
                return;
            }
        }
    }
}

fn answer(groups: &[Group], reader: &str, model: &str, cache: &Path, answers: &mut Answers) {
    let stem = Path::new(model).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let file = |g: &Group| cache.join(format!("{stem}-{}.json", g.key().0));
    let open: Vec<&Group> = groups.iter().filter(|g| !file(g).exists()).collect();
    if !open.is_empty() {
        let mut child = Command::new(reader)
            .args(["try", "--model", model, "--threads", "1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a reader");
        let input = serde_json::to_vec(&open).expect("groups are JSON");
        child.stdin.take().expect("piped").write_all(&input).expect("the reader listens");
        let output = child.wait_with_output().expect("the reader ends");
        let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("answers");
        for (group, answer) in open.iter().zip(found) {
            fs::write(file(group), answer.to_string()).expect("a cache to write to");
        }
    }
    for group in groups {
        let text = fs::read_to_string(file(group)).expect("just written");
        let answer: GroupAnswer =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}\n{}", group.label));
        answers.insert(group.key(), answer);
    }
}

//! `bench`: how fast the engine is, beside llama-bench of the same revision.
//!
//! Machines drift by a third between minutes, so each round measures both, one after the other, and what counts
//! is the middle one of the rounds' ratios. What is measured is the road that every report goes: groups in,
//! answers out.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

use ask::{Group, Question, Reader, Task};
use llama::Llama;
use serde_json::{Value, json};

use crate::ModelArgs;

/// What to measure.
#[derive(clap::Args, Clone)]
pub(crate) struct Options {
    #[command(flatten)]
    model: ModelArgs,
    /// The llama-bench to compare with; without it only this engine is measured.
    #[arg(long)]
    reference: Option<PathBuf>,
    /// Rounds.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Questions about one passage, asked one by one and together; 0 leaves that out.
    #[arg(long, default_value_t = 16)]
    questions: usize,
}

/// Tokens of passage that a round reads, about.
const PASSAGE: usize = 512;
/// Tokens that a round writes.
const SENTENCE: usize = 128;

/// Measures and prints one JSON object.
pub(crate) fn run(options: &Options) -> ExitCode {
    let mut llama = match Llama::load(&options.model.model, &options.model.load_options()) {
        Ok(llama) => llama,
        Err(error) => return crate::complain(&error.to_string()),
    };
    // The first groups page the weights in and build the grammars.
    measure(&mut llama);
    let mut rounds = Vec::new();
    for n in 0..options.rounds {
        let ours = measure(&mut llama);
        let theirs = options.reference.as_deref().and_then(|program| reference(program, &options.model));
        say(&format!("round {}: {ours:?}, llama-bench {theirs:?} (tokens a second, read and written)", n + 1));
        rounds.push((ours, theirs));
    }
    let sharing = (options.questions > 0).then(|| sharing(&mut llama, options.questions));
    let result = json!({
        "model": llama.facts(0).name,
        "kernel": llama.facts(0).kernel,
        "threads": options.model.threads,
        "prefill": figure(&rounds, |s| s.read),
        "decode": figure(&rounds, |s| s.written),
        "sharing": sharing,
    });
    let _ = writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&result).unwrap_or_default());
    ExitCode::SUCCESS
}

/// Tokens a second.
#[derive(Debug, Clone, Copy)]
struct Speed {
    read: f64,
    written: f64,
}

fn measure(llama: &mut Llama) -> Speed {
    let passage = passage(PASSAGE);
    let (tokens, seconds) = timed(llama, &group(&passage, vec![choose(0)]));
    let read = tokens.0 as f64 / seconds;
    let writing = group("INT. KITCHEN - NIGHT\n\n", vec![phrase()]);
    Speed { read, written: written_per_second(llama, &writing) }
}

/// Reading the short passage is not writing: the clock starts when all of it is read.
fn written_per_second(llama: &mut Llama, writing: &Group) -> f64 {
    let mut times = Vec::new();
    let answer = llama.read(writing, &mut |tokens| {
        times.push((tokens, Instant::now()));
        true
    });
    let end = Instant::now();
    let Ok(answer) = answer else { return 0.0 };
    let start = times.iter().find(|(tokens, _)| *tokens == answer.tokens_read).map_or(end, |(_, at)| *at);
    answer.tokens_written as f64 / (end - start).as_secs_f64()
}

/// So many questions over one passage of a thousand tokens: seconds one by one, seconds together.
fn sharing(llama: &mut Llama, questions: usize) -> Value {
    let passage = passage(1000);
    let alone: f64 = (0..questions).map(|n| timed(llama, &group(&passage, vec![choose(n)])).1).sum();
    let together = timed(llama, &group(&passage, (0..questions).map(choose).collect())).1;
    json!({ "questions": questions, "one_by_one_s": alone, "together_s": together, "times": alone / together })
}

/// Tokens read and written, and seconds.
fn timed(llama: &mut Llama, group: &Group) -> ((u64, u64), f64) {
    let began = Instant::now();
    let answer = llama.read(group, &mut |_| true);
    let seconds = began.elapsed().as_secs_f64();
    (answer.map_or((0, 0), |a| (a.tokens_read, a.tokens_written)), seconds)
}

fn reference(program: &Path, model: &ModelArgs) -> Option<Speed> {
    let output = Command::new(program)
        .args(["-m".as_ref(), model.model.as_os_str()])
        .args(["-p", &PASSAGE.to_string(), "-n", &SENTENCE.to_string(), "-r", "1"])
        .args(["-t", &model.threads.to_string(), "-o", "json"])
        .output()
        .ok()?;
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).ok()?;
    let speed = |key: &str| rows.iter().find(|r| r[key].as_u64() > Some(0)).and_then(|r| r["avg_ts"].as_f64());
    Some(Speed { read: speed("n_prompt")?, written: speed("n_gen")? })
}

/// The middle of the rounds, on each side and of their ratios.
fn figure(rounds: &[(Speed, Option<Speed>)], of: fn(Speed) -> f64) -> Value {
    let ours = middle(rounds.iter().map(|(ours, _)| of(*ours)).collect());
    let pairs = || rounds.iter().filter_map(|(ours, theirs)| Some((of(*ours), of((*theirs)?))));
    json!({
        "tokens_per_s": ours,
        "reference": middle(pairs().map(|(_, theirs)| theirs).collect()),
        "ratio": middle(pairs().map(|(ours, theirs)| ours / theirs).collect()),
    })
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn group(passage: &str, questions: Vec<Question>) -> Group {
    Group { label: "bench".to_owned(), system: String::new(), prefix: passage.to_owned(), questions }
}

fn question(text: String, task: Task) -> Question {
    Question { name: "bench".to_owned(), version: 1, text, lead: "The answer is".to_owned(), task }
}

fn choose(n: usize) -> Question {
    let text = format!("Question {n}: has the weather anything to do with what goes on in this scene?");
    question(text, Task::Choose { options: [" yes", " no", " not said"].map(str::to_owned).to_vec() })
}

fn phrase() -> Question {
    let schema = json!({
        "type": "object",
        "properties": { "story": { "type": "string", "minLength": 2000, "maxLength": 4000 } },
        "required": ["story"],
        "additionalProperties": false,
    });
    question("Tell a long story.".to_owned(), Task::Phrase { schema, max_tokens: SENTENCE as u32 })
}

/// Numbered lines of a made-up scene, about as many tokens as asked for.
fn passage(tokens: usize) -> String {
    let line = |n: usize| format!("{n}. The ferryman counts the coins twice and looks at the water.\n");
    let per_line = 16;
    (1..=tokens.div_ceil(per_line)).map(line).collect()
}

fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

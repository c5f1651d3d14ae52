//! `coldread bench`: measured, as ratios to a reference in the same run.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use studio::{Kind, Model, Outcome, Trouble};

use crate::args::Global;
use crate::output::{Output, Status};

const NAMES: [&str; 1] = ["engine"];

/// Runs one benchmark, or all of them.
pub(crate) async fn bench(global: &Global, name: Option<&str>, out: &mut Output) -> Outcome<Status> {
    if let Some(unknown) = name.filter(|name| !NAMES.contains(name)) {
        let hint = format!("The benchmarks are: {}.", NAMES.join(", "));
        return Err(Trouble::input(format!("There is no benchmark {unknown}."), hint));
    }
    let engine = engine(global, out)?;
    if out.json {
        out.value(&json!([{ "name": "engine", "result": engine }]));
    } else {
        out.raw(&table(&engine));
    }
    Ok(Status::Done)
}

fn table(engine: &Value) -> String {
    let mut text = format!("engine: {}, {} threads\n", text_of(&engine["model"]), engine["threads"]);
    for part in ["prefill", "decode"] {
        let figure = |name: &str| engine[part][name].as_f64();
        text += &format!("  {part:<8} {:7.1} tokens/s", figure("tokens_per_s").unwrap_or(0.0));
        if let (Some(reference), Some(ratio)) = (figure("reference"), figure("ratio")) {
            text += &format!(", llama-bench {reference:7.1}, ratio {ratio:.2}");
        }
        text.push('\n');
    }
    let sharing = &engine["sharing"];
    if let Some(times) = sharing["times"].as_f64() {
        text +=
            &format!("  {} questions about one scene: {times:.1} times as fast as one by one\n", sharing["questions"]);
    }
    text
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The engine beside llama-bench of the same revision, in interleaved pairs, as the worker measures it.
fn engine(global: &Global, out: &mut Output) -> Outcome<Value> {
    let model = model(global)?;
    let mut bench = Command::new(studio::worker_binary()?);
    bench.arg("bench").arg("--model").arg(model.path()).stdin(Stdio::null()).stdout(Stdio::piped());
    // The worker tells there how far it is.
    bench.stderr(Stdio::inherit());
    if let Some(threads) = global.threads {
        bench.args(["--threads", &threads.to_string()]);
    }
    match reference() {
        Some(program) => drop(bench.arg("--reference").arg(program)),
        None => out.message("No llama-bench to compare with: scripts/llama-bench.sh builds it."),
    }
    let failed = |why: String| Trouble::cannot(why, "`coldread models verify` checks the weights.");
    let output = bench.output().map_err(|e| failed(format!("The worker could not be started: {e}.")))?;
    serde_json::from_slice(&output.stdout).map_err(|_| failed("The worker could not measure the engine.".to_owned()))
}

fn model(global: &Global) -> Outcome<Model> {
    let found = match &global.model {
        Some(id) => studio::catalogue().into_iter().find(|m| m.id == *id || m.id.contains(id.as_str())),
        None => studio::default_model(),
    };
    found.filter(Model::installed).ok_or_else(|| {
        Trouble::new(Kind::NoModel, "There are no weights to measure with.", "`make weights` fetches them.")
    })
}

/// `COLDREAD_LLAMA_BENCH`, or where scripts/llama-bench.sh puts it.
fn reference() -> Option<PathBuf> {
    let said = std::env::var_os("COLDREAD_LLAMA_BENCH").map(PathBuf::from);
    let made = studio::models_folder().parent().map(|cache| cache.join("llama-bench/bin/llama-bench"));
    said.or(made).filter(|program| program.is_file())
}

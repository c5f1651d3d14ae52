//! `coldread models`: the weights on this machine.

use serde_json::json;
use studio::{ModelStatus, Outcome, models_without_library};

use crate::args::{Global, Models};
use crate::library;
use crate::output::{Output, Status};

/// Lists, adds, verifies. A list needs no library.
pub(crate) async fn models(global: &Global, what: &Models, out: &mut Output) -> Outcome<Status> {
    let place = global.vault.clone().unwrap_or_else(studio::default_place);
    let rows = match what {
        Models::List if !studio::Studio::exists(&place) => models_without_library(),
        Models::List => library::open(global, out).await?.models().await?,
        Models::Add { file, template } => {
            let studio = library::open(global, out).await?;
            let model = studio.add_model(file, template).await?;
            out.message(&format!("{} was added; its digest is {}.", model.id, model.sha256));
            studio.models().await?
        }
        Models::Verify => return verify(global, out).await,
    };
    show(&rows, out);
    Ok(Status::Done)
}

async fn verify(global: &Global, out: &mut Output) -> Outcome<Status> {
    let studio = library::open(global, out).await?;
    let mut status = Status::Done;
    for model in studio.models().await?.into_iter().filter(|m| m.installed) {
        out.progress(&format!("Checking {}", model.model.id), 0, 1, None);
        if let Err(trouble) = studio.verify_model(&model.model.id).await {
            out.trouble(&trouble);
            status = Status::Partly;
        }
    }
    out.finish();
    show(&studio.models().await?, out);
    Ok(status)
}

fn show(rows: &[ModelStatus], out: &mut Output) {
    if out.json {
        let rows = rows.iter().map(|m| {
            json!({
                "id": m.model.id, "name": m.model.name, "licence": m.model.licence, "purpose": m.model.purpose,
                "bytes": m.model.bytes, "sha256": m.model.sha256, "memory_bytes": m.memory_bytes,
                "installed": m.installed, "verified": m.verified, "chosen": m.chosen, "device": m.device,
                "problem": m.problem,
            })
        });
        out.value(&rows.collect());
        return;
    }
    for m in rows {
        let mark = if m.chosen { "*" } else { " " };
        let state = match (&m.problem, m.installed, m.verified) {
            (Some(problem), ..) => problem.as_str(),
            (None, false, _) => "not on this machine",
            (None, true, true) => "verified",
            (None, true, false) => "not yet verified",
        };
        out.raw(&format!(
            "{mark} {:<36} {:>5} MB  {:<12} {:<6} {state}\n    {}\n",
            m.model.id,
            m.model.bytes / 1_000_000,
            m.model.licence,
            m.device,
            m.model.purpose
        ));
    }
}

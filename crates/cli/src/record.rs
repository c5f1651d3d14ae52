//! `coldread privacy` and `coldread audit`.

use std::path::Path;

use serde_json::json;
use studio::{Bound, Boundaries, Outcome, Studio, Trouble, check_statement};

use crate::args::{Audit, Global};
use crate::library;
use crate::output::{Output, Status};

/// What this build can and cannot reach, and what it did. Needs no library; with one, it also says what was read.
pub(crate) async fn privacy(global: &Global, signed: Option<&Path>, out: &mut Output) -> Outcome<Status> {
    let place = global.vault.clone().unwrap_or_else(studio::default_place);
    if signed.is_some() && !Studio::exists(&place) {
        return Err(Trouble::cannot("There is no library to sign a statement.", "Check --vault."));
    }
    let (boundaries, processes, read, written) = if Studio::exists(&place) {
        let studio = library::open(global, out).await?;
        let record = studio.record().await?;
        if let Some(file) = signed {
            studio.export_statement(&record, file).await?;
            out.message(&format!(
                "The statement is in {}, signed with the library's key {}.",
                file.display(),
                studio.public_key()
            ));
        }
        (record.boundaries, record.processes, record.tokens_read, record.tokens_written)
    } else {
        (studio::boundaries(), studio::processes(None), 0, 0)
    };
    let holds = boundaries.enforced && processes.iter().all(|p| p.holds);
    if out.json {
        let processes = processes.iter().map(|p| json!({ "name": p.name, "bounds": p.bounds, "holds": p.holds }));
        out.value(&json!({
            "kernel_filter": boundaries.kernel_filter,
            "processes": processes.collect::<Vec<_>>(),
            "sockets": boundaries.sockets,
            "on_device_share": 1.0,
            "tokens_read": read,
            "tokens_written": written,
        }));
    } else {
        out.raw(&statement(&boundaries, &processes, read, written));
    }
    Ok(if holds { Status::Done } else { Status::Partly })
}

fn statement(boundaries: &Boundaries, processes: &[Bound], read: u64, written: u64) -> String {
    let mut text = format!("Network: refused by the kernel ({}).\n", boundaries.kernel_filter);
    if !boundaries.enforced {
        text = format!("Network: NOT refused by the kernel: {}\n", boundaries.kernel_filter);
    }
    text += &format!("Internet sockets open in this process: {}.\n", boundaries.sockets);
    for process in processes {
        text += &format!("{}: {}.\n", process.name, process.bounds.join("; "));
    }
    text + &format!("Read on this device: 100 %, {read} tokens read, {written} written.\n")
}

/// Whether a statement is as it was signed, and by whom.
pub(crate) async fn check(global: &Global, file: &Path, out: &mut Output) -> Outcome<Status> {
    let statement = check_statement(file)?;
    let place = global.vault.clone().unwrap_or_else(studio::default_place);
    let ours = match Studio::exists(&place) {
        true => Some(library::open(global, out).await?.public_key() == statement.key),
        false => None,
    };
    if out.json {
        out.value(&json!({ "ok": ours != Some(false), "key": statement.key, "ours": ours }));
    } else {
        let whose = match ours {
            Some(true) => "which is this library's".to_owned(),
            Some(false) => "which is NOT this library's".to_owned(),
            None => "which only a comparison with the one you were told can tell".to_owned(),
        };
        out.raw(&statement.text);
        out.message(&format!("It is as it was signed, by the key {}, {whose}.", statement.key));
    }
    Ok(if ours == Some(false) { Status::Partly } else { Status::Done })
}

/// The chain of what was done.
pub(crate) async fn audit(global: &Global, what: &Audit, out: &mut Output) -> Outcome<Status> {
    let studio = library::open(global, out).await?;
    match what {
        Audit::Verify { against: Some(file) } => against(&studio, file, out).await,
        Audit::Verify { against: None } => {
            let check = studio.audit_verify().await?;
            if out.json {
                let mut value = json!({ "entries": check.entries, "ok": check.ok, "checkpoints": check.checkpoints });
                if let Some(first) = check.first_bad {
                    value["first_bad"] = json!(first);
                }
                out.value(&value);
            } else if check.ok {
                out.raw(&format!(
                    "{} entries, every one as it was written; {} signed checkpoints agree.\n",
                    check.entries, check.checkpoints
                ));
            } else {
                out.raw(&format!(
                    "{} entries; entry {} was changed or is missing.\n",
                    check.entries,
                    check.first_bad.unwrap_or(0)
                ));
            }
            Ok(if check.ok { Status::Done } else { Status::Partly })
        }
        Audit::Checkpoint { output } => signed(&studio, false, output, out).await,
        Audit::Export { output: Some(output) } => signed(&studio, true, output, out).await,
        Audit::Export { output: None } => {
            let entries = studio.audit_export().await?;
            let rows = entries.iter().map(|e| {
                json!({
                    "seq": e.seq, "at": e.at, "actor": e.actor, "action": e.action, "object": e.object,
                    "detail": e.detail, "hash": e.hash,
                })
            });
            out.value(&rows.collect());
            Ok(Status::Done)
        }
    }
}

async fn signed(studio: &Studio, whole: bool, to: &Path, out: &mut Output) -> Outcome<Status> {
    let entries = studio.export_chain(whole, to).await?;
    match out.json {
        true => out.value(&json!({ "ok": true, "entries": entries, "path": to, "key": studio.public_key() })),
        false => out.message(&format!("{entries} entries are signed in {}; keep it elsewhere.", to.display())),
    }
    Ok(Status::Done)
}

/// A chain that is whole by itself may still have been cut, together with what remembers its end: a signed file that
/// was kept elsewhere shows it.
async fn against(studio: &Studio, file: &Path, out: &mut Output) -> Outcome<Status> {
    let (chain, agreement) = (studio.audit_verify().await?, studio.audit_against(file).await?);
    let ok = chain.ok && agreement.ours && agreement.held;
    if out.json {
        out.value(&json!({
            "ok": ok, "entries": chain.entries, "first_bad": chain.first_bad, "signed_entries": agreement.entries,
            "ours": agreement.ours, "held": agreement.held,
        }));
        return Ok(if ok { Status::Done } else { Status::Partly });
    }
    let sentence = match (agreement.ours, agreement.held, chain.ok) {
        (false, ..) => "The file was signed by another library.".to_owned(),
        (_, false, _) => format!(
            "The chain was cut or replaced: the file was signed after entry {}, and the library's {} entries do not \
             go through it.",
            agreement.entries, chain.entries
        ),
        (_, _, false) => format!("Entry {} was changed or is missing.", chain.first_bad.unwrap_or(0)),
        _ => format!("{} entries, whole, and {} of them as signed in the file.", chain.entries, agreement.entries),
    };
    out.raw(&format!("{sentence}\n"));
    Ok(if ok { Status::Done } else { Status::Partly })
}

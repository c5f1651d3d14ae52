//! `coldread privacy` and `coldread audit`.

use serde_json::json;
use studio::{Bound, Boundaries, Outcome, Studio};

use crate::args::{Audit, Global};
use crate::library;
use crate::output::{Output, Status};

/// What this build can and cannot reach, and what it did. Needs no library; with one, it also says what was read.
pub(crate) async fn privacy(global: &Global, out: &mut Output) -> Outcome<Status> {
    let place = global.vault.clone().unwrap_or_else(studio::default_place);
    let (boundaries, processes, read, written) = if Studio::exists(&place) {
        let record = library::open(global, out).await?.record().await?;
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

/// The chain of what was done.
pub(crate) async fn audit(global: &Global, what: &Audit, out: &mut Output) -> Outcome<Status> {
    let studio = library::open(global, out).await?;
    match what {
        Audit::Verify => {
            let check = studio.audit_verify().await?;
            if out.json {
                let mut value = json!({ "entries": check.entries, "ok": check.ok });
                if let Some(first) = check.first_bad {
                    value["first_bad"] = json!(first);
                }
                out.value(&value);
            } else if check.ok {
                out.raw(&format!("{} entries, every one as it was written.\n", check.entries));
            } else {
                out.raw(&format!(
                    "{} entries; entry {} was changed or is missing.\n",
                    check.entries,
                    check.first_bad.unwrap_or(0)
                ));
            }
            Ok(if check.ok { Status::Done } else { Status::Partly })
        }
        Audit::Export => {
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

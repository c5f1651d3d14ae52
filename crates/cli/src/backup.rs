//! `coldread backup` and `coldread restore`.

use std::path::Path;

use serde_json::json;
use studio::{Opener, Outcome, Trouble, default_place};

use crate::args::Global;
use crate::library;
use crate::output::{Output, Status};
use crate::passphrase::{passphrase, recovery_key};

/// The library as one sealed file, read back.
pub(crate) async fn backup(global: &Global, to: &Path, out: &mut Output) -> Outcome<Status> {
    let place = global.vault.clone().unwrap_or_else(default_place);
    if !studio::Studio::exists(&place) {
        return Err(Trouble::cannot(format!("There is no library in {}.", place.display()), "Check --vault."));
    }
    let backup = library::open(global, out).await?.backup(to).await?;
    if out.json {
        out.value(&json!({
            "ok": true, "path": to, "bytes": backup.bytes, "documents": backup.documents, "entries": backup.entries,
        }));
    } else {
        out.message(&format!(
            "{} documents and {} entries of the record are in {} ({} bytes), sealed and read back. \
             It opens with the passphrase that the library has now.",
            backup.documents,
            backup.entries,
            to.display(),
            backup.bytes
        ));
    }
    Ok(Status::Done)
}

/// The library of a backup, in a folder that has none.
pub(crate) async fn restore(
    global: &Global,
    from: &Path,
    with_recovery_key: bool,
    key_file: Option<&Path>,
    out: &mut Output,
) -> Outcome<Status> {
    let place = global.vault.clone().unwrap_or_else(default_place);
    let restored = if with_recovery_key || key_file.is_some() {
        studio::restore(from, &place, Opener::RecoveryKey(&recovery_key(key_file)?)).await?
    } else {
        studio::restore(from, &place, Opener::Passphrase(&passphrase(global, true)?)).await?
    };
    if out.json {
        out.value(&json!({
            "ok": restored.audit_ok, "documents": restored.documents, "entries": restored.entries,
            "audit_ok": restored.audit_ok,
        }));
    } else {
        let record = if restored.audit_ok { "every one as it was written" } else { "and the chain is NOT whole" };
        out.message(&format!(
            "The library is in {}: {} documents; {} entries of the record, {record}.",
            place.display(),
            restored.documents,
            restored.entries
        ));
    }
    Ok(if restored.audit_ok { Status::Done } else { Status::Partly })
}

//! `coldread passphrase`, and where a passphrase comes from: never from the arguments, which every program can see.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use serde_json::json;
use studio::{Kind, Outcome, Studio, Thrift, Trouble, default_place};

use crate::args::{Global, Passphrase};
use crate::library;
use crate::output::{Output, Status};

/// Another passphrase, a recovery key, or a way back in with one.
pub(crate) async fn passphrases(global: &Global, what: &Passphrase, out: &mut Output) -> Outcome<Status> {
    match what {
        Passphrase::Change { new_passphrase_file } => {
            let studio = library::open(global, out).await?;
            let new = new_passphrase(new_passphrase_file.as_deref())?;
            studio.change_passphrase(&passphrase(global, true)?, &new).await?;
            said(out, "The passphrase is changed. Backups made before still open with the old one.");
        }
        Passphrase::RecoveryKey => {
            let studio = library::open(global, out).await?;
            let key = studio.make_recovery_key(&passphrase(global, true)?).await?;
            match out.json {
                true => out.value(&json!({ "recovery_key": key.text() })),
                false => out.raw(&format!("{}\n", key.text())),
            }
            out.message("Write it down and lock it away: it opens this library, and it is not shown again.");
        }
        Passphrase::Recover { recovery_key_file, new_passphrase_file } => {
            let place = global.vault.clone().unwrap_or_else(default_place);
            let key = recovery_key(recovery_key_file.as_deref())?;
            let new = new_passphrase(new_passphrase_file.as_deref())?;
            Studio::recover(&place, &key, &new, Thrift::AllCores).await?;
            said(out, "The library has its new passphrase.");
        }
    }
    Ok(Status::Done)
}

fn said(out: &mut Output, sentence: &str) {
    match out.json {
        true => out.value(&json!({ "ok": true })),
        false => out.message(sentence),
    }
}

/// From the file, or asked for on the terminal.
pub(crate) fn recovery_key(file: Option<&Path>) -> Outcome<String> {
    match file {
        Some(file) => first_line(file),
        None if std::io::stdin().is_terminal() => ask("Recovery key: "),
        None => Err(Trouble::new(Kind::WrongPassphrase, "The recovery key is needed.", "Give --recovery-key-file.")),
    }
}

fn new_passphrase(file: Option<&Path>) -> Outcome<String> {
    if let Some(file) = file {
        return first_line(file);
    }
    if let Ok(new) = std::env::var("COLDREAD_NEW_PASSPHRASE") {
        return Ok(new);
    }
    if !std::io::stdin().is_terminal() {
        let hint = "Set COLDREAD_NEW_PASSPHRASE, give --new-passphrase-file, or run it in a terminal.";
        return Err(Trouble::new(Kind::WrongPassphrase, "The new passphrase is needed.", hint));
    }
    let first = ask("New passphrase: ")?;
    match ask("Once more: ")? == first {
        true => Ok(first),
        false => Err(Trouble::new(Kind::WrongPassphrase, "The two differ.", "Run it again; nothing was changed.")),
    }
}

fn first_line(file: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(file)
        .map_err(|e| Trouble::cannot(format!("{} cannot be read: {e}.", file.display()), "Check the path."))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// The passphrase of the library: from the file, the variable or the terminal.
pub(crate) fn passphrase(global: &Global, exists: bool) -> Outcome<String> {
    if let Some(file) = &global.passphrase_file {
        return first_line(file);
    }
    if let Ok(passphrase) = std::env::var("COLDREAD_PASSPHRASE") {
        return Ok(passphrase);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Trouble::new(
            Kind::WrongPassphrase,
            "The library needs its passphrase.",
            "Set COLDREAD_PASSPHRASE, give --passphrase-file, or run it in a terminal.",
        ));
    }
    let first = ask(if exists { "Passphrase: " } else { "A passphrase for the new library: " })?;
    if !exists && ask("Once more: ")? != first {
        return Err(Trouble::new(Kind::WrongPassphrase, "The two differ.", "Run it again; nothing was made."));
    }
    Ok(first)
}

/// Asks on the terminal without showing what is typed.
fn ask(prompt: &str) -> Outcome<String> {
    let failed =
        |e: std::io::Error| Trouble::cannot(format!("Nothing can be asked here: {e}."), "Use --passphrase-file.");
    write!(std::io::stderr().lock(), "{prompt}").map_err(failed)?;
    let stdin = std::io::stdin();
    let shown = rustix::termios::tcgetattr(&stdin).map_err(|e| failed(e.into()))?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(rustix::termios::LocalModes::ECHO);
    rustix::termios::tcsetattr(&stdin, rustix::termios::OptionalActions::Now, &hidden).map_err(|e| failed(e.into()))?;
    let mut line = String::new();
    let read = stdin.lock().read_line(&mut line);
    rustix::termios::tcsetattr(&stdin, rustix::termios::OptionalActions::Now, &shown).ok();
    writeln!(std::io::stderr().lock()).ok();
    read.map_err(failed)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

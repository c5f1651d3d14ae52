//! What leaves the library signed: the privacy statement, the audit chain, and checkpoints of it.

use std::path::Path;

use serde_json::{Value, json};
use vault::{Action, Signed, check_signed};

use crate::error::{Outcome, Trouble};
use crate::export::write_whole;
use crate::record::Record;
use crate::studio::{Studio, now};

/// Largest signed file that is looked at, bytes.
const LARGEST: u64 = 512 << 20;

/// A signed file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedStatement {
    /// What it says, without its signature.
    pub text: String,
    /// The key that signed it, hex.
    pub key: String,
}

/// How a signed chain or checkpoint stands to the library's own chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Entries that the file speaks of.
    pub entries: u64,
    /// Signed by this library.
    pub ours: bool,
    /// The library's chain still goes through the entry that the file ends with.
    pub held: bool,
}

impl Studio {
    /// The library's public key, hex: by it others know its statements.
    pub fn public_key(&self) -> String {
        hex(&self.0.vault.public_key())
    }

    /// Writes what is enforced on this machine, process by process, signed by the library.
    pub async fn export_statement(&self, record: &Record, to: &Path) -> Outcome<()> {
        let file = self.0.vault.signed(&in_words(record));
        write_whole(to, file.as_bytes())?;
        self.note_act(Action::SignStatement, None, "privacy statement").await
    }

    /// Writes the chain up to now, signed: every entry, or only how many there are and the hash of the last.
    pub async fn export_chain(&self, whole: bool, to: &Path) -> Outcome<u64> {
        let words = if whole { "audit export" } else { "audit checkpoint" };
        self.note_act(Action::SignStatement, None, words).await?;
        let point = self.0.vault.checkpoint(now()).await?;
        let mut body = json!({
            "coldread": words, "entries": point.seq, "hash": hex(&point.hash), "at": moment(point.at.0),
        });
        if whole {
            let line = |e: crate::AuditLine| {
                json!({
                    "seq": e.seq, "at": e.at, "actor": e.actor, "action": e.action, "object": e.object,
                    "detail": e.detail, "hash": e.hash,
                })
            };
            body["chain"] = self.audit_export().await?.into_iter().map(line).collect();
        }
        write_whole(to, self.0.vault.signed(&format!("{body:#}\n")).as_bytes())?;
        Ok(point.seq)
    }

    /// Holds a signed chain or checkpoint, as it was kept elsewhere, against the library's chain.
    pub async fn audit_against(&self, file: &Path) -> Outcome<Agreement> {
        let signed = read(file)?;
        let body: Value = serde_json::from_str(&signed.text).map_err(|_| no_chain())?;
        let entries = body["entries"].as_u64().ok_or_else(no_chain)?;
        let hash = body["hash"].as_str().and_then(digest).ok_or_else(no_chain)?;
        let ours = signed.key == self.0.vault.public_key();
        Ok(Agreement { entries, ours, held: self.0.vault.holds(entries, &hash).await? })
    }
}

/// Checks the signature of a statement; whose key it is, only a comparison tells.
pub fn check_statement(file: &Path) -> Outcome<CheckedStatement> {
    let signed = read(file)?;
    Ok(CheckedStatement { text: signed.text, key: hex(&signed.key) })
}

fn read(file: &Path) -> Outcome<Signed> {
    let unreadable = |e: std::io::Error| Trouble::input(format!("The file cannot be read: {e}."), "Check the path.");
    let foreign = || Trouble::input("This is no signed text.", "Give a file that Coldread signed.");
    if std::fs::metadata(file).map_err(unreadable)?.len() > LARGEST {
        return Err(foreign());
    }
    let text = String::from_utf8(std::fs::read(file).map_err(unreadable)?).map_err(|_| foreign())?;
    check_signed(&text).map_err(|e| {
        Trouble::input(format!("The signature of {} does not hold. {e}", file.display()), "Ask for it again.")
    })
}

fn no_chain() -> Trouble {
    Trouble::input("This file is no signed audit chain or checkpoint.", "`coldread audit checkpoint` makes one.")
}

fn in_words(record: &Record) -> String {
    let network = match record.boundaries.enforced {
        true => "refused by the kernel".to_owned(),
        false => format!("NOT refused by the kernel: {}", record.boundaries.kernel_filter),
    };
    let audit = if record.audit_ok { "whole" } else { "NOT whole" };
    let mut text = format!(
        "Privacy statement of a Coldread library\n\nMade: {}\nVersion: {}\nNetwork: {network}\n\
         Internet sockets open when made: {}\n",
        moment(now().0),
        env!("CARGO_PKG_VERSION"),
        record.boundaries.sockets,
    );
    for process in &record.processes {
        text += &format!("{}: {}\n", process.name, process.bounds.join("; "));
    }
    text += &format!(
        "Read on this device: 100 %, {} tokens read, {} written\nRecord: {} entries, {audit}\n",
        record.tokens_read, record.tokens_written, record.audit_entries,
    );
    text + "\nWhat is said of the kernel was tried when this was made, on the machine that made it.\n"
}

/// `2026-11-21T08:30:00Z`, from milliseconds since 1970. The calendar is Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn moment(ms: i64) -> String {
    let seconds = ms.div_euclid(1000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_everybody_reads_them() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(moment(1_795_249_799_999), "2026-11-21T08:29:59Z");
        assert_eq!(moment(-1), "1969-12-31T23:59:59Z");
    }
}

//! What is kept: a library in one sealed SQLite file.
//!
//! The vault stores bytes and knows nothing of scripts or reports; `studio` serialises. What was
//! imported, said or concluded is sealed per row; ids, numbers, times, keyed hashes and
//! our own short codes alone are in clear. Every write that matters is recorded in the audit chain
//! in the same transaction. What a call returned `Ok` for survives a power cut.
//!
//! There is no clock here: the caller says when.

mod act;
mod answers;
mod audit;
mod code;
mod database;
mod documents;
mod error;
mod home;
mod ids;
mod jobs;
mod keyring;
mod passphrase;
mod projects;
mod reports;
mod seal;
mod settings;
mod vault;

pub use act::{Act, Action, Actor};
pub use answers::{AnswerRow, AnswerTotals, NewAnswer};
pub use audit::{AuditCheck, AuditEntry};
pub use code::{BadCode, Code};
pub use documents::{Deleted, DocumentRow, NewDocument};
pub use error::VaultError;
pub use ids::{AnswerId, DocumentId, JobId, ProjectId, ReportId, UnixMillis};
pub use jobs::{JobRow, JobState, NewJob};
pub use passphrase::{KdfCost, Passphrase};
pub use projects::ProjectRow;
pub use reports::{NewReport, ReportRow};
pub use vault::Vault;

/// What every call of the vault returns.
pub type Result<T> = std::result::Result<T, VaultError>;

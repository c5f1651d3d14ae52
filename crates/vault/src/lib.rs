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
mod archive;
mod attempts;
mod audit;
mod backup;
mod checkpoint;
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
mod recovery;
mod reports;
mod seal;
mod settings;
mod signed;
mod vault;
mod wrapping;

pub use act::{Act, Action, Actor};
pub use answers::{AnswerRow, AnswerTotals, NewAnswer};
pub use audit::{AuditCheck, AuditEntry};
pub use backup::{Backup, Restored};
pub use checkpoint::Checkpoint;
pub use code::{BadCode, Code};
pub use documents::{Deleted, DocumentRow, NewDocument};
pub use error::VaultError;
pub use ids::{AnswerId, DocumentId, JobId, ProjectId, ReportId, UnixMillis};
pub use jobs::{JobRow, JobState, NewJob};
pub use passphrase::{KdfCost, Passphrase};
pub use projects::{ProjectRow, Shredded};
pub use recovery::RecoveryKey;
pub use reports::{NewReport, ReportRow};
pub use signed::{BadSignature, Signed, check_signed};
pub use vault::Vault;

/// What every call of the vault returns.
pub type Result<T> = std::result::Result<T, VaultError>;

//! What the app can do, without a window: the library, its documents, jobs, reports, models and record.
//!
//! Knows no window and no C++: untrusted bytes and the model are read by `coldread-worker` processes, which it
//! speaks to in frames. The only caller of the vault's writes.

mod backup;
mod convert;
mod cover;
mod device;
mod error;
mod export;
mod find;
mod idle;
mod intake;
mod job;
mod keys;
mod library;
mod models;
mod outline;
mod pace;
mod privacy;
mod queue;
mod reader;
mod record;
mod samples;
mod shelf;
mod shred;
mod statement;
mod studio;
mod verify;
mod weights;
mod worker;

pub use coverage;
pub use script;

pub use backup::{Opener, restore};
#[cfg(feature = "webdriver")]
pub use confine::refuse_network_but_loopback_tests;
pub use confine::{ConfineError, keep_memory_private, refuse_network};
pub use convert::{Conversion, convert};
pub use error::{Kind, Outcome, Trouble};
pub use export::ReportFormat;
pub use find::Found;
pub use intake::read as read_file;
pub use job::{Event, Job, JobState, Tally};
pub use library::{Deletion, Import, Row};
pub use models::{Model, catalogue, default_model, folder as models_folder};
pub use outline::{Outline, OutlineScene};
pub use privacy::{Bound, Boundaries, boundaries, processes};
pub use reader::{ReaderOptions, WorkerReader};
pub use record::{AuditLine, AuditState, Record};
pub use shelf::Reading;
pub use shred::Shredding;
pub use statement::{Agreement, CheckedStatement, check_statement};
pub use studio::{Studio, Thrift, default_place};
pub use timedtext::Remark;
pub use vault::{Backup, RecoveryKey, Restored};
pub use verify::{Check, Verdict, Verification, verify_against};
pub use weights::{ModelStatus, models_without_library};
pub use worker::binary as worker_binary;

//! Why the library could not do it: one sentence and one hint for the person at the screen.

use std::io;
use std::path::{Path, PathBuf};

/// What went wrong. The `Display` text is the sentence to show; [`VaultError::hint`] goes under it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The folder holds no library.
    #[error("There is no library in {}.", dir.display())]
    NoLibrary {
        /// The folder that was looked in.
        dir: PathBuf,
    },
    /// The folder holds a library already, which is left as it is.
    #[error("There is already a library in {}.", dir.display())]
    AlreadyALibrary {
        /// The folder that was to get one.
        dir: PathBuf,
    },
    /// A library was to be created, or its passphrase changed, without a passphrase.
    #[error("A library needs a passphrase.")]
    EmptyPassphrase,
    /// The passphrase does not open this library.
    #[error("This passphrase does not open the library.")]
    WrongPassphrase,
    /// Too many wrong passphrases in a row were tried.
    #[error("Too many wrong passphrases were tried: the library can be opened again in {}.", in_words(*seconds))]
    LockedOut {
        /// How long to wait.
        seconds: u64,
    },
    /// No recovery key was ever made for this library.
    #[error("This library has no recovery key.")]
    NoRecoveryKey,
    /// A file is no backup, or not as it was written.
    #[error("This backup cannot be restored: {why}.")]
    BadBackup {
        /// Why not, in words that carry no content.
        why: &'static str,
    },
    /// A backup was to be written over a file.
    #[error("There is a file of that name already.")]
    BackupExists,
    /// Another window or command has this library open.
    #[error("This library is already open in another Coldread.")]
    AlreadyOpen,
    /// The library was last written by a newer Coldread.
    #[error("This library was made by a newer version of Coldread.")]
    NewerSchema,
    /// Something in the file is not what was written there.
    #[error("The library is damaged: {part} cannot be read.")]
    Damaged {
        /// The part, in words that carry no content, such as "the original of document 3".
        part: String,
    },
    /// The disk or the person's share of it is full. What was kept before stays kept.
    #[error("The disk is full, so nothing more can be kept in the library.")]
    DiskFull,
    /// The folder or the file may not be written.
    #[error("The library is read-only here, so nothing can be kept in it.")]
    ReadOnly,
    /// The row asked for is not there, perhaps because it was deleted.
    #[error("The library has no {what} {id}.")]
    NotFound {
        /// What was looked for, such as "document".
        what: &'static str,
        /// Its id.
        id: i64,
    },
    /// A project of that name is there already.
    #[error("There is already a project of that name.")]
    ProjectExists,
    /// The job is not in a state from which this can be done, such as finishing a cancelled one.
    #[error("Job {id} is {state}, so this cannot be done to it.")]
    JobState {
        /// The job.
        id: i64,
        /// The state it is in.
        state: &'static str,
    },
    /// The operating system refused a file operation in another way.
    #[error("The library's folder cannot be used: {0}.")]
    Io(#[source] io::Error),
    /// The database failed in a way that has no sentence of its own.
    #[error("The library could not carry this out: {0}.")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl VaultError {
    /// What to do next, in one sentence.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoLibrary { .. } => "Create a library there, or choose the folder that holds yours.",
            Self::AlreadyALibrary { .. } => "Open it with its passphrase, or choose another folder.",
            Self::EmptyPassphrase => "Choose a passphrase; several words are better than one.",
            Self::WrongPassphrase => {
                "Check capitals and keyboard layout, and try again; a lost passphrase cannot be recovered."
            }
            Self::LockedOut { .. } => {
                "Wait, and try again; nothing is lost, and each wrong passphrase doubles the wait."
            }
            Self::NoRecoveryKey => "Only its passphrase opens it.",
            Self::BadBackup { .. } => "Nothing was changed; take another copy of it, or an earlier backup.",
            Self::BackupExists => "Choose another name; backups are never written over.",
            Self::AlreadyOpen => "Close the other window or wait for the other command to end, and try again.",
            Self::NewerSchema => "Install the newer Coldread; the library was left as it is.",
            Self::Damaged { .. } => {
                "Nothing was changed; restore the library from a backup, or delete the damaged item and import it again."
            }
            Self::DiskFull => "Free some space and try again; everything kept before is still there.",
            Self::ReadOnly => "Make the folder writable for you, or copy the library to one that is.",
            Self::NotFound { .. } => "It may have been deleted; list what is there.",
            Self::ProjectExists => "Use that project, or choose another name.",
            Self::JobState { .. } => "List the jobs to see where it stands.",
            Self::Io(_) | Self::Database(_) => "Check the disk and the folder's permissions, and try again.",
        }
    }

    /// Something that was sealed, or stored beside it, is not what was written.
    pub(crate) fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged { part: part.into() }
    }

    /// Sorts what the operating system said about the folder `dir`.
    pub(crate) fn from_io(error: io::Error, dir: &Path) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::NotFound => Self::NoLibrary { dir: dir.to_owned() },
            _ => Self::Io(error),
        }
    }
}

fn in_words(seconds: u64) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        2..=120 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

/// Primary result codes of SQLite, <https://www.sqlite.org/rescode.html>.
mod sqlite {
    pub(super) const BUSY: i32 = 5;
    pub(super) const LOCKED: i32 = 6;
    pub(super) const READONLY: i32 = 8;
    pub(super) const CORRUPT: i32 = 11;
    pub(super) const FULL: i32 = 13;
    pub(super) const CANTOPEN: i32 = 14;
    pub(super) const NOTADB: i32 = 26;
}

impl From<sqlx::Error> for VaultError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(|e| e.code())
            .and_then(|c| c.parse::<i32>().ok())
            .map(|extended| extended & 0xff);
        match code {
            Some(sqlite::BUSY | sqlite::LOCKED) => Self::AlreadyOpen,
            Some(sqlite::READONLY | sqlite::CANTOPEN) => Self::ReadOnly,
            Some(sqlite::FULL) => Self::DiskFull,
            Some(sqlite::CORRUPT | sqlite::NOTADB) => Self::damaged("its file"),
            _ => match error {
                sqlx::Error::ColumnDecode { index, .. } => Self::damaged(format!("column {index}")),
                other => Self::Database(Box::new(other)),
            },
        }
    }
}

impl From<sqlx::migrate::MigrateError> for VaultError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as Migrate;
        match error {
            Migrate::VersionMissing(_) => Self::NewerSchema,
            Migrate::VersionMismatch(_) | Migrate::Dirty(_) => Self::damaged("its table of versions"),
            Migrate::Execute(inner) | Migrate::ExecuteMigration(inner, _) => inner.into(),
            other => Self::Database(Box::new(other)),
        }
    }
}

//! Why the index could not do it: one sentence and one hint.

use std::fmt;
use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

/// What went wrong. The `Display` text is the sentence to show; [`IndexError::hint`] goes under it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The index must be filled anew with [`Index::create`](crate::Index::create), which loses
    /// nothing: everything in it comes from the library.
    #[error("The search index {0} and has to be built again.")]
    Rebuild(RebuildReason),
    /// The document has no word in it. What was indexed of it before is unchanged.
    #[error("There is no text in document {document} to search.")]
    NothingIndexed {
        /// Its id.
        document: i64,
    },
    /// After a change, a search did not find what it should, or found what it should not.
    #[error("The search index did not take the change to document {document}.")]
    NotTaken {
        /// Its id.
        document: i64,
    },
    /// Another process or another [`Index`](crate::Index) is writing to this index.
    #[error("The search index is being written by another Coldread.")]
    Busy,
    /// The disk is full. What was indexed before is unchanged.
    #[error("The disk is full, so the search index could not be written.")]
    DiskFull,
    /// The folder may not be written.
    #[error("The search index is read-only here, so nothing can be added to it.")]
    ReadOnly,
    /// The search engine failed in a way that has no sentence of its own.
    #[error("The search index could not carry this out: {0}.")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why an index cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RebuildReason {
    /// There is none in that folder.
    Missing,
    /// A file of it is missing, cut, changed, or sealed by another key.
    Damaged,
    /// It was built by a Coldread that indexed differently.
    Outdated,
}

impl fmt::Display for RebuildReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is missing",
            Self::Damaged => "is damaged",
            Self::Outdated => "is from another version",
        })
    }
}

impl IndexError {
    /// What to do next, in one sentence.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Rebuild(_) => "Nothing is lost: it is built from the library.",
            Self::NothingIndexed { .. } => {
                "If the file shows text, its pages may be pictures; see which pages were unreadable."
            }
            Self::NotTaken { .. } => "Build the index again; the library has everything it needs.",
            Self::Busy => "Close the other window or wait for the other command to end, and try again.",
            Self::DiskFull => "Free some space and try again; the library itself is complete.",
            Self::ReadOnly => "Make the folder writable for you, or copy the library to one that is.",
            Self::Engine(_) => "Check the disk and the folder's permissions, and try again.",
        }
    }

    /// Sorts an error of the operating system or of a sealed file.
    pub(crate) fn from_io(error: &io::Error) -> Option<Self> {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Some(Self::DiskFull),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Some(Self::ReadOnly),
            Kind::InvalidData | Kind::UnexpectedEof | Kind::NotFound => Some(Self::Rebuild(RebuildReason::Damaged)),
            _ => None,
        }
    }
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        let sorted = match &error {
            TantivyError::IoError(io)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: io, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: io, .. })
            | TantivyError::LockFailure(LockError::IoError(io), _) => Self::from_io(io),
            TantivyError::LockFailure(LockError::LockBusy, _) => Some(Self::Busy),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)) | TantivyError::DataCorruption(_) => {
                Some(Self::Rebuild(RebuildReason::Damaged))
            }
            TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) | TantivyError::IncompatibleIndex(_) => {
                Some(Self::Rebuild(RebuildReason::Outdated))
            }
            _ => None,
        };
        sorted.unwrap_or_else(|| Self::Engine(Box::new(error)))
    }
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        Self::from_io(&error).unwrap_or_else(|| Self::Engine(Box::new(error)))
    }
}

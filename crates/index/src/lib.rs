//! What can be rebuilt: full-text search over the pages and scenes of a project's documents.
//!
//! One index per project, in a folder of its own, every file of which is sealed by a key that the
//! caller derives from the project's data key: shredding that key shreds the index. Deleting the
//! folder loses nothing but the time to fill it again. All calls block; call them off the async
//! threads.

mod directory;
mod document;
mod error;
mod fields;
mod index;
mod passage;
mod query;
mod sealed;
mod search;
mod snippet;
mod words;

pub use document::{IndexedDocument, IndexedLine, IndexedScene};
pub use error::{IndexError, RebuildReason};
pub use index::Index;
pub use search::{Hit, HitIn};
pub use snippet::Snippet;

/// What every call of the index returns.
pub type Result<T> = std::result::Result<T, IndexError>;

//! The keys of an open library: the vault key, and the data keys it has unwrapped so far.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ed25519_dalek::SigningKey;
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

use crate::seal::{Key, Place};
use crate::{ProjectId, Result, VaultError};

/// One key, split by purpose.
#[derive(Clone)]
pub(crate) struct Keys {
    /// Seals content.
    pub(crate) seal: Key,
    /// Hashes what is looked up without being stored in clear.
    pub(crate) hash: Key,
    root: Key,
}

impl Keys {
    pub(crate) fn new(root: Key) -> Self {
        Self { seal: root.for_purpose("seal"), hash: root.for_purpose("hash"), root }
    }

    /// A key for something outside the vault.
    pub(crate) fn lend(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        self.root.for_purpose(purpose).bytes().clone()
    }

    /// Seals the pieces of a backup that has this head.
    pub(crate) fn for_backup(&self, head: &[u8]) -> Key {
        Key::from_bytes(Zeroizing::new(self.root.for_purpose("backup").hash(&[head])))
    }

    /// The root in a box that only `wrapping` opens.
    pub(crate) fn wrapped(&self, wrapping: &Key, place: Place) -> Vec<u8> {
        wrapping.seal(place, self.root.bytes().as_slice())
    }

    /// Opens what [`Keys::wrapped`] made.
    pub(crate) fn unwrap(wrapping: &Key, place: Place, sealed: &[u8]) -> Result<Self> {
        let opened = Zeroizing::new(wrapping.open(place, sealed)?);
        let bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| VaultError::damaged(place.to_string()))?;
        Ok(Self::new(Key::from_bytes(Zeroizing::new(bytes))))
    }
}

pub(crate) struct Keyring {
    pub(crate) library: Keys,
    /// Chains the audit entries.
    pub(crate) audit: Key,
    /// Signs what leaves the library.
    pub(crate) signer: SigningKey,
    projects: Mutex<HashMap<ProjectId, Arc<Keys>>>,
}

impl Keyring {
    pub(crate) fn new(library: Keys) -> Self {
        let audit = library.root.for_purpose("audit");
        let signer = SigningKey::from_bytes(library.root.for_purpose("sign").bytes());
        Self { library, audit, signer, projects: Mutex::default() }
    }

    /// Where a project's data key is wrapped.
    pub(crate) fn place_of(project: ProjectId) -> Place {
        Place::new("project", "key_sealed", project.0)
    }

    /// The data key of a project.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] if there is no such project, or no longer.
    pub(crate) async fn project(&self, conn: &mut SqliteConnection, project: ProjectId) -> Result<Arc<Keys>> {
        if let Some(known) = self.known().get(&project) {
            return Ok(Arc::clone(known));
        }
        let sealed: Option<(Vec<u8>,)> =
            sqlx::query_as("SELECT key_sealed FROM project WHERE id = ?").bind(project.0).fetch_optional(conn).await?;
        let (sealed,) = sealed.ok_or(VaultError::NotFound { what: "project", id: project.0 })?;
        let keys = Arc::new(Keys::unwrap(&self.library.seal, Self::place_of(project), &sealed)?);
        self.known().insert(project, Arc::clone(&keys));
        Ok(keys)
    }

    /// Forgets a data key; the rest of a shred is done by the database.
    pub(crate) fn forget(&self, project: ProjectId) {
        self.known().remove(&project);
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<ProjectId, Arc<Keys>>> {
        // A map of keys is whole after any panic: nothing in here is half done.
        self.projects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

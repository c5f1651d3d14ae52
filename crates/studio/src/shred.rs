//! The end of a project: its key, and so everything that was sealed under it.

use std::path::PathBuf;

use crate::error::{Outcome, Trouble};
use crate::job::Event;
use crate::studio::Studio;

/// What a shred destroyed, and what was looked at afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shredding {
    /// Documents that went with it.
    pub documents: u64,
    /// Entry of the audit chain that says so.
    pub entry: u64,
    /// SHA-256 of the box in which the key lay; the entry names it.
    pub key_box: [u8; 32],
    /// The key is in no byte of the library's files, no document of it is listed, and its index is gone.
    pub proved: bool,
}

impl Studio {
    /// Destroys a project: key, documents, reports, answers, index. Backups that were made before still hold it.
    pub async fn shred(&self, project: &str) -> Outcome<Shredding> {
        let vault = &self.0.vault;
        let id = vault.project_named(project).await?.ok_or_else(|| {
            Trouble::input(format!("There is no project “{project}”."), "Names are compared letter by letter.")
        })?;
        let documents = vault.documents(Some(id)).await?;
        if self.running_document().is_some_and(|running| documents.iter().any(|d| d.id.0 == running)) {
            self.stop_running();
        }
        let shredded = vault.shred_project(id, &self.act()).await?;
        documents.iter().for_each(|d| self.forget(d.id.0));
        let index = self.drop_index(id).await;
        self.tell(Event::Library);
        let unlisted = vault.documents(Some(id)).await?.is_empty() && vault.project(id).await.is_err();
        Ok(Shredding {
            documents: shredded.documents,
            entry: shredded.entry,
            key_box: shredded.key_box,
            proved: shredded.proved && unlisted && !index.exists(),
        })
    }

    async fn drop_index(&self, project: vault::ProjectId) -> PathBuf {
        self.discard_index(project).await;
        self.0.place.join("index").join(project.to_string())
    }
}

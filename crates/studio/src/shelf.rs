//! Documents that are open: read from the vault and parsed once.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};

use script::{Document, Screenplay};
use vault::DocumentId;

use crate::error::{Outcome, Trouble};
use crate::outline::{Outline, outline};
use crate::studio::Studio;

/// How many parsed documents are kept at hand.
const KEPT: usize = 6;

/// A document with everything that is derived from it.
#[derive(Debug)]
pub struct Reading {
    /// Id in the library.
    pub id: i64,
    /// File name as brought.
    pub file_name: String,
    /// As read.
    pub document: Document,
    /// As parsed.
    pub screenplay: Screenplay,
    /// As counted.
    pub outline: Outline,
}

impl Reading {
    pub(crate) fn new(id: i64, file_name: String, document: Document) -> Self {
        let screenplay = script::parse(&document);
        let outline = outline(&document, &screenplay, &file_name);
        Self { id, file_name, document, screenplay, outline }
    }

    /// Minutes on screen, low and high: a page is about a minute; talk runs shorter, action longer.
    pub fn minutes(&self) -> (u32, u32) {
        let pages = f64::from(self.outline.pages);
        ((pages * 0.85).floor().max(1.0) as u32, (pages * 1.1).ceil().max(1.0) as u32)
    }
}

/// The readings at hand, the last used at the back.
#[derive(Default)]
pub(crate) struct Shelf(VecDeque<Arc<Reading>>);

impl Shelf {
    fn get(&mut self, id: i64) -> Option<Arc<Reading>> {
        let at = self.0.iter().position(|r| r.id == id)?;
        let reading = self.0.remove(at)?;
        self.0.push_back(Arc::clone(&reading));
        Some(reading)
    }

    fn put(&mut self, reading: Arc<Reading>) {
        self.0.retain(|r| r.id != reading.id);
        self.0.push_back(reading);
        while self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    fn drop_document(&mut self, id: i64) {
        self.0.retain(|r| r.id != id);
    }
}

impl Studio {
    /// A document, parsed.
    pub async fn reading(&self, id: i64) -> Outcome<Arc<Reading>> {
        if let Some(reading) = self.shelf().get(id) {
            return Ok(reading);
        }
        let row = self.0.vault.document(DocumentId(id)).await?;
        let bytes = self.0.vault.document_bytes(DocumentId(id)).await?;
        let parsed = tokio::task::spawn_blocking(move || {
            let document: Document = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
            Ok::<_, Trouble>(Arc::new(Reading::new(id, row.file_name, document)))
        });
        let reading: Arc<Reading> = parsed.await.map_err(|_| unreadable())??;
        self.keep_at_hand(&reading);
        Ok(reading)
    }

    pub(crate) fn keep_at_hand(&self, reading: &Arc<Reading>) {
        self.shelf().put(Arc::clone(reading));
    }

    pub(crate) fn forget(&self, id: i64) {
        self.shelf().drop_document(id);
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.0.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unreadable() -> Trouble {
    Trouble::cannot(
        "This document was stored by a version of Coldread that reads it differently.",
        "Import the file again.",
    )
}

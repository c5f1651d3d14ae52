//! Documents in the library: what is there, bringing one in, taking one out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use coverage::CoverageReport;
use script::Document;
use vault::{Code, DocumentId, DocumentRow, NewDocument, NewReport, ProjectId};

use crate::error::{Outcome, Trouble};
use crate::intake;
use crate::job::{Event, Job};
use crate::models::digest_raw;
use crate::outline::Outline;
use crate::shelf::Reading;
use crate::studio::Studio;

pub(crate) const OUTLINE: Code = Code::of("outline");
pub(crate) const COVERAGE: Code = Code::of("coverage");

/// A document that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Id.
    pub id: i64,
    /// Project.
    pub project: String,
    /// `fountain`, `fdx`, `pdf`, `text`.
    pub kind: String,
    /// Pages found.
    pub pages: u32,
    /// Pages that could not be read.
    pub unreadable_pages: Vec<u32>,
    /// The same file was in the project already; nothing was added.
    pub known: bool,
}

/// A row of the library.
#[derive(Debug, Clone)]
pub struct Row {
    /// Id.
    pub id: i64,
    /// Project.
    pub project: String,
    /// What was counted.
    pub outline: Outline,
    /// Imported, milliseconds since 1970.
    pub imported: i64,
    /// Coverage, once written.
    pub coverage: Option<Arc<CoverageReport>>,
    /// Its job that is not over.
    pub job: Option<Job>,
}

/// What went with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    /// Reports.
    pub reports: u64,
    /// Stored answers.
    pub answers: u64,
    /// Neither the library nor the index knows it any more: looked up after the deletion.
    pub proved: bool,
}

impl Studio {
    /// Reads a file in a worker and keeps it with its original. The same file in the same project is kept once.
    pub async fn import(&self, path: &Path, project: &str, draft_of: Option<i64>) -> Outcome<Import> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = path.to_owned();
        let read = tokio::task::spawn_blocking(move || {
            let document = intake::read(&path)?;
            let original = std::fs::read(&path).map_err(|e| gone(&e))?;
            Ok::<_, Trouble>((document, original))
        });
        let (document, original) = read.await.map_err(|e| gone(&e))??;
        self.keep(&name, &original, document, project, draft_of).await
    }

    /// What a command means by a file: the document that was made of it, in whatever project; else it goes into `Inbox`.
    pub async fn take(&self, path: &Path) -> Outcome<Import> {
        let at = path.to_owned();
        let digest = tokio::task::spawn_blocking(move || {
            let small = std::fs::metadata(&at).is_ok_and(|m| m.is_file() && m.len() <= intake::LARGEST);
            small.then(|| std::fs::read(&at).ok()).flatten().map(|original| digest_raw(&original))
        });
        let vault = &self.0.vault;
        if let Some(digest) = digest.await.ok().flatten() {
            for project in vault.projects().await? {
                if let Some(id) = vault.document_with_original(project.id, &digest).await.ok().flatten() {
                    let row = vault.document(id).await?;
                    return Ok(Import {
                        id: id.0,
                        project: project.name,
                        kind: row.kind.to_string(),
                        pages: row.pages,
                        unreadable_pages: row.unreadable_pages,
                        known: true,
                    });
                }
            }
        }
        self.import(path, "Inbox", None).await
    }

    /// Keeps a document that was read.
    pub(crate) async fn keep(
        &self,
        name: &str,
        original: &[u8],
        document: Document,
        project_name: &str,
        draft_of: Option<i64>,
    ) -> Outcome<Import> {
        let vault = &self.0.vault;
        let project = self.project(project_name).await?;
        let kind = document.format.name();
        let known = vault.document_with_original(project, &digest_raw(original)).await?;
        let id = match known {
            Some(id) => id,
            None => {
                let reading = Reading::new(0, name.to_owned(), document.clone());
                let bytes = serde_json::to_vec(&document).map_err(|e| gone(&e))?;
                let new = NewDocument {
                    project,
                    kind: Code::of(kind),
                    title: &reading.outline.title,
                    file_name: name,
                    original,
                    document: &bytes,
                    pages: reading.outline.pages,
                    unreadable_pages: &reading.outline.unreadable,
                    draft_of: draft_of.map(DocumentId),
                };
                let id = vault.import_document(&new, &self.act()).await?;
                self.keep_outline(id, &reading.outline).await?;
                let reading = Arc::new(Reading { id: id.0, ..reading });
                self.keep_at_hand(&reading);
                // The index can be made again; a document that was kept is not lost to a fault in it.
                self.index(project, &reading).await.ok();
                self.tell(Event::Library);
                id
            }
        };
        let row = vault.document(id).await?;
        Ok(Import {
            id: id.0,
            project: project_name.to_owned(),
            kind: kind.to_owned(),
            pages: row.pages,
            unreadable_pages: row.unreadable_pages,
            known: known.is_some(),
        })
    }

    async fn project(&self, name: &str) -> Outcome<ProjectId> {
        match self.0.vault.project_named(name).await? {
            Some(id) => Ok(id),
            None => Ok(self.0.vault.create_project(name, &self.act()).await?),
        }
    }

    /// Every document, the latest first.
    pub async fn rows(&self) -> Outcome<Vec<Row>> {
        let vault = &self.0.vault;
        let projects: BTreeMap<ProjectId, String> =
            vault.projects().await?.into_iter().map(|p| (p.id, p.name)).collect();
        let mut jobs: BTreeMap<i64, Job> = BTreeMap::new();
        for job in self.jobs().await?.into_iter().filter(Job::is_open) {
            jobs.insert(job.document, job);
        }
        let mut rows = Vec::new();
        for document in vault.documents(None).await?.into_iter().rev() {
            rows.push(Row {
                id: document.id.0,
                project: projects.get(&document.project).cloned().unwrap_or_default(),
                outline: self.outline(&document).await?,
                imported: document.created.0,
                coverage: self.report(document.id.0).await?,
                job: jobs.remove(&document.id.0),
            });
        }
        Ok(rows)
    }

    async fn outline(&self, document: &DocumentRow) -> Outcome<Outline> {
        let kept = self.0.vault.latest_report(document.id, &OUTLINE).await?;
        if let Some(outline) = kept.and_then(|r| serde_json::from_slice(&r.bytes).ok()) {
            return Ok(outline);
        }
        // Killed between the import and the count: counted again now.
        let reading = self.reading(document.id.0).await?;
        self.keep_outline(document.id, &reading.outline).await?;
        Ok(reading.outline.clone())
    }

    async fn keep_outline(&self, document: DocumentId, outline: &Outline) -> Outcome<()> {
        let bytes = serde_json::to_vec(outline).map_err(|e| gone(&e))?;
        let new = NewReport { document, kind: OUTLINE, bytes: &bytes, job: None };
        self.0.vault.keep_report(&new, &self.act()).await?;
        Ok(())
    }

    /// The latest coverage of a document.
    pub async fn report(&self, id: i64) -> Outcome<Option<Arc<CoverageReport>>> {
        let kept = self.0.vault.latest_report(DocumentId(id), &COVERAGE).await?;
        Ok(kept.and_then(|r| serde_json::from_slice(&r.bytes).ok()).map(Arc::new))
    }

    /// Removes a document and everything made of it, then looks whether anything is left.
    pub async fn delete(&self, id: i64) -> Outcome<Deletion> {
        let row = self.0.vault.document(DocumentId(id)).await?;
        if self.running_document() == Some(id) {
            self.stop_running();
        }
        let deleted = self.0.vault.delete_document(row.id, &self.act()).await?;
        self.forget(id);
        let unfound = self.unindex(row.project, id).await?;
        self.tell(Event::Library);
        let unkept = self.0.vault.document(row.id).await.is_err();
        Ok(Deletion { reports: deleted.reports, answers: deleted.answers, proved: unfound && unkept })
    }
}

fn gone(error: &dyn std::error::Error) -> Trouble {
    Trouble::input(format!("The file could not be kept: {error}."), "Check that it is still there and can be read.")
}

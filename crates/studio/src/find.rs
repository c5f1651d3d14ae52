//! Finding words: one sealed index a project, made again whenever it is not what it should be.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use index::{Index, IndexError, IndexedDocument, IndexedLine, IndexedScene};
use tokio::sync::Mutex;
use vault::ProjectId;

use crate::error::{Outcome, Trouble};
use crate::shelf::Reading;
use crate::studio::Studio;

/// The open indexes.
pub(crate) type Indexes = Mutex<BTreeMap<ProjectId, Arc<Index>>>;

/// A place that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Document.
    pub document: i64,
    /// Its title.
    pub title: String,
    /// 1-based page.
    pub page: u32,
    /// 1-based scene, 0 before the first heading.
    pub scene: usize,
    /// Heading of that scene.
    pub heading: String,
    /// 1-based line.
    pub line: usize,
    /// What stands there.
    pub snippet: String,
    /// What matched, bytes of the snippet.
    pub marks: Vec<Range<usize>>,
    /// Higher is nearer.
    pub score: f64,
}

impl Studio {
    /// Searches every project, or one document. Nothing found is an answer.
    pub async fn search(&self, query: &str, document: Option<i64>, limit: usize) -> Outcome<Vec<Found>> {
        let mut found = Vec::new();
        for project in self.0.vault.projects().await?.into_iter().filter(|p| p.documents > 0) {
            // One document's hits must not be crowded out by another's.
            let most = if document.is_some() { limit * 20 } else { limit };
            for hit in self.hits(project.id, query, most).await? {
                if document.is_none_or(|d| d == hit.document) {
                    found.push(self.found(hit).await?);
                }
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)).then(a.line.cmp(&b.line)));
        found.truncate(limit);
        Ok(found)
    }

    /// The hits of one project; an index that turns out damaged is made again once.
    async fn hits(&self, project: ProjectId, query: &str, most: usize) -> Outcome<Vec<index::Hit>> {
        for attempt in 0..2 {
            let index = self.open_index(project).await?;
            let query = query.to_owned();
            match blocking(move || index.search(&query, most)).await? {
                Err(IndexError::Rebuild(_)) if attempt == 0 => self.discard_index(project).await,
                hits => return hits.map_err(said),
            }
        }
        Ok(Vec::new())
    }

    async fn found(&self, hit: index::Hit) -> Outcome<Found> {
        let reading = self.reading(hit.document).await?;
        let scene = hit.scene.and_then(|n| reading.screenplay.scenes.get(n.checked_sub(1)?));
        Ok(Found {
            document: hit.document,
            title: reading.outline.title.clone(),
            page: hit.page,
            scene: hit.scene.unwrap_or(0),
            heading: scene.map(|s| s.heading.clone()).unwrap_or_default(),
            line: hit.line,
            snippet: hit.snippet.text,
            marks: hit.snippet.matches,
            score: f64::from(hit.score),
        })
    }

    /// Puts a document into its project's index.
    pub(crate) async fn index(&self, project: ProjectId, reading: &Reading) -> Outcome<()> {
        let index = self.open_index(project).await?;
        put(index, reading).await
    }

    /// Takes a document out of its project's index; true once it is found no more.
    pub(crate) async fn unindex(&self, project: ProjectId, id: i64) -> Outcome<bool> {
        let index = self.open_index(project).await?;
        let left = blocking(move || {
            index.remove_document(id)?;
            index.documents()
        });
        Ok(!left.await?.map_err(said)?.contains(&id))
    }

    /// The index of a project; one that is missing, damaged or behind is made again from the library.
    async fn open_index(&self, project: ProjectId) -> Outcome<Arc<Index>> {
        let mut open = self.0.indexes.lock().await;
        if let Some(index) = open.get(&project) {
            return Ok(Arc::clone(index));
        }
        let key = self.0.vault.index_key(project).await?;
        let dir = self.0.place.join("index").join(project.to_string());
        let opened = blocking(move || match Index::open(&dir, &key) {
            Err(IndexError::Rebuild(_)) => Index::create(&dir, &key),
            opened => opened,
        });
        let index = Arc::new(opened.await?.map_err(said)?);
        self.catch_up(project, &index).await?;
        open.insert(project, Arc::clone(&index));
        Ok(index)
    }

    /// Makes the index hold what the library holds: a kill between the two leaves it behind.
    async fn catch_up(&self, project: ProjectId, index: &Arc<Index>) -> Outcome<()> {
        let of = Arc::clone(index);
        let mut held = blocking(move || of.documents()).await?.map_err(said)?;
        for row in self.0.vault.documents(Some(project)).await? {
            match held.iter().position(|&id| id == row.id.0) {
                Some(at) => drop(held.swap_remove(at)),
                // A document without a word has nothing to find.
                None => put(Arc::clone(index), self.reading(row.id.0).await?.as_ref()).await.unwrap_or_default(),
            }
        }
        for gone in held {
            let index = Arc::clone(index);
            blocking(move || index.remove_document(gone)).await?.map_err(said)?;
        }
        Ok(())
    }

    pub(crate) async fn discard_index(&self, project: ProjectId) {
        self.0.indexes.lock().await.remove(&project);
        std::fs::remove_dir_all(self.0.place.join("index").join(project.to_string())).ok();
    }
}

async fn put(index: Arc<Index>, reading: &Reading) -> Outcome<()> {
    let document = indexed(reading);
    blocking(move || index.replace_document(&document)).await?.map_err(said)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| {
        Trouble::cannot("The search index stopped unexpectedly.", "Try again; it is made anew from the library.")
    })
}

fn said(error: IndexError) -> Trouble {
    Trouble::cannot(error.to_string(), error.hint())
}

/// What stands on the pages: headings, cues, dialogue, action.
fn indexed(reading: &Reading) -> IndexedDocument {
    let play = &reading.screenplay;
    let lines = play.lines.iter().filter(|l| l.kind.is_story()).map(|line| IndexedLine {
        n: line.n,
        page: line.page,
        scene: line.scene.map(|s| s + 1),
        text: reading.document.slice(line.span).trim().to_owned(),
    });
    let scenes = play.scenes.iter().map(|scene| IndexedScene {
        n: scene.n,
        heading: scene.heading.clone(),
        characters: scene
            .speakers
            .iter()
            .chain(&scene.silent)
            .filter_map(|&c| play.characters.get(c))
            .flat_map(|c| c.aliases.iter().chain([&c.name]).chain(&c.full_name).cloned())
            .collect(),
    });
    IndexedDocument {
        id: reading.id,
        title: reading.outline.title.clone(),
        lines: lines.collect(),
        scenes: scenes.collect(),
    }
}

//! The index of a project: making it, filling it, emptying it. Searching is in `search`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tantivy::collector::Count;
use tantivy::indexer::NoMergePolicy;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};

use crate::directory::SealedDirectory;
use crate::fields::Fields;
use crate::words::{ANALYZER, analyzer, words};
use crate::{IndexError, IndexedDocument, RebuildReason, Result};

/// An open index. Searches run side by side; changes queue up behind one another.
pub struct Index {
    directory: SealedDirectory,
    engine: tantivy::Index,
    reader: IndexReader,
    pub(crate) fields: Fields,
    changing: Mutex<()>,
}

/// What tantivy may hold in memory while it indexes one document; it wants 15 MB at least.
const WRITER_BYTES: usize = 32_000_000;
/// More segments than this are merged into one, so that searches stay quick.
const MOST_SEGMENTS: usize = 8;

impl Index {
    /// Makes an empty index in `dir`, removing the files of whatever index was there before.
    ///
    /// # Errors
    /// [`IndexError::ReadOnly`], [`IndexError::DiskFull`].
    pub fn create(dir: &Path, key: &[u8; 32]) -> Result<Self> {
        let directory = SealedDirectory::make(dir, key)?;
        directory.wipe()?;
        let fields = Fields::new();
        let engine = tantivy::Index::builder()
            .schema(fields.schema.clone())
            .open_or_create(directory.clone())
            .map_err(|e| sort(&directory, e))?;
        Self::over(directory, engine, fields)
    }

    /// Opens the index in `dir`.
    ///
    /// # Errors
    /// [`IndexError::Rebuild`] if there is none, or none that can be used: call [`Index::create`]
    /// and index every document again.
    pub fn open(dir: &Path, key: &[u8; 32]) -> Result<Self> {
        let directory = SealedDirectory::at(dir, key);
        if !directory.has_index() {
            return Err(IndexError::Rebuild(RebuildReason::Missing));
        }
        let fields = Fields::new();
        let engine = tantivy::Index::open(directory.clone()).map_err(|e| sort(&directory, e))?;
        if engine.schema() != fields.schema {
            return Err(IndexError::Rebuild(RebuildReason::Outdated));
        }
        Self::over(directory, engine, fields)
    }

    /// Indexes a document in place of what was indexed of it before. When this returns `Ok`, it can
    /// be found, and a crash does not change that.
    ///
    /// # Errors
    /// [`IndexError::NothingIndexed`] if it has no word in it; the index is then as before.
    pub fn replace_document(&self, document: &IndexedDocument) -> Result<()> {
        if document.lines.iter().all(|line| words(&line.text).is_empty()) {
            return Err(IndexError::NothingIndexed { document: document.id });
        }
        let units = document.units();
        self.change(|writer| {
            writer.delete_term(self.id_term(document.id));
            for unit in &units {
                writer.add_document(self.fields.write(document.id, unit))?;
            }
            Ok(())
        })?;
        self.prove(document.id, units.len())
    }

    /// Removes a document, and its text from the files. Removing what is not there is no error.
    ///
    /// # Errors
    /// [`IndexError::NotTaken`] if a search for it still finds something.
    pub fn remove_document(&self, id: i64) -> Result<()> {
        self.change(|writer| {
            writer.delete_term(self.id_term(id));
            Ok(())
        })?;
        self.prove(id, 0)
    }

    /// The ids of the documents in the index, ascending: what to compare with the library after a
    /// crash between a change there and the change here.
    ///
    /// # Errors
    /// [`IndexError::Rebuild`].
    pub fn documents(&self) -> Result<Vec<i64>> {
        self.sorted(|| {
            let searcher = self.searcher();
            let mut ids = BTreeSet::new();
            for segment in searcher.segment_readers() {
                let column = segment.fast_fields().i64(self.fields.schema.get_field_name(self.fields.document))?;
                ids.extend(segment.doc_ids_alive().filter_map(|unit| column.first(unit)));
            }
            Ok(ids.into_iter().collect())
        })
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Runs something on tantivy and sorts what goes wrong.
    pub(crate) fn sorted<T>(&self, run: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
        self.directory.take_trouble();
        run().map_err(|e| sort(&self.directory, e))
    }

    fn over(directory: SealedDirectory, engine: tantivy::Index, fields: Fields) -> Result<Self> {
        engine.tokenizers().register(ANALYZER, analyzer());
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|e: TantivyError| sort(&directory, e))?;
        Ok(Self { directory, engine, reader, fields, changing: Mutex::default() })
    }

    /// One change, committed, tidied up after, and visible to searches.
    fn change(&self, run: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>) -> Result<()> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.sorted(|| {
            let mut writer = self.engine.writer_with_num_threads(1, WRITER_BYTES)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            run(&mut writer)?;
            writer.commit()?;
            self.reader.reload()?;
            self.tidy(&mut writer)?;
            writer.wait_merging_threads()?;
            self.reader.reload()
        })
    }

    /// Rewrites segments that still hold what was deleted, and merges them when they are many.
    fn tidy(&self, writer: &mut IndexWriter) -> tantivy::Result<()> {
        let segments = self.engine.searchable_segment_metas()?;
        let merged: Vec<_> = segments
            .iter()
            .filter(|segment| segments.len() > MOST_SEGMENTS || segment.has_deletes())
            .map(|segment| segment.id())
            .collect();
        if !merged.is_empty() {
            writer.merge(&merged).wait()?;
        }
        // The old files go once no reader holds them.
        self.reader.reload()?;
        writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Counts the units of a document by a search.
    fn prove(&self, id: i64, expected: usize) -> Result<()> {
        let query = TermQuery::new(self.id_term(id), IndexRecordOption::Basic);
        let found = self.sorted(|| self.searcher().search(&query, &Count))?;
        if found == expected { Ok(()) } else { Err(IndexError::NotTaken { document: id }) }
    }

    fn id_term(&self, id: i64) -> Term {
        Term::from_field_i64(self.fields.document, id)
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("directory", &self.directory).finish_non_exhaustive()
    }
}

/// An error as what caused it below tantivy, where that was noted.
fn sort(directory: &SealedDirectory, error: TantivyError) -> IndexError {
    match directory.take_trouble().as_ref().and_then(IndexError::from_io) {
        Some(cause) => cause,
        None => error.into(),
    }
}

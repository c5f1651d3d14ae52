//! Answers that are put together from more than one thing the studio knows.

use std::path::Path;

use studio::{Found, Import, ModelStatus, Outcome, Record};

use crate::{AppState, Hit, Imported, LibraryState, ModelRow, Offline, Preferences, PrivacyView, ProcessRow};

fn offline(boundaries: &studio::Boundaries) -> Offline {
    let sentence = if boundaries.enforced { "Offline, enforced" } else { boundaries.kernel_filter.as_str() };
    Offline { enforced: boundaries.enforced, sentence: sentence.to_owned() }
}

/// What the window asks first.
pub fn app_state(library: LibraryState, place: &Path, model: Option<String>) -> AppState {
    AppState {
        library,
        library_path: place.display().to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        offline: offline(&studio::boundaries()),
        model,
    }
}

/// What came of one file.
pub fn imported(path: &Path, outcome: Outcome<Import>) -> Imported {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    match outcome {
        Ok(import) => Imported {
            file,
            id: Some(import.id),
            known: import.known,
            sentence: import.known.then(|| "This file is in the library already.".to_owned()),
            hint: None,
        },
        Err(trouble) => Imported { file, id: None, known: false, sentence: Some(trouble.sentence), hint: trouble.hint },
    }
}

/// The privacy page.
pub fn privacy(record: &Record) -> PrivacyView {
    PrivacyView {
        offline: offline(&record.boundaries),
        processes: record
            .processes
            .iter()
            .map(|p| ProcessRow { name: p.name.to_owned(), bounds: p.bounds.clone() })
            .collect(),
        sockets: record.boundaries.sockets,
        on_device_share: 1.0,
        tokens_read: record.tokens_read,
        tokens_written: record.tokens_written,
        audit_entries: record.audit_entries,
        audit_ok: record.audit_ok,
    }
}

/// Preferences as they were kept; the defaults where nothing was, or nothing that makes sense.
pub fn preferences(kept: Option<&[u8]>) -> Preferences {
    kept.and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default()
}

/// Preferences as they are kept.
pub fn kept_preferences(preferences: &Preferences) -> Vec<u8> {
    serde_json::to_vec(preferences).unwrap_or_default()
}

impl From<ModelStatus> for ModelRow {
    fn from(status: ModelStatus) -> Self {
        ModelRow {
            id: status.model.id,
            name: status.model.name,
            licence: status.model.licence,
            purpose: status.model.purpose,
            bytes: status.model.bytes,
            memory_bytes: status.memory_bytes,
            installed: status.installed,
            verified: status.verified,
            chosen: status.chosen,
            page_ms: (status.page_ms > 0).then_some(status.page_ms),
            device: status.device,
            problem: status.problem,
        }
    }
}

impl From<Found> for Hit {
    fn from(found: Found) -> Self {
        let utf16 = |byte: usize| {
            let before = found.snippet.get(..byte).unwrap_or(&found.snippet);
            u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
        };
        Hit {
            document: found.document,
            page: found.page,
            scene: u32::try_from(found.scene).unwrap_or(u32::MAX),
            line: u32::try_from(found.line).unwrap_or(u32::MAX),
            marks: found.marks.iter().map(|m| (utf16(m.start), utf16(m.end))).collect(),
            score: found.score,
            title: found.title,
            heading: found.heading,
            snippet: found.snippet,
        }
    }
}

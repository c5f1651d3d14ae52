//! A library to test on.
#![allow(dead_code)] // Each test file uses its part.

use std::path::Path;

use coldread_vault::{
    Act, Actor, Code, DocumentId, KdfCost, NewDocument, Passphrase, ProjectId, Result, UnixMillis, Vault,
};

pub(crate) const FOUNTAIN: Code = Code::of("fountain");
pub(crate) const COVERAGE: Code = Code::of("coverage");

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new("seven herrings in a violin case")
}

pub(crate) fn at(ms: i64) -> Act {
    Act::new(UnixMillis(ms), Actor::CommandLine).saying("by the reader of the test")
}

pub(crate) async fn create(dir: &Path) -> Vault {
    Vault::create(dir, &passphrase(), KdfCost::CHEAP_FOR_TESTS).await.unwrap()
}

pub(crate) async fn open(dir: &Path) -> Result<Vault> {
    Vault::open(dir, &passphrase(), UnixMillis(5)).await
}

pub(crate) fn draft<'a>(project: ProjectId, title: &'a str, original: &'a [u8]) -> NewDocument<'a> {
    NewDocument {
        project,
        kind: FOUNTAIN,
        title,
        file_name: "draft.fountain",
        original,
        document: b"what was read",
        pages: 12,
        unreadable_pages: &[3, 11],
        draft_of: None,
    }
}

/// A library with one project and one document.
pub(crate) async fn filled(dir: &Path) -> (Vault, ProjectId, DocumentId) {
    let vault = create(dir).await;
    let project = vault.create_project("Harbour", &at(1)).await.unwrap();
    let document = vault.import_document(&draft(project, "The Lamplighter", b"FADE IN:"), &at(2)).await.unwrap();
    (vault, project, document)
}

//! What lies on the disk, read by somebody without the passphrase or changed behind our back.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use coldread_vault::{Code, NewAnswer, NewDocument, NewJob, NewReport, UnixMillis, Vault, VaultError};
use common::{COVERAGE, at, create, draft, filled, open};
use sqlx::{Connection, SqliteConnection};

fn files(dir: &Path) -> Vec<PathBuf> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn everything_written(dir: &Path) -> Vec<u8> {
    files(dir).iter().flat_map(|path| fs::read(path).unwrap()).collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

/// Puts a canary into every place that takes content: 200 of them, all with the same stem.
async fn fill_with_canaries(vault: &Vault) {
    let canary = |n: usize| format!("canary-{n:03}");
    for n in (0..200).step_by(10) {
        let act = at(1).saying(canary(n));
        let project = vault.create_project(&canary(n + 1), &act).await.unwrap();
        let (title, original, document) = (canary(n + 2), canary(n + 3).repeat(500), canary(n + 4).repeat(500));
        let file_name = canary(n + 5);
        let new = NewDocument {
            file_name: &file_name,
            document: document.as_bytes(),
            ..draft(project, &title, original.as_bytes())
        };
        let id = vault.import_document(&new, &act).await.unwrap();
        let settings = canary(n + 6);
        let job = NewJob { document: id, kind: COVERAGE, settings: settings.as_bytes() };
        let job = vault.queue_job(&job, &act).await.unwrap();
        vault.fail_job(job, &canary(n + 7), &act).await.unwrap();
        let (key, bytes) = (canary(n + 8), canary(n + 9));
        let kernel = Code::of("avx2");
        let answer = NewAnswer { key: &key, kernel, bytes: bytes.as_bytes(), tokens_read: 1, tokens_written: 1 };
        vault.keep_answer(id, &answer, UnixMillis(2)).await.unwrap();
        let report = NewReport { document: id, kind: COVERAGE, bytes: bytes.as_bytes(), job: None };
        vault.keep_report(&report, &act).await.unwrap();
        vault.set_setting(&Code::of("theme"), bytes.as_bytes(), &act).await.unwrap();
    }
}

#[tokio::test]
async fn no_canary_is_in_any_file_while_open_or_closed() {
    let dir = tempfile::tempdir().unwrap();
    let vault = create(dir.path()).await;
    fill_with_canaries(&vault).await;
    let open = everything_written(dir.path());
    vault.close().await;
    let closed = everything_written(dir.path());

    let utf16 = |bytes: fn(u16) -> [u8; 2]| "canary-".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for written in [open, closed] {
        assert!(written.len() > 200_000);
        for stem in [b"canary-".to_vec(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
            assert!(!contains(&written, &stem), "{stem:?}");
        }
        assert!(!contains(&written, b"herrings"), "the passphrase");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let (_vault, ..) = filled(&dir.path().join("library")).await;
    for path in files(&dir.path().join("library")) {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{path:?}");
    }
}

#[tokio::test]
async fn a_deleted_document_is_overwritten_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let sealed: Vec<u8> = stored(dir.path(), "SELECT original_sealed FROM content").await;
    assert!(contains(&everything_written(dir.path()), &sealed));
    vault.delete_document(id, &at(3)).await.unwrap();
    assert!(!contains(&everything_written(dir.path()), &sealed), "not even the box is left");
}

#[tokio::test]
async fn a_flipped_byte_in_a_document_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    vault.close().await;
    flip_in_file(dir.path(), &stored(dir.path(), "SELECT original_sealed FROM content").await);

    let vault = open(dir.path()).await.unwrap();
    let error = vault.original(id).await.unwrap_err();
    assert_eq!(error.to_string(), "The library is damaged: the original of document 1 cannot be read.");
    assert_eq!(vault.document_bytes(id).await.unwrap(), b"what was read", "the rest can still be read");
}

#[tokio::test]
async fn a_box_moved_to_another_row_does_not_open() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, first) = filled(dir.path()).await;
    let second = vault.import_document(&draft(project, "Second", b"FADE OUT."), &at(3)).await.unwrap();
    vault.close().await;
    tamper(
        dir.path(),
        "UPDATE content SET original_sealed = (SELECT original_sealed FROM content WHERE document_id = 1) \
         WHERE document_id = 2",
    )
    .await;
    let vault = open(dir.path()).await.unwrap();
    assert!(vault.original(first).await.is_ok());
    assert!(matches!(vault.original(second).await, Err(VaultError::Damaged { .. })));
}

#[tokio::test]
async fn the_chain_notices_every_change_and_every_cut() {
    for (statement, first_bad) in [
        ("UPDATE audit SET at_ms = at_ms + 1 WHERE seq = 2", 2),
        ("UPDATE audit SET actor = 2 WHERE seq = 3", 3),
        ("UPDATE audit SET object_id = 9 WHERE seq = 2", 2),
        ("UPDATE audit SET object_hash = NULL WHERE seq = 2", 2),
        ("UPDATE audit SET detail_sealed = zeroblob(60) WHERE seq = 1", 1),
        ("UPDATE audit SET hash = prev_hash WHERE seq = 4", 4),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 4", 4),
        ("DELETE FROM audit", 1),
        ("UPDATE audit_head SET head_sealed = zeroblob(80)", 5),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (vault, project, _) = filled(dir.path()).await;
        for n in 3..5 {
            vault.rename_project(project, &format!("Name {n}"), &at(n)).await.unwrap();
        }
        let check = vault.audit_verify().await.unwrap();
        assert_eq!((check.entries, check.ok, check.first_bad), (4, true, None));
        vault.close().await;

        tamper(dir.path(), statement).await;
        let vault = open(dir.path()).await.unwrap();
        let check = vault.audit_verify().await.unwrap();
        assert_eq!((check.ok, check.first_bad), (false, Some(first_bad)), "{statement}");
    }
}

#[tokio::test]
async fn a_flipped_byte_of_the_chain_in_the_file_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, ..) = filled(dir.path()).await;
    vault.close().await;
    flip_in_file(dir.path(), &stored(dir.path(), "SELECT detail_sealed FROM audit WHERE seq = 2").await);
    let vault = open(dir.path()).await.unwrap();
    assert_eq!(vault.audit_verify().await.unwrap().first_bad, Some(2));
    assert!(matches!(vault.audit_export().await, Err(VaultError::Damaged { .. })));
}

async fn plain(dir: &Path) -> SqliteConnection {
    let path = dir.join("library.coldread");
    SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap()
}

/// What somebody with any SQLite tool can read.
async fn stored(dir: &Path, select: &'static str) -> Vec<u8> {
    let mut conn = plain(dir).await;
    let bytes = sqlx::query_scalar(select).fetch_one(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    bytes
}

/// What somebody with any SQLite tool can do.
async fn tamper(dir: &Path, statement: &'static str) {
    let mut conn = plain(dir).await;
    let changed = sqlx::query(statement).execute(&mut conn).await.unwrap();
    assert!(changed.rows_affected() > 0, "{statement} must do something");
    conn.close().await.unwrap();
}

/// Flips a bit in the middle of these bytes, wherever in the file they stand.
fn flip_in_file(dir: &Path, bytes: &[u8]) {
    let path = dir.join("library.coldread");
    let mut file = fs::read(&path).unwrap();
    let at = file.windows(bytes.len()).position(|w| w == bytes).expect("stored in one piece");
    file[at + bytes.len() / 2] ^= 1;
    fs::write(&path, file).unwrap();
}

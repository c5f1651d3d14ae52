//! What lies on the disk: nothing to read, nothing that stays after a removal, no harm unnoticed.

use std::fs;
use std::path::{Path, PathBuf};

use coldread_index::{Index, IndexError, IndexedDocument, IndexedLine, IndexedScene, RebuildReason};

const KEY: [u8; 32] = [5; 32];

/// 200 words that stand nowhere else.
fn canaries() -> Vec<String> {
    (0..200).map(|n| format!("canary{n:03}zyxwvut")).collect()
}

fn document(id: i64) -> IndexedDocument {
    let line = |(n, word): (usize, String)| IndexedLine {
        n: n + 1,
        page: 1 + n as u32 / 50,
        scene: Some(1 + n / 20),
        text: format!("INT. HOUSE {word} opens the door of house number {n}."),
    };
    let scene = |n| IndexedScene { n, heading: format!("INT. HOUSE canary{n:03}zyxwvut"), characters: vec![] };
    IndexedDocument {
        id,
        title: canaries()[0].clone(),
        lines: canaries().into_iter().enumerate().map(line).collect(),
        scenes: (1..=10).map(scene).collect(),
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

#[test]
fn no_word_of_a_document_is_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), &KEY).unwrap();
    index.replace_document(&document(1)).unwrap();
    assert_eq!(index.search("canary123zyxwvut", 5).unwrap().len(), 1);

    let written: Vec<u8> = files(dir.path()).iter().flat_map(|path| fs::read(path).unwrap()).collect();
    assert!(written.len() > 10_000);
    // The stem that all canaries share, as UTF-8 and as UTF-16 of either order.
    let utf16 = |bytes: fn(u16) -> [u8; 2]| "canary".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for stem in [b"canary".to_vec(), b"zyxwvut".to_vec(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        assert!(!contains(&written, &stem), "{stem:?}");
    }
}

#[test]
fn an_index_survives_its_process() {
    let dir = tempfile::tempdir().unwrap();
    Index::create(dir.path(), &KEY).unwrap().replace_document(&document(1)).unwrap();
    let index = Index::open(dir.path(), &KEY).unwrap();
    assert_eq!(index.search("canary123zyxwvut", 5).unwrap()[0].line, 124);
    assert_eq!(index.documents().unwrap(), [1]);
}

#[test]
fn a_removed_document_is_found_by_nothing_and_leaves_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), &KEY).unwrap();
    let empty = files(dir.path()).len();
    index.replace_document(&document(1)).unwrap();
    index.replace_document(&document(2)).unwrap();
    index.remove_document(1).unwrap();
    index.remove_document(1).unwrap();
    assert_eq!(index.documents().unwrap(), [2]);
    assert!(index.search("canary001zyxwvut", 20).unwrap().iter().all(|hit| hit.document == 2));

    index.remove_document(2).unwrap();
    for canary in canaries() {
        assert_eq!(index.search(&canary, 5).unwrap(), []);
    }
    // Two lock files may have joined, but no segment is left.
    assert!(files(dir.path()).len() <= empty + 2, "{:?}", files(dir.path()));
}

#[test]
fn many_documents_stay_few_files() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), &KEY).unwrap();
    for id in 0..30 {
        index.replace_document(&document(id)).unwrap();
    }
    assert_eq!(index.documents().unwrap().len(), 30);
    assert!(files(dir.path()).len() < 100, "{}", files(dir.path()).len());
}

#[test]
fn a_missing_index_and_a_wrong_key_ask_for_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(reason(Index::open(dir.path(), &KEY)), RebuildReason::Missing);
    assert_eq!(reason(Index::open(&dir.path().join("nowhere"), &KEY)), RebuildReason::Missing);
    Index::create(dir.path(), &KEY).unwrap();
    assert_eq!(reason(Index::open(dir.path(), &[6; 32])), RebuildReason::Damaged);
}

#[test]
fn harm_to_any_file_is_noticed_and_mended_by_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    Index::create(dir.path(), &KEY).unwrap().replace_document(&document(1)).unwrap();
    let whole: Vec<(PathBuf, Vec<u8>)> =
        files(dir.path()).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();

    for (path, bytes) in whole.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        for harmed in [Some(&flipped[..]), Some(&bytes[..bytes.len() / 2]), None] {
            match harmed {
                Some(harmed) => fs::write(path, harmed).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
            let outcome = use_it(dir.path());
            // The list of files to collect is not needed to search; losing it loses nothing.
            let harmless = harmed.is_none() && path.ends_with(".managed.json");
            assert!(matches!(outcome, Err(IndexError::Rebuild(_))) || harmless, "{path:?}: {outcome:?}");
            fs::write(path, bytes).unwrap();
        }
    }

    fs::write(&whole[whole.len() - 1].0, b"noise").unwrap();
    Index::create(dir.path(), &KEY).unwrap().replace_document(&document(1)).unwrap();
    assert_eq!(use_it(dir.path()).unwrap(), 1);
}

#[test]
fn a_new_index_removes_the_old_one_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("library.coldread"), b"dear").unwrap();
    Index::create(dir.path(), &KEY).unwrap().replace_document(&document(1)).unwrap();
    let index = Index::create(dir.path(), &KEY).unwrap();
    assert!(index.documents().unwrap().is_empty());
    assert_eq!(fs::read(dir.path().join("library.coldread")).unwrap(), b"dear");
    assert!(files(dir.path()).len() < 8, "{:?}", files(dir.path()));
}

/// Run by [`a_killed_writer_leaves_an_index_that_works`]: indexes until it is killed.
#[test]
fn indexing_until_killed() {
    let Some(dir) = std::env::var_os("COLDREAD_TEST_INDEX") else { return };
    let index = Index::open(Path::new(&dir), &KEY).unwrap();
    for id in (2..=4).cycle() {
        index.replace_document(&document(id)).unwrap();
    }
}

#[test]
fn a_killed_writer_leaves_an_index_that_works() {
    let dir = tempfile::tempdir().unwrap();
    Index::create(dir.path(), &KEY).unwrap().replace_document(&document(1)).unwrap();
    for round in 0..6 {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "indexing_until_killed", "--test-threads=1"])
            .env("COLDREAD_TEST_INDEX", dir.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(150 + 37 * round));
        assert!(child.try_wait().unwrap().is_none(), "the child must not end by itself");
        child.kill().unwrap();
        child.wait().unwrap();

        let index = Index::open(dir.path(), &KEY).unwrap();
        assert!(index.documents().unwrap().contains(&1));
        assert!(index.search("canary123zyxwvut", 9).unwrap().iter().any(|hit| hit.document == 1));
        index.replace_document(&document(5)).unwrap();
    }
    assert!(files(dir.path()).len() < 100, "{}", files(dir.path()).len());
}

#[test]
fn two_writers_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    Index::create(dir.path(), &KEY).unwrap();
    let held = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(dir.path().join(".tantivy-writer.lock"))
        .unwrap();
    held.try_lock().unwrap();
    let index = Index::open(dir.path(), &KEY).unwrap();
    assert!(matches!(index.replace_document(&document(1)), Err(IndexError::Busy)));
    drop(held);
    index.replace_document(&document(1)).unwrap();
}

fn use_it(dir: &Path) -> Result<usize, IndexError> {
    let index = Index::open(dir, &KEY)?;
    index.documents()?;
    index.search("\"canary042zyxwvut opens\"", 5).map(|hits| hits.len())
}

#[track_caller]
fn reason(result: Result<Index, IndexError>) -> RebuildReason {
    match result {
        Err(IndexError::Rebuild(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

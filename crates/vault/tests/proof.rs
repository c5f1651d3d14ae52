//! Ways in and out: backups, the recovery key, wrong passphrases, signatures, what a shred leaves.

mod common;

use std::fs;
use std::path::Path;

use coldread_vault::{BadSignature, KdfCost, Passphrase, RecoveryKey, UnixMillis, Vault, VaultError, check_signed};
use common::{at, create, draft, filled, open, passphrase};
use sqlx::{Connection, SqliteConnection};

const CHEAP: KdfCost = KdfCost::CHEAP_FOR_TESTS;

async fn tamper(dir: &Path, sql: &'static str) {
    let url = format!("sqlite://{}", dir.join("library.coldread").display());
    let mut conn = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

#[tokio::test]
async fn a_backup_becomes_the_same_library_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(&dir.path().join("here")).await;
    let large = vec![7; 3_000_000];
    let second = vault.import_document(&draft(project, "Second", &large), &at(3)).await.unwrap();
    let file = dir.path().join("monday.backup");
    let made = vault.backup(&file, &at(4)).await.unwrap();
    assert_eq!((made.documents, made.bytes), (2, fs::metadata(&file).unwrap().len()));
    assert!(matches!(vault.backup(&file, &at(4)).await, Err(VaultError::BackupExists)));

    let there = dir.path().join("there");
    let restored = Vault::restore(&file, &there, &passphrase(), &at(5)).await.unwrap();
    assert_eq!((restored.documents, restored.entries, restored.audit_ok), (2, made.entries + 1, true));
    let copy = open(&there).await.unwrap();
    assert_eq!(copy.original(id).await.unwrap(), b"FADE IN:");
    assert_eq!(copy.original(second).await.unwrap(), large);
    assert_eq!(copy.public_key(), vault.public_key(), "its signature is still the library's");
    assert!(copy.audit_verify().await.unwrap().ok);
    copy.close().await;
    let again = Vault::restore(&file, &there, &passphrase(), &at(6)).await;
    assert!(matches!(again, Err(VaultError::AlreadyALibrary { .. })), "nothing is written over");
}

#[tokio::test]
async fn a_backup_that_is_not_as_it_was_written_makes_no_library() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, ..) = filled(&dir.path().join("here")).await;
    let file = dir.path().join("b");
    vault.backup(&file, &at(4)).await.unwrap();
    let whole = fs::read(&file).unwrap();
    let there = dir.path().join("there");
    let broken = dir.path().join("broken");

    let mut refused = 0;
    let cuts = (0..whole.len()).step_by(whole.len() / 40).map(|cut| whole[..cut].to_vec());
    let flips = (0..whole.len()).step_by(whole.len() / 60).map(|i| {
        let mut flipped = whole.clone();
        flipped[i] ^= 1;
        flipped
    });
    let longer = [[&whole[..], b"x"].concat()];
    for bytes in cuts.chain(flips).chain(longer) {
        fs::write(&broken, bytes).unwrap();
        let error = Vault::restore(&broken, &there, &passphrase(), &at(5)).await.unwrap_err();
        assert!(matches!(error, VaultError::BadBackup { .. }), "{error}");
        assert!(!Vault::exists(&there), "a library was made of a broken backup");
        refused += 1;
    }
    assert!(refused > 100);
    let wrong = Vault::restore(&file, &there, &"six herrings".into(), &at(5)).await.unwrap_err();
    assert!(matches!(wrong, VaultError::WrongPassphrase), "{wrong}");
    let left: Vec<_> = fs::read_dir(&there).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["library.lock"], "what was unpacked is gone");
    Vault::restore(&file, &there, &passphrase(), &at(6)).await.unwrap();
}

#[tokio::test]
async fn nothing_in_a_backup_is_in_clear() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, ..) = filled(&dir.path().join("here")).await;
    let file = dir.path().join("b");
    vault.backup(&file, &at(4)).await.unwrap();
    let bytes = fs::read(&file).unwrap();
    for words in [&b"SQLite format"[..], b"CREATE TABLE", b"FADE IN", b"Lamplighter", b"Harbour", b"fountain"] {
        assert!(!bytes.windows(words.len()).any(|w| w == words), "{}", String::from_utf8_lossy(words));
    }
}

#[tokio::test]
async fn the_recovery_key_gives_a_new_passphrase_and_opens_backups() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path().join("here");
    let (vault, _, id) = filled(&here).await;
    let wrong = vault.make_recovery_key(&"six herrings".into(), CHEAP, &at(3)).await;
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    assert!(!vault.has_recovery_key().await.unwrap());
    let first = vault.make_recovery_key(&passphrase(), CHEAP, &at(3)).await.unwrap();
    let key = vault.make_recovery_key(&passphrase(), CHEAP, &at(3)).await.unwrap();
    let file = dir.path().join("b");
    vault.backup(&file, &at(4)).await.unwrap();
    vault.close().await;

    let new = Passphrase::new("eight herrings");
    let outdated = Vault::recover(&here, &first, &new, CHEAP, &at(5)).await;
    assert!(matches!(outdated, Err(VaultError::WrongPassphrase)), "an earlier key opens no more");
    let typed = RecoveryKey::typed(&key.text().to_lowercase().replace('-', " "));
    let vault = Vault::recover(&here, &typed, &new, CHEAP, &at(6)).await.unwrap();
    assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:");
    vault.close().await;
    assert!(matches!(open(&here).await, Err(VaultError::WrongPassphrase)), "the lost passphrase opens no more");
    Vault::open(&here, &new, UnixMillis(7)).await.unwrap().close().await;

    let there = dir.path().join("there");
    Vault::restore_with_recovery_key(&file, &there, &key, &at(8)).await.unwrap();
    assert_eq!(open(&there).await.unwrap().original(id).await.unwrap(), b"FADE IN:");
}

#[tokio::test]
async fn wrong_passphrases_in_a_row_make_the_next_wait() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    let attempt = async |passphrase: &Passphrase, at: i64| Vault::open(dir.path(), passphrase, UnixMillis(at)).await;
    let wrong = Passphrase::new("six herrings");
    for n in 0..5 {
        assert!(matches!(attempt(&wrong, n).await, Err(VaultError::WrongPassphrase)), "attempt {n}");
    }
    let locked = attempt(&passphrase(), 10_000).await.unwrap_err();
    assert_eq!(
        locked.to_string(),
        "Too many wrong passphrases were tried: the library can be opened again in 21 seconds.",
        "even the right one waits, and no attempt is counted meanwhile"
    );
    assert!(matches!(attempt(&wrong, 31_000).await, Err(VaultError::WrongPassphrase)));
    assert!(matches!(attempt(&passphrase(), 62_000).await, Err(VaultError::LockedOut { seconds: 29 })));
    let vault = attempt(&passphrase(), 92_000).await.unwrap();
    let record = vault.audit_export().await.unwrap();
    let entry = record.last().unwrap();
    assert_eq!((entry.action.as_str(), entry.detail.as_deref()), ("refuse_passphrase", Some("6 wrong in a row")));
    vault.close().await;
    attempt(&wrong, 93_000).await.unwrap_err();
    attempt(&passphrase(), 93_001).await.unwrap();
}

#[tokio::test]
async fn a_shred_is_proved_and_a_shredded_project_stays_on_record() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, _) = filled(dir.path()).await;
    let shredded = vault.shred_project(project, &at(3)).await.unwrap();
    assert_eq!((shredded.documents, shredded.proved), (1, true));
    let record = vault.audit_export().await.unwrap();
    let entry = record.iter().find(|e| e.seq == shredded.entry).unwrap();
    assert_eq!((entry.action.as_str(), entry.object_hash), ("shred_project", Some(shredded.key_box)));
    assert!(vault.audit_verify().await.unwrap().ok);
}

#[tokio::test]
async fn a_cut_chain_does_not_hold_its_checkpoint() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, ..) = filled(dir.path()).await;
    let point = vault.checkpoint(UnixMillis(3)).await.unwrap();
    assert_eq!(vault.checkpoint(UnixMillis(4)).await.unwrap().seq, point.seq);
    assert!(vault.holds(point.seq, &point.hash).await.unwrap());
    let check = vault.audit_verify().await.unwrap();
    assert_eq!((check.ok, check.checkpoints), (true, 1));
    vault.close().await;

    tamper(dir.path(), "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)").await;
    let vault = open(dir.path()).await.unwrap();
    let check = vault.audit_verify().await.unwrap();
    assert_eq!((check.ok, check.first_bad, check.checkpoints), (false, Some(point.seq), 0));
    assert!(!vault.holds(point.seq, &point.hash).await.unwrap());
}

#[tokio::test]
async fn a_forged_checkpoint_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, ..) = filled(dir.path()).await;
    vault.checkpoint(UnixMillis(3)).await.unwrap();
    vault.close().await;
    tamper(dir.path(), "UPDATE checkpoint SET at_ms = at_ms + 1").await;
    assert!(!open(dir.path()).await.unwrap().audit_verify().await.unwrap().ok);
}

#[tokio::test]
async fn what_is_signed_can_be_checked_and_not_changed() {
    let dir = tempfile::tempdir().unwrap();
    let vault = create(dir.path()).await;
    let file = vault.signed("Network: refused.\nTokens: 12");
    let signed = check_signed(&file).unwrap();
    assert_eq!((signed.text.as_str(), signed.key), ("Network: refused.\nTokens: 12\n", vault.public_key()));
    assert_eq!(check_signed(&file.replace('\n', "\r\n")).unwrap(), signed, "as a mail program sends it");
    assert_eq!(check_signed(&file.replace("12", "13")), Err(BadSignature::Wrong));
    assert_eq!(check_signed(&file[..file.len() - 9]), Err(BadSignature::None));
    assert_eq!(check_signed(&(file + "and more\n")), Err(BadSignature::Wrong));
    assert_eq!(check_signed("Network: refused.\n"), Err(BadSignature::None));
}

#[tokio::test]
async fn a_library_of_an_older_schema_is_backed_up_before_it_is_brought_up_to_date() {
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/libraries/first/library.coldread");
    let dir = tempfile::tempdir().unwrap();
    fs::copy(first, dir.path().join("library.coldread")).unwrap();
    let passphrase = Passphrase::new("four quiet harbour lights");
    let wrong = Vault::open(dir.path(), &"guess".into(), UnixMillis(1)).await;
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    let backup = dir.path().join("before-20261121040000.coldread-backup");
    assert!(!backup.exists(), "nothing is made for a wrong passphrase");

    let vault = Vault::open(dir.path(), &passphrase, UnixMillis(2)).await.unwrap();
    let titles: Vec<String> = vault.documents(None).await.unwrap().into_iter().map(|d| d.title).collect();
    assert_eq!(titles, ["Slack Water"]);
    assert!(vault.audit_verify().await.unwrap().ok);
    let original = vault.original(vault.documents(None).await.unwrap()[0].id).await.unwrap();
    let there = dir.path().join("there");
    Vault::restore(&backup, &there, &passphrase, &at(3)).await.unwrap();
    let copy = Vault::open(&there, &passphrase, UnixMillis(4)).await.unwrap();
    assert_eq!(copy.original(copy.documents(None).await.unwrap()[0].id).await.unwrap(), original);
}

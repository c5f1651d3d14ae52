//! Libraries that cannot be opened, and what is said about them.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use coldread_vault::{KdfCost, Passphrase, UnixMillis, Vault, VaultError};
use common::{at, create, draft, filled, open, passphrase};
use sqlx::{Connection, SqliteConnection};

#[tokio::test]
async fn a_wrong_passphrase_is_told_from_damage() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    let error = Vault::open(dir.path(), &Passphrase::new("six herrings"), UnixMillis(5)).await.unwrap_err();
    assert!(matches!(error, VaultError::WrongPassphrase));
    assert_eq!(error.to_string(), "This passphrase does not open the library.");

    change(dir.path(), "UPDATE library SET key_sealed = zeroblob(73)").await;
    assert!(matches!(open(dir.path()).await, Err(VaultError::Damaged { .. })));
    change(dir.path(), "DELETE FROM library").await;
    assert!(matches!(open(dir.path()).await, Err(VaultError::Damaged { .. })));
}

#[tokio::test]
async fn a_stored_cost_that_would_exhaust_the_machine_is_damage() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    change(dir.path(), "UPDATE library SET kdf_memory_kib = 4000000000").await;
    assert!(matches!(open(dir.path()).await, Err(VaultError::Damaged { .. })));
}

#[tokio::test]
async fn an_empty_folder_has_no_library_and_a_full_one_gets_no_second() {
    let dir = tempfile::tempdir().unwrap();
    assert!(!Vault::exists(dir.path()));
    assert!(matches!(open(dir.path()).await, Err(VaultError::NoLibrary { .. })));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "asking leaves nothing behind");
    let refused = Vault::create(dir.path(), &Passphrase::new(""), KdfCost::CHEAP_FOR_TESTS).await;
    assert!(matches!(refused, Err(VaultError::EmptyPassphrase)));

    create(dir.path()).await.close().await;
    assert!(Vault::exists(dir.path()));
    let again = Vault::create(dir.path(), &passphrase(), KdfCost::CHEAP_FOR_TESTS).await;
    assert!(matches!(again, Err(VaultError::AlreadyALibrary { .. })));
    open(dir.path()).await.unwrap();
}

#[tokio::test]
async fn an_interrupted_creation_is_no_library_and_is_in_nobodys_way() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["library.unfinished", "library.unfinished-wal", "library.lock"] {
        fs::write(dir.path().join(name), b"half").unwrap();
    }
    assert!(!Vault::exists(dir.path()));
    create(dir.path()).await;
}

#[tokio::test]
async fn a_folder_may_have_any_name() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("50% off? #1 'Zoë' & co; file:x?mode=memory");
    let (vault, _, id) = filled(&odd).await;
    vault.close().await;
    assert_eq!(open(&odd).await.unwrap().original(id).await.unwrap(), b"FADE IN:");
}

#[tokio::test]
async fn a_second_instance_is_told_in_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let error = open(dir.path()).await.unwrap_err();
    assert_eq!(error.to_string(), "This library is already open in another Coldread.");
    assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:", "and the first goes on");
    vault.close().await;
    open(dir.path()).await.unwrap();
}

#[tokio::test]
async fn what_is_no_library_is_called_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let library = dir.path().join("library.coldread");
    create(dir.path()).await.close().await;
    let whole = fs::read(&library).unwrap();
    let half = &whole[..whole.len() / 2];
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (name, bytes) in [("empty", &[][..]), ("cut", half), ("a header's worth", &whole[..100]), ("noise", &noise)] {
        fs::write(&library, bytes).unwrap();
        let error = open(dir.path()).await.unwrap_err();
        assert!(matches!(error, VaultError::Damaged { .. }), "{name}: {error:?}");
        assert!(fs::read(&library).unwrap() == bytes, "{name}: must be left as it was");
    }
    fs::write(&library, whole).unwrap();
    open(dir.path()).await.unwrap();
}

#[tokio::test]
async fn another_programs_database_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    change(dir.path(), "PRAGMA application_id = 1").await;
    let before = fs::read(dir.path().join("library.coldread")).unwrap();
    assert!(matches!(open(dir.path()).await, Err(VaultError::Damaged { .. })));
    assert!(fs::read(dir.path().join("library.coldread")).unwrap() == before);
}

#[tokio::test]
async fn a_library_of_the_future_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    change(
        dir.path(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (99991231235959, 'later', 1, x'00', 0)",
    )
    .await;
    let error = open(dir.path()).await.unwrap_err();
    assert_eq!(error.to_string(), "This library was made by a newer version of Coldread.");
}

/// Run by [`a_read_only_folder_is_told_in_one_sentence`] in a process that is not root's, for whom
/// nothing is read-only.
#[tokio::test]
async fn in_a_read_only_folder() {
    let Some(dir) = std::env::var_os("COLDREAD_TEST_READ_ONLY") else { return };
    let errors = [
        open(Path::new(&dir)).await.unwrap_err(),
        Vault::create(&Path::new(&dir).join("new"), &passphrase(), KdfCost::CHEAP_FOR_TESTS).await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.to_string(), "The library is read-only here, so nothing can be kept in it.");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_read_only_folder_is_told_in_one_sentence() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let dir = tempfile::tempdir().unwrap();
    create(dir.path()).await.close().await;
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    // Where nobody may run it, wherever the checkout is.
    let open_dir = tempfile::tempdir().unwrap();
    let program = open_dir.path().join("trouble");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    for path in [open_dir.path(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    for (folder, file) in [(0o555, 0o444), (0o755, 0o444), (0o555, 0o666)] {
        for entry in fs::read_dir(dir.path()).unwrap() {
            fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(file)).unwrap();
        }
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(folder)).unwrap();
        let mut child = this_test(&program, "in_a_read_only_folder");
        if is_root {
            child.uid(65_534);
        }
        let status = child.env("COLDREAD_TEST_READ_ONLY", dir.path()).status().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(status.success(), "folder {folder:o}, files {file:o}");
    }
}

/// Run by [`a_killed_import_loses_nothing_that_was_kept`]: imports until it is killed, and says
/// what was kept by a file of that name.
#[tokio::test]
async fn importing_until_killed() {
    let Some(dir) = std::env::var_os("COLDREAD_TEST_IMPORT") else { return };
    let dir = Path::new(&dir);
    let vault = open(&dir.join("library")).await.unwrap();
    let project = vault.project_named("Harbour").await.unwrap().unwrap();
    for n in 3.. {
        let original = format!("draft {n} ").repeat(30_000);
        let id = vault.import_document(&draft(project, "Draft", original.as_bytes()), &at(n)).await.unwrap();
        fs::write(dir.join("kept").join(id.to_string()), original).unwrap();
    }
}

#[tokio::test]
async fn a_killed_import_loses_nothing_that_was_kept() {
    let dir = tempfile::tempdir().unwrap();
    let library = dir.path().join("library");
    let kept = dir.path().join("kept");
    fs::create_dir(&kept).unwrap();
    let (vault, ..) = filled(&library).await;
    vault.close().await;

    let program = std::env::current_exe().unwrap();
    for round in 0..5_usize {
        let before = fs::read_dir(&kept).unwrap().count();
        let mut child =
            this_test(&program, "importing_until_killed").env("COLDREAD_TEST_IMPORT", dir.path()).spawn().unwrap();
        while fs::read_dir(&kept).unwrap().count() < before + 2 + round {
            assert!(child.try_wait().unwrap().is_none(), "the child must not end by itself");
            std::thread::sleep(std::time::Duration::from_millis(1 + round as u64));
        }
        child.kill().unwrap();
        child.wait().unwrap();

        let vault = open(&library).await.unwrap();
        assert!(vault.audit_verify().await.unwrap().ok);
        for entry in fs::read_dir(&kept).unwrap() {
            let entry = entry.unwrap();
            let id = coldread_vault::DocumentId(entry.file_name().to_str().unwrap().parse().unwrap());
            // The note may be half written when its writer dies; the document may not be half kept.
            assert!(vault.original(id).await.unwrap().starts_with(&fs::read(entry.path()).unwrap()));
        }
        for row in vault.documents(None).await.unwrap() {
            vault.original(row.id).await.unwrap();
            assert_eq!(row.unreadable_pages, [3, 11], "a document is there whole or not at all");
        }
        vault.close().await;
    }
}

/// This test program again, for one test only.
fn this_test(program: &Path, name: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]).stdout(std::process::Stdio::null());
    command
}

/// What somebody with any SQLite tool can do.
async fn change(dir: &Path, statement: &'static str) {
    let path = dir.join("library.coldread");
    let mut conn = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::query(statement).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

//! What goes in comes out, and what is deleted does not.

mod common;

use coldread_vault::{
    Action, Code, DocumentId, JobState, KdfCost, NewAnswer, NewDocument, NewJob, NewReport, Passphrase, UnixMillis,
    Vault, VaultError,
};
use common::{COVERAGE, at, create, draft, filled, open, passphrase};

const KERNEL: Code = Code::of("avx2");

fn answer<'a>(key: &'a str, bytes: &'a [u8]) -> NewAnswer<'a> {
    NewAnswer { key, kernel: KERNEL, bytes, tokens_read: 900, tokens_written: 40 }
}

#[tokio::test]
async fn a_document_comes_back_as_it_was_imported() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    vault.close().await;

    let vault = open(dir.path()).await.unwrap();
    let row = vault.document(id).await.unwrap();
    assert_eq!((row.title.as_str(), row.file_name.as_str()), ("The Lamplighter", "draft.fountain"));
    assert_eq!((row.pages, row.unreadable_pages, row.created), (12, vec![3, 11], UnixMillis(2)));
    assert_eq!((row.project, row.kind, row.draft_of), (project, common::FOUNTAIN, None));
    assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:");
    assert_eq!(vault.document_bytes(id).await.unwrap(), b"what was read");
    let projects = vault.projects().await.unwrap();
    assert_eq!((projects[0].name.as_str(), projects[0].documents), ("Harbour", 1));
}

#[tokio::test]
async fn a_file_is_known_again_by_its_digest_within_its_project() {
    use sha2::{Digest, Sha256};
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    let other = vault.create_project("Elsewhere", &at(3)).await.unwrap();
    let digest = |bytes: &[u8]| <[u8; 32]>::from(Sha256::digest(bytes));
    assert_eq!(vault.document_with_original(project, &digest(b"FADE IN:")).await.unwrap(), Some(id));
    assert_eq!(vault.document_with_original(project, &digest(b"FADE OUT.")).await.unwrap(), None);
    assert_eq!(vault.document_with_original(other, &digest(b"FADE IN:")).await.unwrap(), None);
}

#[tokio::test]
async fn a_draft_knows_the_draft_before_it_until_that_is_deleted() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, first) = filled(dir.path()).await;
    let second = NewDocument { draft_of: Some(first), ..draft(project, "Second", b"2") };
    let second = vault.import_document(&second, &at(3)).await.unwrap();
    assert_eq!(vault.document(second).await.unwrap().draft_of, Some(first));
    vault.delete_document(first, &at(4)).await.unwrap();
    assert_eq!(vault.document(second).await.unwrap().draft_of, None);

    let other = vault.create_project("Elsewhere", &at(5)).await.unwrap();
    let stray = NewDocument { draft_of: Some(second), ..draft(other, "Stray", b"3") };
    assert!(matches!(vault.import_document(&stray, &at(6)).await, Err(VaultError::NotFound { .. })));
    assert_eq!(vault.documents(None).await.unwrap().len(), 1, "the refused import left nothing");
}

#[tokio::test]
async fn a_reread_document_keeps_its_original() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    vault.reread_document(id, b"read better", 13, &[], &at(3)).await.unwrap();
    let row = vault.document(id).await.unwrap();
    assert_eq!((row.pages, row.unreadable_pages), (13, vec![]));
    assert_eq!(vault.document_bytes(id).await.unwrap(), b"read better");
    assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:");
}

#[tokio::test]
async fn a_deleted_document_is_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    let job = vault.queue_job(&NewJob { document: id, kind: COVERAGE, settings: b"{}" }, &at(3)).await.unwrap();
    vault.keep_answer(id, &answer("k", b"a"), UnixMillis(4)).await.unwrap();
    vault.keep_report(&NewReport { document: id, kind: COVERAGE, bytes: b"r", job: None }, &at(5)).await.unwrap();

    let deleted = vault.delete_document(id, &at(6)).await.unwrap();
    assert_eq!((deleted.reports, deleted.jobs, deleted.answers), (1, 1, 1));
    assert!(matches!(vault.document(id).await, Err(VaultError::NotFound { what: "document", .. })));
    assert!(matches!(vault.original(id).await, Err(VaultError::NotFound { .. })));
    assert!(matches!(vault.document_bytes(id).await, Err(VaultError::NotFound { .. })));
    assert!(matches!(vault.job(job).await, Err(VaultError::NotFound { what: "job", .. })));
    assert!(matches!(vault.delete_document(id, &at(7)).await, Err(VaultError::NotFound { .. })));
    assert_eq!(vault.answer_totals(None).await.unwrap().answers, 0);

    let next = vault.import_document(&draft(project, "Next", b"n"), &at(8)).await.unwrap();
    assert_ne!(next, id, "an id is never used twice");
    assert!(vault.audit_verify().await.unwrap().ok);
}

#[tokio::test]
async fn drafts_share_answers_and_the_last_one_takes_them_along() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, first) = filled(dir.path()).await;
    let second = vault.import_document(&draft(project, "Second", b"2"), &at(3)).await.unwrap();
    vault.keep_answer(first, &answer("shared", b"said"), UnixMillis(4)).await.unwrap();
    vault.keep_answer(first, &answer("own", b"else"), UnixMillis(5)).await.unwrap();

    assert_eq!(vault.answer(second, "shared").await.unwrap().unwrap().bytes, b"said");
    assert_eq!(vault.delete_document(first, &at(6)).await.unwrap().answers, 1);
    assert_eq!(vault.answer(second, "shared").await.unwrap().unwrap().bytes, b"said");
    assert_eq!(vault.answer(second, "own").await.unwrap(), None);
    assert_eq!(vault.delete_document(second, &at(7)).await.unwrap().answers, 1);
}

#[tokio::test]
async fn the_first_answer_to_a_key_stands() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let first = vault.keep_answer(id, &answer("k", b"first"), UnixMillis(3)).await.unwrap();
    assert_eq!(vault.keep_answer(id, &answer("k", b"second"), UnixMillis(4)).await.unwrap(), first);
    let found = vault.answers(id, &["none", "k"]).await.unwrap();
    assert_eq!(found[0], None);
    let found = found[1].as_ref().unwrap();
    assert_eq!((found.bytes.as_slice(), found.kernel.as_str()), (&b"first"[..], "avx2"));
    let totals = vault.answer_totals(Some(id)).await.unwrap();
    assert_eq!((totals.answers, totals.tokens_read, totals.tokens_written), (1, 900, 40));
    assert!(matches!(vault.answer(DocumentId(99), "k").await, Err(VaultError::NotFound { .. })));
}

#[tokio::test]
async fn a_job_goes_its_way_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let new = NewJob { document: id, kind: COVERAGE, settings: b"{\"model\":1}" };
    let [first, second] = [vault.queue_job(&new, &at(3)).await.unwrap(), vault.queue_job(&new, &at(4)).await.unwrap()];

    let taken = vault.take_job(UnixMillis(5)).await.unwrap().unwrap();
    assert_eq!((taken.id, taken.state, taken.settings.as_slice()), (first, JobState::Running, &b"{\"model\":1}"[..]));
    vault.note_progress(first, &Code::of("scenes"), 3, 40, UnixMillis(6)).await.unwrap();
    let job = vault.job(first).await.unwrap();
    assert_eq!((job.stage, job.done, job.total, job.updated), (Some(Code::of("scenes")), 3, 40, UnixMillis(6)));

    let report = NewReport { document: id, kind: COVERAGE, bytes: b"report", job: Some(first) };
    vault.keep_report(&report, &at(7)).await.unwrap();
    assert_eq!(vault.job(first).await.unwrap().state, JobState::Done);
    assert_eq!(vault.latest_report(id, &COVERAGE).await.unwrap().unwrap().bytes, b"report");

    vault.cancel_job(second, &at(8)).await.unwrap();
    let late = vault.note_progress(second, &Code::of("scenes"), 1, 2, UnixMillis(9)).await;
    assert_eq!(late.unwrap_err().to_string(), format!("Job {second} is cancelled, so this cannot be done to it."));
    let late = NewReport { document: id, kind: COVERAGE, bytes: b"late", job: Some(second) };
    assert!(matches!(vault.keep_report(&late, &at(9)).await, Err(VaultError::JobState { .. })));
    assert_eq!(vault.reports(id).await.unwrap().len(), 1, "the refused report left nothing");

    vault.resume_job(second, &at(10)).await.unwrap();
    assert_eq!(vault.take_this_job(second, UnixMillis(11)).await.unwrap().id, second);
    vault.fail_job(second, "The model stopped.", &at(12)).await.unwrap();
    assert_eq!(vault.job(second).await.unwrap().error.as_deref(), Some("The model stopped."));
    assert!(vault.take_job(UnixMillis(13)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_job_that_was_running_when_its_process_died_waits_again() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let new = NewJob { document: id, kind: COVERAGE, settings: b"" };
    let job = vault.queue_job(&new, &at(3)).await.unwrap();
    vault.queue_job(&new, &at(4)).await.unwrap();
    vault.take_job(UnixMillis(5)).await.unwrap();
    vault.close().await;

    let vault = open(dir.path()).await.unwrap();
    assert_eq!(vault.requeued(), [job]);
    assert_eq!(vault.take_job(UnixMillis(6)).await.unwrap().unwrap().id, job, "in its old place");
}

#[tokio::test]
async fn projects_are_told_apart_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let vault = create(dir.path()).await;
    let one = vault.create_project(" One ", &at(1)).await.unwrap();
    assert_eq!(vault.project_named("One").await.unwrap(), Some(one));
    assert!(matches!(vault.create_project("One", &at(2)).await, Err(VaultError::ProjectExists)));
    vault.rename_project(one, "Uno", &at(3)).await.unwrap();
    assert_eq!(vault.project_named("One").await.unwrap(), None);
    assert_eq!(vault.project(one).await.unwrap().name, "Uno");
}

#[tokio::test]
async fn a_shredded_project_leaves_only_its_trace_in_the_chain() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    let before = vault.index_key(project).await.unwrap();
    assert_eq!(before, vault.index_key(project).await.unwrap());
    vault.shred_project(project, &at(3)).await.unwrap();

    assert!(matches!(vault.document(id).await, Err(VaultError::NotFound { .. })));
    assert!(matches!(vault.index_key(project).await, Err(VaultError::NotFound { .. })));
    assert!(vault.audit_verify().await.unwrap().ok);
    let entries = vault.audit_export().await.unwrap();
    let said: Vec<_> = entries.iter().map(|e| (e.action, e.detail.is_some())).collect();
    let expected = [(Action::CreateProject, false), (Action::ImportDocument, false), (Action::ShredProject, true)];
    assert_eq!(said, expected);
}

#[tokio::test]
async fn a_setting_is_what_it_was_last_set_to() {
    let dir = tempfile::tempdir().unwrap();
    let vault = create(dir.path()).await;
    let name = Code::of("theme");
    assert_eq!(vault.setting(&name).await.unwrap(), None);
    vault.set_setting(&name, b"dark", &at(1)).await.unwrap();
    vault.set_setting(&name, b"light", &at(2)).await.unwrap();
    assert_eq!(vault.setting(&name).await.unwrap().unwrap(), b"light");
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _, id) = filled(dir.path()).await;
    let new = Passphrase::new("another");
    let cost = KdfCost::CHEAP_FOR_TESTS;
    let refused = vault.change_passphrase(&new, &new, cost, &at(3)).await;
    assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
    vault.change_passphrase(&passphrase(), &new, cost, &at(4)).await.unwrap();
    vault.close().await;

    assert!(matches!(open(dir.path()).await, Err(VaultError::WrongPassphrase)));
    let vault = Vault::open(dir.path(), &new, UnixMillis(5)).await.unwrap();
    assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:");
}

#[tokio::test]
async fn reads_run_beside_writes() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    let script = vec![b'x'; 300_000];
    let writes = async {
        for n in 0..20 {
            vault.import_document(&draft(project, "Copy", &script), &at(10 + n)).await.unwrap();
        }
    };
    let reads = async {
        for _ in 0..200 {
            assert_eq!(vault.original(id).await.unwrap(), b"FADE IN:");
        }
    };
    tokio::join!(writes, reads);
    assert_eq!(vault.documents(Some(project)).await.unwrap().len(), 21);
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, project, id) = filled(dir.path()).await;
    let printed = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        vault,
        passphrase(),
        vault.document(id).await.unwrap(),
        vault.project(project).await.unwrap(),
        vault.audit_export().await.unwrap(),
    );
    for secret in ["herrings", "Lamplighter", "Harbour", "draft.fountain", "reader of the test"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

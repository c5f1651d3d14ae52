//! What the head of content security asks to be shown: reports that can be verified, libraries that can be backed up
//! and recovered, records that cannot be cut, statements that cannot be changed, projects that are gone.

use std::fs;
use std::path::Path;

use crate::desk::{Desk, Ran, binary, fixture, ran};
use serde_json::Value;

/// The quickest real model: what is shown here does not depend on what it says.
const MODEL: &str = "smollm2-135m-instruct-q4_1";
const SHORT: &str = "scripts/slack-water/script.fountain";
const PILOT: &str = "scripts/skywave/script.fountain";
const PASSPHRASE: &str = "four quiet harbour lights";

/// A report written to a file of the desk.
fn covered(desk: &Desk, script: &str, name: &str) -> String {
    let report = desk.path(name).display().to_string();
    desk.run(&["coverage", &fixture(script), "--no-model", "-o", &report]).ends(0);
    report
}

fn with_env(desk: &Desk, variable: &str, value: &str, args: &[&str]) -> Ran {
    ran(desk.command().env(variable, value).args(args).output().expect("coldread starts"))
}

fn in_library(desk: &Desk, library: &Path, args: &[&str]) -> Ran {
    with_env(desk, "COLDREAD_VAULT", &library.display().to_string(), args)
}

/// The checks of a verification that ended in this way.
fn checks(found: &Value, verdict: &str) -> Vec<String> {
    let checks = found["checks"].as_array().expect("checks");
    let ended = checks.iter().filter(|c| c["verdict"] == verdict);
    ended.map(|c| c["name"].as_str().expect("a name").to_owned()).collect()
}

/// Every fault that a verification names.
fn faults(found: &Value) -> Vec<String> {
    let checks = found["checks"].as_array().expect("checks");
    let faults = checks.iter().flat_map(|c| c["faults"].as_array().expect("faults"));
    faults.map(|f| f.as_str().expect("a sentence").to_owned()).collect()
}

#[test]
fn a_report_is_confirmed_by_its_library_and_by_its_script() {
    let desk = Desk::new();
    let json = covered(&desk, SHORT, "r.json");
    let found = desk.run(&["verify", &json, "--json"]).ends(0).json();
    assert_eq!(checks(&found, "confirmed"), ["script", "model", "quotations", "figures", "kept", "remade"]);
    assert!(found["quotations"].as_u64().is_some_and(|n| n > 20), "{found}");

    let html = covered(&desk, SHORT, "r.html");
    let found = desk.run(&["verify", &html, "--json"]).ends(0).json();
    assert_eq!(checks(&found, "confirmed"), ["script", "model", "quotations", "kept"]);

    let elsewhere = Desk::new();
    let script = fixture(SHORT);
    for report in [&json, &html] {
        elsewhere.run(&["verify", report, "--script", &script]).ends(0);
        elsewhere.run(&["verify", report, "--script", &fixture(PILOT)]).ends(1);
    }
    assert!(!elsewhere.vault().exists(), "a script is enough");
    let unknown = elsewhere.run(&["verify", &json, "--json"]).ends(1).json();
    assert_eq!(checks(&unknown, "refuted"), ["script"]);
    elsewhere.run(&["verify", &script]).ends(1);
}

#[test]
fn every_tampering_is_named_by_its_place() {
    let desk = Desk::new();
    let path = covered(&desk, SHORT, "r.json");
    let report: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let tampered = |place: &str, value: Value| {
        let mut other = report.clone();
        *other.pointer_mut(place).unwrap_or_else(|| panic!("the report has {place}")) = value;
        fs::write(&path, other.to_string()).unwrap();
        let found = desk.run(&["verify", &path, "--json"]).ends(1).json();
        faults(&found).join("\n")
    };
    let quoted = tampered("/characters/0/description/evidence/0/quote", "Nobody ever said this.".into());
    assert!(
        quoted.contains("characters[0].description.evidence[0]: line") && quoted.contains("Nobody ever said this."),
        "{quoted}"
    );
    let line = tampered("/characters/0/description/evidence/0/line", 99_999.into());
    assert!(line.contains("the script has no line 99999"), "{line}");
    let page = tampered("/characters/0/description/evidence/0/page", 77.into());
    assert!(page.contains("not 77"), "{page}");
    let claim = tampered("/characters/0/description/text", "A masterpiece.".into());
    assert!(claim.contains("characters[0].description.text: “A masterpiece.” stands where"), "{claim}");
    let bare = tampered("/characters/0/description/evidence", Value::Array(vec![]));
    assert!(bare.contains("characters[0].description: a sentence without evidence"), "{bare}");
    let counted = tampered("/header/scenes", 3.into());
    assert!(counted.contains("header.scenes: 3 stands where"), "{counted}");
    let settings = tampered("/provenance/settings/0", "model=other".into());
    assert!(settings.contains("provenance.settings[0]"), "{settings}");
    let model = tampered("/provenance/model_sha256", "ab".repeat(32).into());
    assert!(model.contains("no model with SHA-256 abab"), "{model}");
    let script = tampered("/provenance/document_sha256", "cd".repeat(32).into());
    assert!(script.contains("no script with SHA-256 cdcd"), "{script}");
}

#[test]
fn a_page_that_was_edited_is_found_out() {
    let desk = Desk::new();
    let path = covered(&desk, SHORT, "r.html");
    let page = fs::read_to_string(&path).unwrap();
    let quote = page.split("<blockquote>").nth(3).and_then(|p| p.split("</blockquote>").next()).expect("a quotation");
    let edits = [
        page.replacen(&format!("<blockquote>{quote}<"), "<blockquote>Cut to black.<", 1),
        page.replacen("<h2>Characters</h2>", "<h2>Characters</h2><p>A masterpiece.</p>", 1),
        page.replacen("</style>", "footer { display: none }</style>", 1),
    ];
    for (edited, named) in edits.into_iter().zip(["Cut to black.", "A masterpiece.", "style"]) {
        assert_ne!(edited, page, "the page has the place for {named}");
        fs::write(&path, edited).unwrap();
        let found = desk.run(&["verify", &path, "--json"]).ends(1).json();
        assert!(faults(&found).iter().any(|f| f.contains(named)), "{named}: {found}");
    }
}

#[test]
fn a_backup_is_the_same_library_on_another_machine() {
    let desk = Desk::new();
    let report = covered(&desk, SHORT, "r.json");
    desk.run(&["import", &fixture(PILOT), "--project", "Weekend"]).ends(0);
    let file = desk.path("monday.backup").display().to_string();
    let made = desk.run(&["backup", &file, "--json"]).ends(0).json();
    assert_eq!(made["documents"], 2);
    desk.run(&["backup", &file]).ends(1);

    let other = desk.path("another machine");
    let restored = in_library(&desk, &other, &["restore", &file, "--json"]).ends(0).json();
    assert_eq!((&restored["documents"], &restored["audit_ok"]), (&Value::from(2), &Value::from(true)));
    let search = ["search", "harbour", "--json"];
    assert_eq!(in_library(&desk, &other, &search).ends(0).stdout, desk.run(&search).ends(0).stdout);
    let again = ["coverage", "1", "--no-model", "--json"];
    assert_eq!(in_library(&desk, &other, &again).ends(0).stdout, desk.run(&again).ends(0).stdout);
    in_library(&desk, &other, &["verify", &report]).ends(0);
    in_library(&desk, &other, &["audit", "verify"]).ends(0);
    in_library(&desk, &other, &["restore", &file]).ends(3);
}

#[test]
fn a_broken_backup_is_refused_in_a_sentence_and_nothing_is_made() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    let file = desk.path("b").display().to_string();
    desk.run(&["backup", &file]).ends(0);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 4;
    let fates = [
        (whole[..whole.len() / 2].to_vec(), "it is cut short"),
        (whole[..whole.len() - 1].to_vec(), "it is cut short"),
        (flipped, "it is damaged"),
        ([&whole[..], b"\0"].concat(), "something was added to its end"),
        (b"%PDF-1.7".to_vec(), "it is no backup of a Coldread library"),
        (Vec::new(), "it is no backup of a Coldread library"),
    ];
    let other = desk.path("other");
    for (bytes, why) in fates {
        fs::write(&file, bytes).unwrap();
        let refused = in_library(&desk, &other, &["restore", &file]).ends(3);
        let sentence = refused.stderr.lines().next().unwrap_or_default();
        assert_eq!(sentence, format!("coldread: This backup cannot be restored: {why}."));
        assert_eq!(refused.stderr.lines().count(), 2, "one sentence and one hint: {refused:?}");
        assert!(!other.join("library.coldread").exists());
    }
    desk.run(&["audit", "verify"]).ends(0);
}

#[test]
fn a_library_of_the_first_schema_says_the_same_today() {
    let desk = Desk::new();
    fs::create_dir(desk.vault()).unwrap();
    fs::copy(fixture("libraries/first/library.coldread"), desk.vault().join("library.coldread")).unwrap();
    let old = fixture("libraries/first/coverage.json");
    let found = desk.run(&["verify", &old, "--json"]).json();
    let confirmed = checks(&found, "confirmed");
    for name in ["script", "quotations", "kept"] {
        assert!(confirmed.iter().any(|c| c == name), "{name}: {found}");
    }
    let backup = desk.vault().join("before-20261121040000.coldread-backup").display().to_string();
    let other = desk.path("other");
    in_library(&desk, &other, &["restore", &backup]).ends(0);
    let search = ["search", "ferry", "--json"];
    let hits = desk.run(&search).ends(0);
    assert!(hits.json().as_array().is_some_and(|h| !h.is_empty()));
    assert_eq!(in_library(&desk, &other, &search).ends(0).stdout, hits.stdout);
}

#[test]
fn a_lost_passphrase_is_replaced_with_the_recovery_key_alone() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    let key = desk.run(&["passphrase", "recovery-key"]).ends(0).stdout;
    let file = desk.path("key").display().to_string();
    fs::write(&file, key.to_lowercase()).unwrap();
    let recover = ["passphrase", "recover", "--recovery-key-file", &file];
    with_env(&desk, "COLDREAD_NEW_PASSPHRASE", "five louder bells", &recover).ends(0);
    desk.run(&["jobs", "list"]).ends(3);

    let new = desk.path("new").display().to_string();
    fs::write(&new, PASSPHRASE).unwrap();
    let change = ["passphrase", "change", "--new-passphrase-file", &new];
    with_env(&desk, "COLDREAD_PASSPHRASE", "five louder bells", &change).ends(0);
    desk.run(&["audit", "verify"]).ends(0);
    let acts: Vec<Value> = desk.run(&["audit", "export"]).ends(0).json().as_array().expect("entries").clone();
    for act in ["make_recovery_key", "recover", "change_passphrase", "refuse_passphrase"] {
        assert!(acts.iter().any(|e| e["action"] == act), "{act} is not on record");
    }
}

#[test]
fn guessing_has_to_wait_even_for_the_right_one() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    for _ in 0..5 {
        with_env(&desk, "COLDREAD_PASSPHRASE", "guess", &["jobs", "list"]).ends(3);
    }
    let locked = desk.run(&["jobs", "list"]).ends(3);
    assert!(locked.stderr.contains("Too many wrong passphrases"), "{}", locked.stderr);
}

#[test]
fn a_shredded_project_is_gone_and_on_record() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT), "--project", "Doomed"]).ends(0);
    desk.run(&["import", &fixture(PILOT), "--project", "Kept"]).ends(0);
    desk.run(&["search", "ferry"]).ends(0);
    let shred = desk.run(&["shred", "Doomed", "--json"]).ends(0).json();
    assert_eq!((&shred["ok"], &shred["documents"]), (&Value::from(true), &Value::from(1)));
    desk.run(&["shred", "Doomed"]).ends(1);
    assert!(!desk.vault().join("index/1").exists() && desk.vault().join("index/2").exists());
    let hits = desk.run(&["search", "ferry", "--json"]).ends(0).json();
    assert!(hits.as_array().is_some_and(|h| h.iter().all(|hit| hit["document"] != 1)), "{hits}");
    let record = desk.run(&["audit", "export"]).ends(0).json();
    let entries = record.as_array().expect("entries");
    assert!(entries.iter().any(|e| e["action"] == "shred_project" && e["seq"] == shred["entry"]));
    desk.run(&["audit", "verify"]).ends(0);
}

#[test]
fn a_checkpoint_kept_elsewhere_shows_that_the_library_was_put_back() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    let library = desk.vault().join("library.coldread");
    let earlier = desk.path("earlier.backup").display().to_string();
    desk.run(&["backup", &earlier]).ends(0);
    desk.run(&["import", &fixture(PILOT)]).ends(0);
    let point = desk.path("point").display().to_string();
    let chain = desk.path("chain").display().to_string();
    desk.run(&["audit", "checkpoint", "-o", &point]).ends(0);
    desk.run(&["audit", "export", "-o", &chain]).ends(0);
    for kept in [&point, &chain] {
        desk.run(&["audit", "verify", "--against", kept]).ends(0);
    }
    for left in fs::read_dir(desk.vault()).unwrap().flatten().filter(|e| e.path().is_file()) {
        fs::remove_file(left.path()).unwrap();
    }
    assert!(!library.exists());
    desk.run(&["restore", &earlier]).ends(0);
    desk.run(&["audit", "verify"]).ends(0);
    for kept in [&point, &chain] {
        let cut = desk.run(&["audit", "verify", "--against", kept, "--json"]).ends(1).json();
        assert_eq!((&cut["ours"], &cut["held"]), (&Value::from(true), &Value::from(false)), "{cut}");
    }
    let text = fs::read_to_string(&point).unwrap();
    fs::write(&point, text.replace("\"entries\": ", "\"entries\": 1")).unwrap();
    let forged = desk.run(&["audit", "verify", "--against", &point]).ends(1);
    assert!(forged.stderr.contains("signature"), "{}", forged.stderr);
}

#[test]
fn the_privacy_statement_is_signed_and_cannot_be_changed() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    let file = desk.path("statement.txt").display().to_string();
    desk.run(&["privacy", "--statement", &file]).ends(0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Network: refused by the kernel\n") && text.contains("another program: refused"), "{text}");
    let checked = desk.run(&["privacy", "--check", &file, "--json"]).ends(0).json();
    assert_eq!(checked["ours"], true);
    let elsewhere = Desk::new();
    let checked = elsewhere.run(&["privacy", "--check", &file, "--json"]).ends(0).json();
    assert_eq!(checked["ours"], Value::Null, "without a library the signature alone is judged");
    elsewhere.run(&["import", &fixture(SHORT)]).ends(0);
    elsewhere.run(&["privacy", "--check", &file]).ends(1);
    fs::write(&file, text.replace("Internet sockets open when made: 0", "Internet sockets open when made: 1")).unwrap();
    desk.run(&["privacy", "--check", &file]).ends(1);
}

#[test]
fn nobody_reads_the_passphrase_or_a_word_beside_the_library() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT), &fixture(PILOT)]).ends(0);
    let text = fs::read_to_string(fixture(PILOT)).unwrap() + &fs::read_to_string(fixture(SHORT)).unwrap();
    let mut secrets: Vec<&str> = text.lines().map(str::trim).filter(|l| l.len() > 24).collect();
    assert!(secrets.len() > 200);
    secrets.push(PASSPHRASE);

    // Temporary files of this run alone, looked into while a backup is written, killed half way, and after.
    let temporary = desk.path("tmp");
    fs::create_dir(&temporary).unwrap();
    let mut looked = 0;
    for n in 0..6 {
        let file = desk.path(&format!("b{n}")).display().to_string();
        let mut command = desk.command();
        let mut child = command.env("TMPDIR", &temporary).args(["backup", &file]).spawn().expect("coldread starts");
        std::thread::sleep(std::time::Duration::from_millis(60 * n));
        let process = format!("/proc/{}", child.id());
        let line = fs::read(format!("{process}/cmdline")).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&line).contains(PASSPHRASE), "ps shows the passphrase");
        looked += clean(&desk, &secrets);
        if n % 2 == 0 {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        looked += clean(&desk, &secrets);
    }
    assert!(looked > 50, "only {looked} files were looked into");
    desk.run(&["audit", "verify"]).ends(0);
    assert!(!desk.vault().join("library.snapshot").exists(), "what a killed backup left is gone");
}

/// How many files of the desk were looked into; none has a secret in it.
fn clean(desk: &Desk, secrets: &[&str]) -> usize {
    let mut files = Vec::new();
    walk(&desk.path(""), &mut files);
    let contents = files.iter().filter_map(|file| Some((file, fs::read(file).ok()?)));
    let looked = contents.map(|(file, bytes)| {
        let plain = String::from_utf8_lossy(&bytes);
        let found = secrets.iter().find(|secret| plain.contains(**secret));
        assert!(found.is_none(), "{found:?} stands in {}", file.display());
    });
    looked.count()
}

fn walk(dir: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.path().is_dir() { walk(&entry.path(), files) } else { files.push(entry.path()) }
    }
}

#[test]
fn the_command_writes_no_core_dump() {
    let desk = Desk::new();
    desk.run(&["import", &fixture(SHORT)]).ends(0);
    let mut child = desk.start(&["coverage", "1", "--json", "--model", MODEL]);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "core dumps are written: {core}");
}

/// What our own code asks of the C library and of `std`: nothing that opens a connection or looks up a name. The one
/// exception is `confine`, which asks for sockets in order to be refused them.
#[test]
fn no_crate_of_ours_calls_for_the_network() {
    let build = binary("coldread").parent().expect("target/release").join("deps");
    let crates = fs::read_dir(build).expect("the build").flatten().map(|e| e.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libcoldread_") && name.ends_with(".rlib") && !name.starts_with("libcoldread_confine")
    });
    const CALLS: [&str; 9] = [
        "getaddrinfo",
        "gethostbyname",
        "res_query",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "ToSocketAddrs",
        "io_uring_",
        "tokio::net",
    ];
    let (mut looked, mut seen) = (0, 0);
    for path in crates {
        let nm = std::process::Command::new("nm").args(["--undefined-only", "--demangle"]).arg(&path).output();
        let symbols = String::from_utf8_lossy(&nm.expect("nm of binutils").stdout).into_owned();
        seen += symbols.lines().count();
        let plain = |line: &str| line.trim().strip_prefix("U ").map(str::to_owned);
        for symbol in symbols.lines().filter_map(plain) {
            let calls = CALLS.iter().any(|call| symbol.contains(call)) || ["connect", "socket"].contains(&&*symbol);
            assert!(!calls, "{} calls {symbol}", path.display());
        }
        looked += 1;
    }
    assert!(looked > 10 && seen > 1000, "only {looked} crates with {seen} symbols were looked into");
}

/// The finished programs: no way to connect, and none to ask for an address by its name.
#[test]
fn the_programs_import_no_way_out() {
    for program in ["coldread", "coldread-worker"] {
        let nm = std::process::Command::new("nm").args(["-D", "--undefined-only"]).arg(binary(program)).output();
        let symbols = String::from_utf8_lossy(&nm.expect("nm of binutils").stdout).into_owned();
        let names: Vec<&str> = symbols.lines().filter_map(|l| l.trim().strip_prefix("U ")?.split('@').next()).collect();
        assert!(names.contains(&"read"), "{program} imports from the C library");
        for way in ["connect", "getaddrinfo", "gethostbyname", "gethostbyname_r", "res_query"] {
            assert!(!names.contains(&way), "{program} imports {way}");
        }
    }
}

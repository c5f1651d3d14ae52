//! Any process may be killed at any moment, and nothing that was shown as done is lost.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::desk::{Desk, fixture, ran, reading};

/// The smallest real model: what it says matters less here than that it says the same again.
const SMALLEST: &str = "smollm2-135m-instruct-q4_1";
const PATIENCE: Duration = Duration::from_secs(120);

fn coverage(script: &str) -> [&str; 5] {
    ["coverage", script, "--json", "--model", SMALLEST]
}

#[test]
fn killed_anywhere_it_ends_with_the_same_report() {
    let _alone = reading();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let script = beginning(folder.path());
    let began = Instant::now();
    let undisturbed = Desk::new().run(&coverage(&script)).ends(0);
    let a_third = began.elapsed() / 3;

    // The reader is killed in the middle of a group: it is started again and the group asked again.
    let desk = Desk::new();
    let child = desk.start(&coverage(&script));
    let reader = child_of(child.id(), "reader", None);
    std::thread::sleep(a_third);
    kill(reader);
    let next = child_of(child.id(), "reader", Some(reader));
    std::thread::sleep(a_third / 2);
    kill(next);
    let disturbed = ran(child.wait_with_output().expect("coldread ends")).ends(0);
    assert_eq!(undisturbed.stdout, disturbed.stdout, "a killed reader changed the report");

    // The main process is killed: the same command goes on from the stored answers.
    let desk = Desk::new();
    let mut child = desk.start(&coverage(&script));
    child_of(child.id(), "reader", None);
    std::thread::sleep(a_third * 2);
    child.kill().expect("kill -9");
    child.wait().expect("it is gone");
    let resumed = desk.run(&coverage(&script)).ends(0);
    assert_eq!(undisturbed.stdout, resumed.stdout, "a killed main process changed the report");
    assert!(!resumed.stderr.contains(" 0 answered"), "nothing was kept: {}", resumed.stderr);
    assert_eq!(desk.run(&["audit", "verify", "--json"]).ends(0).json()["ok"], true);
}

/// The first scenes of the short: enough to be asked about for some seconds.
fn beginning(folder: &Path) -> String {
    let whole = std::fs::read_to_string(fixture("scripts/slack-water/script.fountain")).expect("the short");
    let end = whole.find("INT. PASSENGER CABIN").expect("its fourth scene");
    let path = folder.join("beginning.fountain");
    std::fs::write(&path, &whole[..end]).expect("it is written");
    path.display().to_string()
}

/// The process id of a child of `parent` in this mode, other than the one that was; waited for.
fn child_of(parent: u32, mode: &str, other_than: Option<u32>) -> u32 {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        let processes = std::fs::read_dir("/proc").expect("/proc").flatten();
        let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let found = pids.filter(|pid| Some(*pid) != other_than && parent_of(*pid) == Some(parent)).find(|pid| {
            let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.split(|b| *b == 0).any(|word| word == mode.as_bytes())
        });
        if let Some(pid) = found {
            return pid;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no {mode} was started within {PATIENCE:?}");
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may hold anything; what follows it does not.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn kill(pid: u32) {
    let killed = Command::new("kill").args(["-9", &pid.to_string()]).status().expect("kill");
    assert!(killed.success(), "process {pid} was gone before it could be killed");
}

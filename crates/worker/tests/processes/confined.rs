//! What the kernel refuses a worker, and what it may still do.

use std::{fs, process::Command};

use crate::at_work::{At, WORKER, group, weights};
use ask::Request;
use serde_json::Value;

fn probe(arguments: &[&str]) -> Value {
    let output = Command::new(WORKER).arg("probe").args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_intake_opens_nothing() {
    let outcome = probe(&[]);
    for attempt in ["another_file", "a_new_file", "inet_socket", "inet6_socket", "local_socket", "program"] {
        assert_eq!(outcome[attempt], "refused", "{attempt}");
    }
}

#[test]
fn the_reader_opens_its_weights_alone() {
    let outcome = probe(&["--model", weights().to_str().unwrap()]);
    for attempt in ["a_new_file", "inet_socket", "inet6_socket", "local_socket", "program"] {
        assert_eq!(outcome[attempt], "refused", "{attempt}");
    }
    if outcome["file_rule"] == "enforced" {
        assert_eq!(outcome["another_file"], "refused");
    }
}

#[test]
fn a_reader_at_work_is_confined() {
    let mut at = At::ready(&weights());
    at.say(&Request::Read { id: 1, group: group(1) });
    at.next();
    let pid = at.child.id();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    assert!(status.contains("Seccomp:\t2\n") && status.contains("NoNewPrivs:\t1\n"), "{status}");
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
}

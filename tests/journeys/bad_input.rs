//! What should not go well goes badly in one sentence and a hint, and nothing is lost.

use std::io::Write;
use std::path::Path;

use crate::desk::{Desk, MODEL, Ran, fixture};

/// One sentence, one hint, no backtrace.
fn complains(ran: Ran, status: i32, word: &str) {
    let lines: Vec<&str> =
        ran.stderr.lines().filter(|l| !l.starts_with("A new library") && !l.contains("(0/")).collect();
    assert_eq!(ran.status, status, "{ran:?}");
    assert_eq!(lines.len(), 2, "one sentence and one hint, not {lines:?}");
    assert!(lines[0].starts_with("coldread: ") && lines[0].to_lowercase().contains(word), "{lines:?}");
    assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("RUST_BACKTRACE"), "{ran:?}");
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let desk = Desk::new();
    let refused = |file: &str, word: &str| complains(desk.run(&["parse", &fixture(file), "--json"]), 1, word);
    refused("hostile/empty.fountain", "empty");
    refused("hostile/encrypted.pdf", "password");
    refused("hostile/no-such-file.fdx", "not there");
}

#[test]
fn pages_without_text_are_named() {
    let desk = Desk::new();
    let scan = desk.run(&["import", &fixture("hostile/image-only.pdf"), "--json"]).ends(1);
    assert_eq!(scan.json()[0]["unreadable_pages"], serde_json::json!([1]));
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_read() {
    let desk = Desk::new();
    let cut = desk.run(&["parse", &fixture("hostile/truncated.fdx"), "--json"]);
    assert!(cut.json()["scenes"].as_array().is_some_and(|s| !s.is_empty()), "{cut:?}");
    let renamed = desk.run(&["parse", &fixture("hostile/wrong-extension.pdf"), "--json"]).ends(0);
    assert!(renamed.json()["scenes"].as_array().is_some_and(|s| !s.is_empty()), "read by content, not by name");
}

#[test]
fn two_hundred_megabytes_of_noise() {
    let desk = Desk::new();
    let path = desk.path("noise.pdf");
    let mut file = std::fs::File::create(&path).unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut block = vec![0u8; 1 << 20];
    for _ in 0..200 {
        for chunk in block.chunks_exact_mut(8) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            chunk.copy_from_slice(&state.to_le_bytes());
        }
        file.write_all(&block).unwrap();
    }
    complains(desk.run(&["parse", &path.display().to_string()]), 1, "noise");
}

#[test]
fn models_that_are_not_what_they_should_be() {
    let desk = Desk::new();
    let models = desk.path("models");
    std::fs::create_dir(&models).unwrap();
    let run = |desk: &Desk| {
        let mut command = desk.command();
        command.env("COLDREAD_MODELS", &models);
        crate::desk::ran(
            command
                .args(["coverage", &fixture("scripts/slack-water/script.fountain"), "--model", MODEL])
                .output()
                .unwrap(),
        )
    };
    complains(run(&desk), 3, "not on this machine");

    let real = Path::new(&std::env::var("HOME").unwrap()).join(".cache/coldread/models").join(format!("{MODEL}.gguf"));
    let real = std::env::var("COLDREAD_MODELS").map_or(real, |dir| Path::new(&dir).join(format!("{MODEL}.gguf")));
    let mut bytes = std::fs::read(&real).expect("the test model; `make weights` fetches it");
    let path = models.join(format!("{MODEL}.gguf"));
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    complains(run(&desk), 3, "cut short");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    complains(run(&desk), 3, "digest");
    assert_eq!(desk.run(&["jobs", "list", "--json"]).ends(0).json()[0]["state"], "failed");
}

#[test]
fn a_library_that_cannot_be_written_or_opened() {
    let desk = Desk::new();
    let script = fixture("scripts/slack-water/script.fountain");
    desk.run(&["import", &script]).ends(0);
    for entry in std::fs::read_dir(desk.vault()).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "coldread") {
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, &bytes[..bytes.len() / 3]).unwrap();
        }
    }
    complains(desk.run(&["import", &script]), 3, "damaged");
}

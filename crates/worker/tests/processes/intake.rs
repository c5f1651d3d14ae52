//! One file in, one frame out, whatever the file is.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use ask::read_frame;
use script::IntakeReply;

fn read(bytes: &[u8], name: &str) -> IntakeReply {
    let mut child = Command::new(crate::at_work::WORKER)
        .args(["intake", "--name", name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    // A worker that refuses early may not read all of it.
    let writer = std::thread::spawn(move || stdin.write_all(&bytes).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let mut frames = output.stdout.as_slice();
    let reply = read_frame(&mut frames).unwrap();
    assert!(frames.is_empty(), "one frame and no more");
    reply.unwrap_or_else(|| panic!("no frame: {:?} {}", output.status, String::from_utf8_lossy(&output.stderr)))
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

#[test]
fn a_script_becomes_a_document() {
    let reply = read(b"INT. KITCHEN - NIGHT\n\nMarta waits.\n\nMARTA\nNow.\n", "one.fountain");
    let IntakeReply::Read(document) = reply else { panic!("{reply:?}") };
    assert!(document.text.contains("INT. KITCHEN - NIGHT"));
}

#[test]
fn every_hostile_file_gets_an_answer() {
    let mut files = 0;
    for entry in std::fs::read_dir(fixtures().join("hostile")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e == "md") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let IntakeReply::Refused { sentence, hint } = read(&std::fs::read(&path).unwrap(), &name) {
            assert!(sentence.ends_with('.') && !hint.is_empty(), "{name}: {sentence} {hint}");
        }
        files += 1;
    }
    assert!(files >= 5, "only {files} hostile files");
}

#[test]
fn two_hundred_megabytes_of_noise_are_refused() {
    let mut state = 1u32;
    let noise: Vec<u8> = (0..200 << 20)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    for name in ["noise.pdf", "noise.fountain"] {
        let reply = read(&noise, name);
        assert!(matches!(reply, IntakeReply::Refused { .. }), "{name} was read");
    }
}

#[test]
fn an_empty_file_is_answered() {
    assert!(matches!(read(b"", "empty.fountain"), IntakeReply::Refused { .. }));
}

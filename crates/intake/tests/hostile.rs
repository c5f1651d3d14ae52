//! Files made to hurt: each is read as far as it goes, or refused in one sentence.

use std::path::Path;

use coldread_intake::read;
use script::{Document, IntakeReply, PageState, Screenplay, parse};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/hostile").join(name)).expect("a fixture")
}

fn opened(name: &str) -> (Document, Screenplay) {
    match read(&bytes(name), name) {
        IntakeReply::Read(document) => {
            let screenplay = parse(&document);
            (document, screenplay)
        }
        IntakeReply::Refused { sentence, .. } => panic!("{name}: {sentence}"),
    }
}

fn refusal(bytes: &[u8], name: &str) -> String {
    match read(bytes, name) {
        IntakeReply::Read(_) => panic!("{name} was read"),
        IntakeReply::Refused { sentence, hint } => {
            assert!(sentence.starts_with(name) && sentence.ends_with('.') && hint.ends_with('.'), "{sentence} {hint}");
            sentence
        }
    }
}

fn speakers(screenplay: &Screenplay) -> Vec<(&str, usize)> {
    screenplay.characters.iter().map(|c| (c.name.as_str(), c.speeches)).collect()
}

#[test]
fn what_cannot_be_read_is_refused_in_a_sentence() {
    assert!(refusal(&bytes("empty.fountain"), "empty.fountain").contains("0 bytes"));
    assert!(refusal(&bytes("encrypted.pdf"), "encrypted.pdf").contains("password"));
    assert!(refusal(b"  \n\n ", "blank.txt").contains("white space"));
    assert!(refusal(b"%PDF-1.7\nnothing else", "cut.pdf").contains("damaged"));
    assert!(refusal(b"<?xml version=\"1.0\"?><FinalDraft><Con", "cut.fdx").contains("breaks off"));
}

#[test]
fn an_archive_is_read_and_never_unpacked() {
    let (document, screenplay) = opened("zip-slip.fadein");
    assert_eq!(screenplay.scenes[0].heading, "INT. POST OFFICE - DAY");
    assert!(document.notes[0].contains("Fade In"));
    assert!(!Path::new("/tmp/coldread-was-here.txt").exists());
}

#[test]
fn noise_is_refused_without_being_read() {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let noise: Vec<u8> = (0..40 << 20)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect();
    let before = std::time::Instant::now();
    assert!(refusal(&noise, "noise.bin").contains("no text"));
    assert!(before.elapsed().as_millis() < 500);
}

#[test]
fn a_file_cut_short_is_read_as_far_as_it_goes() {
    let (document, screenplay) = opened("truncated.fdx");
    assert_eq!(screenplay.scenes.len(), 3);
    assert_eq!(speakers(&screenplay), [("NORA", 2), ("TEDDY", 2)]);
    assert!(document.text.contains("walk?"));
    assert!(document.notes[0].contains("breaks off in the middle (after scene 3)"));
}

#[test]
fn a_wrong_extension_is_said() {
    let (document, screenplay) = opened("wrong-extension.pdf");
    assert_eq!((screenplay.scenes.len(), speakers(&screenplay)), (1, vec![("IRIS", 1)]));
    assert_eq!(document.notes, ["wrong-extension.pdf is not a PDF; it is plain text, and was read as that."]);
}

#[test]
fn a_scan_is_in_the_ledger() {
    let (document, screenplay) = opened("image-only.pdf");
    assert_eq!(document.pages.iter().map(|p| &p.state).collect::<Vec<_>>(), [&PageState::NeedsOcr]);
    assert_eq!(screenplay.findings[0].code, "page-needs-ocr");
}

#[test]
fn damaged_characters_are_left_out_and_said() {
    let (document, screenplay) = opened("nul-bytes.fountain");
    assert_eq!((screenplay.scenes.len(), speakers(&screenplay)), (1, vec![("PETRA", 1)]));
    assert!(document.notes.iter().any(|n| n.contains("damaged characters (line 6 and after)")), "{:?}", document.notes);
    assert!(!document.text.contains('\0'));
}

#[test]
fn utf16_opens_as_it_is() {
    let (document, screenplay) = opened("utf16le-bom.fountain");
    assert_eq!(screenplay.scenes[0].heading, "INT. FERRY CAFÉ - DAY");
    assert_eq!(speakers(&screenplay), [("IDA", 1), ("JOSÉ", 1)]);
    assert!(document.notes.is_empty());
}

#[test]
fn entities_are_not_expanded() {
    for name in ["entity-bomb.fdx", "external-entity.fdx"] {
        let (document, _) = opened(name);
        assert!(document.text.len() < 1000, "{name}");
        assert!(document.notes[0].contains("entity definitions"), "{name}: {:?}", document.notes);
    }
}

#[test]
fn what_is_no_script_is_found_to_be_none() {
    let (_, memo) = opened("not-a-script.txt");
    assert_eq!(memo.findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["not-a-script"]);
    let (_, title) = opened("title-page-only.fountain");
    assert!(title.findings.iter().any(|f| f.sentence == "There is a title page but no scenes."));
}

#[test]
fn no_cut_of_a_real_file_is_fatal() {
    for name in ["truncated.fdx", "image-only.pdf", "encrypted.pdf", "utf16le-bom.fountain"] {
        let whole = bytes(name);
        for part in 1..24 {
            let _ = read(&whole[..whole.len() * part / 24], name);
        }
    }
}

#[test]
fn no_damaged_byte_is_fatal() {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for name in ["script.pdf", "script.fdx"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts/slack-water").join(name);
        let whole = std::fs::read(path).expect("a fixture");
        for _ in 0..40 {
            let mut damaged = whole.clone();
            for _ in 0..1 + next() % 40 {
                let at = next() % damaged.len();
                damaged[at] = (next() >> 8) as u8;
            }
            if let IntakeReply::Read(document) = read(&damaged, name) {
                let _ = script::typeset(&document, &parse(&document));
            }
        }
    }
}

//! SubRip files, as people write them.

use coldread_timedtext as timedtext;
use timedtext::{Format, Hint, Reading, Time, read, write};

const SRT: Hint<'static> = Hint { name: None, format: Some(Format::Srt), rate: None };

fn open(file: &str) -> Reading {
    read(file.as_bytes(), &SRT)
}

fn written(reading: &Reading) -> String {
    String::from_utf8(write(&reading.file, Format::Srt).bytes).expect("UTF-8")
}

/// Draws a file as `start-end text` lines with the finding codes below, and compares.
#[track_caller]
fn check(file: &str, expected: &str) {
    let srt = open(file);
    let draw = |time: Time| time.millis();
    let mut drawn: Vec<String> = srt
        .file
        .cues
        .iter()
        .map(|c| format!("{}-{} {}", draw(c.start), c.end.map_or(0, draw), c.plain().replace('\n', " / ")))
        .collect();
    drawn.extend(srt.forgave.iter().map(|f| format!("  {} at line {}", f.code, f.line)));
    let expected: Vec<&str> = expected.lines().map(|l| l.strip_prefix("    ").unwrap_or(l)).collect();
    assert_eq!(drawn, expected);
    assert_eq!(written(&srt), file, "read and written, it is the same file");
}

#[test]
fn a_regular_file() {
    check(
        "1\n00:00:01,000 --> 00:00:02,500\nYou came back.\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>I never</i>\nleft.\n",
        "1000-2500 You came back.\n3000-4000 I never / left.",
    );
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_kept() {
    check("\u{feff}1\r\n00:00:01,000 --> 00:00:02,000\r\nHello.\r\n\r\n", "1000-2000 Hello.");
}

#[test]
fn a_file_without_its_last_line_end() {
    check("1\n00:00:01,000 --> 00:00:02,000\nHello.", "1000-2000 Hello.");
}

#[test]
fn faults_are_read_through_and_named() {
    check(
        "A stray line\n7\n0:00:01.5 -> 0:00:01.2\nBackwards.\n00:00:01,100 --> 00:00:03,000\nNo number.\n\nAfter a blank.\n\n3\n00:00:04,000 --> 00:00:05,000\n",
        "1500-1200 Backwards.\n1100-3000 No number. /  / After a blank.\n4000-5000 \n  \
         outside-cue at line 1\n  number-out-of-order at line 2\n  timing-irregular at line 3\n  \
         end-before-start at line 3\n  number-missing at line 5\n  overlap at line 5\n  \
         blank-inside at line 5\n  text-missing at line 11",
    );
}

#[test]
fn nothing_is_a_file_without_cues() {
    check("", "");
    check("\n\n", "");
}

#[test]
fn markup_is_not_read_and_what_is_no_markup_is_text() {
    let plain = |text: &str| open(&format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n")).file.cues[0].plain();
    assert_eq!(plain("<i>Hold</i> the <font color=\"#fff000\">line</font>."), "Hold the line.");
    assert_eq!(plain("{\\an8}Up here"), "Up here");
    for text in ["3 < 4 > 2", "I <3 you", "{beat}", "a <b", "<i", "ü<é>", "</i> on its own"] {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn a_changed_cue_is_written_anew_and_the_others_keep_their_bytes() {
    let mut srt = open("1\n0:00:01.5 --> 0:00:02\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000  X1:40\nTwo.\n");
    let second = &mut srt.file.cues[1];
    second.set_plain("Zwei.\n\nUnd drei.");
    second.end = Some(Time::from_millis(4200));
    assert_eq!(
        written(&srt),
        "1\n0:00:01.5 --> 0:00:02\nOne.\n\n2\n00:00:03,000 --> 00:00:04,200  X1:40\nZwei.\nUnd drei.\n"
    );
}

#[test]
fn cues_that_go_and_come_leave_the_others_alone() {
    let file = "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n2\r\n00:00:03,00 --> 00:00:04,000\r\nTwo.\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\nThree.\r\n\r\n";
    let mut srt = open(file);
    let gone = srt.file.cues.remove(1);
    assert_eq!(gone.plain(), "Two.");
    srt.file.cues.push(timedtext::Cue::new(Time::seconds(7), Time::seconds(8), "Four."));
    assert_eq!(
        written(&srt),
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\nThree.\r\n\r\n3\r\n00:00:07,000 --> 00:00:08,000\r\nFour.\r\n\r\n"
    );
}

#[test]
fn letters_in_an_old_encoding_stay_in_it() {
    let bytes = b"1\r\n00:00:01,000 --> 00:00:02,000\r\nLe d\xe9jeuner est pr\xeat, o\xf9 \xeates-vous\xa0?\r\n\r\n\
        2\r\n00:00:03,000 --> 00:00:04,000\r\n\xc7a va ?\r\n";
    let mut srt = read(bytes, &Hint::default());
    assert_eq!(srt.file.cues[0].plain(), "Le déjeuner est prêt, où êtes-vous\u{a0}?");
    assert_eq!(write(&srt.file, Format::Srt).bytes, bytes);
    srt.file.cues[1].set_plain("Très bien.");
    let changed = write(&srt.file, Format::Srt).bytes;
    assert!(changed.starts_with(&bytes[..60]) && changed.ends_with(b"Tr\xe8s bien.\r\n"));
}

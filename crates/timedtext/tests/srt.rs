//! SubRip files, as people write them.

use coldread_timedtext::{Millis, read_srt};
use proptest::prelude::*;

/// Draws a file as `start-end text` lines with the finding codes below, and compares.
#[track_caller]
fn check(file: &str, expected: &str) {
    let srt = read_srt(file);
    let mut drawn: Vec<String> =
        srt.cues().map(|c| format!("{}-{} {}", c.start.0, c.end.0, c.text.replace('\n', " / "))).collect();
    drawn.extend(srt.findings.iter().map(|f| format!("  {} at line {}", f.code, f.line)));
    let expected: Vec<&str> = expected.lines().map(|l| l.strip_prefix("    ").unwrap_or(l)).collect();
    assert_eq!(drawn, expected);
    assert_eq!(srt.write(), file, "read and written, it is the same file");
}

#[test]
fn a_regular_file() {
    check(
        "1\n00:00:01,000 --> 00:00:02,500\nYou came back.\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>I never</i>\nleft.\n",
        "1000-2500 You came back.\n3000-4000 <i>I never</i> / left.",
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
fn a_changed_cue_is_written_anew_and_the_others_keep_their_bytes() {
    let file = "1\n0:00:01.5 --> 0:00:02\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000  X1:40\nTwo.\n";
    let mut srt = read_srt(file);
    let second = srt.cues_mut().nth(1).expect("two cues");
    second.text = "Zwei.\n\nUnd drei.".into();
    second.end = Millis(4200);
    assert_eq!(
        srt.write(),
        "1\n0:00:01.5 --> 0:00:02\nOne.\n\n2\n00:00:03,000 --> 00:00:04,200  X1:40\nZwei.\nUnd drei.\n"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_fault_and_written_back(lines in prop::collection::vec(
        prop_oneof![
            Just(String::new()), Just("1".to_owned()), Just("00:00:01,000 --> 00:00:02,000".to_owned()),
            Just("99999:00:00,9 --> 0:0".to_owned()), ".*", "[0-9:,. >-]{0,40}",
        ], 0..12), end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]) {
        let file = lines.join(end);
        prop_assert_eq!(read_srt(&file).write(), file);
    }

    #[test]
    fn what_is_written_anew_reads_back_the_same(start in 0i64..100_000_000, length in 1i64..10_000, text in "[A-Za-z][a-z ,.']{0,30}") {
        let mut srt = read_srt("1\n00:00:00,000 --> 00:00:01,000\nx\n");
        let cue = srt.cues_mut().next().expect("one cue");
        (cue.start, cue.end, cue.text) = (Millis(start), Millis(start + length), text);
        let again = read_srt(&srt.write());
        prop_assert_eq!(again.cues().collect::<Vec<_>>(), srt.cues().collect::<Vec<_>>());
    }
}

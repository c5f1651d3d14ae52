//! What holds for every format: what is written reads back the same, nothing makes a reader fall, and what a
//! format cannot carry is listed and nothing else.

use coldread_timedtext as timedtext;
use proptest::prelude::*;
use timedtext::{Cue, File, Format, Hint, Look, Node, Rate, Span, Tag, Time, read, write};

fn hint(format: Format) -> Hint<'static> {
    Hint { format: Some(format), name: None, rate: Some(Rate::PAL) }
}

/// A file at 25 frames a second; every time is a whole frame and a whole hundredth, which all formats can say.
fn file_of(texts: &[Vec<Node>]) -> File {
    let cues = texts.iter().enumerate().map(|(n, text)| {
        let start = Time::from_millis(1000 + 3000 * i64::try_from(n).expect("few"));
        let mut cue = Cue::new(start, start + Time::from_millis(2000), "");
        cue.text = text.clone();
        cue
    });
    let mut file = File::new(Format::Srt, cues.collect());
    file.head.rate = Some(Rate::PAL);
    file
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Za-zé]{1,8}[,.?!]?", 1..4).prop_map(|words| words.join(" "))
}

fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec(words(), 1..3).prop_map(|lines| lines.join("\n"))
}

/// Text with a marked line in the middle, as every format but SBV can say it.
fn text() -> impl Strategy<Value = Vec<Node>> {
    let tag = prop_oneof![Just(Tag::Italic), Just(Tag::Bold), Just(Tag::Underline)];
    (words(), tag, words(), prop::option::of(words())).prop_map(|(before, tag, marked, after)| {
        let mut nodes = vec![Node::Text(format!("{before}\n")), Node::from(Span::new(tag, vec![Node::Text(marked)]))];
        nodes.extend(after.map(|after| Node::Text(format!("\n{after}"))));
        nodes
    })
}

/// Whether a loss is that of times that fall between the frames of a format.
fn moves(format: Format, what: &str) -> bool {
    format == Format::Scc && (what == "start" || what == "end")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn plain_text_goes_through_every_format(texts in prop::collection::vec(lines(), 0..5)) {
        let texts: Vec<Vec<Node>> = texts.into_iter().map(|text| vec![Node::Text(text)]).collect();
        let file = file_of(&texts);
        for format in Format::ALL {
            let written = write(&file, format);
            // Captions count 29.97 frames a second, the file 25.
            let lost: Vec<_> = written.lost.iter().filter(|loss| !moves(format, loss.what)).collect();
            prop_assert!(lost.is_empty(), "{:?}: {:?} {}", format, lost, String::from_utf8_lossy(&written.bytes));
            let again = read(&written.bytes, &hint(format));
            let plain: Vec<String> = again.file.cues.iter().map(Cue::plain).collect();
            let expected: Vec<String> = file.cues.iter().map(Cue::plain).collect();
            prop_assert_eq!(plain, expected);
        }
    }

    #[test]
    fn marked_lines_go_through_every_format_that_has_marks(texts in prop::collection::vec(text(), 1..4)) {
        let file = file_of(&texts);
        for format in Format::ALL {
            // Bold is the one mark that teletext and captions do not have; SBV has none at all.
            let no_bold = matches!(format, Format::EbuStl | Format::Scc);
            let cannot =
                |what: &str| format == Format::Sbv || (no_bold && what == "bold") || moves(format, what);
            let written = write(&file, format);
            let lost: Vec<_> = written.lost.iter().filter(|loss| !cannot(loss.what)).collect();
            prop_assert!(lost.is_empty(), "{:?}: {:?}\n{}", format, lost, String::from_utf8_lossy(&written.bytes));
        }
    }

    #[test]
    fn what_is_read_is_written_as_the_same_bytes_and_anew_as_the_same_file(texts in prop::collection::vec(text(), 1..4)) {
        let file = file_of(&texts);
        for format in Format::ALL {
            let bytes = write(&file, format).bytes;
            let first = read(&bytes, &hint(format)).file;
            prop_assert_eq!(&write(&first, format).bytes, &bytes);
            let anew = write(&first.clone().forget_source(), format);
            prop_assert_eq!(&anew.lost, &vec![]);
            let again = read(&anew.bytes, &hint(format)).file;
            prop_assert_eq!(&again, &first, "{:?}", format);
        }
    }

    #[test]
    fn a_change_to_one_cue_leaves_the_bytes_of_the_others(texts in prop::collection::vec(text(), 2..5), at in 0usize..4) {
        let file = file_of(&texts);
        for format in Format::ALL {
            let bytes = write(&file, format).bytes;
            let mut changed = read(&bytes, &hint(format)).file;
            let at = at % changed.cues.len();
            changed.cues[at].set_plain("Changed");
            let written = write(&changed, format);
            prop_assert_eq!(&written.lost, &vec![], "{:?}\n{}", format, String::from_utf8_lossy(&written.bytes));
            let again = read(&written.bytes, &hint(format)).file;
            prop_assert_eq!(again.cues[at].plain(), "Changed");
            prop_assert_eq!(again.cues.len(), changed.cues.len());
        }
    }

    #[test]
    fn no_bytes_make_a_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..1400)) {
        for format in Format::ALL {
            let reading = read(&bytes, &hint(format));
            prop_assert_eq!(&write(&reading.file, format).bytes, &bytes, "{:?}", format);
            let _ = write(&reading.file.forget_source(), format);
        }
        let _ = read(&bytes, &Hint::default());
    }
}

/// Real files with bytes changed here and there, by a fixed sequence of numbers.
#[test]
fn mutations_make_no_reader_fall() {
    let file = file_of(&[
        vec![Node::Text("One & <two>\n".into()), Node::from(Span::new(Tag::Italic, vec![Node::Text("three".into())]))],
        vec![Node::from(Span {
            look: Look::of("tts:color", "#ffff00"),
            nodes: vec![Node::Text("four".into())],
            ..Span::default()
        })],
    ]);
    // A few thousand each time; a million where someone asks for them.
    let said = std::env::var("COLDREAD_MUTATIONS").ok().and_then(|n| n.parse::<usize>().ok());
    let mutations = said.unwrap_or(32_000) / Format::ALL.len();
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    for format in Format::ALL {
        let bytes = write(&file, format).bytes;
        for _ in 0..mutations {
            let mut broken = bytes.clone();
            for _ in 0..=next(4) {
                let at = next(broken.len().max(1));
                if broken.is_empty() {
                    break;
                }
                match next(4) {
                    0 => broken[at] = u8::try_from(next(256)).expect("a byte"),
                    1 => drop(broken.remove(at)),
                    2 => broken.insert(at, b"<>{}\\:-.,0&;\r\n\0"[next(15)]),
                    _ => broken.truncate(at.max(1)),
                }
            }
            let reading = read(&broken, &hint(format));
            assert_eq!(write(&reading.file, format).bytes, broken, "{format:?}");
            let _ = write(&reading.file.forget_source(), format);
        }
    }
}

#[test]
fn the_content_says_the_format() {
    let file = file_of(&[vec![Node::Text("One".into())]]);
    for format in Format::ALL {
        let bytes = write(&file, format).bytes;
        assert_eq!(read(&bytes, &Hint::default()).file.format, format);
    }
}

#[test]
fn what_a_format_cannot_carry_is_listed() {
    let vtt = "WEBVTT\n\nintro\n00:00:01.000 --> 00:00:02.000 line:0\n<v Ana>Hello, <i>you</i>.\n\n\
        00:00:03.001 --> 00:00:04.000\n<ruby>漢<rt>kan</rt></ruby> <lang fr>Bonjour</lang>\n";
    let file = read(vtt.as_bytes(), &Hint::default()).file;
    let lost = |format| -> Vec<String> {
        write(&file, format).lost.iter().map(|loss| format!("{} {:?}", loss.what, loss.cues)).collect()
    };
    assert_eq!(lost(Format::WebVtt), Vec::<String>::new());
    assert_eq!(lost(Format::Sbv), ["id [0]", "italics [0]", "language [1]", "place [0]", "ruby [1]", "speaker [0]"]);
    let ass = lost(Format::Ass);
    assert!(ass.contains(&"start [1]".to_owned()) && !ass.iter().any(|l| l.starts_with("italics")), "{ass:?}");
    assert!(!ass.iter().any(|l| l.starts_with("speaker")), "{ass:?}");
    let ttml = lost(Format::Ttml);
    assert!(!ttml.iter().any(|l| l.starts_with("speaker")), "{ttml:?}");
    assert!(
        !ttml.iter().any(|l| ["ruby", "italics", "language", "id", "start"].iter().any(|w| l.starts_with(w))),
        "{ttml:?}"
    );
}

#[test]
fn the_top_of_the_screen_is_the_top_in_every_format_that_has_places() {
    let srt =
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Up here.\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an7}And left.\n";
    let file = read(srt.as_bytes(), &Hint::default()).file;
    for format in
        Format::ALL.into_iter().filter(|format| !matches!(format, Format::Sbv | Format::MicroDvd | Format::Scc))
    {
        let there = write(&file, format);
        let lost: Vec<_> = there.lost.iter().filter(|loss| loss.what == "place").collect();
        assert!(lost.is_empty(), "{format:?}: {lost:?}\n{}", String::from_utf8_lossy(&there.bytes));
        let back = write(&read(&there.bytes, &hint(format)).file, Format::Srt);
        assert_eq!(String::from_utf8_lossy(&back.bytes), srt, "{format:?} and back");
    }
}

#[test]
fn every_pair_of_formats_lists_what_it_drops_and_drops_nothing_else() {
    let ttml = include_str!("ferry.ttml");
    let file = read(ttml.as_bytes(), &Hint::default()).file;
    assert_eq!(file.cues.len(), 3);
    for first in Format::ALL {
        let there = read(&write(&file, first).bytes, &hint(first)).file;
        for second in Format::ALL {
            let written = write(&there, second);
            let again = read(&written.bytes, &hint(second)).file;
            for (n, (before, after)) in there.cues.iter().zip(&again.cues).enumerate() {
                let listed = |what: &str| written.lost.iter().any(|loss| loss.what == what && loss.cues.contains(&n));
                assert!(before.plain() == after.plain() || listed("text"), "{first:?} to {second:?}");
                assert!(before.start == after.start || listed("start"), "{first:?} to {second:?}");
            }
        }
    }
}

#[test]
fn what_is_written_as_ttml_is_valid_ttml() {
    let ferry = read(include_bytes!("ferry.ttml"), &Hint::default()).file;
    for format in Format::ALL {
        let there = read(&write(&ferry, format).bytes, &hint(format)).file;
        let back = write(&there, Format::Ttml).bytes;
        let refused = timedtext::validate(&back, &hint(Format::Ttml));
        assert_eq!(refused, [], "{format:?}: {}", String::from_utf8_lossy(&back));
    }
    let vtt = "WEBVTT\n\n1 a\n00:00:01.000 --> 00:00:02.000 line:0\n<v Ana Maria>Hello.\n";
    let back = write(&read(vtt.as_bytes(), &Hint::default()).file, Format::Ttml).bytes;
    assert_eq!(timedtext::validate(&back, &hint(Format::Ttml)), []);
    assert!(String::from_utf8_lossy(&back).contains("xml:id=\"x1_a\""));
}

#[test]
fn captions_are_sent_in_the_order_of_time() {
    let mut file =
        file_of(&[vec![Node::Text("One line of words.".into())], vec![Node::Text("Another of them.".into())]]);
    // The second is loaded while the first is still to be cleared.
    file.cues[1].start = file.cues[0].start + Time::from_millis(2200);
    let bytes = write(&file, Format::Scc).bytes;
    let text = String::from_utf8_lossy(&bytes);
    let codes: Vec<&str> = text.lines().filter_map(|line| line.split_once('\t')).map(|(code, _)| code).collect();
    assert!(codes.is_sorted() && codes.len() == 5, "{text}");
    let again = read(&bytes, &hint(Format::Scc)).file;
    let near = |a: Time, b: Time| (a.millis() - b.millis()).abs() < 40;
    for (before, after) in file.cues.iter().zip(&again.cues) {
        assert!(near(before.start, after.start), "{text}");
        assert!(before.end.zip(after.end).is_some_and(|(a, b)| near(a, b)), "{text}");
    }
}

//! The HTML report: whole, safe, and every tag opens the lines that it names.

use crate::support::{cited, fixture, nothing, slack_water};
use coldread_report::{HtmlContext, html};

/// As it stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn a_title_is_text_and_nothing_else() {
    let read = slack_water();
    let mut report = read.covered();
    report.header.title = "<script>alert('x')</script></style>".into();
    report.synopsis[0].text = "<img src=x onerror=alert(1)>".into();
    report.breakdown[0].heading = "\"><svg onload=alert(1)>".into();
    let page = html(&report, &HtmlContext::new(&read.screenplay));
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<svg onload"));
    assert!(page.contains("&lt;script&gt;alert('x')&lt;/script&gt;"));
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn every_tag_opens_a_note_with_every_line_word_for_word() {
    let read = slack_water();
    let report = read.covered();
    let page = html(&report, &HtmlContext::new(&read.screenplay));
    let (_, notes) = page.split_once("<h2>Notes</h2>").expect("notes");
    let sets = cited(&report);
    assert!(sets.len() > 30);
    for evidence in sets.iter().filter(|e| !e.is_empty()) {
        let quotes: Vec<String> =
            evidence.iter().map(|e| format!("<blockquote>{}</blockquote>", escaped(&e.quote))).collect();
        let holds = |note: &&str| {
            quotes.iter().all(|q| note.contains(q.as_str())) && note.matches("<blockquote>").count() == quotes.len()
        };
        let note = notes.split("<li ").skip(1).find(holds).unwrap_or_else(|| panic!("no note quotes {quotes:?}"));
        let number = note.split('"').nth(1).expect("an id");
        for line in evidence {
            assert!(
                note.contains(&format!("<b>p{}</b>", line.page)) && note.contains(&format!(", line {}", line.line))
            );
            assert!(page.contains(&format!("href=\"#{number}\"")) && page.contains(&format!(">p{}</a>", line.page)));
        }
    }
}

#[test]
fn every_link_stays_on_the_page_and_finds_its_place() {
    let read = slack_water();
    let page = html(&read.covered(), &HtmlContext::new(&read.screenplay));
    for target in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        assert!(page.contains(&format!("id=\"{}\"", target.strip_prefix('#').expect("a place on this page"))));
    }
    for outside in ["http://", "https://", "url(", "@import", "src=", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_note_says_who_speaks() {
    let read = slack_water();
    let page = html(&read.covered(), &HtmlContext::new(&read.screenplay));
    assert!(page.contains("<span class=\"speaker\">MARA</span></p><blockquote>That bridge won't open.</blockquote>"));
}

#[test]
fn the_strip_has_every_scene_and_the_list_its_eighths() {
    let read = slack_water();
    let report = read.covered();
    let page = html(&report, &HtmlContext::new(&read.screenplay));
    let strip = page.split("<figure").nth(1).and_then(|f| f.split("</svg>").next()).expect("a strip");
    assert_eq!(strip.matches("class=\"wall\"").count(), report.breakdown.len());
    assert_eq!(strip.matches("class=\"foot\"").count(), report.breakdown.iter().filter(|s| s.night).count());
    assert!(page.contains("131 / 142 claims verified, 9 extracts, 2 left out"));
}

#[test]
fn without_a_model_it_says_so() {
    let read = slack_water();
    let context = HtmlContext::new(&read.screenplay);
    let page = html(&read.counted(), &context);
    assert!(page.contains("Counted only.") && page.contains("without a model"));
    assert!(!page.contains("<h2>Synopsis</h2>") && !page.contains("<h2>Grid</h2>"));
    assert!(!html(&read.covered(), &context).contains("Counted only."));
}

#[test]
fn a_report_with_nothing_in_it_is_still_a_page() {
    let empty = script::parse(&script::Document::from_text(script::Format::Fountain, ""));
    let page = html(&nothing(), &HtmlContext::new(&empty));
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    assert!(!page.contains("<table") && !page.contains("<h2>Notes</h2>") && !page.contains("NaN"));
}

#[test]
fn the_same_report_gives_the_same_page() {
    let read = slack_water();
    let page = || html(&read.covered(), &HtmlContext::new(&read.screenplay));
    assert_eq!(page(), page());
}

/// Written whole to a folder of the build, so that they can be looked at: covered, counted, long.
#[test]
fn pages_are_written_and_read_back() {
    let (short, long) = (slack_water(), fixture("scale"));
    for (name, read, report) in
        [("covered", &short, short.covered()), ("counted", &short, short.counted()), ("long", &long, long.counted())]
    {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html"));
        let page = html(&report, &HtmlContext::new(&read.screenplay));
        std::fs::write(&path, &page).expect("written");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), page);
    }
}

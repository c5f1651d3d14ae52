//! Pages: what stays together, what is repeated, how long a scene is.

use coldread_script as script;
use script::{Document, Format, Kind, LINES_PER_PAGE, Page, Row, Side, parse, typeset};

fn pages(fountain: &str) -> Vec<Page> {
    let document = Document::from_text(Format::Fountain, fountain);
    let screenplay = parse(&document);
    typeset(&document, &screenplay)
}

fn shown(page: &Page) -> Vec<String> {
    page.rows.iter().map(|r| format!("{:>1$}{2}", "", usize::from(r.column), r.text)).collect()
}

fn last(page: &Page) -> &Row {
    page.rows.last().expect("rows")
}

#[test]
fn elements_stand_in_their_columns() {
    let page = &pages("INT. HALL - DAY #4#\n\nShe *waits*.\n\nMARA (V.O.)\n(low)\nNow.\n\nCUT TO:\n\n> THE END <")[0];
    assert_eq!(
        shown(page),
        [
            "INT. HALL - DAY",
            "",
            "She waits.",
            "",
            "                      MARA (V.O.)",
            "                (low)",
            "          Now.",
            "",
            "                                                     CUT TO:",
            "",
            "                          THE END",
        ]
    );
    assert_eq!(page.rows[0].scene_number.as_deref(), Some("4"));
    assert!(page.rows.iter().enumerate().all(|(i, r)| usize::from(r.y) == i));
}

#[test]
fn rows_know_the_bytes_they_show() {
    let text = "INT. HALL - DAY\n\nA line of *action* that is long enough to be broken somewhere near its end.";
    let document = Document::from_text(Format::Fountain, text);
    let page = &typeset(&document, &parse(&document))[0];
    let rows: Vec<&str> = page.rows.iter().filter(|r| r.line == 3).map(|r| document.slice(r.span)).collect();
    assert_eq!(rows, ["A line of *action* that is long enough to be broken somewhere", "near its end."]);
}

#[test]
fn a_heading_is_never_last_on_a_page() {
    for filler in 40..54 {
        let text = format!("{}INT. HALL - DAY\n\nShe waits.\n", "Action.\n\n".repeat(filler / 2));
        for page in pages(&text) {
            assert_ne!(last(&page).kind, Kind::SceneHeading, "after {filler} rows");
            assert!(last(&page).y < LINES_PER_PAGE);
        }
    }
}

#[test]
fn a_speech_breaks_with_more_and_its_cue_again() {
    let speech = "One two three four five six seven. ".repeat(20);
    let text = format!("{}MARA\n{speech}\n", "Action.\n\n".repeat(23));
    let pages = pages(&text);
    assert_eq!(last(&pages[0]).text, "(MORE)");
    assert_eq!(last(&pages[0]).line, 0);
    assert_eq!(pages[1].rows[0].text, "MARA (CONT'D)");
    let said = |p: &Page| p.rows.iter().filter(|r| r.kind == Kind::Dialogue).count();
    assert!(said(&pages[0]) >= 2 && said(&pages[1]) >= 2);
}

#[test]
fn dual_dialogue_stands_side_by_side() {
    let page = &pages("ANN\nNow, or never at all, my friend.\n\nBO ^\nNever.\n\nThey stop.")[0];
    let side =
        |s: Side| page.rows.iter().filter(|r| r.side == Some(s)).map(|r| (r.y, r.text.clone())).collect::<Vec<_>>();
    assert_eq!(side(Side::Left), [(0, "ANN".into()), (1, "Now, or never at all, my".into()), (2, "friend.".into())]);
    assert_eq!(side(Side::Right), [(0, "BO".into()), (1, "Never.".into())]);
    assert_eq!(last(page).y, 4);
}

#[test]
fn a_scene_of_a_page_has_eight_eighths() {
    let document = Document::from_text(
        Format::Fountain,
        format!("INT. A - DAY\n\n{}INT. B - DAY\n\nShort.\n", "Action.\n\n".repeat(26)),
    );
    let screenplay = parse(&document);
    assert_eq!(screenplay.scenes.iter().map(|s| s.eighths).collect::<Vec<_>>(), [8, 1]);
    assert_eq!(screenplay.pages, 2);
}

#[test]
fn a_forced_page_break_opens_a_page() {
    let pages = pages("One.\n\n===\n\nTwo.");
    assert_eq!(pages.iter().map(|p| p.rows[0].text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
}

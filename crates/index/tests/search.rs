//! What is found, where, and what is not found.

use std::path::Path;

use coldread_index::{Hit, HitIn, Index, IndexError, IndexedDocument, IndexedLine, IndexedScene};

const KEY: [u8; 32] = [3; 32];

/// Two scenes over two pages; the first line is on the title page and in no scene.
const HARBOUR: &[(usize, u32, Option<usize>, &str)] = &[
    (1, 1, None, "THE LAMPLIGHTER"),
    (3, 2, Some(1), "EXT. HARBOUR - NIGHT"),
    (5, 2, Some(1), "Fog. A lighthouse turns. ANNA hides a letter"),
    (6, 2, Some(1), "behind the loose brick of the wall."),
    (8, 2, Some(1), "          ANNA"),
    (9, 2, Some(1), "     Nobody reads a Résumé at sea."),
    (11, 3, Some(2), "INT. KITCHEN - DAY"),
    (13, 3, Some(2), "The captain stirs. The kettle screams."),
    (15, 3, Some(2), "          O'BRIEN"),
    (16, 3, Some(2), "     The letter is gone, captain."),
];

fn harbour(id: i64) -> IndexedDocument {
    let line = |&(n, page, scene, text): &(usize, u32, Option<usize>, &str)| IndexedLine {
        n,
        page,
        scene,
        text: text.to_owned(),
    };
    let scene = |n, heading: &str, characters: &[&str]| IndexedScene {
        n,
        heading: heading.to_owned(),
        characters: characters.iter().map(|&c| c.to_owned()).collect(),
    };
    IndexedDocument {
        id,
        title: "The Lamplighter".to_owned(),
        lines: HARBOUR.iter().map(line).collect(),
        scenes: vec![
            scene(1, "EXT. HARBOUR - NIGHT", &["ANNA"]),
            scene(2, "INT. KITCHEN - DAY", &["O'BRIEN", "FIRST MATE"]),
        ],
    }
}

fn filled(dir: &Path) -> Index {
    let index = Index::create(dir, &KEY).unwrap();
    index.replace_document(&harbour(7)).unwrap();
    index
}

/// `line/page/scene` of each hit, with the matches of its snippet in brackets.
fn shown(hits: &[Hit]) -> Vec<String> {
    let marked = |hit: &Hit| {
        let mut text = hit.snippet.text.clone();
        for range in hit.snippet.matches.iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        let scene = hit.scene.map_or("-".to_owned(), |n| n.to_string());
        format!("{}/{}/{scene} {text}", hit.line, hit.page)
    };
    hits.iter().map(marked).collect()
}

#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(shown(&filled(dir.path()).search(typed, 10).unwrap()), expected, "{typed:?}");
}

#[test]
fn a_word_is_found_on_its_line_page_and_scene() {
    check("kettle", &["13/3/2 The captain stirs. The [kettle] screams."]);
}

#[test]
fn case_and_accents_do_not_matter() {
    check("RESUME", &["9/2/1 Nobody reads a [Résumé] at sea."]);
    check("re\u{301}sume\u{301}", &["9/2/1 Nobody reads a [Résumé] at sea."]);
}

#[test]
fn a_phrase_must_stand_as_it_is_quoted() {
    check("\"the loose brick\"", &["6/2/1 behind [the loose brick] of the wall."]);
    check("\"brick loose\"", &[]);
    check("kettle \"brick loose\"", &[]);
}

#[test]
fn a_phrase_may_run_over_a_line_end() {
    check("\"letter behind\"", &["5/2/1 Fog. A lighthouse turns. ANNA hides a [letter]"]);
}

#[test]
fn a_name_with_an_apostrophe_is_one_thing() {
    check("o’brien", &["15/3/2 [O'BRIEN]"]);
}

#[test]
fn odd_characters_are_never_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    for typed in
        ["", "  ", "\"", "(((", "kettle AND", "body:[a TO", "a^b~9", "-*?\\", "\u{0}\u{301}", "AND OR NOT", "🎬"]
    {
        index.search(typed, 10).unwrap_or_else(|e| panic!("{typed:?}: {e}"));
    }
    index.search(&"lorem ipsum ".repeat(50_000), 10).unwrap();
    assert_eq!(index.search("kettle", 0).unwrap(), []);
    assert_eq!(index.search("kettle", usize::MAX).unwrap().len(), 1);
}

#[test]
fn nothing_found_is_an_answer() {
    check("submarine", &[]);
    // The captain is there, but no Nemo: what is asked for is not in this script.
    check("captain nemo submarine", &[]);
    // Nor does every line with an article answer this.
    check("the submarine of the", &[]);
}

#[test]
fn the_line_with_most_of_it_comes_first() {
    let dir = tempfile::tempdir().unwrap();
    let hits = filled(dir.path()).search("where does Anna hide the letter?", 10).unwrap();
    assert_eq!(hits[0].line, 5, "{:?}", shown(&hits));
}

#[test]
fn a_heading_and_a_name_find_their_scene() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    assert_eq!(index.search("kitchen", 10).unwrap()[0].scene, Some(2));
    let by_other_name = index.search("\"first mate\"", 10).unwrap();
    assert_eq!((by_other_name[0].scene, by_other_name[0].line), (Some(2), 11));
    assert!(by_other_name[0].snippet.matches.is_empty());
}

#[test]
fn a_title_finds_its_document_once() {
    let dir = tempfile::tempdir().unwrap();
    let hits = filled(dir.path()).search("lamplighter", 10).unwrap();
    assert_eq!(hits[0].found_in, HitIn::Title, "before the line of the title page");
    let kinds: Vec<_> = hits.iter().map(|hit| (hit.found_in, hit.line)).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == (HitIn::Title, 1)).count(), 1);
    assert_eq!(kinds.len(), 2, "the title, and the line of the title page: {kinds:?}");
}

#[test]
fn line_ends_inside_a_title_or_a_line_move_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path(), &KEY).unwrap();
    let mut odd = harbour(1);
    odd.title = "The\nLamplighter".to_owned();
    odd.lines[2].text.push_str("\nand more");
    index.replace_document(&odd).unwrap();
    assert_eq!(index.search("kettle", 1).unwrap()[0].line, 13);
    assert_eq!(index.search("\"the lamplighter\"", 1).unwrap()[0].found_in, HitIn::Title);
}

#[test]
fn quoted_words_count_however_common() {
    check("\"of the\" submarine", &["6/2/1 behind the loose brick [of the] wall."]);
}

#[test]
fn a_replaced_document_is_found_as_it_is_now() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let mut revised = harbour(7);
    revised.lines[7].text = "The captain stirs. The samovar screams.".to_owned();
    index.replace_document(&revised).unwrap();
    assert_eq!(index.search("kettle", 10).unwrap(), []);
    assert_eq!(index.search("samovar", 10).unwrap().len(), 1);
    assert_eq!(index.documents().unwrap(), [7]);
}

#[test]
fn a_document_without_a_word_is_an_error_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let index = filled(dir.path());
    let mut blank = harbour(7);
    blank.lines.iter_mut().for_each(|line| line.text = " — … ".to_owned());
    assert!(matches!(index.replace_document(&blank), Err(IndexError::NothingIndexed { document: 7 })));
    assert_eq!(index.search("kettle", 10).unwrap().len(), 1);
}

#[test]
fn what_is_found_is_the_same_in_every_order_of_indexing() {
    let search = |ids: &[i64]| {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::create(dir.path(), &KEY).unwrap();
        ids.iter().for_each(|&id| index.replace_document(&harbour(id)).unwrap());
        let hits = index.search("letter captain", 20).unwrap();
        hits.into_iter().map(|hit| (hit.document, hit.line)).collect::<Vec<_>>()
    };
    assert_eq!(search(&[1, 2, 3]), search(&[3, 1, 2]));
}

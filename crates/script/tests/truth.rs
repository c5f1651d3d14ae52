//! The fixtures' own truth: what their writer put down, not what a parser found.

use std::path::{Path, PathBuf};

use coldread_script as script;
use script::{Document, Format, IntExt, Kind, Screenplay, parse, plain_lines, read_fdx, to_fdx, to_text};
use serde_json::Value;

#[test]
fn fountain_fixtures_are_read_as_they_were_written() {
    for (folder, truth) in fixtures() {
        let document = fountain(&folder);
        compare(&folder, &parse(&document), &truth);
    }
}

#[test]
fn final_draft_fixtures_are_read_as_they_were_written() {
    for (folder, truth) in fixtures() {
        let Ok(xml) = std::fs::read_to_string(folder.join("script.fdx")) else { continue };
        compare(&folder, &parse(&read_fdx(&xml).expect("Final Draft")), &truth);
    }
}

#[test]
fn final_draft_fixtures_are_what_the_fountain_ones_give() {
    for (folder, _) in fixtures() {
        let Ok(xml) = std::fs::read_to_string(folder.join("script.fdx")) else { continue };
        let document = fountain(&folder);
        assert!(xml == to_fdx(&document, &parse(&document)), "{}: run fixtures/make/formats.sh", folder.display());
    }
}

#[test]
fn layout_text_is_read_as_it_was_written() {
    for (folder, truth) in fixtures() {
        let document = fountain(&folder);
        let text = Document::from_text(Format::Text, to_text(&document, &parse(&document)));
        compare(&folder, &parse(&text), &truth);
    }
}

#[test]
fn what_the_truth_says_of_single_lines_holds() {
    for (folder, truth) in fixtures() {
        let document = fountain(&folder);
        let screenplay = parse(&document);
        let texts = plain_lines(&document, &screenplay);
        let lines = |kind: Kind| {
            screenplay.lines.iter().zip(&texts).filter(move |(l, _)| l.kind == kind).map(|(_, t)| t.as_str())
        };
        let listed = |key: &str| truth["elements"][key].as_array().cloned().unwrap_or_default();
        for transition in listed("transitions") {
            assert!(
                lines(Kind::Transition).any(|t| Some(t) == transition.as_str()),
                "{}: {transition}",
                folder.display()
            );
        }
        let pairs = listed("dual_dialogue").len();
        assert_eq!(screenplay.lines.iter().filter(|l| l.dual).count(), pairs, "{}", folder.display());
        let title = screenplay.title_page.plain("title");
        assert_eq!(title.as_deref().and_then(|t| t.lines().next()), truth["title"].as_str());
    }
}

fn fixtures() -> Vec<(PathBuf, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scripts");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).expect("fixtures").flatten().map(|e| e.path()).collect();
    folders.sort();
    let truth = |f: PathBuf| {
        let json = std::fs::read_to_string(f.join("truth.json")).ok()?;
        Some((f, serde_json::from_str(&json).expect("truth in JSON")))
    };
    let found: Vec<_> = folders.into_iter().filter_map(truth).collect();
    assert!(found.len() >= 3, "the fixtures are gone");
    found
}

fn fountain(folder: &Path) -> Document {
    Document::from_text(Format::Fountain, std::fs::read_to_string(folder.join("script.fountain")).expect("a fixture"))
}

/// Scenes with their parts, speakers and speeches; characters with their speeches, names and ages.
fn compare(folder: &Path, screenplay: &Screenplay, truth: &Value) {
    let at = folder.display();
    let expected = truth["scenes"].as_array().expect("scenes");
    let headings: Vec<&str> = screenplay.scenes.iter().map(|s| s.heading.as_str()).collect();
    let wanted: Vec<&str> = expected.iter().filter_map(|s| s["heading"].as_str()).collect();
    assert_eq!(headings, wanted, "{at}");
    for (scene, truth) in screenplay.scenes.iter().zip(expected) {
        let int_ext = scene.int_ext.map_or("", |i| match i {
            IntExt::Int => "INT",
            IntExt::Ext => "EXT",
            IntExt::Both => "INT/EXT",
        });
        assert_eq!(int_ext, truth["int_ext"].as_str().unwrap_or(""), "{at} {}", scene.heading);
        assert_eq!(scene.place, truth["place"].as_str().unwrap_or(""), "{at} {}", scene.heading);
        assert_eq!(scene.time, truth["time"].as_str().unwrap_or(""), "{at} {}", scene.heading);
        assert_eq!(scene.number.as_deref(), truth["number"].as_str(), "{at} {}", scene.heading);
        let names: Vec<&str> = scene.speakers.iter().map(|&c| screenplay.characters[c].name.as_str()).collect();
        let wanted: Vec<&str> =
            truth["speakers"].as_array().map(|s| s.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        assert_eq!(names, wanted, "{at} {}", scene.heading);
        let cues = screenplay
            .lines
            .iter()
            .filter(|l| l.scene == Some(scene.n - 1) && l.kind == Kind::Character && !l.continued);
        assert_eq!(cues.count() as u64, truth["speeches"].as_u64().unwrap_or(0), "{at} {}", scene.heading);
    }
    for wanted in truth["characters"].as_array().into_iter().flatten() {
        let name = wanted["name"].as_str().expect("a name");
        let found =
            screenplay.characters.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("{at}: {name} is missing"));
        if let Some(speeches) = wanted["speeches"].as_u64() {
            assert_eq!(found.speeches as u64, speeches, "{at} {name}");
        }
        if let Some(full) = wanted["full_name"].as_str() {
            assert_eq!(found.full_name.as_deref().unwrap_or(&found.name), full, "{at} {name}");
        }
        if let (Some(age), Some(found)) = (wanted["age"].as_str(), &found.age) {
            assert!(age.starts_with(found.as_str()), "{at} {name} is {age}, not {found}");
        }
    }
}

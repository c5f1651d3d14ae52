//! WebVTT: files with what a browser's DOM shows of them, and cue texts with the tree that it makes.

use std::path::Path;

use coldread_timedtext as timedtext;
use serde_json::{Value, json};
use timedtext::{Align, Anchor, Cue, Edge, File, Format, Hint, Line, Node, Ruby, Span, Tag, Time, Writing, read};

use crate::suites::{Score, files, json, suite};

/// Every expectation about every file; nothing where the suite is absent.
pub(crate) fn file_parsing() -> Option<bool> {
    let mut score = Score::new("webvtt/wpt-file-parsing");
    let folder = suite("webvtt/wpt-file-parsing")?;
    for path in files(&folder, "json") {
        let vtt = path.to_string_lossy().replace(".expect.json", ".vtt");
        let name = Path::new(&vtt).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = open(&std::fs::read(&vtt).expect("the suite can be read"));
        for expected in json(&path).as_array().expect("a list") {
            score.count(difference(&file, expected).map(|d| format!("{name}: {d}")));
        }
    }
    Some(score.says(439, 439))
}

/// Every cue text; nothing where the suite is absent.
pub(crate) fn cue_parsing() -> Option<bool> {
    let mut score = Score::new("webvtt/wpt-cue-parsing");
    let folder = suite("webvtt/wpt-cue-parsing")?;
    for path in files(&folder, "json") {
        for case in json(&path).as_array().expect("a list") {
            let text = case["text"].as_str().expect("a text");
            let file = open(format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{text}").as_bytes());
            let mut tree = String::new();
            draw(&file.cues[0].text, 0, &mut tree);
            let expected = case["expectedTree"].as_str().expect("a tree");
            score.count((tree != expected).then(|| format!("{text:?}\n{tree}instead of\n{expected}")));
        }
    }
    Some(score.says(77, 77))
}

fn open(bytes: &[u8]) -> File {
    read(bytes, &Hint { format: Some(Format::WebVtt), ..Hint::default() }).file
}

fn difference(file: &File, expected: &Value) -> Option<String> {
    let path = expected["actual"].as_str().expect("a path");
    let actual = dom(file, path);
    if let Some(other) = expected.get("not_equals") {
        let wanted = other.get("path").map_or_else(|| other.clone(), |p| dom(file, p.as_str().expect("a path")));
        return (actual == wanted).then(|| format!("{path} is {actual} as well"));
    }
    if let Some(near) = expected.get("approx") {
        let close = match (actual.as_f64(), near["value"].as_f64().or_else(|| near.as_f64())) {
            (Some(a), Some(b)) => (a - b).abs() <= near["epsilon"].as_f64().unwrap_or(1e-6),
            _ => false,
        };
        return (!close).then(|| format!("{path} is {actual}, not near {near}"));
    }
    let wanted = &expected["equals"];
    let wanted = wanted.get("path").map_or_else(|| wanted.clone(), |p| dom(file, p.as_str().expect("a path")));
    let same = match (actual.as_f64(), wanted.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => actual == wanted,
    };
    (!same).then(|| format!("{path} is {actual}, not {wanted}"))
}

/// What the DOM shows under a path such as `cues[0].region.lines`.
fn dom(file: &File, path: &str) -> Value {
    if path == "cues.length" {
        return json!(file.cues.len());
    }
    let (index, field) = path.strip_prefix("cues[").and_then(|p| p.split_once("].")).expect("a path into the cues");
    let index: usize = index.parse().expect("an index");
    file.cues.get(index).map_or(Value::Null, |cue| cue_field(file, cue, field))
}

fn cue_field(file: &File, cue: &Cue, field: &str) -> Value {
    let place = &cue.place;
    let seconds = |time: Time| json!(time.millis() as f64 / 1000.0);
    match field {
        "id" => json!(cue.id),
        // The DOM shows the source of the text; with nothing to escape that is the text.
        "text" => json!(cue.plain()),
        "startTime" => seconds(cue.start),
        "endTime" => seconds(cue.end.expect("WebVTT cues end")),
        "vertical" => json!(match place.writing {
            Writing::Across => "",
            Writing::DownLeft => "rl",
            Writing::DownRight => "lr",
        }),
        "line" => match place.line {
            Line::Auto => json!("auto"),
            Line::Row(n) | Line::Percent(n) => json!(n.get()),
        },
        "snapToLines" => json!(!matches!(place.line, Line::Percent(_))),
        "lineAlign" => json!(match place.line_align {
            Edge::Start => "start",
            Edge::Center => "center",
            Edge::End => "end",
        }),
        "position" => place.position.map_or(json!("auto"), |n| json!(n.get())),
        "positionAlign" => json!(match place.position_align {
            Anchor::Auto => "auto",
            Anchor::LineLeft => "line-left",
            Anchor::Center => "center",
            Anchor::LineRight => "line-right",
        }),
        "size" => json!(place.size.get()),
        "align" => json!(match place.align {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
            Align::Left => "left",
            Align::Right => "right",
        }),
        _ => region_field(file, cue, field.strip_prefix("region").expect("a known field")),
    }
}

fn region_field(file: &File, cue: &Cue, field: &str) -> Value {
    let Some(region) = file.region_of(cue) else { return Value::Null };
    let window = region.window.clone().expect("a WebVTT region");
    match field {
        "" => json!(region.id),
        ".lines" => json!(window.lines.get()),
        ".width" => json!(window.width.get()),
        ".regionAnchorX" => json!(window.anchor.0.get()),
        ".regionAnchorY" => json!(window.anchor.1.get()),
        ".viewportAnchorX" => json!(window.viewport_anchor.0.get()),
        ".viewportAnchorY" => json!(window.viewport_anchor.1.get()),
        ".scroll" => json!(if window.scrolls { "up" } else { "" }),
        other => panic!("what is region{other}?"),
    }
}

/// The tree as the suite draws the DOM of a cue.
fn draw(nodes: &[Node], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&format!("| {indent}\"{text}\"\n")),
            Node::Stamp(time) => {
                let ms = time.millis();
                let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
                out.push_str(&format!("| {indent}<?timestamp {h:02}:{m:02}:{s:02}.{:03}>\n", ms % 1000));
            }
            Node::Span(span) => {
                out.push_str(&format!("| {indent}<{}>\n", element(span)));
                let mut say = |name: &str, value: &str| out.push_str(&format!("| {indent}  {name}=\"{value}\"\n"));
                if !span.classes.is_empty() {
                    say("class", &span.classes.join(" "));
                }
                if let Some(language) = &span.language {
                    say("lang", language);
                }
                if let Tag::Voice(name) = &span.tag {
                    say("title", name);
                }
                draw(&span.nodes, depth + 1, out);
            }
        }
    }
}

fn element(span: &Span) -> &'static str {
    match span.tag {
        Tag::Italic => "i",
        Tag::Bold => "b",
        Tag::Underline => "u",
        Tag::Ruby(Ruby::Container) => "ruby",
        Tag::Ruby(_) => "rt",
        _ => "span",
    }
}

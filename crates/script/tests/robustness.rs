//! Layout text that has been through something: the share of lines that keep their label.

use coldread_script as script;
use script::{Document, Format, Kind, parse, to_text};

/// A change to layout text that keeps its lines, and the least share of lines that must still be right.
struct Damage {
    name: &'static str,
    change: fn(&str) -> String,
    least: f64,
}

const DAMAGES: [Damage; 9] = [
    Damage { name: "none", change: str::to_string, least: 0.998 },
    Damage { name: "moved right by a margin", change: |l| format!("               {l}"), least: 0.998 },
    Damage {
        name: "half the indentation",
        change: |l| format!("{:1$}{2}", "", indent(l) / 2, l.trim_start()),
        least: 0.99,
    },
    Damage { name: "tabs", change: |l| format!("{}{}", "\t".repeat(indent(l) / 5), l.trim_start()), least: 0.98 },
    Damage { name: "stars in the right margin", change: |l| format!("{l:<70}   *"), least: 0.998 },
    Damage { name: "lower-case headings", change: lower_headings, least: 0.97 },
    Damage { name: "all in capitals", change: |l| l.to_uppercase(), least: 0.97 },
    Damage { name: "indentation off by one or two", change: jitter, least: 0.97 },
    Damage { name: "no indentation", change: |l| l.trim_start().to_string(), least: 0.97 },
];

fn lower_headings(line: &str) -> String {
    if script::read_heading(line.trim()).is_some() { line.to_lowercase() } else { line.to_string() }
}

/// Moves a line by up to two columns, by its own letters so that the test is the same every time.
fn jitter(line: &str) -> String {
    let by = line.bytes().map(usize::from).sum::<usize>() % 3;
    format!("{:by$}{line}", "")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[test]
fn labels_survive_damage() {
    let mut wrong = Vec::new();
    for folder in ["slack-water", "skywave", "scale"] {
        let (text, truth) = laid_out(folder);
        for damage in &DAMAGES {
            let change = |l: &str| if l.trim().is_empty() { l.to_string() } else { (damage.change)(l) };
            let changed = text.lines().map(change).collect::<Vec<_>>().join("\n");
            let (share, first) = agreement(&changed, &truth);
            if share < damage.least {
                wrong.push(format!("{folder}, {}: {share:.4} of lines, least {} {first}", damage.name, damage.least));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labels_survive_lost_blank_lines() {
    for folder in ["slack-water", "skywave", "scale"] {
        let (text, truth) = laid_out(folder);
        let kept: Vec<(&str, Kind)> = text.lines().zip(truth).filter(|(l, _)| !l.trim().is_empty()).collect();
        let changed = kept.iter().map(|(l, _)| *l).collect::<Vec<_>>().join("\n");
        let truth: Vec<Kind> = kept.iter().map(|(_, k)| *k).collect();
        let (share, first) = agreement(&changed, &truth);
        assert!(share >= 0.98, "{folder}: {share:.4} {first}");
        let bare = changed.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
        let (share, first) = agreement(&bare, &truth);
        assert!(share >= 0.99, "{folder} bare: {share:.4} {first}");
    }
}

#[test]
fn labels_survive_doubled_blank_lines() {
    for folder in ["slack-water", "skywave", "scale"] {
        let (text, truth) = laid_out(folder);
        let changed = text.replace('\n', "\n\n");
        let doubled: Vec<Kind> = truth.into_iter().flat_map(|k| [k, Kind::Blank]).collect();
        let (share, first) = agreement(&changed, &doubled);
        assert!(share >= 0.97, "{folder}: {share:.4} {first}");
    }
}

#[test]
fn page_furniture_in_plain_text_is_no_part_of_the_story() {
    for folder in ["slack-water", "skywave", "scale"] {
        let (text, truth) = laid_out(folder);
        let mut changed = String::new();
        let mut kinds = Vec::new();
        for (i, (line, kind)) in text.lines().zip(truth).enumerate() {
            if i > 20 && i % 54 == 0 {
                changed.push_str(&format!("\n{:60}{}.\n     SKYWAVE - Second Draft\n\n", "", i / 54 + 1));
                kinds.extend([Kind::Blank, Kind::Other, Kind::Other, Kind::Blank]);
            }
            changed.push_str(line);
            changed.push('\n');
            kinds.push(kind);
        }
        let (share, first) = agreement(&changed, &kinds);
        assert!(share >= 0.98, "{folder}: {share:.4} {first}");
    }
}

/// A fixture as layout text, and the kind of each of its lines, from the Fountain.
fn laid_out(folder: &str) -> (String, Vec<Kind>) {
    let path = format!("{}/../../fixtures/scripts/{folder}/script.fountain", env!("CARGO_MANIFEST_DIR"));
    let document = Document::from_text(Format::Fountain, std::fs::read_to_string(path).expect("a fixture"));
    let screenplay = parse(&document);
    let text = to_text(&document, &screenplay);
    let known = script::plain_lines(&document, &screenplay);
    let mut story = screenplay.lines.iter().zip(known).filter(|(l, _)| l.kind.is_story());
    let mut title: usize = screenplay.title_page.fields.iter().map(|(_, v)| v.lines().count()).sum();
    let mut kinds = Vec::new();
    let mut left = String::new();
    let mut kind = Kind::Blank;
    for line in text.lines() {
        let shown: String = line.split_whitespace().collect();
        if shown.is_empty() {
            kinds.push(Kind::Blank);
            continue;
        }
        if title > 0 {
            title -= 1;
            kinds.push(Kind::TitlePage);
            continue;
        }
        if left.is_empty()
            && let Some((next, text)) = story.next()
        {
            kind = next.kind;
            left = text.split_whitespace().collect();
        }
        kinds.push(kind);
        left = left.strip_prefix(shown.as_str()).unwrap_or("").to_string();
    }
    (text, kinds)
}

/// The share of lines with text that are labelled right, and the first that is not.
fn agreement(text: &str, truth: &[Kind]) -> (f64, String) {
    let document = Document::from_text(Format::Text, text);
    let screenplay = parse(&document);
    let mut all = 0;
    let mut right = 0;
    let mut first = String::new();
    for (line, truth) in screenplay.lines.iter().zip(truth).filter(|(_, t)| **t != Kind::Blank) {
        all += 1;
        let alike =
            line.kind == *truth || (*truth == Kind::Lyrics && matches!(line.kind, Kind::Dialogue | Kind::Action));
        right += usize::from(alike);
        if !alike && first.len() < 600 {
            first.push_str(&format!(
                "\n  line {}: {:?} for {truth:?}: {}",
                line.n,
                line.kind,
                document.slice(line.span).trim()
            ));
        }
    }
    (right as f64 / f64::from(all), first)
}

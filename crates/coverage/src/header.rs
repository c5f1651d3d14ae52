//! The top of the report: what the title page and the pages say. Nothing is guessed.

use std::collections::BTreeMap;

use script::{Document, Kind, Screenplay};

use crate::Header;

/// Reads the header off the title page and the text. `genre` stays empty: only a model chooses it.
pub(crate) fn header(document: &Document, screenplay: &Screenplay) -> Header {
    let page = &screenplay.title_page;
    let field = |keys: &[&str]| keys.iter().find_map(|k| page.plain(k)).map(|v| one_line(&v)).filter(|v| !v.is_empty());
    Header {
        title: field(&["Title"]).unwrap_or_else(|| "Untitled".to_owned()),
        writers: field(&["Author", "Authors", "Written by", "Writer", "Writers"])
            .map(|v| writers(&v))
            .unwrap_or_default(),
        form: form(screenplay).to_owned(),
        genre: None,
        circa: circa(document, screenplay),
        locale: locale(screenplay),
        pages: screenplay.pages,
        scenes: screenplay.scenes.len(),
        draft: field(&["Draft", "Draft date", "Date", "Revision"]),
        source: field(&["Source", "Based on"]),
    }
}

/// A title page value on one line.
fn one_line(value: &str) -> String {
    let lines: Vec<&str> = value.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    lines.join(", ")
}

fn writers(value: &str) -> Vec<String> {
    value
        .replace(" and ", ",")
        .replace(" & ", ",")
        .split([',', ';'])
        .map(|w| w.trim().to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// By the title page's own word, else by length: up to 45 pages a short, up to 69 a pilot, else a feature.
fn form(screenplay: &Screenplay) -> &'static str {
    let said = screenplay.title_page.fields.iter().map(|(_, v)| v.to_lowercase()).collect::<Vec<_>>().join("\n");
    for (word, form) in
        [("pilot", "pilot"), ("episode", "episode"), ("limited series", "limited"), ("short film", "short")]
    {
        if said.contains(word) {
            return form;
        }
    }
    match screenplay.pages {
        0..=45 => "short",
        46..=69 => "pilot",
        _ => "feature",
    }
}

/// The first year that a heading or a description of the opening tenth names.
fn circa(document: &Document, screenplay: &Screenplay) -> Option<String> {
    let opening = (screenplay.lines.len() / 10).max(60);
    screenplay
        .lines
        .iter()
        .filter(|l| l.kind.is_story())
        .take(opening)
        .filter(|l| matches!(l.kind, Kind::SceneHeading | Kind::Action | Kind::Centered | Kind::Shot))
        .find_map(|l| year(document.slice(l.span)))
}

fn year(text: &str) -> Option<String> {
    let tokens = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == ','));
    tokens
        .map(|t| t.trim_end_matches([',', 's']))
        .find(|t| t.len() == 4 && matches!(t.parse(), Ok(1500..=2199)))
        .map(str::to_owned)
}

/// Up to five places, those with most page eighths first.
fn locale(screenplay: &Screenplay) -> Vec<String> {
    let mut eighths: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for scene in screenplay.scenes.iter().filter(|s| !s.place.is_empty()) {
        let entry = eighths.entry(&scene.place).or_insert((0, scene.n));
        entry.0 += scene.eighths;
    }
    let mut places: Vec<_> = eighths.into_iter().collect();
    places.sort_by_key(|&(_, (length, first))| (std::cmp::Reverse(length), first));
    places.into_iter().take(5).map(|(place, _)| place.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_a_year() {
        assert_eq!(year("MERROW, TEXAS. OCTOBER 11, 1974."), Some("1974".into()));
        assert_eq!(year("The 1920s."), Some("1920".into()));
        assert_eq!(year("Call 360-555-0142, room 3001."), None);
    }

    #[test]
    fn title_page_values_lose_their_markup() {
        let text =
            "Title:\n    _**SKYWAVE**_\n    Pilot: \"Eleven Seconds\"\nAuthor: _Ann Lee_\n\nINT. ROOM - DAY\n\nRain.\n";
        let document = script::Document::from_text(script::Format::Fountain, text);
        let found = header(&document, &script::parse(&document));
        assert_eq!(
            (found.title.as_str(), found.writers[0].as_str()),
            ("SKYWAVE, Pilot: \"Eleven Seconds\"", "Ann Lee")
        );
        assert_eq!(writers("Ann Lee & Bo Diaz and C. Roy"), ["Ann Lee", "Bo Diaz", "C. Roy"]);
    }
}

//! Scenes: where each begins and ends, and how long it is.

use crate::label::Label;
use crate::markup::{masks, shown};
use crate::typeset::LINES_PER_PAGE;
use crate::{Document, Kind, Line, Page, Scene, heading};

/// Builds the scenes from the headings and gives every line its scene.
pub(crate) fn build(document: &Document, lines: &mut [Line], labels: &[Label]) -> Vec<Scene> {
    let masks = masks(document);
    let mut scenes: Vec<Scene> = Vec::new();
    for (line, label) in lines.iter_mut().zip(labels) {
        if line.kind == Kind::SceneHeading {
            let text = shown(document, &masks, line).text();
            match scenes.last_mut().filter(|_| line.continued) {
                Some(broken) => broken.extend(&text),
                None => scenes.push(open(scenes.len() + 1, label.scene_number.clone(), text, line.n)),
            }
        }
        if let Some(scene) = scenes.last_mut() {
            scene.last_line = line.n;
            line.scene = Some(scene.n - 1);
        }
    }
    scenes
}

fn open(n: usize, number: Option<String>, text: String, line: usize) -> Scene {
    let parts = heading::take_apart(&text);
    Scene {
        n,
        number,
        heading: text,
        int_ext: parts.int_ext,
        place: parts.place,
        time: parts.time,
        page: 0,
        eighths: 1,
        first_line: line,
        last_line: line,
        speakers: vec![],
        silent: vec![],
    }
}

impl Scene {
    /// Adds the second line of a heading that the layout broke.
    fn extend(&mut self, text: &str) {
        let parts = heading::take_apart(&format!("{} {text}", self.heading));
        self.heading = format!("{} {text}", self.heading);
        self.place = parts.place;
        self.time = parts.time;
    }
}

/// Each scene's length in eighths of a page, rounded to the nearest, at least one.
///
/// Counts the rows a scene takes, blank ones included, not the white space that a page break leaves.
pub(crate) fn eighths(pages: &[Page], scenes: usize) -> Vec<u32> {
    let mut rows = vec![0u32; scenes];
    for page in pages {
        let first = page.rows.iter().find(|r| r.kind.is_story()).map_or(0, |r| r.y);
        let last = page.rows.iter().rfind(|r| r.kind.is_story()).map_or(0, |r| r.y);
        let mut counted = None;
        for row in page.rows.iter().filter(|r| r.y >= first && r.y <= last) {
            if counted != Some(row.y)
                && let Some(scene) = row.scene.and_then(|s| rows.get_mut(s))
            {
                *scene += 1;
                counted = Some(row.y);
            }
        }
    }
    let per_page = u32::from(LINES_PER_PAGE);
    rows.into_iter().map(|n| ((n * 16 + per_page) / (per_page * 2)).max(1)).collect()
}

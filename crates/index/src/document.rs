//! A document as the index takes it, and the units it is cut into: its title, its pages, its scenes.

use std::collections::BTreeMap;

/// A document to index.
pub struct IndexedDocument {
    /// Its id in the library.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its lines in order, headings and cues among them.
    pub lines: Vec<IndexedLine>,
    /// Its scenes, where it has any.
    pub scenes: Vec<IndexedScene>,
}

/// One line of a document.
pub struct IndexedLine {
    /// Its number, from 1; hits name it.
    pub n: usize,
    /// The page it stands on, from 1.
    pub page: u32,
    /// The scene it belongs to, as numbered in [`IndexedScene::n`].
    pub scene: Option<usize>,
    /// Its text, without the line end.
    pub text: String,
}

/// One scene of a document.
pub struct IndexedScene {
    /// Its number within the document.
    pub n: usize,
    /// Its heading.
    pub heading: String,
    /// The characters in it, under every name they go by.
    pub characters: Vec<String>,
}

/// What is found together: a page, a scene, or the title. A passage is in a page and in a scene,
/// so that it is found by what surrounds it in either; the search keeps the better one.
pub(crate) struct Unit {
    pub(crate) title: String,
    pub(crate) heading: String,
    pub(crate) characters: String,
    /// The lines, each ended by `\n`.
    pub(crate) body: String,
    /// Where each line of the body is in the document.
    pub(crate) places: Vec<Place>,
}

/// Where a line is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) page: u32,
    pub(crate) scene: Option<usize>,
}

impl IndexedDocument {
    pub(crate) fn units(&self) -> Vec<Unit> {
        let mut pages: BTreeMap<u32, Unit> = BTreeMap::new();
        let mut scenes: BTreeMap<usize, Unit> = BTreeMap::new();
        for scene in &self.scenes {
            scenes.insert(scene.n, Unit::of_scene(scene));
        }
        for line in &self.lines {
            pages.entry(line.page).or_insert_with(Unit::empty).push(line);
            if let Some(n) = line.scene {
                scenes.entry(n).or_insert_with(Unit::empty).push(line);
            }
        }
        let units = pages.into_values().chain(scenes.into_values()).filter(|unit| !unit.places.is_empty());
        self.title_unit().into_iter().chain(units).collect()
    }

    fn title_unit(&self) -> Option<Unit> {
        let first = self.lines.first()?.place();
        Some(Unit { title: on_one_line(&self.title), places: vec![first], ..Unit::empty() })
    }
}

impl IndexedLine {
    fn place(&self) -> Place {
        Place { line: self.n, page: self.page, scene: self.scene }
    }
}

impl Unit {
    fn empty() -> Self {
        let text = String::new;
        Self { title: text(), heading: text(), characters: text(), body: text(), places: Vec::new() }
    }

    fn of_scene(scene: &IndexedScene) -> Self {
        Self { heading: scene.heading.clone(), characters: scene.characters.join("\n"), ..Self::empty() }
    }

    fn push(&mut self, line: &IndexedLine) {
        self.body.push_str(&on_one_line(&line.text));
        self.body.push('\n');
        self.places.push(line.place());
    }
}

/// A line end within a line would shift all places after it.
fn on_one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Scene numbers are stored one up, so that 0 is none.
const PLACE_LEN: usize = 20;

/// The places as they are stored beside the body.
pub(crate) fn pack(places: &[Place]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(places.len() * PLACE_LEN);
    for place in places {
        packed.extend((place.line as u64).to_le_bytes());
        packed.extend(place.page.to_le_bytes());
        packed.extend(place.scene.map_or(0, |n| n as u64 + 1).to_le_bytes());
    }
    packed
}

/// What [`pack`] packed.
pub(crate) fn unpack(packed: &[u8]) -> Vec<Place> {
    packed.as_chunks::<PLACE_LEN>().0.iter().filter_map(unpack_one).collect()
}

fn unpack_one(packed: &[u8; PLACE_LEN]) -> Option<Place> {
    let (line, rest) = packed.split_first_chunk::<8>()?;
    let (page, rest) = rest.split_first_chunk::<4>()?;
    let (scene, _) = rest.split_first_chunk::<8>()?;
    let number = |bytes: &[u8; 8]| usize::try_from(u64::from_le_bytes(*bytes)).ok();
    Some(Place { line: number(line)?, page: u32::from_le_bytes(*page), scene: number(scene)?.checked_sub(1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_places_come_back() {
        let places = [
            Place { line: 1, page: 1, scene: None },
            Place { line: 70_000, page: 120, scene: Some(0) },
            Place { line: 70_001, page: 121, scene: Some(99) },
        ];
        assert_eq!(unpack(&pack(&places)), places);
    }
}

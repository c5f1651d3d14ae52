//! The tables: grid, characters, cost drivers, scenes. A table without rows is left out with its heading.

use coverage::{CharacterEntry, Complexity, Driver, Rating, SceneEntry};
use docx_rs::{
    AlignmentType::{Left, Right},
    DocumentChild, Paragraph,
};

use super::blocks::{add_citation, add_claim, cell, columns, heading, plain, run, styled, table};
use crate::{
    notes::Notes,
    wording::{self, capitalised},
};

/// The grid.
pub(super) fn grid(ratings: &[Rating], notes: &Notes) -> Vec<DocumentChild> {
    if ratings.is_empty() {
        return vec![];
    }
    let columns = columns([("Aspect", 16, Left), ("Grade", 17, Left), ("Score", 7, Right), ("Why", 60, Left)]);
    let row = |rating: &Rating| {
        let dots = wording::dots(rating.grade);
        let grade = format!("{}{} {}", "●".repeat(dots), "○".repeat(4 - dots), wording::grade(rating.grade));
        let made_of = wording::made_of(rating.measured, rating.judged);
        let mut why = vec![add_claim(Paragraph::new().style("Cell"), &rating.reason, notes)];
        if !made_of.is_empty() {
            why.push(styled(&made_of, "Small"));
        }
        vec![cell(&capitalised(&rating.dimension)), cell(&grade), cell(&wording::score(rating.score)), why]
    };
    vec![heading("Grid"), table(&columns, ratings.iter().map(row))]
}

/// The characters in order of role size.
pub(super) fn characters(characters: &[CharacterEntry], notes: &Notes) -> Vec<DocumentChild> {
    if characters.is_empty() {
        return vec![];
    }
    let columns = columns([
        ("Character", 56, Left),
        ("Role", 14, Left),
        ("Scenes", 10, Right),
        ("Lines", 10, Right),
        ("Share", 10, Right),
    ]);
    let row = |character: &CharacterEntry| {
        let age = character.age.as_ref().map(|age| format!(" ({age})")).unwrap_or_default();
        let name = character.full_name.as_deref().unwrap_or(&character.name);
        let mut who = vec![Paragraph::new().style("Cell").add_run(run(name).bold()).add_run(run(&age))];
        who.extend(character.description.iter().map(|claim| add_claim(Paragraph::new().style("Cell"), claim, notes)));
        vec![
            who,
            cell(&capitalised(&character.role)),
            cell(&character.scenes.to_string()),
            cell(&character.lines.to_string()),
            cell(&wording::percent(character.share)),
        ]
    };
    vec![heading("Characters"), table(&columns, characters.iter().map(row))]
}

/// The cost drivers, the heaviest first.
pub(super) fn drivers(complexity: &Complexity, notes: &Notes) -> Vec<DocumentChild> {
    if complexity.drivers.is_empty() {
        return vec![];
    }
    let columns =
        columns([("Driver", 48, Left), ("How many", 16, Right), ("Length", 16, Right), ("In scenes", 30, Left)]);
    let row = |driver: &Driver| {
        let name = Paragraph::new().style("Cell").add_run(run(&capitalised(&driver.name)));
        vec![
            vec![add_citation(name, &driver.evidence, notes)],
            cell(&format!("{} {}", driver.count, driver.unit)),
            cell(&driver.eighths.map(wording::pages_long).unwrap_or_default()),
            cell(&ranges(&driver.scenes)),
        ]
    };
    let mut blocks = vec![heading("Cost drivers")];
    if !complexity.level.is_empty() {
        blocks.push(plain(styled(&format!("{} complexity.", capitalised(&complexity.level)), "Normal")));
    }
    blocks.push(table(&columns, complexity.drivers.iter().map(row)));
    blocks
}

/// Every scene with its page and its length.
pub(super) fn scenes(scenes: &[SceneEntry], notes: &Notes) -> Vec<DocumentChild> {
    if scenes.is_empty() {
        return vec![];
    }
    let columns = columns([("No.", 7, Left), ("Scene", 75, Left), ("Page", 8, Right), ("Eighths", 10, Right)]);
    let row = |scene: &SceneEntry| {
        let heading = Paragraph::new().style("Cell").add_run(run(&scene.heading).style("ScriptWords"));
        let mut what = vec![heading];
        what.extend(scene.event.iter().map(|claim| add_claim(Paragraph::new().style("Cell"), claim, notes)));
        if !scene.characters.is_empty() {
            what.push(styled(&scene.characters.join(", "), "Small"));
        }
        let number = scene.number.clone().unwrap_or_else(|| scene.n.to_string());
        vec![cell(&number), what, cell(&scene.page.to_string()), cell(&wording::eighths(scene.eighths))]
    };
    let total: u32 = scenes.iter().map(|s| s.eighths).sum();
    let said = format!("{}, {}.", wording::counted(scenes.len(), "scene"), wording::pages_long(total));
    vec![heading("Scenes"), plain(styled(&said, "Normal")), table(&columns, scenes.iter().map(row))]
}

/// Numbers in order with runs drawn together: `1, 3-5, 9`.
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    let said = runs.into_iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_scenes_are_drawn_together() {
        assert_eq!(ranges(&[1, 3, 4, 5, 9]), "1, 3-5, 9");
        assert_eq!(ranges(&[]), "");
    }
}

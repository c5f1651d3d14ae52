//! Characters.

/// Someone with a cue, under the name that is used most plainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// Name without extensions, in capitals as cued.
    pub name: String,
    /// Other spellings that were merged into it, as written.
    pub aliases: Vec<String>,
    /// Number of scenes with a speech.
    pub scenes: usize,
    /// Number of speeches (cues that are not repeated by a page break).
    pub speeches: usize,
    /// Number of dialogue lines as typeset in a 35-column dialogue block.
    pub lines: usize,
    /// Number of spoken words.
    pub words: usize,
    /// Line of the first introduction in action (`MARA VOSS (40s)`), if any.
    pub introduced: Option<usize>,
    /// Age as written at the introduction (`40s`), if any.
    pub age: Option<String>,
    /// Full name as written at the introduction (`MARA VOSS`), if longer than the cue.
    pub full_name: Option<String>,
}

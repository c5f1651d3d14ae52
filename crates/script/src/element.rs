//! What a line is.

use serde::{Deserialize, Serialize};

/// The kind of a line, as trained annotators label screenplays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Says where and when; opens a scene.
    SceneHeading,
    /// Description.
    Action,
    /// The cue above a speech, with its extensions.
    Character,
    /// What is said.
    Dialogue,
    /// A bracketed direction inside a speech.
    Parenthetical,
    /// CUT TO:, FADE OUT.
    Transition,
    /// ANGLE ON, INSERT: a slug inside a scene.
    Shot,
    /// Sung text.
    Lyrics,
    /// Centred text.
    Centered,
    /// Fountain section (`#`).
    Section,
    /// Fountain synopsis (`=`).
    Synopsis,
    /// A writer's note or boneyard.
    Note,
    /// A forced page break.
    PageBreak,
    /// A line of the title page.
    TitlePage,
    /// Nothing but white space.
    Blank,
    /// Page numbers, headers, (MORE), CONTINUED:, debris.
    Other,
}

impl Kind {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::SceneHeading => "scene_heading",
            Kind::Action => "action",
            Kind::Character => "character",
            Kind::Dialogue => "dialogue",
            Kind::Parenthetical => "parenthetical",
            Kind::Transition => "transition",
            Kind::Shot => "shot",
            Kind::Lyrics => "lyrics",
            Kind::Centered => "centered",
            Kind::Section => "section",
            Kind::Synopsis => "synopsis",
            Kind::Note => "note",
            Kind::PageBreak => "page_break",
            Kind::TitlePage => "title_page",
            Kind::Blank => "blank",
            Kind::Other => "other",
        }
    }

    /// Whether a line of this kind stands on the typeset page of the story.
    pub fn is_story(self) -> bool {
        !matches!(
            self,
            Kind::Section | Kind::Synopsis | Kind::Note | Kind::PageBreak | Kind::TitlePage | Kind::Blank | Kind::Other
        )
    }
}

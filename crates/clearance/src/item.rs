//! A clearance item: one entity in one use.

use script::{Kind, Span};
use serde::{Deserialize, Serialize};

/// What kind of thing it is, by the trade's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Category {
    /// A fictional full name.
    #[serde(rename = "PER-CHAR")]
    FictionalName,
    /// A real person, living or dead.
    #[serde(rename = "PER-REAL")]
    RealPerson,
    /// A business, venue, school, hospital, team or agency.
    #[serde(rename = "BUS")]
    Business,
    /// A product.
    #[serde(rename = "PROD")]
    Product,
    /// A trade mark, slogan, logo, uniform, insignia or currency.
    #[serde(rename = "MARK")]
    Mark,
    /// A telephone number.
    #[serde(rename = "PHONE")]
    Phone,
    /// A street address.
    #[serde(rename = "ADDR")]
    Address,
    /// A licence plate.
    #[serde(rename = "PLATE")]
    Plate,
    /// A web address, e-mail address, handle, IP address or QR code.
    #[serde(rename = "NET")]
    Net,
    /// A card, social-security or account number.
    #[serde(rename = "ID")]
    Identifier,
    /// A recording that plays.
    #[serde(rename = "MUS-REC")]
    Recording,
    /// A composition that is sung or hummed, or its words.
    #[serde(rename = "MUS-COMP")]
    Composition,
    /// Footage of a film, programme or game.
    #[serde(rename = "CLIP")]
    Clip,
    /// Quoted prose, verse or news.
    #[serde(rename = "TEXT")]
    Text,
    /// A picture, photograph, poster, sculpture, mural or tattoo.
    #[serde(rename = "ART")]
    Art,
    /// A landmark or distinctive building.
    #[serde(rename = "LOC")]
    Landmark,
    /// A real event or case.
    #[serde(rename = "EVT")]
    Event,
    /// The working title.
    #[serde(rename = "TITLE")]
    Title,
    /// Someone else's character.
    #[serde(rename = "CHAR-3P")]
    Character,
    /// Underlying rights.
    #[serde(rename = "CHAIN")]
    Chain,
}

impl Category {
    /// Every category, in the order of the report.
    pub const ALL: [Category; 20] = [
        Category::FictionalName,
        Category::RealPerson,
        Category::Business,
        Category::Product,
        Category::Mark,
        Category::Phone,
        Category::Address,
        Category::Plate,
        Category::Net,
        Category::Identifier,
        Category::Recording,
        Category::Composition,
        Category::Clip,
        Category::Text,
        Category::Art,
        Category::Landmark,
        Category::Event,
        Category::Title,
        Category::Character,
        Category::Chain,
    ];

    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Category::FictionalName => "PER-CHAR",
            Category::RealPerson => "PER-REAL",
            Category::Business => "BUS",
            Category::Product => "PROD",
            Category::Mark => "MARK",
            Category::Phone => "PHONE",
            Category::Address => "ADDR",
            Category::Plate => "PLATE",
            Category::Net => "NET",
            Category::Identifier => "ID",
            Category::Recording => "MUS-REC",
            Category::Composition => "MUS-COMP",
            Category::Clip => "CLIP",
            Category::Text => "TEXT",
            Category::Art => "ART",
            Category::Landmark => "LOC",
            Category::Event => "EVT",
            Category::Title => "TITLE",
            Category::Character => "CHAR-3P",
            Category::Chain => "CHAIN",
        }
    }

    /// The section of the report in which it stands.
    pub fn section(self) -> Section {
        match self {
            Category::FictionalName | Category::RealPerson | Category::Character => Section::Cast,
            Category::Recording | Category::Composition => Section::Music,
            Category::Landmark | Category::Address => Section::Locations,
            Category::Title | Category::Chain => Section::Rights,
            Category::Event => Section::References,
            _ => Section::ArtDepartment,
        }
    }
}

/// A section of the report, by who works through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Names of people.
    Cast,
    /// What is only spoken of.
    References,
    /// What the art department puts before the camera.
    ArtDepartment,
    /// Places.
    Locations,
    /// Music.
    Music,
    /// Title and underlying rights.
    Rights,
}

/// How it is used. The use decides, not the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usage {
    /// It is to be seen.
    Depicted,
    /// It is spoken of.
    Mentioned,
    /// Its words are quoted.
    Quoted,
    /// It is sung, hummed or whistled.
    Sung,
    /// It is heard or seen playing.
    Played,
}

impl Usage {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Usage::Depicted => "depicted",
            Usage::Mentioned => "mentioned",
            Usage::Quoted => "quoted",
            Usage::Sung => "sung",
            Usage::Played => "played",
        }
    }
}

/// What makes a use worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// A factual claim to its discredit, or a crime or fault shown with it.
    Disparaging,
    /// An unkind opinion, no factual claim.
    Unkind,
    /// Minors, illness, crime: facts that are private.
    Private,
    /// Logo or name held to the lens.
    Prominent,
}

/// What has to happen before it can be shot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Nothing to do.
    Green,
    /// Can be shot, but someone must do something.
    Amber,
    /// Cannot be shot as written: licence, consent or rewrite.
    Red,
}

impl Risk {
    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Risk::Green => "green",
            Risk::Amber => "amber",
            Risk::Red => "red",
        }
    }
}

/// Where in a script something stands, as reports call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// Description, parentheticals, shots.
    Action,
    /// What is said or sung.
    Dialogue,
    /// A scene heading.
    Heading,
    /// The title page.
    Title,
    /// Notes, sections, synopses: never shot.
    Note,
}

impl Element {
    /// What a line counts as; `None` for blank lines, cues and debris.
    pub fn of(kind: Kind) -> Option<Element> {
        match kind {
            Kind::Action | Kind::Shot | Kind::Centered | Kind::Parenthetical => Some(Element::Action),
            Kind::Dialogue | Kind::Lyrics => Some(Element::Dialogue),
            Kind::SceneHeading => Some(Element::Heading),
            Kind::TitlePage => Some(Element::Title),
            Kind::Note | Kind::Section | Kind::Synopsis => Some(Element::Note),
            _ => None,
        }
    }
}

/// One place where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// 1-based line of the document.
    pub line: usize,
    /// 1-based page; 0 on the title page.
    pub page: u32,
    /// 1-based scene, or 0 before the first.
    pub scene: usize,
    /// What it stands in.
    pub element: Element,
    /// Where in the document.
    pub span: Span,
    /// The words, exactly as they stand there.
    pub quote: String,
    /// The paragraph or speech they stand in, as it is shown.
    pub excerpt: String,
}

/// One entity in one use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable within a document: category, entity and use.
    pub id: String,
    /// What kind of thing it is.
    pub category: Category,
    /// As written at its first occurrence.
    pub text: String,
    /// The entity in one spelling: of a number, its digits.
    pub entity: String,
    /// How it is used.
    pub usage: Usage,
    /// What makes it worse.
    pub modifiers: Vec<Modifier>,
    /// What is known about the entity, in the words that the rules use.
    pub finding: String,
    /// What has to happen.
    pub risk: Risk,
    /// Why, one sentence.
    pub reason: String,
    /// The rule that said so.
    pub rule: String,
    /// What kind of thing to do: `replace`, `licence`, `release`, `agreement`, `counsel`, `search`, `note`, `none`.
    pub recommended: String,
    /// What to do, one sentence; empty when there is nothing to do.
    pub action: String,
    /// Names or numbers that would not raise the question; at most two.
    pub alternatives: Vec<String>,
    /// Entries of the studio's own records that speak of it.
    pub precedents: Vec<crate::Precedent>,
    /// What was searched, one name a source.
    pub searched: Vec<String>,
    /// What was not, and should be.
    pub not_searched: Vec<String>,
    /// What a model made of it, where it was asked.
    pub second_opinion: Option<crate::SecondOpinion>,
    /// Where it is in the work flow: `open` when it is found.
    pub status: String,
    /// Every place, in the order of the script: at least one.
    pub occurrences: Vec<Occurrence>,
}

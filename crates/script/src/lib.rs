//! What was written: documents, lines, scenes, elements, characters and pages.
//!
//! Pure: no I/O, no clock, no model. [`parse`] turns a [`Document`] into a [`Screenplay`] and never fails;
//! what it found odd is in [`Screenplay::findings`]. [`typeset`] draws it as pages.

mod alias;
mod blocks;
mod cast;
mod character;
mod cue;
mod document;
mod element;
mod fdx;
mod fdx_layout;
mod finding;
mod fountain;
mod heading;
mod introduce;
mod label;
mod layout;
mod markup;
mod paginate;
mod paragraphs;
mod parse;
mod presence;
mod reply;
mod scene;
mod scenes;
mod screenplay;
mod title_page;
mod typeset;
mod vocabulary;
mod wrap;
mod write;

pub use character::Character;
pub use document::{Document, Emphasis, Format, Given, PageEntry, PageState, Span};
pub use element::Kind;
pub use fdx::{FdxError, read_fdx};
pub use fdx_layout::{Paragraph, lay_out};
pub use finding::{Finding, Severity};
pub use heading::{Heading, IntExt, read_heading};
pub use markup::plain_lines;
pub use parse::parse;
pub use reply::IntakeReply;
pub use scene::Scene;
pub use screenplay::{Line, Screenplay, TitlePage};
pub use title_page::fields as title_fields;
pub use typeset::{LINES_PER_PAGE, Page, Row, Side, typeset};
pub use write::{to_fdx, to_fountain, to_text};

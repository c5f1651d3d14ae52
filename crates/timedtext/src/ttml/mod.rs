//! TTML and its profiles: TTML1 (DFXP), TTML2, IMSC 1.1, EBU-TT-D, SMPTE-TT, DAPT.
//!
//! A file is read into the shared model with its namespaces under one short name each, times made absolute and
//! white space as it is shown; divisions are groups. What the model has no field for is kept as markup.

mod body;
mod clock;
mod head;
mod names;
mod read;
mod space;
mod speakers;
mod valid;
mod write;
mod write_body;
mod xml;

pub(crate) use read::read;
pub use valid::Refusal;
pub(crate) use valid::validate;
pub(crate) use write::write;

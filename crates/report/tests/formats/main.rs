//! The report in every format, from one realistic report and from one with nothing in it.

mod docx;
mod html;
mod json;
mod support;

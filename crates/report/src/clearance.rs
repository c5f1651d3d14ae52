//! A clearance report as a file: JSON for machines, CSV for spreadsheets.

mod csv;
mod json;

pub use csv::clearance_csv;
pub use json::clearance_json;

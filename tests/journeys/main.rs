//! Journeys: a file in, a report out, through the real `coldread` command.

mod bad_input;
mod coverage;
mod desk;
mod killed;
mod library;
mod proof;

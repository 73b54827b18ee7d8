//! Whole projects in, what the program says and writes out.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that panics has failed, and says why to whom it concerns"
)]

mod agenda_times;
mod bad_input;
mod bad_input_rules;
mod beginnings;
mod cases;
mod citation_styles;
mod commands;
mod downloads;
mod edits;
mod fixes;
mod fuzz;
#[cfg(unix)]
mod hostile_themes;
mod imports;
mod isolation;
mod kills;
mod kind_names;
mod layers;
mod limits;
mod manual;
mod misnamed_files;
mod mistakes;
#[cfg(feature = "pdf")]
mod paper;
mod pictures;
mod preview;
#[cfg(feature = "pdf")]
mod print;
mod private;
mod project;
mod publishing;
mod random;
#[cfg(unix)]
mod readme;
mod remove;
mod rename;
mod scale;
mod secrets;
mod sources;
mod stress;
mod suggestions;
mod take;
mod themes;
mod tidy;
mod ways_back;
mod web;

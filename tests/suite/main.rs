//! Whole projects in, what the program says and writes out.

mod bad_input;
mod bad_input_rules;
mod beginnings;
mod cases;
mod commands;
mod downloads;
mod edits;
mod fuzz;
#[cfg(unix)]
mod hostile_themes;
mod isolation;
mod kills;
mod limits;
#[cfg(feature = "pdf")]
mod paper;
mod pictures;
mod preview;
#[cfg(feature = "pdf")]
mod print;
mod private;
mod project;
mod random;
mod rename;
mod secrets;
mod stress;
mod tidy;
mod web;

//! Whole projects in, what the program says and writes out.

mod bad_input;
mod bad_input_rules;
mod beginnings;
mod cases;
mod commands;
mod project;
mod rename;
mod secrets;
mod tidy;

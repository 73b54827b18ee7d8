//! Whole projects in, what the program says and writes out.

mod bad_input;
mod beginnings;
mod cases;
mod commands;
mod project;
mod secrets;
mod tidy;

//! Whole projects in, what the program says and writes out.

mod beginnings;
mod cases;
mod commands;
mod project;
mod tidy;

//! The suite: whole sites through the library and the program.

mod bad_input;
mod beginnings;
mod cases;
mod commands;
mod project;
mod secrets;

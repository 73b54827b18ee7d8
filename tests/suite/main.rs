//! The suite: whole sites through the library and the program.

mod beginnings;
mod cases;
mod commands;
mod project;

//! The suite: whole sites through the library and the program.

mod cases;
mod project;

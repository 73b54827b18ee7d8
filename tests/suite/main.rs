//! Whole projects in, what the program says and writes out.

mod cases;
mod project;
mod tidy;

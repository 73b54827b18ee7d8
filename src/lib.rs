//! groundwork
mod check;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod kind;
pub mod page;
pub mod parse;
pub mod progress;
pub mod report;
pub mod source;
pub mod value;
pub mod write;

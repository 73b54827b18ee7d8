//! groundwork
pub mod bibliography;
pub mod check;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod engine;
pub mod kind;
pub mod load;
pub mod page;
pub mod parse;
pub mod progress;
pub mod report;
pub mod resolve;
pub mod site;
pub mod source;
pub mod value;
pub mod write;

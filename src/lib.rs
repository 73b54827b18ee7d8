pub mod bibliography;
pub mod check;
pub mod diagnostic;
pub mod parse;
pub mod render;
pub mod source;

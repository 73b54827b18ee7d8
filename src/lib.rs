pub mod bibliography;
pub mod check;
pub mod diagnostic;
pub mod parse;
pub mod source;

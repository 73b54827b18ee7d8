pub mod bibliography;
pub mod check;
pub mod diagnostic;
pub mod parse;
pub mod source;
pub mod value;
pub mod write;

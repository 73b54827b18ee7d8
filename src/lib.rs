pub mod diagnostic;
pub mod progress;
pub mod report;
pub mod source;

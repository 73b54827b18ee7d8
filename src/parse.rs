//! Parse: one file's text to plain data, with findings and without failing.

pub mod bibliography;
pub mod locator;

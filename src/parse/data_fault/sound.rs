//! What of a text can be read, beside what is at fault in it.

use std::ops::Range;

use crate::parse::data_fault::seen::Fault;

/// What is at fault in a text, and what of it can be read.
pub(in crate::parse) struct Sound {
    pub(in crate::parse) faults: Vec<Fault>,
    /// The text with spaces in place of the fields at fault.
    pub(in crate::parse) text: String,
    /// The lines that spaces took the place of.
    pub(in crate::parse) taken: Vec<Range<usize>>,
}

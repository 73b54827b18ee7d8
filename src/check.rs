//! Check: the rules, one file each.

pub(crate) mod bibliography_field;
pub(crate) mod bibliography_syntax;
pub(crate) mod duplicate_source;

//! Rules.
pub(crate) mod data_syntax;
pub(crate) mod ill_typed_field;
pub(crate) mod invalid_allow;
pub(crate) mod invalid_front_matter;
pub(crate) mod invalid_heading;
pub(crate) mod invalid_setting;
pub(crate) mod malformed_citation;
pub(crate) mod missing_footnote;
pub(crate) mod swallowed_text;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_marker;
pub(crate) mod unused_footnote;

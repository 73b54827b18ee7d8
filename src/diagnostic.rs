//! Findings: what is wrong in a project, where, and what to type instead.
//!
//! Every phase returns its value beside a list of these and never stops at the first. They carry
//! byte ranges only; `report` draws them.

pub(crate) mod agenda_field;
pub(crate) mod bibliography_field;
pub(crate) mod bibliography_syntax;
pub(crate) mod citation_style;
pub(crate) mod cut_label;
pub(crate) mod data_syntax;
pub(crate) mod duplicate_source;
pub(crate) mod extended_page;
pub(crate) mod few;
mod fields_meant;
pub(crate) mod file_text;
mod finding;
pub mod fixes;
pub(crate) mod ill_typed_field;
pub(crate) mod invalid_allow;
pub(crate) mod invalid_front_matter;
pub(crate) mod invalid_heading;
pub(crate) mod invalid_kind;
pub(crate) mod invalid_look;
pub(crate) mod invalid_menu;
pub(crate) mod invalid_setting;
pub(crate) mod invalid_theme;
pub(crate) mod item_attribute;
pub(crate) mod layered;
pub(crate) mod malformed_citation;
pub(crate) mod minutes_meant;
pub(crate) mod misnamed_file;
pub(crate) mod missing_footnote;
pub(crate) mod other_syntax;
pub(crate) mod over_limit;
pub(crate) mod paper;
pub(crate) mod private_text;
pub(crate) mod publication;
pub(crate) mod single_file;
pub mod suggest;
pub mod suggestion;
pub(crate) mod swallowed_text;
pub(crate) mod template_error;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_marker;
pub(crate) mod unprintable;
pub(crate) mod unprintable_picture;
pub(crate) mod unreadable_file;
pub(crate) mod unusable_image;
pub(crate) mod unusable_upstream;
pub(crate) mod unused_allow;
pub(crate) mod written_date;

pub use finding::{Diagnostic, Related, Rule, Severity, count, has_errors};
pub use suggestion::{Applicability, Suggestion};

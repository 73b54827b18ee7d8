//! Judges a [`Site`] by a table of rules, one file a rule: its documentation, its messages, its
//! logic and its tests.
//!
//! Rules that need one page alone are called where the page is read; all others are in [`JUDGES`].
//! Takes the site; gives findings; changes nothing.

use crate::diagnostic::{Diagnostic, Rule};
use crate::site::Site;
use crate::source::Sources;

pub(crate) mod bibliography_field;
pub(crate) mod bibliography_syntax;
pub(crate) mod data_syntax;
pub(crate) mod duplicate_source;
pub(crate) mod file_text;
pub(crate) mod ill_typed_field;
pub(crate) mod invalid_allow;
pub(crate) mod invalid_front_matter;
pub(crate) mod invalid_heading;
pub(crate) mod invalid_setting;
pub(crate) mod malformed_citation;
pub(crate) mod missing_footnote;
pub(crate) mod swallowed_text;
pub(crate) mod template_error;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_marker;
pub(crate) mod unreadable_file;
pub(crate) mod unusable_image;
pub(crate) mod unused_footnote;

/// Every rule, by name.
pub const RULES: &[&Rule] = &[];

/// What each rule that needs the whole site has to say of it.
const JUDGES: &[fn(&Site, &mut Vec<Diagnostic>)] = &[];

/// Judges the site by every rule.
pub fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    for judge in JUDGES {
        judge(site, findings);
    }
}

/// Takes out the findings that a writer allows, and says where an allowance is at fault.
pub(crate) fn silence(_site: &Site, _sources: &Sources, _findings: &mut Vec<Diagnostic>) {}

//! Judges a [`Site`] by a table of rules, one file a rule: its documentation, its messages, its
//! logic and its tests.
//!
//! 1. Rules that need one page alone are called where the page is read; all others are in
//!    [`JUDGES`], which run on threads.
//! 2. `silence` takes out what writers allow.
//!
//! Takes the site; gives findings; changes nothing. Beside the rules there are `reference`,
//! `vocabulary` and `owner`, which several of them ask.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::Site;
use crate::source::{SourceId, Sources};

pub(crate) mod ambiguous_link;
pub(crate) mod bibliography_field;
pub(crate) mod bibliography_syntax;
pub(crate) mod case_clash;
pub(crate) mod data_syntax;
pub(crate) mod dead_heading;
pub(crate) mod dead_link;
pub(crate) mod duplicate_id;
pub(crate) mod duplicate_source;
pub(crate) mod empty_page;
pub(crate) mod empty_section;
pub(crate) mod file_text;
pub(crate) mod ill_typed_field;
pub(crate) mod invalid_allow;
pub(crate) mod invalid_front_matter;
pub(crate) mod invalid_heading;
pub(crate) mod invalid_setting;
pub(crate) mod malformed_citation;
pub(crate) mod missing_footnote;
pub(crate) mod missing_section;
pub(crate) mod missing_summary;
pub(crate) mod missing_term;
pub(crate) mod missing_title;
mod owner;
pub(crate) mod path_clash;
mod reference;
pub(crate) mod refused_address;
mod silence;
pub(crate) mod swallowed_text;
pub(crate) mod template_error;
#[cfg(test)]
mod testing;
pub(crate) mod unknown_citation;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_marker;
pub(crate) mod unreadable_file;
pub(crate) mod unusable_image;
pub(crate) mod unused_allow;
pub(crate) mod unused_footnote;
mod vocabulary;

/// Every rule, by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_link::RULE,
    &bibliography_field::RULE,
    &bibliography_syntax::RULE,
    &file_text::MARK,
    &case_clash::RULE,
    &data_syntax::RULE,
    &dead_heading::RULE,
    &dead_link::RULE,
    &duplicate_id::RULE,
    &duplicate_source::RULE,
    &empty_page::RULE,
    &empty_section::RULE,
    &ill_typed_field::RULE,
    &invalid_allow::RULE,
    &invalid_front_matter::RULE,
    &invalid_heading::RULE,
    &invalid_setting::RULE,
    &file_text::RULE,
    &file_text::LINE_ENDS,
    &malformed_citation::RULE,
    &missing_footnote::RULE,
    &missing_section::RULE,
    &missing_summary::RULE,
    &missing_term::RULE,
    &missing_title::RULE,
    &empty_page::NO_TEXT,
    &path_clash::RULE,
    &refused_address::RULE,
    &swallowed_text::RULE,
    &template_error::RULE,
    &missing_term::UNDEFINED,
    &unknown_citation::RULE,
    &unknown_field::RULE,
    &unknown_kind::RULE,
    &unknown_marker::RULE,
    &unreadable_file::RULE,
    &unusable_image::RULE,
    &unused_allow::RULE,
    &unused_footnote::RULE,
];

/// What a rule that needs the whole site has to say of it.
type Judge = fn(&Site, &mut Vec<Diagnostic>);

const JUDGES: &[Judge] = &[
    ambiguous_link::judge,
    case_clash::judge,
    dead_heading::judge,
    dead_link::judge,
    duplicate_id::judge,
    empty_page::judge,
    empty_section::judge,
    missing_section::judge,
    missing_summary::judge,
    missing_term::judge,
    missing_title::judge,
    path_clash::judge,
    refused_address::judge,
    unknown_citation::judge,
];

/// Rules that miss something in a page, which may stand in a part that could not be read.
const MISSING: [&Rule; 5] = [
    &empty_page::NO_TEXT,
    &missing_section::RULE,
    &missing_summary::RULE,
    &missing_term::RULE,
    &missing_title::RULE,
];

/// Judges the site by every rule. `findings` are those of the phases before, and get more.
pub fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    let unread: HashSet<SourceId> = findings
        .iter()
        .filter(|finding| finding.rule == data_syntax::RULE.name)
        .map(|finding| finding.span.source)
        .collect();
    let follows = |finding: &Diagnostic| {
        unread.contains(&finding.span.source)
            && MISSING.iter().any(|rule| rule.name == finding.rule)
    };
    let judged: Vec<Vec<Diagnostic>> = JUDGES
        .par_iter()
        .map(|judge| {
            let mut found = Vec::new();
            judge(site, &mut found);
            found
        })
        .collect();
    let judged = judged.into_iter().flatten();
    findings.extend(judged.filter(|finding| !follows(finding)));
}

/// Takes out the findings that a writer allows, and says where an allowance is at fault.
pub(crate) fn silence(site: &Site, _sources: &Sources, findings: &mut Vec<Diagnostic>) {
    silence::silence(site, findings);
}

/// The list of rules as a Markdown table, for the documentation.
pub fn documentation() -> String {
    let mut table = String::from("| rule | weight | finds |\n|---|---|---|\n");
    for rule in RULES {
        let weight = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let about = rule.about.replace('|', "\\|");
        table.push_str(&format!("| `{}` | {weight} | {about} |\n", rule.name));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{RULES, documentation};

    #[test]
    fn rules_are_sorted_by_names_of_lower_case_words_and_each_name_is_one_rules() {
        let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
        for name in names {
            let plain = name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'8');
            assert!(
                plain && !name.starts_with('-') && !name.ends_with('-'),
                "{name}"
            );
        }
    }

    #[test]
    fn every_rule_and_every_judge_of_the_folder_is_in_its_table() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
        let own = fs::read_to_string(folder.with_extension("rs")).unwrap();
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let Some(stem) = path.to_str().and_then(|path| path.strip_suffix(".rs")) else {
                continue;
            };
            let module = stem.rsplit('/').next().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            for rule in text.split(": Rule = Rule {").skip(1) {
                let name = rule.split('"').nth(1).unwrap();
                assert!(RULES.iter().any(|rule| rule.name == name), "{name}");
            }
            if text.contains("pub(crate) fn judge(") {
                assert!(own.contains(&format!("    {module}::judge,\n")), "{module}");
            }
        }
    }

    #[test]
    fn the_documentation_has_a_row_for_each_rule() {
        let table = documentation();
        assert_eq!(table.lines().count(), RULES.len() + 2);
        assert!(table.contains("| `dead-link` | error | A link, an embed, "));
    }
}

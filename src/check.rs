//! Judges pages and the [`Site`] by tables of rules, one file a rule: its documentation, its
//! messages, its logic and its tests.
//!
//! 1. Rules on what cannot be read are called where it is read.
//! 2. [`page`] judges one page by the rules of [`PAGE_JUDGES`], which need no other page, so that
//!    their findings can be remembered beside it.
//! 3. [`check`] judges each page together with the works it cites by those of [`CITED_JUDGES`],
//!    whose findings are remembered too, and the site by those of [`JUDGES`], on threads.
//! 4. `silence` takes out what writers allow.
//!
//! Takes pages and the site; gives findings; changes nothing. Beside the rules there are
//! `reference`, `vocabulary`, `owner`, `few` and `crowd`, which several of them ask.

use rayon::prelude::*;

use crate::config::Schema;
use crate::diagnostic::{Diagnostic, Rule};
use crate::page::Page;
use crate::site::{Site, SitePage, Work};

pub use self::memo::Memo;

pub(crate) mod active_attachment;
pub(crate) mod agenda_field;
pub(crate) mod agenda_too_long;
pub(crate) mod ambiguous_link;
pub(crate) mod bibliography_field;
pub(crate) mod bibliography_syntax;
pub(crate) mod case_clash;
pub(crate) mod claim_without_locator;
pub(crate) mod contradictory_times;
mod crowd;
pub(crate) mod cut_label;
pub(crate) mod data_syntax;
pub(crate) mod dead_heading;
pub(crate) mod dead_link;
pub(crate) mod decision_without_rule;
pub(crate) mod duplicate_footnote;
pub(crate) mod duplicate_id;
pub(crate) mod duplicate_source;
pub(crate) mod embed_cycle;
pub(crate) mod empty_page;
pub(crate) mod empty_section;
mod few;
pub(crate) mod file_text;
pub(crate) mod heading_braces;
pub(crate) mod ill_typed_field;
pub(crate) mod invalid_allow;
pub(crate) mod invalid_front_matter;
pub(crate) mod invalid_heading;
pub(crate) mod invalid_setting;
pub(crate) mod item_attribute;
pub(crate) mod large_embed;
pub(crate) mod leftover_placeholder;
pub(crate) mod long_name;
pub(crate) mod malformed_citation;
mod memo;
pub(crate) mod menu;
pub(crate) mod misplaced_embed;
pub(crate) mod missing_alt;
pub(crate) mod missing_break;
pub(crate) mod missing_evaluation;
pub(crate) mod missing_footnote;
pub(crate) mod missing_glyph;
pub(crate) mod missing_minutes;
pub(crate) mod missing_people;
pub(crate) mod missing_section;
pub(crate) mod missing_summary;
pub(crate) mod missing_term;
pub(crate) mod missing_title;
pub(crate) mod must_too_long;
pub(crate) mod over_limit;
pub(crate) mod owner;
pub(crate) mod paper;
pub(crate) mod path_clash;
pub(crate) mod plain_code;
pub(crate) mod prerequisite_cycle;
pub(crate) mod private_text;
pub(crate) mod publication;
mod reference;
pub(crate) mod refused_address;
pub(crate) mod self_relation;
mod silence;
pub(crate) mod skipped_heading_level;
pub(crate) mod swallowed_text;
pub(crate) mod template_error;
#[cfg(test)]
mod testing;
pub(crate) mod unheld_role;
pub(crate) mod unknown_citation;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_marker;
pub(crate) mod unknown_role;
pub(crate) mod unlisted_language_suffix;
pub(crate) mod unportable_name;
pub(crate) mod unprintable;
pub(crate) mod unprintable_picture;
pub(crate) mod unreadable_file;
pub(crate) mod unusable_image;
pub(crate) mod unused_allow;
pub(crate) mod unused_footnote;
pub(crate) mod unused_source;
pub(crate) mod unverified_source;
mod vocabulary;

/// Every rule, by name.
pub const RULES: &[&Rule] = &[
    &active_attachment::RULE,
    &agenda_field::RULE,
    &agenda_too_long::RULE,
    &ambiguous_link::RULE,
    &bibliography_field::RULE,
    &bibliography_syntax::RULE,
    &file_text::MARK,
    &paper::CARD,
    &case_clash::RULE,
    &claim_without_locator::RULE,
    &contradictory_times::RULE,
    &cut_label::RULE,
    &data_syntax::RULE,
    &dead_heading::RULE,
    &dead_link::RULE,
    &decision_without_rule::RULE,
    &duplicate_footnote::RULE,
    &duplicate_id::RULE,
    &duplicate_source::RULE,
    &embed_cycle::RULE,
    &empty_page::RULE,
    &empty_section::RULE,
    &heading_braces::RULE,
    &private_text::HIDDEN,
    &ill_typed_field::RULE,
    &invalid_allow::RULE,
    &invalid_front_matter::RULE,
    &invalid_heading::RULE,
    &invalid_setting::RULE,
    &file_text::RULE,
    &item_attribute::RULE,
    &large_embed::RULE,
    &leftover_placeholder::RULE,
    &file_text::LINE_ENDS,
    &long_name::RULE,
    &malformed_citation::RULE,
    &misplaced_embed::RULE,
    &missing_alt::RULE,
    &missing_break::RULE,
    &missing_evaluation::RULE,
    &missing_footnote::RULE,
    &missing_glyph::RULE,
    &missing_minutes::RULE,
    &missing_people::RULE,
    &missing_section::RULE,
    &missing_summary::RULE,
    &missing_term::RULE,
    &missing_title::RULE,
    &must_too_long::RULE,
    &over_limit::RULE,
    &empty_page::NO_TEXT,
    &path_clash::RULE,
    &plain_code::RULE,
    &prerequisite_cycle::RULE,
    &private_text::RULE,
    &refused_address::RULE,
    &self_relation::RULE,
    &skipped_heading_level::RULE,
    &swallowed_text::RULE,
    &template_error::RULE,
    &paper::SIDES,
    &publication::UNCLEAR,
    &missing_term::UNDEFINED,
    &unheld_role::RULE,
    &unknown_citation::RULE,
    &unknown_field::RULE,
    &unknown_kind::RULE,
    &unknown_marker::RULE,
    &unknown_role::RULE,
    &unlisted_language_suffix::RULE,
    &unportable_name::RULE,
    &unprintable::RULE,
    &unprintable_picture::RULE,
    &unreadable_file::RULE,
    &unusable_image::RULE,
    &unused_allow::RULE,
    &unused_footnote::RULE,
    &unused_source::RULE,
    &unverified_source::RULE,
    &publication::WITHHELD,
];

/// What a rule that needs one page and the schema of its kind has to say of it.
type PageJudge = fn(&Page, &Schema, &mut Vec<Diagnostic>);

const PAGE_JUDGES: &[PageJudge] = &[
    agenda_too_long::judge,
    contradictory_times::judge,
    decision_without_rule::judge,
    duplicate_footnote::judge,
    empty_page::judge,
    empty_section::judge,
    heading_braces::judge,
    leftover_placeholder::judge,
    misplaced_embed::judge_page,
    missing_alt::judge,
    missing_break::judge,
    missing_evaluation::judge,
    missing_minutes::judge,
    missing_people::judge,
    missing_section::judge,
    missing_summary::judge,
    missing_term::judge,
    missing_title::judge,
    must_too_long::judge,
    plain_code::judge,
    skipped_heading_level::judge,
    unused_footnote::judge,
];

/// What a rule that needs one page, the works and the schema has to say of the page.
type CitedJudge = fn(&SitePage, &[Work], &Schema, &mut Vec<Diagnostic>);

const CITED_JUDGES: &[CitedJudge] = &[claim_without_locator::judge];

/// What a rule that needs the whole site has to say of it.
type Judge = fn(&Site, &mut Vec<Diagnostic>);

const JUDGES: &[Judge] = &[
    active_attachment::judge,
    ambiguous_link::judge,
    case_clash::judge,
    dead_heading::judge,
    dead_link::judge,
    duplicate_id::judge,
    embed_cycle::judge,
    large_embed::judge,
    long_name::judge,
    menu::judge,
    misplaced_embed::judge,
    path_clash::judge,
    prerequisite_cycle::judge,
    refused_address::judge,
    self_relation::judge,
    unheld_role::judge,
    unknown_citation::judge,
    unknown_role::judge,
    unlisted_language_suffix::judge,
    unportable_name::judge,
    unused_source::judge,
    unverified_source::judge,
];

/// Rules whose findings come of making artifacts.
const MADE: [&Rule; 5] = [
    &paper::CARD,
    &missing_glyph::RULE,
    &paper::SIDES,
    &unprintable_picture::RULE,
    &unprintable::RULE,
];

/// Rules that miss something in a page, which may stand in a part that could not be read.
const MISSING: [&Rule; 5] = [
    &empty_page::NO_TEXT,
    &missing_section::RULE,
    &missing_summary::RULE,
    &missing_term::RULE,
    &missing_title::RULE,
];

/// Judges one page by the rules that need no other. `parsed` are the findings of parsing it.
pub fn page(page: &Page, schema: &Schema, parsed: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for judge in PAGE_JUDGES {
        judge(page, schema, &mut found);
    }
    if parsed.iter().any(|one| one.rule == data_syntax::RULE.name) {
        found.retain(|one| MISSING.iter().all(|rule| rule.name != one.rule));
    }
    found
}

/// Judges the site by the rules that need more than one page. `memo` spares what the last site had
/// too, and changes nothing else.
pub fn check(site: &Site, memo: &mut Memo) -> Vec<Diagnostic> {
    let judged = JUDGES.par_iter().map(|judge| {
        let mut found = Vec::new();
        judge(site, &mut found);
        found
    });
    let judged = || judged.collect::<Vec<_>>();
    let (judged, mut found) = rayon::join(judged, || memo.judged(site));
    found.extend(judged.into_iter().flatten());
    found
}

/// Takes out the findings that a writer allows, and says where an allowance is at fault.
pub(crate) fn silence(site: &Site, findings: &mut Vec<Diagnostic>) {
    silence::silence(site, findings);
}

/// Takes out of findings that came of making artifacts those that writers allow.
pub(crate) fn silence_made(site: &Site, findings: &mut Vec<Diagnostic>) {
    silence::silence_made(site, findings);
}

/// The list of rules as a Markdown table, for the documentation.
pub fn documentation() -> String {
    let mut table = String::from("| rule | weight | finds |\n|---|---|---|\n");
    for rule in RULES {
        let weight = rule.severity.name();
        let about = rule.about.replace('|', "\\|");
        table.push_str(&format!("| `{}` | {weight} | {about} |\n", rule.name));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::testing::findings;
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
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
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
                assert!(own.contains(&format!("{module}::judge")), "{module}");
            }
        }
    }

    #[test]
    fn what_stands_in_a_part_that_cannot_be_read_is_not_missed_as_well() {
        let page = "+++\ntitle = \"A\nkind = \"method\"\n\n## Summary\n\nText.\n";
        let found = findings(&[("content/a.md", page)]);
        let others: Vec<_> = found
            .iter()
            .filter(|line| !line.contains("[data-syntax]"))
            .collect();
        assert!(found.len() > others.len() && others.is_empty(), "{found:?}");
    }

    #[test]
    fn the_documentation_has_a_row_for_each_rule() {
        let table = documentation();
        assert_eq!(table.lines().count(), RULES.len() + 2);
        assert!(table.contains("| `dead-link` | error | A link, an embed, "));
    }
}

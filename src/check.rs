//! Judges pages and the [`Site`] by tables of rules, one file a rule: its documentation, its
//! messages, its logic and its tests.
//!
//! 1. Rules on what cannot be read are called where it is read.
//! 2. [`page`] judges one page by the rules of [`PAGE_JUDGES`], which need no other page, so that
//!    their findings can be remembered beside it.
//! 3. [`check`] judges each page together with the works it cites by those of [`CITED_JUDGES`],
//!    whose findings are remembered too, and the site by those of [`JUDGES`], on threads.
//! 4. [`theme`] judges the theme that the site is made with.
//! 5. `one_cause` takes out what only follows from another finding, `suppress` what writers allow.
//!
//! Takes pages and the site; gives findings; changes nothing. Beside the rules there are
//! `reference`, `route_label` and `people_phrase`, which several of them ask.

use rayon::prelude::*;

pub use self::cache::CheckCache;
use self::cache::CitedJudge;
pub use self::rules::RULES;
use crate::diagnostic::{Diagnostic, Rule, data_syntax, unknown_field};
use crate::load::ThemeFiles;
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::Sources;

pub(crate) mod active_attachment;
pub(crate) mod agenda_too_long;
pub(crate) mod ambiguous_link;
mod blocks;
mod cache;
pub(crate) mod case_clash;
pub(crate) mod claim_without_locator;
pub(crate) mod contradictory_times;
pub(crate) mod contrast;
pub(crate) mod cut_row;
pub(crate) mod dead_heading;
pub(crate) mod dead_link;
pub(crate) mod decision_without_rule;
pub(crate) mod duplicate_footnote;
pub(crate) mod duplicate_id;
pub(crate) mod embed_cycle;
pub(crate) mod empty_link;
pub(crate) mod empty_page;
pub(crate) mod empty_section;
pub(crate) mod first_level_heading;
mod foreign_notation;
pub(crate) mod front_page;
pub(crate) mod group_size;
pub(crate) mod heading_braces;
pub(crate) mod interface_words;
mod isbn;
mod kind_icon;
mod kind_labels;
mod language_folders;
pub(crate) mod large_embed;
pub(crate) mod leftover_placeholder;
pub(crate) mod licence_clash;
pub(crate) mod long_name;
mod look;
pub(crate) mod malformed_identifier;
pub(crate) mod meeting_word;
pub(crate) mod menu;
pub(crate) mod misplaced_embed;
pub(crate) mod missing_alt;
pub(crate) mod missing_break;
pub(crate) mod missing_evaluation;
pub(crate) mod missing_glyph;
pub(crate) mod missing_minutes;
pub(crate) mod missing_people;
pub(crate) mod missing_section;
pub(crate) mod missing_summary;
pub(crate) mod missing_term;
pub(crate) mod missing_title;
pub(crate) mod must_too_long;
pub(crate) mod near_mark;
mod one_cause;
pub(crate) mod open_mark;
pub(crate) mod original_changed;
pub(crate) mod overlaid_source;
pub(crate) mod path_clash;
pub(crate) mod people_out_of_range;
mod people_phrase;
pub(crate) mod plain_code;
pub(crate) mod prerequisite_cycle;
mod prose;
mod reference;
pub(crate) mod refused_address;
pub(crate) mod removed_html;
pub(crate) mod route_label;
mod rules;
pub(crate) mod same_work;
pub(crate) mod second_index;
pub(crate) mod second_translation;
mod section_text;
pub(crate) mod self_relation;
pub(crate) mod shorter_than_method;
pub(crate) mod skipped_heading_level;
pub(crate) mod source_count;
pub(crate) mod stale_override;
mod suppress;
mod swallowed_source;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod typed_clock_time;
mod typed_level;
pub(crate) mod uncited_section;
pub(crate) mod unheld_role;
pub(crate) mod unknown_citation;
pub(crate) mod unknown_original;
pub(crate) mod unknown_role;
pub(crate) mod unknown_source;
pub(crate) mod unlisted_language_suffix;
pub(crate) mod unportable_name;
mod unread_document;
pub(crate) mod unread_field;
pub(crate) mod unread_heading;
pub(crate) mod unread_link;
pub(crate) mod unread_mark;
mod unread_theme_file;
pub(crate) mod untimed_minutes;
pub(crate) mod unused_footnote;
pub(crate) mod unused_source;
pub(crate) mod unverified_source;

/// What a rule that needs one page and the schema of its kind has to say of it.
type PageJudge = fn(&Page, &Schema, &mut Vec<Diagnostic>);

const PAGE_JUDGES: &[PageJudge] = &[
    agenda_too_long::judge,
    contradictory_times::judge,
    cut_row::judge,
    decision_without_rule::judge,
    duplicate_footnote::judge,
    empty_link::judge,
    empty_page::judge,
    empty_section::judge,
    first_level_heading::judge,
    foreign_notation::judge,
    group_size::judge,
    heading_braces::judge,
    leftover_placeholder::judge,
    meeting_word::judge,
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
    open_mark::judge,
    people_out_of_range::judge,
    plain_code::judge,
    skipped_heading_level::judge,
    source_count::judge,
    uncited_section::judge,
    typed_clock_time::judge,
    unknown_original::judge_page,
    unread_heading::judge,
    unread_link::judge,
    unread_mark::judge,
    untimed_minutes::judge,
    unused_footnote::judge,
];

const CITED_JUDGES: &[CitedJudge] = &[claim_without_locator::judge, front_page::judge];

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
    kind_labels::judge,
    large_embed::judge,
    licence_clash::judge,
    long_name::judge,
    look::judge,
    malformed_identifier::judge,
    meeting_word::judge_roles,
    menu::judge,
    marks_and_sources,
    misplaced_embed::judge,
    original_changed::judge,
    overlaid_source::judge,
    path_clash::judge,
    prerequisite_cycle::judge,
    refused_address::judge,
    removed_html::judge,
    same_work::judge,
    second_index::judge,
    second_translation::judge,
    self_relation::judge,
    shorter_than_method::judge,
    swallowed_source::judge,
    unheld_role::judge,
    unknown_citation::judge,
    unknown_original::judge,
    unknown_role::judge,
    unknown_source::judge,
    unlisted_language_suffix::judge,
    unportable_name::judge,
    unread_document::judge,
    unread_field::judge,
    unverified_source::judge,
];

/// Judges run on threads of their own, and these two one after the other: a source that a text nearly cites is not told of as one
/// that nobody uses.
fn marks_and_sources(site: &Site, findings: &mut Vec<Diagnostic>) {
    near_mark::judge(site, findings);
    unused_source::judge(site, findings);
}

/// Rules that miss something in a page, which may stand in a part that could not be read.
static MISSING: [&Rule; 5] = [
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
    if parsed.iter().any(|one| *one.rule == data_syntax::RULE) {
        found.retain(|one| MISSING.iter().all(|rule| **rule != *one.rule));
    }
    // A field whose name is mistyped is there, and is told where it stands.
    for (field, missing) in [
        ("title", &missing_title::RULE),
        ("summary", &missing_summary::RULE),
    ] {
        if parsed.iter().any(|one| is_misspelled(one, field)) {
            found.retain(|one| *one.rule != *missing);
        }
    }
    found
}

/// Whether a finding says that a field was meant to be called so.
fn is_misspelled(finding: &Diagnostic, field: &str) -> bool {
    let edits = finding.suggestion.iter().flat_map(|one| &one.edits);
    *finding.rule == unknown_field::RULE && edits.into_iter().any(|edit| edit.text == field)
}

/// Judges the site by the rules that need more than one page. `cache` spares what the last site had
/// too, and changes nothing else.
pub fn check(site: &Site, cache: &mut CheckCache) -> Vec<Diagnostic> {
    let judged = JUDGES.par_iter().map(|judge| {
        let mut found = Vec::new();
        judge(site, &mut found);
        found
    });
    let judged = || judged.collect::<Vec<_>>();
    let (judged, mut found) = rayon::join(judged, || cache.judged(site, CITED_JUDGES));
    found.extend(judged.into_iter().flatten());
    found
}

/// Takes out the findings that only follow from another.
pub(crate) fn drop_echoes(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    one_cause::drop_echoes(sources, findings);
}

/// Takes out the findings that a writer allows, and says where an allowance is at fault.
pub(crate) fn suppress(site: &Site, findings: &mut Vec<Diagnostic>) {
    suppress::suppress(site, findings);
}

/// Takes out of findings that came of making artifacts those that writers allow.
pub(crate) fn suppress_rendered(site: &Site, findings: &mut Vec<Diagnostic>) {
    suppress::suppress_rendered(site, findings);
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

/// Every finding about the theme that a site is made with.
pub fn theme(site: &Site, theme: &ThemeFiles, sources: &Sources) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    stale_override::judge(theme, sources, &mut findings);
    contrast::judge(&site.config.look, &theme.tokens, &mut findings);
    unread_theme_file::judge(site, theme, sources, &mut findings);
    kind_icon::judge(&site.schema.kinds, &theme.statics, &mut findings);
    findings
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::documentation;
    use super::testing::findings;
    use crate::check::rules::RULES;

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

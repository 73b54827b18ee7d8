//! Takes out findings that follow from what could not be read: a fault is told once, at its own place.
//!
//! 1. Of a field that cannot be read, nothing else is said: not that nobody reads it, nor that it is of another type.
//! 2. A mark whose source stands in a bibliography that cannot be read to its end cites no unknown source; nor does any, where
//!    a bibliography cannot be read at all.
//! 3. Where a handbook beneath is not there, no page and no source is unknown that it may have.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::{dead_link, empty_page, unknown_citation, unread_field};
use crate::diagnostic::{
    Diagnostic, Severity, bibliography_syntax, data_syntax, extended_page, ill_typed_field,
    unknown_field, unreadable_file, unusable_upstream,
};
use crate::model::source::{SourceId, Sources};

/// Leaves of `findings`, which are all there are, those that are no mere echo of another.
pub(super) fn drop_echoes(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    let is_missing =
        |one: &Diagnostic| *one.rule == unusable_upstream::RULE && one.severity == Severity::Error;
    if findings.iter().any(is_missing) {
        drop_what_is_beneath(findings);
    }
    let fields = unread_lines(sources, findings);
    let bibliographies = unread_bibliographies(findings);
    let misses_sources = findings
        .iter()
        .any(|one| is_of_lost_bibliography(sources, one));
    if fields.is_empty() && bibliographies.is_empty() && !misses_sources {
        return;
    }
    let texts = bibliographies.iter().map(|id| &*sources.get(*id).text);
    let names: HashSet<&str> = texts.flat_map(names_of_records).collect();
    findings.retain(|finding| {
        let echoes_field = is_of_field(finding) && is_within(finding, &fields);
        let echoes_source = unknown_citation::is_of_source(finding)
            && (misses_sources
                || names.contains(&sources.get(finding.span.source).text[finding.span.range()]));
        !echoes_field && !echoes_source
    });
}

/// Takes out what is said of pages and sources that a missing handbook may have, and of pages that lack its text.
fn drop_what_is_beneath(findings: &mut Vec<Diagnostic>) {
    let extends = |one: &Diagnostic| *one.rule == extended_page::RULE;
    let extending = findings.iter().filter(|one| extends(one));
    let extending: HashSet<SourceId> = extending.map(|one| one.span.source).collect();
    let unknown = [
        &dead_link::RULE,
        &unknown_citation::RULE,
        &extended_page::RULE,
    ];
    findings.retain(|one| {
        let lacks_text = *one.rule == empty_page::NO_TEXT && extending.contains(&one.span.source);
        !lacks_text && !unknown.contains(&one.rule)
    });
}

/// Whether a finding is about a field as a whole or about its value.
fn is_of_field(finding: &Diagnostic) -> bool {
    let rules = [
        &ill_typed_field::RULE,
        &unknown_field::RULE,
        &unread_field::RULE,
    ];
    rules.contains(&finding.rule)
}

/// The lines of the fields that cannot be read.
fn unread_lines(sources: &Sources, findings: &[Diagnostic]) -> Vec<(SourceId, Range<usize>)> {
    let faults = findings.iter().filter(|one| data_syntax::is_one(one));
    let lines = faults.map(|fault| {
        let text = &sources.get(fault.span.source).text;
        let range = fault.span.range();
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let length = text[range.end..].find('\n');
        let end = length.map_or(text.len(), |length| range.end + length);
        (fault.span.source, start..end)
    });
    lines.collect()
}

fn is_within(finding: &Diagnostic, lines: &[(SourceId, Range<usize>)]) -> bool {
    let start = finding.span.start as usize;
    let mut lines = lines.iter();
    lines.any(|(source, range)| *source == finding.span.source && range.contains(&start))
}

fn unread_bibliographies(findings: &[Diagnostic]) -> Vec<SourceId> {
    let mut sources = Vec::new();
    for finding in findings {
        let source = finding.span.source;
        if *finding.rule == bibliography_syntax::RULE && !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// Whether a finding says of a bibliography that nothing of it could be read.
fn is_of_lost_bibliography(sources: &Sources, finding: &Diagnostic) -> bool {
    let path = &sources.get(finding.span.source).path;
    let extension = path.rsplit('.').next().unwrap_or_default();
    let is_bibliography = matches!(&*extension.to_ascii_lowercase(), "bib" | "bibtex");
    let is_unread = *finding.rule == unreadable_file::RULE && is_bibliography;
    is_unread || bibliography_syntax::is_stand_in(finding)
}

/// The names of sources in a bibliography, where records begin with them: `@book{key,`, `key:`, `"key"`. A word that only
/// stands like one is among them.
fn names_of_records(text: &str) -> HashSet<&str> {
    let mut names = HashSet::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        // A colon within a word is part of it: `doi:10.1`.
        let is_colon = letter == ':' && next.is_none_or(char::is_whitespace);
        if !is_colon && !letter.is_whitespace() && !"{}()[],\"'".contains(letter) {
            continue;
        }
        if at > start && (is_colon || matches!(letter, ',' | '"' | '\'')) {
            names.insert(&text[start..at]);
        }
        start = at + letter.len_utf8();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::names_of_records;
    use crate::engine::{Engine, Options};

    fn rules(files: &[(&str, &str)]) -> Vec<String> {
        let built = Engine::default().build_texts(files, &Options::default());
        let findings = built.findings.iter();
        findings.map(|one| one.rule.name.to_owned()).collect()
    }

    #[test]
    fn a_field_that_cannot_be_read_is_told_once() {
        let site = "title = \"T\"\nlanguages = [\"en\"]\nlicence = \"CC-BY-4.0\"\n";
        let page = "+++\ntitle = \"Home\"\n+++\nHello.\n";
        for (path, text) in [
            (
                "content/index.md",
                "+++\ntitle = \"Home\"\nx = [\n+++\nHello.\n",
            ),
            ("content/index.md", "---\ntitle: Home\nx: [a\n---\nHello.\n"),
            ("site.toml", "title = \"T\"\nlanguages = [\"en\"]\nx = [\n"),
        ] {
            let mut files = vec![("site.toml", site), ("content/index.md", page)];
            files.retain(|(other, _)| *other != path);
            files.push((path, text));
            assert_eq!(rules(&files), ["data-syntax"], "{path} {text}");
        }
    }

    #[test]
    fn no_source_is_unknown_where_a_bibliography_is_lost() {
        let page = "+++\ntitle = \"Home\"\n+++\nHello [@han-2014, p. 3] and [@li, p. 2].\n";
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 12\n";
        for text in [
            pointer,
            "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n",
        ] {
            let files = [("content/index.md", page), ("content/s.bib", text)];
            assert_eq!(rules(&files), ["bibliography-syntax"], "{text}");
        }
        let marked = "+++\ntitle = \"Home\"\n+++\nHello [@index].\n";
        let files = [("content/index.md", marked), ("content/s.bib", pointer)];
        assert_eq!(rules(&files), ["unknown-citation", "bibliography-syntax"]);
    }

    #[test]
    fn a_source_in_a_bibliography_that_cannot_be_read_is_not_unknown_too() {
        let page = "+++\ntitle = \"Home\"\n+++\nHello [@han-2014, p. 3].\n";
        for (path, text) in [
            ("content/s.bib", "@book{han-2014, title={A}, year={2001}\n"),
            ("content/s.yaml", "han-2014:\n  type: book\n  title: [A\n"),
            (
                "content/s.json",
                "[{\"id\":\"han-2014\",\"type\":\"book\",\"title\":\"A\"",
            ),
        ] {
            let files = [("content/index.md", page), (path, text)];
            assert_eq!(rules(&files), ["bibliography-syntax"], "{path}");
        }
        let files = [
            ("content/index.md", page),
            ("content/s.bib", "@book{other, title={A}\n"),
        ];
        assert_eq!(rules(&files), ["unknown-citation", "bibliography-syntax"]);
    }

    #[test]
    fn a_source_is_there_where_a_record_begins_with_its_name() {
        for text in [
            "@book{a,",
            "@book{a, title={x}",
            "a:\n  type: x",
            "[{\"id\": \"a\"}]",
        ] {
            assert!(names_of_records(text).contains("a"), "{text}");
        }
        assert!(names_of_records("@x{DBLP:conf/a, t").contains("DBLP:conf/a"));
        for text in ["author = {a b}", "", "@book{ab,", "title = {x a}"] {
            assert!(!names_of_records(text).contains("a"), "{text}");
        }
    }
}

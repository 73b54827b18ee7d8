//! A source that nobody is said to have seen.

use std::collections::HashSet;

use crate::bibliography::{Record, Verification};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Site, WorkIndex};

pub(crate) const RULE: Rule = Rule {
    name: "unverified-source",
    severity: Severity::Note,
    about: "A source whose record does not say how, when and by whom it was seen. Readers are told \
            so. Nobody has to invent a check to be rid of the note.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let checked: HashSet<WorkIndex> = site
        .pages
        .iter()
        .filter(|page| {
            page.page
                .meta
                .fields
                .iter()
                .any(|field| field.id == "verified")
        })
        .filter_map(|page| page.work)
        .collect();
    for (index, work) in site.works.iter().enumerate() {
        let record = &work.record;
        if record.verification() == Verification::None && !checked.contains(&index) {
            findings.push(finding(record));
        }
    }
}

fn finding(record: &Record) -> Diagnostic {
    let message = format!("the record of `{}` does not say who has seen it", record.id);
    RULE.at(record.span, message).help(
        "when somebody has, add the field `verified`, such as: 2026-11-01, Ada, the printed book",
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_record_or_a_page_of_the_source_says_who_has_seen_it() {
        let bib = "@book{a,\n  title = {A},\n  verified = {Ada},\n}\n\n@book{b,\n  title = {B},\n}\n\n@book{c,\n  title = {C},\n}\n";
        let page = "+++\ntitle = \"B\"\nkind = \"source\"\nsummary = \"S.\"\nverified = { by = \"Ada\" }\n+++\n## What we use it for\n\nx\n";
        assert_eq!(
            of(
                "unverified-source",
                &[("content/s.bib", bib), ("content/b.md", page)]
            ),
            [
                "note[unverified-source] content/s.bib:10:7 the record of `c` does not say who has seen it; help: when somebody has, add the field `verified`, such as: 2026-11-01, Ada, the printed book"
            ]
        );
    }
}

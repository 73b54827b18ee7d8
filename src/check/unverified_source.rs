//! A source that nobody is said to have seen.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::{BibEntry, Verification};
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "unverified-source",
    severity: Severity::Note,
    about: "A source that pages cite, and whose record does not say how, when and by whom it was seen. Readers are told \
            so. Nobody has to invent a check to be rid of the note.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let records = site.works.iter().map(|work| &work.record);
    let unverified = records.filter(|record| record.verification() == Verification::None);
    findings.extend(unverified.map(|record| finding(record)));
}

fn finding(record: &BibEntry) -> Diagnostic {
    let message = format!("the record of `{}` does not say who has seen it", record.id);
    RULE.at(record.span, message)
        .fact("records that do not say who has seen the work")
        .help("when somebody has, add the field `verified`, such as: 2026-11-01, Ada, the printed book")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_record_or_a_page_of_the_source_says_who_has_seen_it() {
        let bib = "@book{a,\n  title = {A},\n  verified = {Ada},\n}\n\n@book{b,\n  title = {B},\n}\n\n@book{c,\n  title = {C},\n}\n";
        let page = "+++\ntitle = \"B\"\nkind = \"source\"\nsummary = \"S.\"\nverified = { by = \"Ada\" }\n+++\n## What we use it for\n\nX [@a], [@c].\n";
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

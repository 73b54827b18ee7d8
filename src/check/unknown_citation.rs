//! A mark that cites a source which no bibliography has.

use std::collections::HashSet;

use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::suggest::Candidates;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-citation",
    severity: Severity::Error,
    about: "A mark such as [source: id] whose id no bibliography has, so that the reader cannot \
            check the claim.",
};

/// How the message about a source begins.
const UNKNOWN: &str = "no bibliography has a source";

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let unknown: Vec<(&str, Span)> = unknown(site).collect();
    if unknown.is_empty() {
        return;
    }
    let pages: HashSet<&str> = site
        .pages
        .iter()
        .map(|page| page.page.meta.id.value.as_str())
        .collect();
    let mut candidates = Candidates::default();
    for record in site.records() {
        candidates.add(record.id.as_str());
    }
    let near = candidates.nearest_of_each(unknown.iter().map(|(key, _)| *key));
    for (key, place) in unknown {
        let near = near.get(key).copied();
        findings.push(finding(key, place, pages.contains(key), near));
    }
}

/// Whether a finding says of a source that no bibliography has it. That one is a page is said whatever can be read.
pub(super) fn is_of_source(finding: &Diagnostic) -> bool {
    *finding.rule == RULE && finding.message.starts_with(UNKNOWN)
}

/// The keys that name no work, with their places.
fn unknown(site: &Site) -> impl Iterator<Item = (&str, Span)> {
    let pages = site.pages.iter();
    let doubtful = pages.filter(|page| !page.resolved.citations.all_known());
    doubtful.flat_map(|page| {
        let (typed, citations) = (&page.page.body.citations, &page.resolved.citations);
        let marks = typed.iter().zip(citations.marks());
        let items = marks.flat_map(|(mark, works)| mark.items.iter().zip(works));
        let items =
            items.filter_map(|(item, work)| work.is_none().then_some((&*item.key, item.key_span)));
        let inner = citations
            .inner()
            .iter()
            .filter(|inner| inner.work.is_none());
        items.chain(inner.map(|inner| {
            let item = &typed[inner.mark as usize].items[inner.item as usize];
            let inner = &item.citing[inner.at as usize];
            (&*inner.key, inner.key_span)
        }))
    })
}

fn finding(key: &str, place: Span, is_page: bool, near: Option<&str>) -> Diagnostic {
    if is_page {
        return RULE
            .at(place, format!("`{key}` is a page, not a source"))
            .help(format!("link to a page with [[{key}]]"));
    }
    let finding = RULE.at(place, format!("{UNKNOWN} `{key}`"));
    match near {
        Some(near) => finding.did_you_mean(near, Suggestion::inner(Maybe, place, key, near)),
        None => finding.help(format!(
            "add a record with the id {key} to a .bib file of the content folder"
        )),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn a_misspelled_id_a_page_and_an_unknown_source_are_told_apart() {
        let bib =
            "@book{han-2014,\n  title = {How},\n  author = {Han, Hahrie},\n  date = {2014},\n}\n";
        for (text, expected) in [
            (
                "X [source: han-2041].",
                "12 no bibliography has a source `han-2041`; help: did you mean `han-2014`?",
            ),
            (
                "X [see @han-2014; @a].",
                "20 `a` is a page, not a source; help: link to a page with [[a]]",
            ),
            (
                "X [@mcalevey-2016].",
                "5 no bibliography has a source `mcalevey-2016`; help: add a record with the id mcalevey-2016 to a .bib file of the content folder",
            ),
            ("X [@han-2014].", ""),
        ] {
            let page = titled(text);
            let files = [("content/a.md", page.as_str()), ("content/s.bib", bib)];
            let found = of("unknown-citation", &files).join("\n");
            let found = found.replace("error[unknown-citation] content/a.md:4:", "");
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! A mark that cites a source which no bibliography has.

use std::collections::HashSet;

use crate::check::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::CitationItem;
use crate::site::Site;

pub(crate) const RULE: Rule = Rule {
    name: "unknown-citation",
    severity: Severity::Error,
    about: "A mark such as [source: id] whose id no bibliography has, so that the reader cannot \
            check the claim.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let unknown: Vec<&CitationItem> = unknown(site).collect();
    if unknown.is_empty() {
        return;
    }
    let pages: HashSet<&str> = site
        .pages
        .iter()
        .map(|page| page.page.meta.id.value.as_str())
        .collect();
    let mut vocabulary = Vocabulary::default();
    for work in &site.works {
        vocabulary.add(work.record.id.as_str());
    }
    let near = vocabulary.nearest_of_each(unknown.iter().map(|item| &*item.key));
    for item in unknown {
        let near = near.get(&*item.key).copied();
        findings.push(finding(item, pages.contains(&*item.key), near));
    }
}

fn unknown(site: &Site) -> impl Iterator<Item = &CitationItem> {
    let pages = site.pages.iter();
    let doubtful = pages.filter(|page| !page.leads.citations.all_known());
    doubtful.flat_map(|page| {
        let marks = page
            .page
            .body
            .citations
            .iter()
            .zip(page.leads.citations.marks());
        let items = marks.flat_map(|(mark, works)| mark.items.iter().zip(works));
        items.filter_map(|(item, work)| work.is_none().then_some(item))
    })
}

fn finding(item: &CitationItem, is_page: bool, near: Option<&str>) -> Diagnostic {
    let key = &item.key;
    if is_page {
        return RULE
            .at(item.key_span, format!("`{key}` is a page, not a source"))
            .help(format!("link to a page with [[{key}]]"));
    }
    let finding = RULE.at(
        item.key_span,
        format!("no bibliography has a source `{key}`"),
    );
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
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

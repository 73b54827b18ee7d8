//! A claim that cites the front page of a web site, on which nobody finds it.

use std::collections::HashSet;

use hayagriva::types::EntryType;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::BibEntry;
use crate::model::config::Schema;
use crate::model::site::{SitePage, Work};

pub(crate) static RULE: Rule = Rule {
    name: "front-page",
    severity: Severity::Note,
    about: "A mark without a place that cites the front page of a web site. It backs no more than that the site exists: a reader \
            who looks for the claim has the whole site to search.",
};

pub(crate) fn judge(page: &SitePage, works: &[Work], _: &Schema, findings: &mut Vec<Diagnostic>) {
    let marks = page.page.body.citations.iter();
    let marks = marks.zip(page.resolved.citations.marks());
    let mut told = HashSet::new();
    for (mark, cited) in marks {
        for (item, work) in mark.items.iter().zip(cited) {
            let Some(work) = *work else {
                continue;
            };
            let record = &works[work].record;
            if item.locator.is_none() && is_front_page(record) && told.insert(work) {
                findings.push(finding(record, item.key_span));
            }
        }
    }
}

/// Whether the work is known by nothing but the front page of a web site.
fn is_front_page(record: &BibEntry) -> bool {
    let entry = &record.entry;
    let is_web = matches!(
        entry.entry_type(),
        EntryType::Web | EntryType::Blog | EntryType::Misc | EntryType::Repository
    );
    let address = entry.url().map(|url| &url.value);
    let is_front = address.is_some_and(|url| {
        let path = url.path().trim_matches('/').to_ascii_lowercase();
        let is_index = ["", "index.html", "index.htm", "index.php", "home"].contains(&&*path);
        // `/fr/` is the front page in French.
        let is_language = path.len() == 2 && path.bytes().all(|b| b.is_ascii_alphabetic());
        (is_index || is_language) && url.query().is_none() && url.fragment().is_none()
    });
    is_web && is_front && entry.doi().is_none()
}

fn finding(record: &BibEntry, span: crate::model::source::Span) -> Diagnostic {
    let id = &record.id;
    RULE.at(
        span,
        format!("`{id}` is the front page of a web site, which does not hold the claim"),
    )
    .help(format!(
        "cite the page of that site on which you read it, or name the place: [source: {id}, sec. \"About us\"]; what you read \
         elsewhere is second-hand"
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn a_front_page_without_a_place_is_told_once_a_page() {
        let record = |id: &str, url: &str| {
            format!("@online{{{id},\n  title = {{A}},\n  url = {{{url}}},\n}}\n")
        };
        let bib = [
            record("front", "https://example.org"),
            record("french", "https://example.org/fr/"),
            record("article", "https://example.org/2020/a"),
            record("query", "https://example.org/?p=3"),
        ]
        .concat();
        let page = titled("X [@front]. Y [@front]. Z [@french, sec. 2]. W [@article]. V [@query].");
        let files = [("content/a.md", page.as_str()), ("content/s.bib", &bib)];
        let found = of("front-page", &files);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("content/a.md:4:5 `front` is the front page"),
            "{found:?}"
        );
    }
}

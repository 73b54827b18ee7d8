//! A second source within one item of a mark, which is read as a remark: `[source: a, b]`.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, malformed_citation};
use crate::model::site::Site;

/// Words that join two sources where a semicolon has to.
const JOINTS: [&str; 7] = ["and ", "& ", "also ", "und ", "et ", "y ", "e "];

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let ids: HashSet<&str> = site.records().map(|record| record.id.as_str()).collect();
    for placed in &site.pages {
        let citations = &placed.page.body.citations;
        let items = citations
            .iter()
            .flat_map(|mark| mark.items.iter().map(move |item| (mark, item)));
        for (mark, item) in items {
            let Some(second) = item.suffix.as_deref().and_then(second) else {
                continue;
            };
            if ids.contains(second) && *second != *item.key {
                findings.push(malformed_citation::swallowed(mark.span, &item.key, second));
            }
        }
    }
}

/// The first word of a remark, without what joins it to the source before it.
fn second(suffix: &str) -> Option<&str> {
    let words = suffix.trim_start_matches([',', ' ']);
    let words = JOINTS
        .iter()
        .find_map(|joint| words.strip_prefix(joint))
        .unwrap_or(words);
    let end = words.find([',', ' ', ';']).unwrap_or(words.len());
    let (word, rest) = words.split_at(end);
    let is_whole = rest.trim_start().is_empty() || rest.starts_with([',', ';']);
    (is_whole && !word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn a_known_source_is_no_remark() {
        let bib = "@book{han-2014, title = {How}, date = {2014}}\n@book{jones, title = {Why}, date = {2015}}\n";
        for (text, expected) in [
            ("X [source: han-2014, jones].", "write [@han-2014; @jones]"),
            (
                "X [source: han-2014, and jones].",
                "write [@han-2014; @jones]",
            ),
            (
                "X [@han-2014, p. 3, jones, p. 4].",
                "write [@han-2014; @jones]",
            ),
            ("X [@han-2014, a survey; @jones, and more].", ""),
            ("X [@han-2014, jones thought so].", ""),
        ] {
            let page = titled(text);
            let found = of(
                "malformed-citation",
                &[("content/a.md", page.as_str()), ("content/s.bib", bib)],
            );
            let help = found
                .first()
                .and_then(|found| found.split("semicolon: ").nth(1));
            assert_eq!(help.unwrap_or_default(), expected, "{text}: {found:?}");
        }
    }
}

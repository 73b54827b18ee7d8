//! Pages with a name by which other tools know a folder's own page, beside one that is it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::site::Site;
use crate::model::source::Span;
use crate::parse;

pub(crate) static RULE: Rule = Rule {
    name: "second-index",
    severity: Severity::Note,
    about: "A `README.md` or `_index.md` beside an `index.md`, or a `README.md` beside an `_index.md`. The \
            folder's own page is the first of `index.md`, `_index.md` and `README.md`; the others are pages \
            like any other.",
};

/// One finding for all of them, at the first.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let languages = &site.config.languages;
    let seconds = || {
        let pages = site.pages.iter().map(|page| &page.page);
        pages.filter(|page| parse::is_second(&page.place, languages))
    };
    let Some(first) = seconds().next() else {
        return;
    };
    let others = match seconds().count() - 1 {
        0 => String::new(),
        1 => " (and so is one other)".to_owned(),
        count => format!(" (and so are {count} others)"),
    };
    let message = format!(
        "this folder has a page of its own, so that {} is one like any other{others}",
        first.path
    );
    findings.push(
        RULE.at(Span::whole(first.source), message)
            .help("keep both, or move what this one says to the other"),
    );
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn it_is_told_once() {
        let page = "---\ntitle: A\n---\nx\n";
        let files = [
            ("content/a/README.md", page),
            ("content/a/index.md", page),
            ("content/b/README.md", page),
            ("content/b/_index.md", page),
            ("content/c/README.md", page),
        ];
        assert_eq!(
            of("second-index", &files),
            [
                "note[second-index] content/a/README.md:1:1 this folder has a page of its own, so that a/README.md is one like any other (and so is one other); help: keep both, or move what this one says to the other"
            ]
        );
    }
}

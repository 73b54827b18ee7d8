//! Two pages of one language with one id.

use std::collections::HashMap;

use crate::config::Lang;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Site, SitePage};

pub(crate) const RULE: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Error,
    about: "Two pages of one language with one id. Links by it would lead to the first of them, \
            and nothing to the second.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Lang, &str), &SitePage> = HashMap::with_capacity(site.pages.len());
    for page in &site.pages {
        let meta = &page.page.meta;
        let other = *first.entry((meta.lang, &meta.id.value)).or_insert(page);
        // Two pages at one path are one finding, and not this.
        if other.url != page.url {
            findings.push(finding(page, other));
        }
    }
}

fn finding(page: &SitePage, other: &SitePage) -> Diagnostic {
    let (meta, other_meta) = (&page.page.meta, &other.page.meta);
    let id = &meta.id.value;
    let message = format!("the page {} has the id `{id}` already", other.page.path);
    RULE.at(meta.id.span, message)
        .note(other_meta.id.span, "the other page")
        .help(format!(
            "give one of them another: id = \"{}\"",
            another(page)
        ))
}

/// An id that tells the page from the other: with its folder before it.
fn another(page: &SitePage) -> String {
    let id = &page.page.meta.id.value;
    let mut folders = page.page.path.rsplit('/').skip(1);
    match folders.find(|folder| *folder != id.as_str()) {
        Some(folder) => format!("{}-{id}", folder.replace(' ', "-")),
        None => format!("{id}-2"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn both_pages_are_named() {
        let page = "+++\ntitle = \"A\"\n+++\n";
        let files = [
            ("site.toml", "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n"),
            ("content/cases/base.md", page),
            ("content/methods/base.md", page),
            ("content/methods/base.fr.md", page),
            (
                "content/methods/x.md",
                "+++\ntitle = \"A\"\nid = \"base\"\n+++\n",
            ),
        ];
        let note = "note content/cases/base.md:1:1 the other page";
        let error = "error[duplicate-id] content/methods/";
        let message = "the page cases/base.md has the id `base` already; help: give one of them another: id = \"methods-base\"";
        assert_eq!(
            of("duplicate-id", &files),
            [
                format!("{error}base.md:1:1 {message}; {note}"),
                format!("{error}x.md:3:6 {message}; {note}"),
            ]
        );
    }
}

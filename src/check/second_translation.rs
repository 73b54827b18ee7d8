//! Two pages of one language that are translations of the same page.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::lang::Lang;
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "second-translation",
    severity: Severity::Warning,
    about: "Two pages of one language that are translations of the same page. Readers of its other \
            languages are led to the first of them alone.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut first = HashMap::new();
    for page in site.pages.iter().map(|page| &*page.page) {
        let meta = &page.meta;
        let original = meta.original();
        let key: (Lang, &str) = (meta.lang, &original.value);
        let other = *first.entry(key).or_insert(page);
        // Two pages of one id are told of already.
        if other.meta.id.value == meta.id.value {
            continue;
        }
        let named = [page, other]
            .into_iter()
            .find_map(|page| page.meta.translation_of.as_ref());
        let span = named.unwrap_or(&meta.id).span;
        let (id, lang) = (&original.value, site.config.code(meta.lang));
        let (path, other) = (&page.path, &other.path);
        let message =
            format!("{path} and {other} are both the page `{id}` in the language `{lang}`");
        findings.push(RULE.at(span, message).help(
            "put what both say on one of the two, or let one of them be a translation of another page",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn both_pages_are_named_and_two_languages_are_two_pages() {
        let page = "+++\ntitle = \"A\"\n+++\n";
        let of_walk = "+++\ntitle = \"B\"\ntranslation_of = \"walk\"\n+++\n";
        let files = [
            (
                "site.toml",
                "title = \"T\"\nlanguages = [\"en\", \"fr\", \"de\"]\n",
            ),
            ("content/marche.fr.md", of_walk),
            ("content/gehen.de.md", of_walk),
            ("content/walk.md", page),
            ("content/walk.fr.md", page),
        ];
        assert_eq!(
            of("second-translation", &files),
            [
                "warning[second-translation] content/marche.fr.md:3:18 walk.fr.md and marche.fr.md are both the page `walk` in the language `fr`; help: put what both say on one of the two, or let one of them be a translation of another page"
            ]
        );
    }
}

//! Fields of front matter that no part of the program reads, and that are called like none of its own.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::site::Site;
use crate::model::source::Spanned;

pub(crate) static RULE: Rule = Rule {
    name: "unread-field",
    severity: Severity::Note,
    about: "A field that no part of the program reads, as pages of other tools have them. A theme of \
            one's own finds it under `extra`. It is told once for the whole site.",
};

/// One finding for each field, at its first place.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut fields: BTreeMap<&str, Vec<&Spanned<String>>> = BTreeMap::new();
    let left_out = site.drafts.iter();
    let pages = site.pages.iter().map(|page| &page.page).chain(left_out);
    for field in pages.flat_map(|page| &page.meta.unread) {
        fields.entry(&field.value).or_default().push(field);
    }
    findings.extend(fields.into_iter().map(|(name, places)| {
        let pages = match places.len() {
            1 => String::new(),
            count => format!(" (on {count} pages)"),
        };
        let message = format!("nothing reads the field `{name}`{pages}");
        RULE.at(places[0].span, message).help(format!(
            "leave it as it is; a theme of your own finds it as page.extra.{name}"
        ))
    }));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_field_is_told_once_for_the_whole_site() {
        let page = "---\ntitle: A\nlayout: post\n---\nx\n";
        let files = [
            ("content/a.md", page),
            ("content/b.md", page),
            (
                "content/c.md",
                "---\ntitle: A\ncover: a.png\ndescription: D.\n---\nx\n",
            ),
        ];
        assert_eq!(
            of("unread-field", &files),
            [
                "note[unread-field] content/a.md:3:1 nothing reads the field `layout` (on 2 pages); help: leave it as it is; a theme of your own finds it as page.extra.layout",
                "note[unread-field] content/c.md:3:1 nothing reads the field `cover`; help: leave it as it is; a theme of your own finds it as page.extra.cover",
            ]
        );
    }

    #[test]
    fn a_field_near_one_of_ours_is_a_spelling_mistake() {
        let page = ("content/a.md", "---\ntitle: A\nsumary: S.\n---\nx\n");
        assert!(of("unread-field", &[page]).is_empty());
        assert_eq!(
            of("unknown-field", &[page]),
            [
                "warning[unknown-field] content/a.md:3:1 a page of kind `page` has no field `sumary`; help: did you mean `summary`?"
            ]
        );
    }
}

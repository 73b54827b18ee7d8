//! Two pages of one language with one id.

use std::collections::{HashMap, HashSet};

use crate::check::language_folders;
use crate::diagnostic::private_text::typed_in;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::lang::Lang;
use crate::model::page::Target;
use crate::model::site::{Site, SitePage};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Error,
    about: "Two pages of one language with one id. Links by it would lead to the first of them, \
            and nothing to the second. A note where only the names of their files are alike, and nothing \
            names them by it.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Lang, &str), &SitePage> = HashMap::with_capacity(site.pages.len());
    // That they are translations is said already.
    let unlisted = language_folders::unlisted(site);
    let translations: HashSet<&str> = unlisted
        .values()
        .flatten()
        .map(|page| &*page.path)
        .collect();
    let mut used = None;
    for page in &site.pages {
        let meta = &page.page.meta;
        let other = *first.entry((meta.lang, &meta.id.value)).or_insert(page);
        // Two pages at one path are one finding, and not this.
        let is_translated = [page, other]
            .iter()
            .any(|page| translations.contains(&*page.page.path));
        if other.url != page.url && !is_translated {
            let used = used.get_or_insert_with(|| UsedIds::of(site));
            findings.push(weighed(finding(page, other), page, other, used));
        }
    }
}

/// A finding as it stands where somebody chose the id or uses it, and else a note.
fn weighed(
    finding: Diagnostic,
    page: &SitePage,
    other: &SitePage,
    used: &UsedIds<'_>,
) -> Diagnostic {
    let is_chosen = |page: &SitePage| page.page.meta.id.span != Span::whole(page.page.source);
    let is_used = used.ids.contains(page.page.meta.id.value.as_str());
    if is_chosen(page) || is_chosen(other) || page.page.agenda.is_some() || is_used {
        return finding;
    }
    Diagnostic {
        severity: Severity::Note,
        ..finding.fact("files of one name")
    }
}

/// The ids by which something names a page: links, embeds and relations, and translations.
struct UsedIds<'a> {
    ids: HashSet<&'a str>,
}

impl<'a> UsedIds<'a> {
    fn of(site: &'a Site) -> Self {
        let mut ids: HashSet<&str> = HashSet::new();
        let mut first: HashMap<&str, Lang> = HashMap::new();
        for page in site.pages.iter().map(|page| &*page.page) {
            let links = page.body.links.iter().map(|link| &link.target);
            let targets = links.chain(page.body.embeds.iter().map(|embed| &embed.target));
            ids.extend(targets.filter_map(|target| match target {
                Target::Name { name, .. } => Some(&**name),
                _ => None,
            }));
            let meta = &page.meta;
            ids.extend(meta.relations.iter().map(|to| to.target.value.as_str()));
            ids.extend(meta.translation_of.as_ref().map(|id| id.value.as_str()));
            let id = meta.id.value.as_str();
            if *first.entry(id).or_insert(meta.lang) != meta.lang {
                ids.insert(id);
            }
        }
        UsedIds { ids }
    }
}

fn finding(page: &SitePage, other: &SitePage) -> Diagnostic {
    let (meta, other_meta) = (&page.page.meta, &other.page.meta);
    let id = &meta.id.value;
    let message = format!("the page {} has the id `{id}` already", other.page.path);
    RULE.at(meta.id.span, message)
        .note(other_meta.id.span, "the other page")
        .help(format!(
            "give one of them another: {}",
            typed_in(&page.page.text, "id", &another(page))
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
    fn files_of_one_name_weigh_nothing_until_something_names_them() {
        let page = "+++\ntitle = \"A\"\n+++\n";
        let link = "+++\ntitle = \"B\"\n+++\n\n[[base]]\n";
        for (other, weight) in [(page, "note"), (link, "error")] {
            let files = [
                ("content/cases/base.md", page),
                ("content/cases/other.md", other),
                ("content/methods/base.md", page),
            ];
            let found = of("duplicate-id", &files);
            assert_eq!(found.len(), 1, "{other}");
            assert!(found[0].starts_with(weight), "{found:?}");
        }
    }

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

//! A file named as if it were in a language that `site.toml` does not list.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::language_folders;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::Span;
use crate::parse::is_language_code;

pub(crate) static RULE: Rule = Rule {
    name: "unlisted-language-suffix",
    severity: Severity::Note,
    about: "A page such as `one-to-ones.de.md` whose name ends like that of a translation, into a \
            language that `site.toml` does not list, folders of such pages, or pages whose field `lang` \
            says so. They are pages of their own in the site's first language.",
};

/// One finding for each language, at its first page.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut unlisted: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in &site.pages {
        if let Some(code) = suffix(&page.page.path).filter(|code| site.config.lang(code).is_none())
        {
            unlisted.entry(code).or_default().push(&page.page);
        }
    }
    for (code, pages) in unlisted {
        findings.push(finding(site, code, &pages));
    }
    findings.extend(folders(site));
}

/// One finding for all folders of languages that are not listed, and for all fields that say one. Their pages
/// have the ids of those that they translate, so that links may lead to the wrong ones.
fn folders(site: &Site) -> Option<Diagnostic> {
    let folders = language_folders::unlisted(site);
    let mut said: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in site.pages.iter().map(|page| &*page.page) {
        if let Some(code) = &page.meta.unlisted_lang {
            said.entry(code.value.trim()).or_default().push(page);
        }
    }
    let (message, place) = match (first(&folders), first(&said)) {
        (Some(page), _) => (holding(&folders), Span::whole(page.source)),
        (None, Some(page)) => (saying(&said), page.meta.unlisted_lang.as_ref()?.span),
        (None, None) => return None,
    };
    let code = site.config.default_code();
    // One finding for them all: listing the languages mends every page at once.
    let is_one = folders.is_empty() && said.values().map(Vec::len).sum::<usize>() == 1;
    let counts = if is_one { "it counts" } else { "they count" };
    let message = format!("{message} that site.toml does not list, so {counts} as `{code}`");
    let codes: BTreeSet<&str> = folders.keys().chain(said.keys()).copied().collect();
    let codes = codes.into_iter().map(|code| code.replace('_', "-"));
    let finding = RULE.at(place, message).help(format!(
        "write in site.toml: languages = [{}]",
        listed(site, codes)
    ));
    Some(Diagnostic {
        severity: Severity::Warning,
        ..finding
    })
}

fn first<'a>(pages: &BTreeMap<&str, Vec<&'a Page>>) -> Option<&'a Page> {
    let (_, pages) = pages.first_key_value()?;
    pages.first().copied()
}

fn holding(folders: &BTreeMap<&str, Vec<&Page>>) -> String {
    let names: Vec<String> = folders.keys().map(|name| format!("`{name}`")).collect();
    match &names[..] {
        [name] => format!("the folder {name} holds pages like those of a language"),
        names => format!(
            "the folders {} hold pages like those of languages",
            names.join(", ")
        ),
    }
}

fn saying(said: &BTreeMap<&str, Vec<&Page>>) -> String {
    let names: Vec<String> = said.keys().map(|name| format!("`{name}`")).collect();
    let count: usize = said.values().map(Vec::len).sum();
    match (count, &names[..]) {
        (1, [name]) => format!("this page says that it is in {name}, a language"),
        (count, [name]) => format!("{count} pages say that they are in {name}, a language"),
        (count, names) => format!(
            "{count} pages say that they are in {}, languages",
            names.join(", ")
        ),
    }
}

/// The languages of the site and these, as site.toml lists them.
fn listed(site: &Site, more: impl Iterator<Item = String>) -> String {
    let languages = site.config.languages.iter().cloned();
    let codes = languages.chain(more).map(|code| format!("\"{code}\""));
    codes.collect::<Vec<_>>().join(", ")
}

/// The end of a file's name, if it looks like a language: `de` or `pt-BR`.
fn suffix(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?.strip_suffix(".md")?;
    let (_, suffix) = name.rsplit_once('.')?;
    is_language_code(suffix).then_some(suffix)
}

fn finding(site: &Site, code: &str, pages: &[&Page]) -> Diagnostic {
    let others = match pages.len() - 1 {
        0 => String::new(),
        1 => " (and one other page)".to_owned(),
        count => format!(" (and {count} other pages)"),
    };
    let message =
        format!("site.toml lists no language `{code}`, as this page's name has it{others}");
    RULE.at(Span::whole(pages[0].source), message).help(format!(
        "write in site.toml: languages = [{}]; or take `.{code}` out of the name",
        listed(site, std::iter::once(code.to_owned()))
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_language_is_told_once() {
        let page = "+++\ntitle = \"A\"\n+++\nx\n";
        let files = [
            ("content/a.de.md", page),
            ("content/a.md", page),
            ("content/a.v2.md", page),
            ("content/b.de.md", page),
            ("content/c.en.md", page),
        ];
        assert_eq!(
            of("unlisted-language-suffix", &files),
            [
                "note[unlisted-language-suffix] content/a.de.md:1:1 site.toml lists no language `de`, as this page's name has it (and one other page); help: write in site.toml: languages = [\"en\", \"de\"]; or take `.de` out of the name"
            ]
        );
    }

    #[test]
    fn folders_of_languages_are_one_finding_and_their_pages_none() {
        let page = "+++\ntitle = \"A\"\n+++\nx\n";
        let files = [
            ("content/a.md", page),
            ("content/b.md", page),
            ("content/de/a.md", page),
            ("content/de/b.md", page),
            ("content/pt-BR/a.md", page),
            ("content/hr/leave.md", page),
        ];
        assert_eq!(
            of("unlisted-language-suffix", &files),
            [
                "warning[unlisted-language-suffix] content/de/a.md:1:1 the folders `de`, `pt-BR` hold pages like those of languages that site.toml does not list, so they count as `en`; help: write in site.toml: languages = [\"en\", \"de\", \"pt-BR\"]"
            ]
        );
        assert!(of("duplicate-id", &files).is_empty());
    }
}

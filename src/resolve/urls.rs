//! Where things go in the output: flat files that mirror the content folder.

use std::collections::BTreeMap;

use crate::config::{Config, Lang};
use crate::page::Page;
use crate::parse::{fitting, slug};
use crate::print::Sheet;
use crate::resolve::{prints, web};
use crate::site::{Generated, Owner, Site, Tag};

/// The path of a page: `methods/one-to-ones.fr.md` goes to `fr/methods/one-to-ones.html`.
pub(super) fn page(page: &Page, config: &Config) -> String {
    of(&page.path, page.meta.lang, config)
}

/// Where a page in `lang` goes whose file is at `path`.
pub(crate) fn of(path: &str, lang: Lang, config: &Config) -> String {
    let code = config.code(lang);
    let stem = stem(path, &config.languages);
    let folder = config.folder(lang);
    // A project may keep a language's pages in a folder of its own already.
    let inside = stem
        .get(..folder.len())
        .is_some_and(|head| !folder.is_empty() && head.eq_ignore_ascii_case(&folder));
    let stem = if inside {
        &stem[code.len() + 1..]
    } else {
        stem
    };
    format!("{folder}{}.html", fitting(stem))
}

/// A page's path without its ending and without its language.
pub(crate) fn stem<'a>(path: &'a str, languages: &[String]) -> &'a str {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let suffix = |lang: &String| {
        let cut = stem.len().checked_sub(lang.len() + 1)?;
        let (rest, suffix) = stem.split_at_checked(cut)?;
        let suffix = suffix.strip_prefix('.')?;
        suffix.eq_ignore_ascii_case(lang).then_some(rest)
    };
    languages.iter().find_map(suffix).unwrap_or(stem)
}

/// The path of a source's page. Characters that some file systems refuse become hyphens.
pub(super) fn work(id: &str) -> String {
    let name: String = id
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_control() || c.is_whitespace() => '-',
            c => c,
        })
        .collect();
    format!("sources/{}.html", fitting(name.trim_start_matches('.')))
}

/// The path that an alias with a slash redirects from; none for an alias that is a name only.
pub(crate) fn redirect(alias: &str) -> Option<String> {
    if !alias.contains('/') {
        return None;
    }
    let path = alias.trim_matches('/');
    let plain = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    if !plain {
        return None;
    }
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path);
    Some(format!("{}.html", fitting(path)))
}

pub(super) fn tag(folder: &str, label: &str) -> String {
    format!("{folder}tags/{}.html", fitting(&slug(label)))
}

/// Every path of the output but the assets', with all that claim it.
pub(super) fn all(
    site: &Site,
    tags: &BTreeMap<(Lang, String), Tag>,
) -> BTreeMap<String, Vec<Owner>> {
    let mut urls: BTreeMap<String, Vec<Owner>> = BTreeMap::new();
    let mut add = |url: String, owner| urls.entry(url).or_default().push(owner);
    for lang in site.config.langs() {
        add_generated(site, lang, &mut add);
    }
    for ((lang, id), tag) in tags {
        add(tag.url.clone(), Owner::Tag(*lang, id.clone()));
    }
    for (index, page) in site.pages.iter().enumerate() {
        let aliases = page.page.meta.aliases.iter().enumerate();
        for (at, alias) in aliases {
            if let Some(url) = redirect(&alias.value) {
                add(url, Owner::Redirect(index, at));
            }
        }
        if page.work.is_none() {
            add(page.url.clone(), Owner::Page(index));
        }
        if page.page.agenda.is_some() {
            for sheet in Sheet::PAGES {
                add(sheet.url(&page.url), Owner::Sheet(index, sheet));
            }
        }
        for (path, printing) in prints::of_build(site, index) {
            add(path, Owner::Print(index, printing));
        }
    }
    // A page for home stands in for the one that would be made.
    for lang in site.config.langs() {
        let home = site.generated_url(lang, Generated::Home);
        if let Some(owners) = urls.get_mut(&home)
            && owners.iter().any(|owner| matches!(owner, Owner::Page(_)))
        {
            owners.retain(|owner| !matches!(owner, Owner::Generated(..)));
        }
    }
    for download in &site.config.downloads {
        let owners = urls.entry(download.path(&site.config.title)).or_default();
        owners.push(Owner::Download(*download));
    }
    for file in web::files(&site.config, &urls) {
        let owners = urls.entry(site.web_url(file)).or_default();
        owners.push(Owner::Web(file));
    }
    urls
}

fn add_generated(site: &Site, lang: Lang, add: &mut impl FnMut(String, Owner)) {
    for generated in Generated::ALL {
        let is_made = match generated {
            // One page for what is not found serves all languages.
            Generated::NotFound => lang == Lang(0),
            Generated::ByTime => site.pages_with_time(lang).next().is_some(),
            Generated::PrintShelf => prints::are_in(site, lang),
            Generated::Map => has_prerequisites(site, lang),
            _ => true,
        };
        if is_made {
            let url = site.generated_url(lang, generated);
            add(url, Owner::Generated(lang, generated));
        }
    }
    for work in 0..site.works.len() {
        add(site.work_url(lang, work), Owner::Work(lang, work));
    }
    for kind in site.listed_kinds() {
        if site.pages_of_kind(lang, &kind.id).next().is_some() {
            add(
                site.kind_url(lang, &kind.id),
                Owner::Kind(lang, kind.id.clone()),
            );
        }
    }
}

/// Whether a page in `lang` says what is to be read before it; whether that is there is not known yet.
fn has_prerequisites(site: &Site, lang: Lang) -> bool {
    let mut pages = site.pages.iter().map(|page| &page.page.meta);
    pages.any(|meta| meta.lang == lang && meta.has_prerequisites())
}

#[cfg(test)]
mod tests {
    use super::{redirect, stem, work};

    #[test]
    fn a_stem_has_no_language() {
        let languages = ["en".to_owned(), "pt-BR".to_owned()];
        assert_eq!(stem("a/b.md", &languages), "a/b");
        assert_eq!(stem("a/b.pt-br.md", &languages), "a/b");
        assert_eq!(stem("a/b.v2.md", &languages), "a/b.v2");
        assert_eq!(stem("é.md", &languages), "é");
    }

    #[test]
    fn only_paths_redirect_and_none_leaves_the_output() {
        assert_eq!(redirect("1-on-1"), None);
        assert_eq!(redirect("/old/page").as_deref(), Some("old/page.html"));
        assert_eq!(redirect("old/page.html").as_deref(), Some("old/page.html"));
        assert_eq!(redirect("../up"), None);
        assert_eq!(redirect("a/../../up"), None);
    }

    #[test]
    fn a_key_makes_a_name_that_every_file_system_takes() {
        assert_eq!(work("doi:10.1/x"), "sources/doi-10.1-x.html");
    }
}

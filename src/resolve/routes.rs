//! Where things go in the output: flat files that mirror the content folder.

use std::collections::{BTreeMap, HashMap};

use crate::model::config::Config;
use crate::model::edition::Edition;
use crate::model::export::ExportFormat;
use crate::model::file_name::fitting;
use crate::model::lang::Lang;
use crate::model::page::Page;
use crate::model::print_request::web_sheets;
use crate::model::site::{BuiltinPage, Exported, PageIndex, Route, Site, SitePage, Tag};
use crate::model::slug::tag_slug;
use crate::resolve::{prints, web};

/// A page that is made for every language, and whether an edition of a site has a use for it there.
/// It is asked before links are resolved.
#[derive(Debug)]
pub struct BuiltinRoute {
    /// What is placed, and found by menus and links.
    pub page: BuiltinPage,
    /// Whether the edition has it in a language.
    pub is_made: fn(&Site, Lang, Edition) -> bool,
}

/// The path of a page: `methods/one-to-ones.fr.md` goes to `fr/methods/one-to-ones.html`.
pub(super) fn page(page: &Page, config: &Config) -> String {
    page_url(&page.place, page.meta.lang, config)
}

/// Where a page in `lang` goes whose file has this place.
pub(crate) fn page_url(place: &str, lang: Lang, config: &Config) -> String {
    at(
        place,
        config.code(lang),
        &config.folder(lang),
        &config.languages,
    )
}

/// As [`of`], on a site of its own with these languages.
pub(crate) fn elsewhere(place: &str, code: &str, languages: &[String]) -> String {
    let is_first = languages.first().is_some_and(|first| first == code);
    let folder = if is_first {
        String::new()
    } else {
        format!("{}/", code.to_lowercase())
    };
    at(place, code, &folder, languages)
}

fn at(place: &str, code: &str, folder: &str, languages: &[String]) -> String {
    let stem = stem(place, languages);
    // A project may keep a language's pages in folders of their own already.
    let (folders, file) = stem.rsplit_once('/').unwrap_or(("", stem));
    let mut folders: Vec<&str> = folders.split('/').collect();
    let own = folders
        .iter()
        .rposition(|part| part.eq_ignore_ascii_case(code));
    if let Some(own) = own.filter(|_| !folder.is_empty()) {
        folders.remove(own);
    }
    folders.retain(|part| !part.is_empty());
    folders.push(file);
    format!("{folder}{}.html", fitting(&folders.join("/")))
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

/// The path that an alias with a slash redirects from; none for an alias that is a name only. One that
/// ends with a slash is a folder's, whose file servers look for under its usual name.
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
    let path = match path.strip_suffix(".html") {
        Some(path) => path.to_owned(),
        None if alias.ends_with('/') => format!("{path}/{}", BuiltinPage::HOME),
        None => path.to_owned(),
    };
    Some(format!("{}.html", fitting(&path)))
}

pub(super) fn tag(folder: &str, label: &str) -> String {
    format!("{folder}tags/{}.html", fitting(&tag_slug(label)))
}

/// Every path of the output but the assets', with all that claim it.
pub(super) fn all(
    site: &Site,
    tags: &BTreeMap<(Lang, String), Tag>,
    builtin: &[Route],
) -> BTreeMap<String, Vec<Route>> {
    let mut routes: BTreeMap<String, Vec<Route>> = BTreeMap::new();
    let mut add = |url: String, owner| routes.entry(url).or_default().push(owner);
    for route in builtin {
        if let Route::Builtin(lang, page) = route {
            add(site.builtin_url(*lang, page.name), route.clone());
        }
    }
    for lang in site.config.langs() {
        add_lists(site, lang, &mut add);
    }
    for ((lang, id), tag) in tags {
        add(tag.url.clone(), Route::Tag(*lang, id.clone()));
    }
    for (index, page) in site.pages.iter().enumerate() {
        add_page(site, index, page, &mut add);
    }
    add_foreign_redirects(site, &mut routes);
    for owners in routes.values_mut() {
        // A written page stands in for one that would be made, such as home.
        if owners.iter().any(|owner| matches!(owner, Route::Page(_))) {
            owners.retain(|owner| !owner.is_replaceable());
        }
    }
    for format in ExportFormat::ALL
        .into_iter()
        .filter(|_| !site.works.is_empty())
    {
        let of = Exported::Site;
        let owners = routes.entry(site.export_url(of, format)).or_default();
        owners.push(Route::Export(of, format));
    }
    for download in &site.config.downloads {
        let owners = routes.entry(download.path(&site.config.title)).or_default();
        owners.push(Route::Download(*download));
    }
    for file in web::files(&site.config, &routes) {
        let owners = routes.entry(site.web_url(file)).or_default();
        owners.push(Route::Web(file));
    }
    routes
}

/// Whether everyone may read a mark of a page.
pub(super) fn cites(page: &Page) -> bool {
    let mut marks = page.body.citations.iter();
    marks.any(|mark| mark.public && !mark.items.is_empty())
}

/// The page itself, its old addresses and its sheets, on the web and as files.
fn add_page(site: &Site, index: PageIndex, page: &SitePage, add: &mut impl FnMut(String, Route)) {
    let aliases = page.page.meta.aliases.iter().enumerate();
    for (at, alias) in aliases {
        if let Some(url) = redirect(&alias.value) {
            add(url, Route::Redirect(index, at));
        }
    }
    if page.work.is_none() {
        add(page.url.clone(), Route::Page(index));
    }
    if cites(&page.page) {
        for format in ExportFormat::ALL {
            let of = Exported::Page(index);
            add(site.export_url(of, format), Route::Export(of, format));
        }
    }
    for sheet in web_sheets(&page.page) {
        add(sheet.url(&page.url), Route::Sheet(index, sheet));
    }
    for (path, printing) in prints::of_build(site, index, Edition::Folder) {
        add(path, Route::Print(index, printing));
    }
}

/// The addresses that fields of other tools give pages, where nothing else stands there.
///
/// One that differs only in capitals from what stands there would take its place on Windows and macOS.
fn add_foreign_redirects(site: &Site, routes: &mut BTreeMap<String, Vec<Route>>) {
    if site
        .pages
        .iter()
        .all(|page| page.page.meta.redirects.is_empty())
    {
        return;
    }
    let known: HashMap<String, String> = routes
        .keys()
        .map(|url| (url.to_lowercase(), url.clone()))
        .collect();
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        for (at, address) in meta.redirects.iter().enumerate() {
            if let Some(url) = redirect(&address.value)
                && known.get(&url.to_lowercase()).is_none_or(|own| *own == url)
            {
                let redirect = Route::Redirect(index, meta.aliases.len() + at);
                routes.entry(url).or_insert_with(|| vec![redirect]);
            }
        }
    }
}

/// The pages of `rows` that a site has a use for, in each language. Nothing of the site needs to be
/// placed for that.
pub(super) fn builtin(site: &Site, rows: &[&'static BuiltinRoute]) -> Vec<Route> {
    let langs = site.config.langs();
    let rows = langs.flat_map(|lang| rows.iter().map(move |row| (lang, row)));
    let made = rows.filter(|(lang, row)| (row.is_made)(site, *lang, Edition::Folder));
    made.map(|(lang, row)| Route::Builtin(lang, &row.page))
        .collect()
}

/// The pages of sources, and the lists of kinds.
fn add_lists(site: &Site, lang: Lang, add: &mut impl FnMut(String, Route)) {
    for work in 0..site.works.len() {
        add(site.work_url(lang, work), Route::Work(lang, work));
    }
    for kind in site.listed_kinds() {
        if site.pages_of_kind(lang, &kind.id).next().is_some() {
            add(
                site.kind_url(lang, &kind.id),
                Route::Kind(lang, kind.id.clone()),
            );
        }
    }
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
        assert_eq!(redirect("/old/").as_deref(), Some("old/index.html"));
        assert_eq!(redirect("old/page.html").as_deref(), Some("old/page.html"));
        assert_eq!(redirect("../up"), None);
        assert_eq!(redirect("a/../../up"), None);
    }

    #[test]
    fn a_key_makes_a_name_that_every_file_system_takes() {
        assert_eq!(work("doi:10.1/x"), "sources/doi-10.1-x.html");
    }
}

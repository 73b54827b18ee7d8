//! What each name that links use stands for.
//!
//! An id stands for its page before anything else. Titles, aliases, paths without ending and the
//! words and ids of glossary terms come after, all alike and without regard to case; two things of
//! one such name make it ambiguous. A name is looked for in the page's own language, then in the
//! others in their order.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::config::Config;
use crate::model::lang::Lang;
use crate::model::layer::LayerIndex;
use crate::model::page::{Page, Withheld};
use crate::model::site::{Missing, PageIndex, Resolution, Site, WorkIndex, in_lang};
use crate::model::unicode::nfc;
use crate::resolve::routes;

/// A page, or one of its headings where it is a term.
pub(crate) type Named = (PageIndex, Option<u32>);

/// What has a name.
pub(crate) enum Holders<'a> {
    None,
    One(Named),
    Several(&'a Arc<Vec<Named>>),
}

/// Owns its keys, so that it can be kept when the pages that they come from are parsed anew.
#[derive(Debug)]
pub(crate) struct Names {
    /// For each language.
    ids: Vec<HashMap<Box<str>, PageIndex>>,
    /// For each language.
    others: Vec<HashMap<Box<str>, Meaning>>,
    /// Why pages of these ids, titles and paths are left out.
    left_out: HashMap<Box<str>, Missing>,
    works: HashMap<Box<str>, WorkIndex>,
    paths: HashMap<Arc<str>, PageIndex>,
}

/// What a name stands for. Nearly all stand for one thing, which needs no list of its own.
#[derive(Debug)]
enum Meaning {
    One(Named),
    Several(Arc<Vec<Named>>),
}

impl Names {
    pub(crate) fn of(site: &Site) -> Self {
        let (others, (ids, paths)) = rayon::join(|| others(site), || (ids(site), paths(site)));
        let works = site.works.iter().enumerate();
        Names {
            ids,
            others,
            left_out: left_out(site),
            works: works
                .map(|(index, work)| (nfc(&work.record.id).into(), index))
                .collect(),
            paths,
        }
    }

    /// Follows a page that is called otherwise than it was but has the same id and path. Gives the
    /// names, folded, that stand for something else now.
    pub(super) fn follow(
        &mut self,
        config: &Config,
        index: PageIndex,
        old: &Page,
        new: &Page,
    ) -> Vec<Box<str>> {
        let (before, after) = (called(old, config), called(new, config));
        let others = &mut self.others[new.meta.lang.0 as usize];
        let mut changed = Vec::new();
        for (name, heading) in before.iter().filter(|one| !after.contains(one)) {
            let meaning = others.get_mut(&**name);
            if meaning.is_some_and(|meaning| meaning.remove((index, *heading))) {
                others.remove(&**name);
            }
            changed.push((**name).into());
        }
        for (name, heading) in after.iter().filter(|one| !before.contains(one)) {
            add(others, name.clone(), (index, *heading));
            changed.push((**name).into());
        }
        changed
    }

    /// The work of this id.
    pub(super) fn work(&self, id: &str) -> Option<WorkIndex> {
        self.works.get(&*nfc(id)).copied()
    }

    /// What `name` stands for on a page in `lang`.
    pub(super) fn find(&self, site: &Site, name: &str, lang: Lang) -> Resolution {
        match self.holders(site, name, lang) {
            Holders::One(named) => return self.found(site, name, named, lang),
            Holders::Several(several) => {
                return Resolution::Missing(Missing::Ambiguous(several.clone()));
            }
            Holders::None => {}
        }
        if let Some(work) = self.work(name) {
            return Resolution::Work(work);
        }
        let left_out = self.left_out.get(&*folded(name));
        Resolution::Missing(left_out.cloned().unwrap_or(Missing::Nothing))
    }

    /// Which pages and terms have a name, for a page in `lang`: themselves, not their versions in
    /// that language.
    pub(crate) fn holders(&self, site: &Site, name: &str, lang: Lang) -> Holders<'_> {
        let langs = || {
            let others = site.config.langs();
            std::iter::once(lang).chain(others.filter(move |other| *other != lang))
        };
        let id = nfc(name);
        for other in langs() {
            if let Some(&page) = self.ids[other.0 as usize].get(&*id) {
                return Holders::One((page, None));
            }
        }
        let name = folded(name);
        for other in langs() {
            match self.others[other.0 as usize].get(&*name) {
                None => {}
                Some(Meaning::One(one)) => return Holders::One(*one),
                Some(Meaning::Several(several)) => {
                    return match uppermost_term(site, several) {
                        Some(term) => Holders::One(term),
                        None => Holders::Several(several),
                    };
                }
            }
        }
        Holders::None
    }

    /// What was found under a name, in the version of the language that asks where there is one.
    fn found(&self, site: &Site, name: &str, (page, heading): Named, lang: Lang) -> Resolution {
        let local = version(site, name, page, lang);
        let heading = heading.filter(|_| local == page);
        Resolution::Page {
            page: local,
            heading,
        }
    }

    /// What a path of the content folder leads to from a page in `lang`.
    pub(super) fn at_path(&self, site: &Site, path: &str, lang: Lang) -> Option<PageIndex> {
        let page = self.file_at(site, path, lang)?;
        Some(version(site, path, page, lang))
    }

    /// The page at a path of the content folder, with or without its ending, or a folder's index.
    pub(crate) fn file_at(&self, site: &Site, path: &str, lang: Lang) -> Option<PageIndex> {
        let path = &*nfc(path);
        let at = |path: &str| self.paths.get(path).copied();
        let in_own_language = || at(&format!("{path}.{}.md", site.config.code(lang)));
        let index_of_folder = || {
            let code = site.config.code(lang);
            let [own, any] = [format!("index.{code}.md"), "index.md".to_owned()].map(|file| {
                if path.is_empty() {
                    at(&file)
                } else {
                    at(&format!("{path}/{file}"))
                }
            });
            own.or(any)
        };
        at(path)
            .or_else(|| at(&format!("{path}.md")))
            .or_else(in_own_language)
            .or_else(index_of_folder)
    }

    /// Whether a folder of this path has a page of its own.
    pub(super) fn is_folder(&self, site: &Site, path: &str) -> bool {
        let codes = site.config.languages.iter();
        let files = codes.map(|code| format!("{path}/index.{code}.md"));
        let mut files = files.chain([format!("{path}/index.md")]);
        path.is_empty() || files.any(|file| self.paths.contains_key(&*file))
    }

    /// Why a link by path leads to no page.
    pub(super) fn missing_at(&self, path: &str) -> Missing {
        let plain = path.strip_suffix(".md").unwrap_or(path);
        let left_out = self.left_out.get(&*folded(plain));
        let published = || self.left_out.get(&*folded(other_ending(path)?));
        let left_out = left_out.or_else(published);
        left_out.cloned().unwrap_or(Missing::Nothing)
    }
}

/// The version in `lang` of the page that is called `typed`, or else the page itself; always that where the name says its
/// language, as `de/meet` and `meet.de.md` do.
pub(super) fn version(site: &Site, typed: &str, page: PageIndex, lang: Lang) -> PageIndex {
    let code = site.config.code(site.pages[page].page.meta.lang);
    let says = |part: &str| part.eq_ignore_ascii_case(code);
    let folder = typed.split('/').next().is_some_and(says);
    let file = typed.rsplit('/').next().unwrap_or(typed);
    if folder || file.split('.').skip(1).any(says) {
        page
    } else {
        in_lang(&site.pages, page, lang)
    }
}

/// Endings that the file of a page has elsewhere: as it is published, or as it is written for other tools.
const OTHER_ENDINGS: [&str; 6] = [".html", ".htm", ".qmd", ".Rmd", ".mdx", ".markdown"];

/// A path without such an ending.
pub(super) fn other_ending(path: &str) -> Option<&str> {
    let mut endings = OTHER_ENDINGS.iter();
    endings.find_map(|ending| path.strip_suffix(ending))
}

/// The one of several terms that lies over the others: those of projects beneath are beneath ours.
fn uppermost_term(site: &Site, several: &[Named]) -> Option<Named> {
    // Each project has a term once, so that a longer list is no matter of projects and need not be looked through.
    if site.layers.len() < 2 || several.len() > 2 * site.layers.len() {
        return None;
    }
    let mut layers: Vec<(LayerIndex, Named)> = Vec::with_capacity(several.len());
    for &(page, term) in several {
        let at = &site.pages[page].page;
        let heading = &at.body.headings[term? as usize];
        layers.push((at.layer_at(heading.span.start), (page, term)));
    }
    layers.sort_by_key(|(layer, _)| *layer);
    match layers[..] {
        [(first, term), (second, _), ..] if first < second => Some(term),
        _ => None,
    }
}

/// The first page of each id.
fn ids(site: &Site) -> Vec<HashMap<Box<str>, PageIndex>> {
    let mut ids = maps(site, site.pages.len());
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        let id = nfc(&meta.id.value).into();
        ids[meta.lang.0 as usize].entry(id).or_insert(index);
    }
    ids
}

fn paths(site: &Site) -> HashMap<Arc<str>, PageIndex> {
    let pages = || site.pages.iter().enumerate();
    let composed = |path: &Arc<str>| match nfc(path) {
        Cow::Borrowed(_) => path.clone(),
        Cow::Owned(path) => path.into(),
    };
    let mut paths: HashMap<Arc<str>, PageIndex> = pages()
        .map(|(index, page)| (composed(&page.page.path), index))
        .collect();
    for (index, page) in pages().filter(|(_, page)| page.page.place != page.page.path) {
        paths.entry(composed(&page.page.place)).or_insert(index);
    }
    for (index, page) in pages() {
        for path in &page.page.standing.instead_of {
            paths.entry(nfc(path).into()).or_insert(index);
        }
    }
    paths
}

/// What names other than ids stand for.
fn others(site: &Site) -> Vec<HashMap<Box<str>, Meaning>> {
    // A page has an id, a path and a title.
    let mut others = maps(site, 3 * site.pages.len());
    for (index, page) in site.pages.iter().enumerate() {
        let lang = page.page.meta.lang.0 as usize;
        add_page(&mut others[lang], site, index, &page.page);
    }
    others
}

/// A map for each language; the first one has room for so many names.
fn maps<T>(site: &Site, names: usize) -> Vec<HashMap<Box<str>, T>> {
    let langs = site.config.langs();
    langs
        .map(|lang| HashMap::with_capacity(if lang == Lang(0) { names } else { 0 }))
        .collect()
}

fn add_page(others: &mut HashMap<Box<str>, Meaning>, site: &Site, index: PageIndex, page: &Page) {
    for (name, heading) in called(page, &site.config) {
        add(others, name, (index, heading));
    }
}

fn add(others: &mut HashMap<Box<str>, Meaning>, name: Cow<'_, str>, named: Named) {
    match others.get_mut(&*name) {
        Some(meaning) => meaning.add(named),
        None => {
            others.insert(name.into(), Meaning::One(named));
        }
    }
}

/// What a page is called beside its id as typed, and the terms it defines with their headings.
fn called<'a>(page: &'a Page, config: &Config) -> Vec<(Cow<'a, str>, Option<u32>)> {
    let meta = &page.meta;
    let whole = routes::stem(&page.place, &config.languages);
    let stem = whole.strip_suffix("/index").unwrap_or(whole);
    let mut called = vec![(folded(&meta.id.value), None), (folded(stem), None)];
    if whole != stem {
        called.push((folded(whole), None));
    }
    if page.place != page.path {
        called.push((folded(routes::stem(&page.path, &config.languages)), None));
    }
    // Links of the pages beneath go on leading to the page that has taken the place of theirs.
    for path in &page.standing.instead_of {
        called.push((folded(routes::stem(path, &config.languages)), None));
    }
    let title = meta.title.iter();
    let own = title.chain(&meta.aliases);
    called.extend(own.map(|name| (folded(&name.value), None)));
    if let Some((folder, _)) = stem.rsplit_once('/') {
        let folder = folder.rsplit('/').next().unwrap_or(folder);
        let name = format!("{folder}/{}", meta.id.value);
        called.push((Cow::Owned(folded(&name).into_owned()), None));
    }
    for (at, term) in page.terms() {
        called.push((folded(&term.id), Some(at)));
        called.push((folded(&term.text), Some(at)));
    }
    called
}

impl Meaning {
    /// Removes one of the things that it stands for, and tells whether nothing is left.
    fn remove(&mut self, named: Named) -> bool {
        match self {
            Meaning::One(one) => *one == named,
            Meaning::Several(several) => {
                Arc::make_mut(several).retain(|one| *one != named);
                if let [one] = several[..] {
                    *self = Meaning::One(one);
                }
                false
            }
        }
    }

    fn add(&mut self, named: Named) {
        match self {
            Meaning::One(one) if *one == named => {}
            Meaning::One(one) => {
                let mut several = vec![*one, named];
                several.sort_unstable();
                *self = Meaning::Several(Arc::new(several));
            }
            Meaning::Several(several) => {
                if let Err(at) = several.binary_search(&named) {
                    Arc::make_mut(several).insert(at, named);
                }
            }
        }
    }
}

fn left_out(site: &Site) -> HashMap<Box<str>, Missing> {
    let unlisted = site.unlisted.iter();
    let unlisted =
        unlisted.map(|(name, title)| (folded(name).into(), Missing::Hidden(title.clone())));
    let pages = site.drafts.iter();
    let pages = pages.flat_map(|page| {
        let missing = missing_of(page);
        let names = called(page, &site.config).into_iter();
        let named = names.filter_map(move |(name, term)| {
            let missing = match (&missing, term) {
                (missing, None) => missing.clone(),
                // A term of a page that is hidden goes with it, and is called as readers would have seen it.
                (Missing::Hidden(_), Some(at)) => {
                    Missing::Hidden((*page.body.headings[at as usize].text).into())
                }
                (_, Some(_)) => return None,
            };
            Some((name.into_owned().into(), missing))
        });
        let title = (
            folded(page.meta.title()).into_owned().into(),
            missing_of(page),
        );
        let redirects = page.meta.redirects.iter();
        let redirects = redirects.map(|old| {
            let path = old.value.trim_matches('/');
            let path = path.strip_suffix(".html").unwrap_or(path);
            (folded(path).into_owned().into(), missing_of(page))
        });
        named.chain([title]).chain(redirects).collect::<Vec<_>>()
    });
    unlisted.chain(pages).collect()
}

/// Why a page is left out.
fn missing_of(page: &Page) -> Missing {
    match page.meta.withheld {
        Some(Withheld::Hidden) => Missing::Hidden(page.meta.title().into()),
        Some(why) => Missing::Withheld(why),
        None => Missing::Draft,
    }
}

/// A name without regard to case, to how white space is written, and to the form of its letters.
pub(crate) fn folded(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
    if name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    let name = &*nfc(name);
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    Cow::Owned(nfc(&folded).into_owned())
}

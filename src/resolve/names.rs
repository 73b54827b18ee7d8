//! What each name that links use stands for.
//!
//! An id stands for its page before anything else. Titles, aliases, paths without ending and the
//! words and ids of glossary terms come after, all alike and without regard to case; two things of
//! one such name make it ambiguous. A name is looked for in the page's own language, then in the
//! others in their order.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::config::Lang;
use crate::page::Page;
use crate::resolve::urls;
use crate::site::{Missing, PageIndex, Resolution, Site, WorkIndex, in_lang};

/// A page, or one of its headings where it is a term.
type Named = (PageIndex, Option<u32>);

pub(super) struct Names<'a> {
    site: &'a Site,
    ids: HashMap<(Lang, &'a str), PageIndex>,
    others: HashMap<(Lang, Cow<'a, str>), Meaning>,
    /// Ids, titles and paths of drafts that are left out.
    drafts: HashSet<Cow<'a, str>>,
    works: HashMap<&'a str, WorkIndex>,
    paths: HashMap<&'a str, PageIndex>,
}

/// What a name stands for. Nearly all stand for one thing, which needs no list of its own.
enum Meaning {
    One(Named),
    Several(Vec<Named>),
}

impl<'a> Names<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let pages = || site.pages.iter().map(|page| &*page.page).enumerate();
        let ids = || {
            let mut ids = HashMap::with_capacity(site.pages.len());
            for (index, page) in pages() {
                let id = page.meta.id.value.as_str();
                ids.entry((page.meta.lang, id)).or_insert(index);
            }
            let paths = pages().map(|(index, page)| (&*page.path, index));
            (ids, paths.collect())
        };
        let ((ids, paths), others) = rayon::join(ids, || others(site));
        let works = site.works.iter().enumerate();
        Names {
            site,
            ids,
            others,
            drafts: drafts(site),
            works: works
                .map(|(index, work)| (work.record.id.as_str(), index))
                .collect(),
            paths,
        }
    }

    /// What `name` stands for on a page in `lang`.
    pub(super) fn find(&self, name: &str, lang: Lang) -> Resolution {
        let langs = || {
            let others = self.site.config.langs();
            std::iter::once(lang).chain(others.filter(move |other| *other != lang))
        };
        for other in langs() {
            if let Some(&page) = self.ids.get(&(other, name)) {
                return self.found((page, None), lang);
            }
        }
        let name_as_typed = name;
        let name = folded(name);
        for other in langs() {
            match self.others.get(&(other, Cow::Borrowed(&*name))) {
                None => {}
                Some(Meaning::One(one)) => return self.found(*one, lang),
                Some(Meaning::Several(several)) => {
                    return Resolution::Missing(Missing::Ambiguous(several.clone()));
                }
            }
        }
        if let Some(&work) = self.works.get(name_as_typed) {
            return Resolution::Work(work);
        }
        Resolution::Missing(match self.drafts.contains(&*name) {
            true => Missing::Draft,
            false => Missing::Nothing,
        })
    }

    /// What was found, in the version of the language that asks where there is one.
    fn found(&self, (page, heading): Named, lang: Lang) -> Resolution {
        let local = in_lang(&self.site.pages, page, lang);
        let heading = heading.filter(|_| local == page);
        Resolution::Page {
            page: local,
            heading,
        }
    }

    /// The page at a path of the content folder, with or without its ending, or a folder's index.
    pub(super) fn at_path(&self, path: &str, lang: Lang) -> Option<PageIndex> {
        let at = |path: &str| self.paths.get(path).copied();
        let in_own_language = || at(&format!("{path}.{}.md", self.site.config.code(lang)));
        let index_of_folder = || match path {
            "" => at("index.md"),
            _ => at(&format!("{path}/index.md")),
        };
        let page = at(path)
            .or_else(|| at(&format!("{path}.md")))
            .or_else(in_own_language)
            .or_else(index_of_folder)?;
        Some(in_lang(&self.site.pages, page, lang))
    }

    pub(super) fn is_draft(&self, path: &str) -> bool {
        self.drafts
            .contains(&folded(path.strip_suffix(".md").unwrap_or(path)))
    }
}

/// What names other than ids stand for.
fn others(site: &Site) -> HashMap<(Lang, Cow<'_, str>), Meaning> {
    // A page has an id, a path and a title.
    let mut others = HashMap::with_capacity(3 * site.pages.len());
    for (index, page) in site.pages.iter().enumerate() {
        add_page(&mut others, site, index, &page.page);
    }
    others
}

fn add_page<'a>(
    others: &mut HashMap<(Lang, Cow<'a, str>), Meaning>,
    site: &Site,
    index: PageIndex,
    page: &'a Page,
) {
    let meta = &page.meta;
    let mut add = |name: Cow<'a, str>, heading| {
        let named = (index, heading);
        let meaning = others.entry((meta.lang, name));
        meaning
            .and_modify(|meaning| meaning.add(named))
            .or_insert(Meaning::One(named));
    };
    add(folded(&meta.id.value), None);
    let stem = urls::stem(&page.path, &site.config.languages);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    add(folded(stem), None);
    if let Some(title) = &meta.title {
        add(folded(&title.value), None);
    }
    for alias in &meta.aliases {
        add(folded(&alias.value), None);
    }
    if let Some((folder, name)) = stem.rsplit_once('/') {
        let start = folder.rfind('/').map_or(0, |at| at + 1);
        // An id is most often the file's name, and then this is an end of the path.
        add(
            match *name == *meta.id.value {
                true => folded(&stem[start..]),
                false => {
                    let name = format!("{}/{}", &folder[start..], meta.id.value);
                    Cow::Owned(folded(&name).into_owned())
                }
            },
            None,
        );
    }
    if meta.kind.value == "glossary" {
        for (at, heading) in page.body.headings.iter().enumerate() {
            if heading.level == 2 && heading.public {
                add(folded(&heading.id), Some(at as u32));
                add(folded(&heading.text), Some(at as u32));
            }
        }
    }
}

impl Meaning {
    fn add(&mut self, named: Named) {
        match self {
            Meaning::One(one) if *one == named => {}
            Meaning::One(one) => *self = Meaning::Several(vec![*one, named]),
            Meaning::Several(several) if several.contains(&named) => {}
            Meaning::Several(several) => several.push(named),
        }
    }
}

fn drafts(site: &Site) -> HashSet<Cow<'_, str>> {
    let drafts = site.drafts.iter();
    drafts
        .flat_map(|draft| {
            let stem = urls::stem(&draft.path, &site.config.languages);
            [&draft.meta.id.value, draft.meta.title(), stem].map(folded)
        })
        .collect()
}

/// A name without regard to case and to how white space is written.
pub(crate) fn folded(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
    if name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    Cow::Owned(folded)
}

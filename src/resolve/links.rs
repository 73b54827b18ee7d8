//! What each link, image and embed resolved to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::model::kind::Ability;
use crate::model::lang::Lang;
use crate::model::layer::OURS;
use crate::model::page::{Body, Heading, Meta, Page, RelationKind, Target};
use crate::model::site::{
    BuiltinPage, Citations, InnerCitation, Missing, PageIndex, Resolution, ResolvedLinks, Route,
    Site, WorkIndex,
};
use crate::model::slug::slug;
use crate::model::source::Span;
use crate::model::unicode::nfc;
use crate::resolve::names::{Names, folded, other_ending, version};
use crate::resolve::series_parts;

/// Finds what pages of a site lead to.
pub(super) struct Links<'a> {
    site: &'a Site,
    names: &'a Names,
    images: HashMap<Cow<'a, str>, Vec<&'a str>>,
    /// The files whose names are not in Unicode form C, by these names in it.
    decomposed: HashMap<String, &'a str>,
    /// For each page its headings, where it has many of them and something names one.
    headings: Vec<OnceLock<Box<Headings>>>,
}

impl<'a> Links<'a> {
    pub(super) fn new(site: &'a Site, names: &'a Names) -> Self {
        Links {
            site,
            names,
            images: image_names(site),
            decomposed: decomposed(site),
            headings: site.pages.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// What all that a page names resolved to.
    pub(super) fn of(&self, index: PageIndex) -> ResolvedLinks {
        let Page { body, meta, .. } = &*self.site.pages[index].page;
        let resolver = Resolver { links: self, index };
        let target = |target, at: Span| resolver.seen_at(at.start, resolver.target(target));
        let links = body.links.iter().map(|link| {
            let found = target(&link.target, link.target_span);
            resolver.without_lost_heading(link.target_span.start, found)
        });
        let embeds = body.embeds.iter().map(|embed| {
            let found = match target(&embed.target, embed.target_span) {
                // Where it ends is not known.
                Resolution::Anchor { page, .. } => Resolution::Missing(Missing::Heading(page)),
                found => found,
            };
            resolver.without_lost_section(embed.target_span.start, found)
        });
        let images = body
            .images
            .iter()
            .map(|image| resolver.image(&image.target));
        let relations = meta.relations.iter();
        let relations = relations.map(|to| {
            let found = resolver.name(&to.target.value);
            resolver.seen_at(to.target.span.start, found)
        });
        let citations = body.citations.iter();
        let citations =
            citations.map(|mark| mark.items.iter().map(|item| self.names.work(&item.key)));
        let mut resolved = ResolvedLinks {
            links: links.collect(),
            embeds: embeds.collect(),
            images: images.collect(),
            relations: relations.collect(),
            citations: Citations::new(citations).with_inner(self.inner(body)),
            ..ResolvedLinks::default()
        };
        resolved.dead_ends = dead_ends(&resolved);
        resolved.headings_of = headings_of(&resolved);
        resolved.related = related(&resolved, meta, index);
        if meta.kind.value.can(Ability::Ordered) {
            resolved.parts = series_parts::listed(&resolved, body, index);
        }
        resolved.to_pages = to_pages(&resolved, body, index);
        resolved.to_works = to_works(&resolved, body);
        resolved
    }

    /// What the items of marks say that their works cite.
    fn inner(&self, body: &Body) -> Vec<InnerCitation> {
        let mut found = Vec::new();
        for (mark, citation) in body.citations.iter().enumerate() {
            for (item, read) in citation.items.iter().enumerate() {
                let inner = read.citing.iter().enumerate();
                found.extend(inner.map(|(at, inner)| InnerCitation {
                    mark: mark as u32,
                    item: item as u32,
                    at: at as u32,
                    work: self.names.work(&inner.key),
                }));
            }
        }
        found
    }
}

/// All but the images and the works.
fn list_resolutions(resolved: &ResolvedLinks) -> impl Iterator<Item = &Resolution> {
    let links = resolved.links.iter();
    links.chain(&resolved.embeds).chain(&resolved.relations)
}

fn dead_ends(resolved: &ResolvedLinks) -> bool {
    let mut all = list_resolutions(resolved).map(|to| matches!(to, Resolution::Missing(_)));
    all.any(|dead| dead) || resolved.images.iter().any(Result::is_err)
}

fn headings_of(resolved: &ResolvedLinks) -> Vec<PageIndex> {
    let pages = list_resolutions(resolved).filter_map(|to| match to {
        Resolution::Page {
            page,
            heading: Some(_),
        }
        | Resolution::Anchor { page, .. } => Some(*page),
        Resolution::Missing(Missing::Heading(page)) => Some(*page),
        _ => None,
    });
    pages.collect()
}

/// The other pages to which the relations of the page at `from` lead.
fn related(
    resolved: &ResolvedLinks,
    meta: &Meta,
    from: PageIndex,
) -> Vec<(RelationKind, u32, PageIndex)> {
    let relations = meta.relations.iter().zip(&resolved.relations).enumerate();
    let related = relations.filter_map(|(at, (relation, to))| {
        let to = to.page().filter(|to| *to != from)?;
        Some((relation.kind, at as u32, to))
    });
    related.collect()
}

/// The other pages that the page at `from` leads everyone to.
fn to_pages(
    resolved: &ResolvedLinks,
    body: &Body,
    from: PageIndex,
) -> Vec<(PageIndex, Option<u32>)> {
    let other = |to: &Resolution| to.page().filter(|to| *to != from);
    let links = body.links.iter().zip(&resolved.links).enumerate();
    let links = links.filter(|(_, (link, _))| link.public);
    let links = links.filter_map(|(at, (_, to))| Some((other(to)?, Some(at as u32))));
    let mut pages: Vec<(PageIndex, Option<u32>)> = links.collect();
    if body.embeds.is_empty() {
        return pages;
    }
    let mut known: HashSet<PageIndex> = pages.iter().map(|(page, _)| *page).collect();
    for (embed, to) in body.embeds.iter().zip(&resolved.embeds) {
        if let (true, Some(to)) = (embed.public, other(to))
            && known.insert(to)
        {
            pages.push((to, None));
        }
    }
    pages
}

fn to_works(resolved: &ResolvedLinks, body: &Body) -> Vec<(WorkIndex, u32)> {
    let mut cited: Vec<(WorkIndex, u32)> = Vec::new();
    let marks = body.citations.iter().zip(resolved.citations.marks());
    for (at, (_, works)) in marks.enumerate().filter(|(_, (mark, _))| mark.public) {
        // A mark may name a source twice.
        match works {
            [work] => cited.extend(work.map(|work| (work, at as u32))),
            _ => {
                let mut known = HashSet::new();
                let once = works.iter().flatten().filter(|work| known.insert(**work));
                cited.extend(once.map(|work| (*work, at as u32)));
            }
        }
    }
    cited
}

/// The files of each name, for `![[photo.png]]`, which says no folder.
fn image_names(site: &Site) -> HashMap<Cow<'_, str>, Vec<&str>> {
    let mut names: HashMap<Cow<'_, str>, Vec<&str>> = HashMap::new();
    for path in site.files.keys() {
        let name = path.rsplit('/').next().unwrap_or(path);
        names.entry(folded(name)).or_default().push(path);
    }
    names
}

fn decomposed(site: &Site) -> HashMap<String, &str> {
    let named = site.files.keys().filter_map(|path| match nfc(path) {
        Cow::Owned(name) => Some((name, path.as_str())),
        Cow::Borrowed(_) => None,
    });
    named.collect()
}

/// A page with no more headings than this is looked through at each asking.
const FEW_HEADINGS: usize = 24;

fn heading_of_few(headings: &[Heading], wanted: &str) -> Option<u32> {
    let public = || headings.iter().enumerate().filter(|(_, h)| h.public);
    let by_words = || {
        let wanted = slug(wanted);
        public().find(|(_, h)| *h.id == *wanted || slug(&h.text) == wanted)
    };
    let id = nfc(wanted);
    let by_id = public().find(|(_, heading)| *heading.id == *id);
    by_id.or_else(by_words).map(|(at, _)| at as u32)
}

/// The place that raw HTML names so.
fn anchor(body: &Body, wanted: &str) -> Option<u32> {
    let mut anchors = body.anchors.iter();
    let at = anchors.position(|anchor| **anchor == *wanted)?;
    Some(at as u32)
}

/// The headings of a page that has many of them, by what links may call them.
struct Headings {
    ids: HashMap<Box<str>, u32>,
    /// The first heading of each id or slug.
    words: HashMap<Box<str>, u32>,
}

impl Headings {
    fn of(headings: &[Heading]) -> Self {
        let mut known = Headings {
            ids: HashMap::new(),
            words: HashMap::new(),
        };
        let public = headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| heading.public);
        for (at, heading) in public {
            let at = at as u32;
            known.ids.entry(heading.id.clone()).or_insert(at);
            known.words.entry(heading.id.clone()).or_insert(at);
            known.words.entry(slug(&heading.text).into()).or_insert(at);
        }
        known
    }

    fn find(&self, wanted: &str) -> Option<u32> {
        let by_words = || self.words.get(&*slug(wanted));
        self.ids.get(&*nfc(wanted)).or_else(by_words).copied()
    }
}

/// Finds what the page at `index` resolved to.
struct Resolver<'a> {
    links: &'a Links<'a>,
    index: PageIndex,
}

impl Resolver<'_> {
    fn site(&self) -> &Site {
        self.links.site
    }

    fn lang(&self) -> Lang {
        self.site().pages[self.index].page.meta.lang
    }

    /// What was found, for what stands at a byte of the page's text: a project beneath cannot know what
    /// those above it leave out.
    fn seen_at(&self, byte: u32, found: Resolution) -> Resolution {
        match found {
            Resolution::Missing(Missing::Hidden(title)) if self.is_beneath(byte) => {
                Resolution::Missing(Missing::TakenAway(title))
            }
            found => found,
        }
    }

    /// A link of a project beneath to a heading that a project above has taken away leads to the page.
    fn without_lost_heading(&self, byte: u32, found: Resolution) -> Resolution {
        match found {
            Resolution::Missing(Missing::Heading(page)) if self.is_changed_above(byte, page) => {
                Resolution::Page {
                    page,
                    heading: None,
                }
            }
            found => found,
        }
    }

    /// As [`Resolver::without_lost_heading`], for an embed, which then shows nothing.
    fn without_lost_section(&self, byte: u32, found: Resolution) -> Resolution {
        match found {
            Resolution::Missing(Missing::Heading(page)) if self.is_changed_above(byte, page) => {
                let title = &*self.site().pages[page].title;
                Resolution::Missing(Missing::TakenAway(title.into()))
            }
            found => found,
        }
    }

    fn is_beneath(&self, byte: u32) -> bool {
        self.site().pages[self.index].page.layer_at(byte) != OURS
    }

    /// Whether a page is of a project above that of what stands at a byte of this one.
    fn is_changed_above(&self, byte: u32, page: PageIndex) -> bool {
        let pages = &self.site().pages;
        pages[page].page.standing.layer < pages[self.index].page.layer_at(byte)
    }

    fn name(&self, name: &str) -> Resolution {
        self.links.names.find(self.site(), name, self.lang())
    }

    fn target(&self, target: &Target) -> Resolution {
        match target {
            Target::External(_) => Resolution::External,
            Target::Refused(_) => Resolution::Missing(Missing::Refused),
            Target::Outside(_) => Resolution::Missing(Missing::Outside),
            Target::Here { heading } => self.heading(self.index, heading),
            Target::Name { name, heading } => {
                let found = self.name(name);
                self.with_heading(found, heading.as_deref())
            }
            Target::Path {
                path,
                heading,
                pretty,
            } => {
                let found = self.path_or_pretty(path, pretty.as_deref());
                self.with_heading(found, heading.as_deref())
            }
        }
    }

    /// What a path leads to as it stands, or else as it is seen from the page's address, or else in the folder of a
    /// language.
    fn path_or_pretty(&self, path: &str, pretty: Option<&str>) -> Resolution {
        let found = self.as_typed_or_seen(path, pretty);
        let Resolution::Missing(Missing::Nothing) = found else {
            return found;
        };
        let seen = pretty.map(|pretty| pretty.trim_end_matches('/'));
        let mut paths = std::iter::once(path).chain(seen);
        let inside = paths.find_map(|path| self.in_language_folders(path));
        inside.unwrap_or(found)
    }

    /// A path that ends with a slash leads to a folder as it stands, and to any page from an address without an ending.
    fn as_typed_or_seen(&self, path: &str, pretty: Option<&str>) -> Resolution {
        let found = self.path(path);
        let Some(pretty) = pretty else {
            return found;
        };
        let is_folder = || self.links.names.is_folder(self.site(), path);
        let is_missing = matches!(found, Resolution::Missing(_));
        if !is_missing && (!pretty.ends_with('/') || is_folder()) {
            return found;
        }
        match self.path(pretty.trim_end_matches('/')) {
            Resolution::Missing(_) => found,
            seen => seen,
        }
    }

    /// What stands at a path in the folder of the page's own language, or else of the first language that has it. A path
    /// that names another language means that one alone.
    fn in_language_folders(&self, path: &str) -> Option<Resolution> {
        let config = &self.site().config;
        let rest = match self.without_language(path) {
            Some((rest, lang)) if lang == self.lang() => rest,
            Some(_) => return None,
            None => path,
        };
        if rest.is_empty() || config.languages.len() < 2 {
            return None;
        }
        let others = config.langs().filter(|lang| *lang != self.lang());
        let mut langs = std::iter::once(self.lang()).chain(others);
        langs.find_map(|lang| {
            let inside = format!("{}/{rest}", config.code(lang));
            match self.path_in(&inside, lang) {
                Resolution::Missing(_) => None,
                found => Some(found),
            }
        })
    }

    /// What stands at a path, or else at the same path without the folder of a language that other tools
    /// put before it in addresses.
    fn path(&self, path: &str) -> Resolution {
        let found = self.path_in(path, self.lang());
        let Resolution::Missing(Missing::Nothing) = found else {
            return found;
        };
        match self.without_language(path) {
            Some((rest, lang)) => match self.path_in(rest, lang) {
                Resolution::Missing(_) => found,
                inside => inside,
            },
            None => found,
        }
    }

    /// A path without the folder of a language of the site, and that language.
    fn without_language<'p>(&self, path: &'p str) -> Option<(&'p str, Lang)> {
        let (folder, rest) = path.split_once('/')?;
        let lang = self.site().config.lang(folder)?;
        (!rest.is_empty()).then_some((rest, lang))
    }

    fn path_in(&self, path: &str, lang: Lang) -> Resolution {
        let site = self.site();
        let page = |page| Resolution::Page {
            page,
            heading: None,
        };
        if let Some(found) = self.links.names.at_path(site, path, lang) {
            return page(found);
        }
        if let Some(file) = self.file(path) {
            return Resolution::File(file.to_owned());
        }
        // The file that a page is turned into, here or elsewhere, and its old addresses.
        let own = other_ending(path).and_then(|stem| self.links.names.at_path(site, stem, lang));
        if let Some(found) = own {
            return page(found);
        }
        let urls = [
            path.to_owned(),
            format!("{path}.html"),
            format!("{path}/{}.html", BuiltinPage::HOME),
        ];
        for url in urls {
            match site
                .routes
                .get(&url)
                .and_then(|owners| Route::first(owners))
            {
                Some(Route::Page(found) | Route::Redirect(found, _)) => {
                    return page(version(site, path, *found, lang));
                }
                Some(_) if url == path => return Resolution::Builtin(url),
                Some(_) | None => {}
            }
        }
        Resolution::Missing(self.links.names.missing_at(path))
    }

    /// The path of the file that is called so, whatever form of Unicode either is in.
    fn file(&self, path: &str) -> Option<&str> {
        let files = &self.site().files;
        let known = |path: &str| files.get_key_value(path).map(|(path, _)| path.as_str());
        let form = nfc(path);
        let other = || self.links.decomposed.get(&*form).copied();
        known(path).or_else(|| known(&form)).or_else(other)
    }

    fn with_heading(&self, found: Resolution, heading: Option<&str>) -> Resolution {
        match (found, heading) {
            (Resolution::Page { page, .. }, Some(heading)) => self.heading(page, heading),
            (found, _) => found,
        }
    }

    /// A heading of a page; where several are named as the way to one, as Obsidian has it, the last.
    fn heading(&self, page: PageIndex, wanted: &str) -> Resolution {
        // Nothing behind `#` is the head of the page (HTML, section 7.4.6.4), whatever its headings are called.
        if wanted.is_empty() {
            return Resolution::Page {
                page,
                heading: None,
            };
        }
        let found = self.heading_called(page, wanted);
        match (&found, wanted.rsplit_once('#')) {
            (Resolution::Missing(_), Some((_, last))) => self.heading_called(page, last.trim()),
            _ => found,
        }
    }

    /// A heading of a page by its id, or else by its words; only one that everyone may read.
    fn heading_called(&self, page: PageIndex, wanted: &str) -> Resolution {
        let body = &self.site().pages[page].page.body;
        let headings = &body.headings;
        let found = if headings.len() <= FEW_HEADINGS {
            heading_of_few(headings, wanted)
        } else {
            let known = &self.links.headings[page];
            known
                .get_or_init(|| Box::new(Headings::of(headings)))
                .find(wanted)
        };
        // The title is no heading of the body any more once it has been lifted, and can still be named.
        match found {
            Some(at) => Resolution::Page {
                page,
                heading: Some(at),
            },
            None => anchor(body, wanted).map_or_else(
                || match &body.title_id {
                    Some(title) if **title == *wanted || **title == slug(wanted) => {
                        Resolution::Page {
                            page,
                            heading: None,
                        }
                    }
                    // Browsers take it for the head of the page.
                    _ if wanted.eq_ignore_ascii_case("top") => Resolution::Page {
                        page,
                        heading: None,
                    },
                    _ => Resolution::Missing(Missing::Heading(page)),
                },
                |anchor| Resolution::Anchor { page, anchor },
            ),
        }
    }

    fn image(&self, target: &Target) -> Result<String, Missing> {
        match target {
            Target::Path { path, pretty, .. } => {
                let by_path = self.picture(path);
                let seen = || self.picture(pretty.as_deref()?);
                let found = by_path.or_else(seen).or_else(|| self.picture_beside(path));
                found.map(str::to_owned).ok_or(Missing::Nothing)
            }
            Target::Name { name, .. } => self.image_named(name),
            Target::Outside(_) => Err(Missing::Outside),
            Target::Refused(_) | Target::External(_) => Err(Missing::Refused),
            _ => Err(Missing::Nothing),
        }
    }

    /// The file of a picture, with the folder of a language before its path or without.
    fn picture(&self, path: &str) -> Option<&str> {
        let inside = || self.file(self.without_language(path)?.0);
        self.file(path).or_else(inside)
    }

    /// The only file of a name that a page gives as if the file stood beside it, as Obsidian finds it.
    fn picture_beside(&self, path: &str) -> Option<&str> {
        let page = &self.site().pages[self.index].page.path;
        let split = |path: &'_ str| path.rfind('/').map_or(0, |at| at + 1);
        let name = &path[split(path)..];
        if path[..split(path)] != page[..split(page)] {
            return None;
        }
        match self.links.images.get(&folded(name)).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }

    /// An image by its path from the content folder, or by its name where one file only has it.
    fn image_named(&self, name: &str) -> Result<String, Missing> {
        if let Some(file) = self.file(name) {
            return Ok(file.to_owned());
        }
        match self.links.images.get(&folded(name)).map(Vec::as_slice) {
            Some([one]) => Ok((*one).to_owned()),
            Some([_, _, ..]) => Err(Missing::Ambiguous(Arc::default())),
            _ => Err(Missing::Nothing),
        }
    }
}

//! What each link, image and embed leads to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::config::Lang;
use crate::page::{Body, Heading, Lead, Meta, Page, RelationKind, Target};
use crate::parse::slug;
use crate::resolve::names::{Names, folded};
use crate::site::{Citations, Leads, Missing, PageIndex, Resolution, Site, WorkIndex};

/// Finds what pages of a site lead to.
pub(super) struct Links<'a> {
    site: &'a Site,
    names: &'a Names,
    images: HashMap<Cow<'a, str>, Vec<&'a str>>,
    /// For each page its headings, where it has many of them and something names one.
    headings: Vec<OnceLock<Box<Headings>>>,
}

impl<'a> Links<'a> {
    pub(super) fn new(site: &'a Site, names: &'a Names) -> Self {
        Links {
            site,
            names,
            images: image_names(site),
            headings: site.pages.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// What all that a page names leads to.
    pub(super) fn of(&self, index: PageIndex) -> Leads {
        let Page { body, meta, .. } = &*self.site.pages[index].page;
        let resolver = Resolver { links: self, index };
        let target = |target| resolver.target(target);
        let links = body.links.iter().map(|link| target(&link.target));
        let embeds = body.embeds.iter().map(|embed| target(&embed.target));
        let images = body
            .images
            .iter()
            .map(|image| resolver.image(&image.target));
        let relations = meta.relations.iter();
        let relations = relations.map(|to| resolver.name(&to.target.value));
        let citations = body.citations.iter();
        let citations =
            citations.map(|mark| mark.items.iter().map(|item| self.names.work(&item.key)));
        let mut leads = Leads {
            links: links.collect(),
            embeds: embeds.collect(),
            images: images.collect(),
            relations: relations.collect(),
            citations: Citations::new(citations),
            ..Leads::default()
        };
        leads.dead_ends = dead_ends(&leads);
        leads.headings_of = headings_of(&leads);
        leads.related = related(&leads, meta, index);
        if meta.kind.value == "series" {
            leads.parts = parts(&leads, body, index);
        }
        leads.to_pages = to_pages(&leads, body, index);
        leads.to_works = to_works(&leads, body);
        leads
    }
}

/// All but the images and the works.
fn named(leads: &Leads) -> impl Iterator<Item = &Resolution> {
    let links = leads.links.iter();
    links.chain(&leads.embeds).chain(&leads.relations)
}

fn dead_ends(leads: &Leads) -> bool {
    let mut all = named(leads).map(|to| matches!(to, Resolution::Missing(_)));
    all.any(|dead| dead) || leads.images.iter().any(Result::is_err)
}

fn headings_of(leads: &Leads) -> Vec<PageIndex> {
    let pages = named(leads).filter_map(|to| match to {
        Resolution::Page {
            page,
            heading: Some(_),
        } => Some(*page),
        Resolution::Missing(Missing::Heading(page)) => Some(*page),
        _ => None,
    });
    pages.collect()
}

/// The other pages to which the relations of the page at `from` lead.
fn related(leads: &Leads, meta: &Meta, from: PageIndex) -> Vec<(RelationKind, u32, PageIndex)> {
    let relations = meta.relations.iter().zip(&leads.relations).enumerate();
    let related = relations.filter_map(|(at, (relation, to))| {
        let to = to.page().filter(|to| *to != from)?;
        Some((relation.kind, at as u32, to))
    });
    related.collect()
}

/// The other pages with which the list items of the page at `from` begin.
fn parts(leads: &Leads, body: &Body, from: PageIndex) -> Vec<PageIndex> {
    let mut parts = Vec::new();
    let mut known = HashSet::new();
    for entry in &body.entries {
        let Lead::Link(link) = entry.lead else {
            continue;
        };
        let public = body.links[link as usize].public;
        if let (true, Some(part)) = (public, leads.links[link as usize].page())
            && part != from
            && known.insert(part)
        {
            parts.push(part);
        }
    }
    parts
}

/// The other pages that the page at `from` leads everyone to.
fn to_pages(leads: &Leads, body: &Body, from: PageIndex) -> Vec<(PageIndex, Option<u32>)> {
    let other = |to: &Resolution| to.page().filter(|to| *to != from);
    let links = body.links.iter().zip(&leads.links).enumerate();
    let links = links.filter(|(_, (link, _))| link.public);
    let links = links.filter_map(|(at, (_, to))| Some((other(to)?, Some(at as u32))));
    let mut pages: Vec<(PageIndex, Option<u32>)> = links.collect();
    if body.embeds.is_empty() {
        return pages;
    }
    let mut known: HashSet<PageIndex> = pages.iter().map(|(page, _)| *page).collect();
    for (embed, to) in body.embeds.iter().zip(&leads.embeds) {
        if let (true, Some(to)) = (embed.public, other(to))
            && known.insert(to)
        {
            pages.push((to, None));
        }
    }
    pages
}

fn to_works(leads: &Leads, body: &Body) -> Vec<(WorkIndex, u32)> {
    let mut cited: Vec<(WorkIndex, u32)> = Vec::new();
    let marks = body.citations.iter().zip(leads.citations.marks());
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

/// A page with no more headings than this is looked through at each asking.
const FEW_HEADINGS: usize = 24;

fn heading_of_few(headings: &[Heading], wanted: &str) -> Option<u32> {
    let public = || headings.iter().enumerate().filter(|(_, h)| h.public);
    let by_words = || {
        let wanted = slug(wanted);
        public().find(|(_, h)| *h.id == *wanted || slug(&h.text) == wanted)
    };
    let by_id = public().find(|(_, heading)| *heading.id == *wanted);
    by_id.or_else(by_words).map(|(at, _)| at as u32)
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
        self.ids.get(wanted).or_else(by_words).copied()
    }
}

/// Finds what the page at `index` leads to.
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
            Target::Path { path, heading } => {
                let found = self.path(path);
                self.with_heading(found, heading.as_deref())
            }
        }
    }

    fn path(&self, path: &str) -> Resolution {
        if let Some(page) = self.links.names.at_path(self.site(), path, self.lang()) {
            return Resolution::Page {
                page,
                heading: None,
            };
        }
        if self.site().files.contains_key(path) {
            return Resolution::File(path.to_owned());
        }
        if self.site().urls.contains_key(path) {
            return Resolution::Generated(path.to_owned());
        }
        Resolution::Missing(self.links.names.missing_at(path))
    }

    fn with_heading(&self, found: Resolution, heading: Option<&str>) -> Resolution {
        match (found, heading) {
            (Resolution::Page { page, .. }, Some(heading)) => self.heading(page, heading),
            (found, _) => found,
        }
    }

    /// A heading of a page by its id, or else by its words; only one that everyone may read.
    fn heading(&self, page: PageIndex, wanted: &str) -> Resolution {
        let headings = &self.site().pages[page].page.body.headings;
        let found = if headings.len() <= FEW_HEADINGS {
            heading_of_few(headings, wanted)
        } else {
            let known = &self.links.headings[page];
            known
                .get_or_init(|| Box::new(Headings::of(headings)))
                .find(wanted)
        };
        match found {
            Some(at) => Resolution::Page {
                page,
                heading: Some(at),
            },
            None => Resolution::Missing(Missing::Heading(page)),
        }
    }

    fn image(&self, target: &Target) -> Result<String, Missing> {
        match target {
            Target::Path { path, .. } if self.site().files.contains_key(&**path) => {
                Ok(path.to_string())
            }
            Target::Name { name, .. } => self.image_named(name),
            Target::Outside(_) => Err(Missing::Outside),
            Target::Refused(_) | Target::External(_) => Err(Missing::Refused),
            _ => Err(Missing::Nothing),
        }
    }

    /// An image by its path from the content folder, or by its name where one file only has it.
    fn image_named(&self, name: &str) -> Result<String, Missing> {
        if self.site().files.contains_key(name) {
            return Ok(name.to_owned());
        }
        match self.links.images.get(&folded(name)).map(Vec::as_slice) {
            Some([one]) => Ok((*one).to_owned()),
            Some([_, _, ..]) => Err(Missing::Ambiguous(Arc::default())),
            _ => Err(Missing::Nothing),
        }
    }
}

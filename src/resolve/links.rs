//! What each link, image and embed leads to.

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::config::Lang;
use crate::page::{Page, Target};
use crate::parse::slug;
use crate::resolve::names::{Names, folded};
use crate::site::{Missing, PageIndex, Resolution, Site};

/// What one page leads to: in each list an item for each of the page's own.
pub(super) struct Resolved {
    pub(super) links: Vec<Resolution>,
    pub(super) embeds: Vec<Resolution>,
    pub(super) images: Vec<Result<String, Missing>>,
    pub(super) relations: Vec<Resolution>,
}

impl Resolved {
    pub(super) fn dead_ends(&self) -> bool {
        let all = self.links.iter().chain(&self.embeds).chain(&self.relations);
        let mut all = all.map(|to| matches!(to, Resolution::Missing(_)));
        all.any(|dead| dead) || self.images.iter().any(Result::is_err)
    }
}

/// What the links, images, embeds and relations of every page lead to.
pub(super) fn resolve(site: &Site, names: &Names<'_>) -> Vec<Resolved> {
    let images = image_names(site);
    let pages = (0..site.pages.len()).into_par_iter();
    pages
        .map(|index| {
            let resolver = Resolver {
                site,
                names,
                images: &images,
                index,
            };
            resolver.page_resolved()
        })
        .collect()
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

struct Resolver<'a> {
    site: &'a Site,
    names: &'a Names<'a>,
    images: &'a HashMap<Cow<'a, str>, Vec<&'a str>>,
    index: PageIndex,
}

impl Resolver<'_> {
    fn page(&self) -> &Page {
        &self.site.pages[self.index].page
    }

    fn lang(&self) -> Lang {
        self.page().meta.lang
    }

    fn page_resolved(&self) -> Resolved {
        let Page { body, meta, .. } = self.page();
        let links = body.links.iter().map(|link| self.target(&link.target));
        let embeds = body.embeds.iter().map(|embed| self.target(&embed.target));
        let images = body.images.iter().map(|image| self.image(&image.target));
        let relations = meta.relations.iter();
        let relations = relations.map(|to| self.names.find(&to.target.value, meta.lang));
        Resolved {
            links: links.collect(),
            embeds: embeds.collect(),
            images: images.collect(),
            relations: relations.collect(),
        }
    }

    fn target(&self, target: &Target) -> Resolution {
        match target {
            Target::External(_) => Resolution::External,
            Target::Refused(_) => Resolution::Missing(Missing::Refused),
            Target::Outside(_) => Resolution::Missing(Missing::Outside),
            Target::Here { heading } => self.heading(self.index, heading),
            Target::Name { name, heading } => {
                let found = self.names.find(name, self.lang());
                self.with_heading(found, heading.as_deref())
            }
            Target::Path { path, heading } => {
                let found = self.path(path);
                self.with_heading(found, heading.as_deref())
            }
        }
    }

    fn path(&self, path: &str) -> Resolution {
        if let Some(page) = self.names.at_path(path, self.lang()) {
            return Resolution::Page {
                page,
                heading: None,
            };
        }
        if self.site.files.contains_key(path) {
            return Resolution::File(path.to_owned());
        }
        if self.site.urls.contains_key(path) {
            return Resolution::Generated(path.to_owned());
        }
        Resolution::Missing(match self.names.is_draft(path) {
            true => Missing::Draft,
            false => Missing::Nothing,
        })
    }

    fn with_heading(&self, found: Resolution, heading: Option<&str>) -> Resolution {
        match (found, heading) {
            (Resolution::Page { page, .. }, Some(heading)) => self.heading(page, heading),
            (found, _) => found,
        }
    }

    /// A heading of a page by its id, or else by its words; only one that everyone may read.
    fn heading(&self, page: PageIndex, wanted: &str) -> Resolution {
        let body = &self.site.pages[page].page.body;
        let public = || body.headings.iter().enumerate().filter(|(_, h)| h.public);
        let found = public()
            .find(|(_, heading)| *heading.id == *wanted)
            .or_else(|| {
                let wanted = slug(wanted);
                public().find(|(_, h)| *h.id == *wanted || slug(&h.text) == wanted)
            });
        match found {
            Some((at, _)) => Resolution::Page {
                page,
                heading: Some(at as u32),
            },
            None => Resolution::Missing(Missing::Heading(page)),
        }
    }

    fn image(&self, target: &Target) -> Result<String, Missing> {
        match target {
            Target::Path { path, .. } if self.site.files.contains_key(&**path) => {
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
        if self.site.files.contains_key(name) {
            return Ok(name.to_owned());
        }
        match self.images.get(&folded(name)).map(Vec::as_slice) {
            Some([one]) => Ok((*one).to_owned()),
            Some([_, _, ..]) => Err(Missing::Ambiguous(Vec::new())),
            _ => Err(Missing::Nothing),
        }
    }
}

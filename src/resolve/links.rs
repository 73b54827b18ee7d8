//! What each link, image and embed leads to.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Lang;
use crate::page::{Page, Target};
use crate::parse::slug;
use crate::resolve::names::{Names, folded};
use crate::site::{Missing, PageIndex, Resolution, Site};

/// Fills the links, images and embeds of every page.
pub(super) fn resolve(site: &mut Site, names: &Names) {
    let images = image_names(site);
    let resolved: Vec<_> = (0..site.pages.len())
        .into_par_iter()
        .map(|index| {
            let resolver = Resolver {
                site,
                names,
                images: &images,
                index,
            };
            let body = &site.pages[index].page.body;
            let links = body.links.iter().map(|link| resolver.target(&link.target));
            let embeds = body
                .embeds
                .iter()
                .map(|embed| resolver.target(&embed.target));
            let images = body
                .images
                .iter()
                .map(|image| resolver.image(&image.target));
            (
                links.collect::<Vec<_>>(),
                embeds.collect::<Vec<_>>(),
                images.collect::<Vec<_>>(),
            )
        })
        .collect();
    for (page, (links, embeds, images)) in site.pages.iter_mut().zip(resolved) {
        page.links = links;
        page.embeds = embeds;
        page.images = images;
    }
}

/// The files of each name, for `![[photo.png]]`, which says no folder.
fn image_names(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in site.files.keys() {
        let name = path.rsplit('/').next().unwrap_or(path);
        names.entry(folded(name)).or_default().push(path.clone());
    }
    names
}

struct Resolver<'a> {
    site: &'a Site,
    names: &'a Names,
    images: &'a BTreeMap<String, Vec<String>>,
    index: PageIndex,
}

impl Resolver<'_> {
    fn page(&self) -> &Page {
        &self.site.pages[self.index].page
    }

    fn lang(&self) -> Lang {
        self.page().meta.lang
    }

    fn target(&self, target: &Target) -> Resolution {
        match target {
            Target::External(_) => Resolution::External,
            Target::Refused(_) => Resolution::Missing(Missing::Refused),
            Target::Outside(_) => Resolution::Missing(Missing::Outside),
            Target::Here { heading } => self.heading(self.index, heading),
            Target::Name { name, heading } => {
                let found = self.names.find(self.site, name, self.lang());
                self.with_heading(found, heading.as_deref())
            }
            Target::Path { path, heading } => {
                let found = self.path(path);
                self.with_heading(found, heading.as_deref())
            }
        }
    }

    fn path(&self, path: &str) -> Resolution {
        if let Some(page) = self.names.at_path(self.site, path, self.lang()) {
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
            Some([one]) => Ok(one.clone()),
            Some([_, _, ..]) => Err(Missing::Ambiguous(Vec::new())),
            _ => Err(Missing::Nothing),
        }
    }
}

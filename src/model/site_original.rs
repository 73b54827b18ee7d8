//! From which page of a project beneath a page of a site was made.

use std::collections::HashSet;

use crate::model::layer::{LayerIndex, OURS};
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};

/// A page of a project beneath from which another was made.
pub struct MadeFrom<'a> {
    /// The project that it is of.
    pub layer: LayerIndex,
    /// As it is there.
    pub page: &'a Page,
    /// From the content folder there.
    pub place: &'a str,
    /// The code of its language there.
    pub lang: &'a str,
}

impl Site {
    /// What a page was made from: the page beneath that it extends, or in whose place it stands with text of it, or that it
    /// translates. Nothing of a page with a text of its own.
    pub fn made_from(&self, index: PageIndex) -> Option<MadeFrom<'_>> {
        let page = &self.pages[index].page;
        if page.standing.original.is_some() {
            return self.version_of(index);
        }
        if page.standing.layer != OURS {
            return None;
        }
        let mut translations = self.pages[index].translations.iter();
        translations.find_map(|at| self.as_it_is(*at).or_else(|| self.version_of(*at)))
    }

    /// The page beneath of which a page is a version.
    fn version_of(&self, index: PageIndex) -> Option<MadeFrom<'_>> {
        let page = &self.pages[index];
        let standing = &page.page.standing;
        let original = standing.original.as_ref()?;
        let is_kept = page.adaptation.as_ref().is_some_and(|one| one.is_kept);
        let is_made_from =
            !standing.inherited.is_empty() || is_kept || shares_lines(&page.page, &original.page);
        is_made_from.then_some(MadeFrom {
            layer: original.layer,
            page: &original.page,
            place: &original.place,
            lang: &original.lang,
        })
    }

    /// A page of a project beneath that nobody has changed.
    fn as_it_is(&self, index: PageIndex) -> Option<MadeFrom<'_>> {
        let page = &*self.pages[index].page;
        let layer = self.layers.get(usize::from(page.standing.layer))?;
        let own = self.config.code(page.meta.lang);
        let primary = |code: &'_ str| code.split('-').next().unwrap_or_default().to_owned();
        let mut near = layer.languages.iter();
        let near = near.find(|code| primary(code) == primary(own));
        (page.standing.layer != OURS).then_some(MadeFrom {
            layer: page.standing.layer,
            page,
            place: &page.place,
            lang: near.map_or(own, String::as_str),
        })
    }
}

/// Shorter lines than this are alike by chance.
const LINE: usize = 40;

/// Whether a page that takes the place of another has taken text from it. One with a text of its own is no version.
fn shares_lines(own: &Page, original: &Page) -> bool {
    let lines = |page: &'_ Page| page.text[page.body_start()..].to_owned();
    let (own, original) = (lines(own), lines(original));
    let long = |line: &&str| line.len() >= LINE;
    let theirs: HashSet<&str> = original.lines().map(str::trim).filter(long).collect();
    own.lines().map(str::trim).any(|line| theirs.contains(line))
}

//! What has changed in the handbooks that pages were made from, and the copies that are kept of them.

use std::collections::BTreeSet;

use crate::model::adaptation::Adaptation;
use crate::model::layer::OURS;
use crate::model::page::Page;
use crate::model::site::{Site, SitePage};
use crate::model::source::{Sources, Span};
use crate::status::place::OpenPlace;

/// The pages of ours whose originals have changed, with what has.
pub(super) fn changed(site: &Site) -> Vec<OpenPlace> {
    let pages = adapted(site).filter(|(_, adaptation)| !adaptation.changes.is_empty());
    let places = pages.map(|(page, adaptation)| OpenPlace {
        changes: adaptation.changes.clone(),
        ..place(&page.page)
    });
    places.collect()
}

/// The pages of ours of which nobody knows what their originals were.
pub(super) fn unkept(site: &Site) -> Vec<OpenPlace> {
    let pages = adapted(site).filter(|(_, adaptation)| !adaptation.is_kept);
    pages.map(|(page, _)| place(&page.page)).collect()
}

/// The pages of projects beneath that are not on the list of those that were seen, under this id or one that they had before.
pub(super) fn new(site: &Site) -> Vec<OpenPlace> {
    let Some(known) = &site.known_beneath else {
        return Vec::new();
    };
    let pages = beneath(site);
    let new = pages.filter(|page| !names(site, page).any(|name| known.contains(&name)));
    new.map(|page| OpenPlace {
        text: format!("{}: {}", page.meta.id.value, page.meta.title()),
        ..place(page)
    })
    .collect()
}

/// The pages on that list that are not there any more, under any name.
pub(super) fn gone(site: &Site) -> Vec<OpenPlace> {
    let Some(known) = &site.known_beneath else {
        return Vec::new();
    };
    let now: BTreeSet<_> = beneath(site).flat_map(|page| names(site, page)).collect();
    let gone = known.iter().filter(|known| !now.contains(*known));
    gone.map(|(lang, id)| OpenPlace {
        span: Span::whole(site.config.source),
        text: format!("{id} ({lang})"),
        changes: Vec::new(),
    })
    .collect()
}

/// The list of the pages of projects beneath, a line for each.
pub fn known_pages(site: &Site) -> String {
    let now: BTreeSet<_> = beneath(site).map(|page| lang_and_id(site, page)).collect();
    let lines = now.iter().map(|(lang, id)| format!("{lang} {id}\n"));
    lines.collect()
}

/// A copy of an original to write.
#[derive(Debug, PartialEq, Eq)]
pub struct Renewed {
    /// From the folder of such copies.
    pub path: String,
    /// What the original is now.
    pub text: String,
}

/// The copies to write for the page that `id` names, in each of its languages.
///
/// # Errors
/// When there is nothing to keep, with the reason.
pub fn renew(site: &Site, id: &str, sources: &Sources) -> Result<Vec<Renewed>, String> {
    let of_id = |page: &&SitePage| page.page.meta.id.value == id;
    let mut pages = site.pages.iter().filter(of_id).peekable();
    if pages.peek().is_none() {
        return Err(format!("there is no page `{id}`; name it by its id"));
    }
    let mut renewed = Vec::new();
    // A page and its translations share an id, and each has an original of its own.
    let mut is_ours = false;
    for page in pages {
        is_ours |= page.page.standing.layer == OURS;
        if let Some(original) = original(site, page) {
            let lang = site.config.code(page.lang);
            renewed.push(Renewed {
                path: format!("{lang}/{id}.md"),
                text: sources.get(original.source).text.to_string(),
            });
        }
    }
    match (renewed.is_empty(), is_ours) {
        (false, _) => Ok(renewed),
        (true, false) => Err(format!(
            "`{id}` is a page of a handbook beneath, as it is there: nothing of yours was made from it"
        )),
        (true, true) => Err(format!(
            "`{id}` is made from no other page: it takes the place of none beneath, and translates none"
        )),
    }
}

/// What a page of ours was made from, as it is now.
fn original<'a>(site: &'a Site, page: &'a SitePage) -> Option<&'a Page> {
    if page.page.standing.layer != OURS {
        return None;
    }
    if let Some(original) = &page.page.standing.original {
        return Some(&original.page);
    }
    let translations = page
        .translations
        .iter()
        .map(|other| &*site.pages[*other].page);
    let mut earlier = translations.filter(|other| other.meta.lang < page.lang);
    earlier.next()
}

fn adapted(site: &Site) -> impl Iterator<Item = (&SitePage, &Adaptation)> {
    let pages = site.pages.iter();
    pages.filter_map(|page| Some((page, page.adaptation.as_deref()?)))
}

/// All pages of projects beneath: those that are shown, those that are hidden, and those in whose place
/// others stand.
fn beneath(site: &Site) -> impl Iterator<Item = &Page> {
    let shown = site.pages.iter().map(|page| &*page.page);
    let hidden = site.drafts.iter().map(|page| &**page);
    let all = shown.chain(hidden);
    all.filter_map(|page| match &page.standing.original {
        Some(original) => Some(&*original.page),
        None => (page.standing.layer != OURS).then_some(page),
    })
}

/// A page's language with each id that it has or had.
fn names(site: &Site, page: &Page) -> impl Iterator<Item = (String, String)> {
    let (lang, id) = lang_and_id(site, page);
    let former = page.meta.aliases.iter().map(|alias| alias.value.clone());
    let all: Vec<String> = std::iter::once(id).chain(former).collect();
    all.into_iter().map(move |id| (lang.clone(), id))
}

fn lang_and_id(site: &Site, page: &Page) -> (String, String) {
    let lang = site.config.code(page.meta.lang).to_owned();
    (lang, page.meta.id.value.clone())
}

fn place(page: &Page) -> OpenPlace {
    OpenPlace {
        span: page.own_span(),
        text: page.meta.title().to_owned(),
        changes: Vec::new(),
    }
}

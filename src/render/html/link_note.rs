//! What links lead to, for paper, where nobody can follow them: each target of a page has one number,
//! which its links carry and under which a list at the end says its title and address.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Place, Writer, Writing, title_of};
use crate::page::{EventKind, Target};
use crate::render::address::{absolute, encode};
use crate::render::context::LinkNote;
use crate::site::{PageIndex, Resolution};

/// The targets met so far.
#[derive(Default)]
pub(super) struct LinkNotes {
    pub(super) notes: Vec<LinkNote>,
    /// Their numbers, by address.
    numbers: HashMap<String, usize>,
}

impl LinkNotes {
    fn number(&mut self, address: String, title: impl FnOnce() -> Option<String>) -> usize {
        if let Some(number) = self.numbers.get(&address) {
            return *number;
        }
        self.notes.push(LinkNote {
            title: title(),
            address: address.clone(),
        });
        let number = self.notes.len();
        self.numbers.insert(address, number);
        number
    }
}

impl<'a> Writer<'a> {
    /// The number of what the link at event `at` leads to; none where paper already says it: on
    /// this page, or in the link's own words.
    pub(super) fn link_note(
        &mut self,
        writing: Writing<'a>,
        place: &Place<'a>,
        at: u32,
        index: u32,
    ) -> Option<usize> {
        let found = &writing.site.pages[place.page].leads.links[index as usize];
        if let Resolution::External = found {
            let Target::External(dest) = &place.body.links[index as usize].target else {
                return None;
            };
            if says(place, at, dest) {
                return None;
            }
            let notes = self.link_notes.as_mut()?;
            return Some(notes.number(dest.to_string(), || None));
        }
        self.site_note(writing, place.page, found)
    }

    /// The number of something on the site, which a link in the text of `page` leads to.
    pub(super) fn site_note(
        &mut self,
        writing: Writing<'a>,
        page: PageIndex,
        found: &Resolution,
    ) -> Option<usize> {
        let from = self.shown_on;
        let notes = self.link_notes.as_mut()?;
        if found.page() == Some(from) {
            return None;
        }
        let address = address_on_paper(writing, page, found)?;
        let titled = !matches!(found, Resolution::File(_) | Resolution::Generated(_));
        let title = || titled.then(|| title_of(writing, found, from));
        Some(notes.number(address, title))
    }
}

/// The whole address where the site's own is known, else the file's path from the output's root.
fn address_on_paper(writing: Writing<'_>, page: PageIndex, found: &Resolution) -> Option<String> {
    let site = writing.site;
    let path = match found {
        Resolution::Page { page, .. } => site.pages[*page].url.clone(),
        Resolution::Work(work) => site.work_url(site.pages[page].page.meta.lang, *work),
        Resolution::File(path) => writing.assets.url(path).to_string(),
        Resolution::Generated(path) => path.clone(),
        Resolution::External | Resolution::Missing(_) => return None,
    };
    let mut address = match &site.config.base_url {
        Some(base) => absolute(base, &path),
        None => encode(&path).into_owned(),
    };
    if let Resolution::Page {
        page,
        heading: Some(heading),
    } = found
    {
        let heading = &site.pages[*page].page.body.headings[*heading as usize];
        let _ = write!(address, "#{}", heading.id);
    }
    Some(address)
}

/// Whether the words of the link at event `at` are its address.
fn says(place: &Place<'_>, at: u32, dest: &str) -> bool {
    let words = place.body.events.get(at as usize + 1);
    let Some((event, EventKind::Text(text))) = words.map(|event| (event, event.kind)) else {
        return false;
    };
    let bare = |address: &str| {
        let address = address.trim_end_matches('/');
        let schemes = ["https://", "http://", "mailto:", "tel:"];
        let rest = schemes
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme));
        rest.unwrap_or(address).to_owned()
    };
    bare(place.words(text, event)) == bare(dest)
}

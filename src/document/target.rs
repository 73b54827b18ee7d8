//! What links lead to.

use crate::model::kind::Ability;
use crate::model::lang::Lang;
use crate::model::site::{Missing, PageIndex, Resolution, Site, WorkIndex};

/// What a link leads to, or a picture shows, where it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target<'a> {
    Page {
        page: PageIndex,
        /// Index into the headings of the page's body.
        heading: Option<u32>,
    },
    /// A place in a page that raw HTML names.
    Anchor {
        page: PageIndex,
        /// Index into the anchors of the page's body.
        anchor: u32,
    },
    /// The page of a source in a language.
    Work(Lang, WorkIndex),
    /// A file of the content folder, by its path from there.
    File(&'a str),
    /// A page that is made for every site, by its path in the output.
    Builtin(&'a str),
    /// An address on another site, as it was typed.
    External(&'a str),
}

impl<'a> Target<'a> {
    /// What was found on the site for something in a page in `lang`; `None` for what is elsewhere or
    /// nowhere.
    pub(crate) fn on_site(found: &'a Resolution, lang: Lang) -> Option<Self> {
        match found {
            Resolution::Page { page, heading } => Some(Target::Page {
                page: *page,
                heading: *heading,
            }),
            Resolution::Anchor { page, anchor } => Some(Target::Anchor {
                page: *page,
                anchor: *anchor,
            }),
            Resolution::Work(work) => Some(Target::Work(lang, *work)),
            Resolution::File(path) => Some(Target::File(path)),
            Resolution::Builtin(path) => Some(Target::Builtin(path)),
            Resolution::External | Resolution::Missing(_) => None,
        }
    }
}

/// The words of a link that has none of its own: its target's title, never its id. `from` is the page
/// whose text the link stands in.
pub(crate) fn title_of(site: &Site, found: &Resolution, from: PageIndex) -> String {
    match found {
        Resolution::Page {
            page,
            heading: Some(heading),
        } => {
            let target = &site.pages[*page];
            let words = &target.page.body.headings[*heading as usize].text;
            // Within one page its title says nothing new, and a term of a glossary speaks for itself.
            if *page == from || target.kind.can(Ability::Terms) {
                words.to_string()
            } else {
                format!("{}: {words}", target.title)
            }
        }
        Resolution::Page { page, .. } | Resolution::Anchor { page, .. } => {
            site.pages[*page].title.to_string()
        }
        Resolution::Work(work) => site.works[*work].title(),
        Resolution::File(path) | Resolution::Builtin(path) => {
            path.rsplit('/').next().unwrap_or(path).to_owned()
        }
        Resolution::Missing(Missing::TakenAway(title)) => title.to_string(),
        Resolution::External | Resolution::Missing(_) => String::new(),
    }
}

/// The language of what a link leads to, where it is not that of the page that shows it.
pub(super) fn foreign<'a>(
    site: &'a Site,
    target: Target<'_>,
    shown_on: PageIndex,
) -> Option<&'a str> {
    let (Target::Page { page, .. } | Target::Anchor { page, .. }) = target else {
        return None;
    };
    let (there, here) = (site.lang_of(page), site.lang_of(shown_on));
    (there != here).then_some(there)
}

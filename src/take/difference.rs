//! Compares the pages of two handbooks.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::adaptation::{Change, PartChange};
use crate::model::layer::OURS;
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};
use crate::resolve::part_changes;
use crate::take::kept::Kept;

/// A page of theirs that ours does not have, or has otherwise.
#[derive(Debug)]
pub struct Difference {
    /// The id of the page.
    pub id: String,
    /// The code of its language.
    pub lang: String,
    /// What they call it.
    pub title: String,
    /// Where it is, or would be, from our content folder.
    pub path: String,
    /// In their site.
    pub page: PageIndex,
    /// The ids of the sections that it has there.
    pub sections: Vec<Box<str>>,
    /// As we have it; nothing for one that we do not have.
    pub ours: Option<Arc<Page>>,
    /// What theirs says otherwise, part by part. What only ours has does not count.
    pub parts: Vec<PartChange>,
    /// Where it is a page of a handbook beneath ours: what that is called. What is taken stands in a file of ours that
    /// changes it.
    pub beneath: Option<String>,
    /// Why it cannot be taken here.
    pub obstacle: Option<Obstacle>,
}

impl Difference {
    /// Whether theirs has a section with this id.
    pub fn has_section(&self, id: &str) -> bool {
        self.sections.iter().any(|section| **section == *id)
    }
}

/// Why a page cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Ours changes a page of a handbook beneath that was not found, and is only a part of its text.
    OursIncomplete,
    /// Theirs changes a page of a handbook beneath that was not found, and is only a part of its text.
    Incomplete,
}

/// All differences, by the ids of the pages. What was decided to stay as we have it is left out.
pub fn differences(ours: &Site, theirs: &Site, kept: &Kept) -> Vec<Difference> {
    let own = own_pages(ours);
    let pages = theirs.pages.iter().enumerate();
    let mut found: Vec<Difference> = pages
        .filter(|(_, page)| page.page.standing.layer == OURS)
        .filter_map(|(index, _)| difference(ours, theirs, index, &own, kept))
        .collect();
    found.sort_by(|one, other| (&one.id, &one.lang).cmp(&(&other.id, &other.lang)));
    found
}

/// Sections of a page of ours that the same page of theirs lacks.
#[derive(Debug, PartialEq, Eq)]
pub struct Dropped {
    /// From our content folder.
    pub path: String,
    /// What readers see them called.
    pub sections: Vec<String>,
}

/// What theirs lacks of the pages that both have, by their paths. Nobody can take that; it is told, so that somebody may
/// ask why it went.
pub fn dropped(ours: &Site, theirs: &Site) -> Vec<Dropped> {
    let own = own_pages(ours);
    let pages = theirs.pages.iter().map(|page| &page.page);
    let pages = pages.filter(|page| page.standing.layer == OURS && !is_incomplete(page));
    let dropped = pages.filter_map(|page| {
        let lang = theirs.config.code(page.meta.lang);
        let known = own.get(&(lang, page.meta.id.value.as_str()))?;
        let parts = part_changes(known, page, lang).into_iter();
        let gone = parts.filter(|part| part.change == Change::Gone && !part.is_field);
        let sections: Vec<String> = gone.map(|part| part.name).collect();
        (!sections.is_empty()).then(|| Dropped {
            path: known.path.to_string(),
            sections,
        })
    });
    let mut dropped: Vec<Dropped> = dropped.collect();
    dropped.sort_by(|one, other| one.path.cmp(&other.path));
    dropped
}

/// Our pages by language and id.
fn own_pages(ours: &Site) -> HashMap<(&str, &str), &Arc<Page>> {
    let own = ours.pages.iter().map(|page| &page.page);
    let named = own.map(|page| {
        let lang = ours.config.code(page.meta.lang);
        ((lang, &*page.meta.id.value), page)
    });
    named.collect()
}

fn difference(
    ours: &Site,
    theirs: &Site,
    index: PageIndex,
    own: &HashMap<(&str, &str), &Arc<Page>>,
    kept: &Kept,
) -> Option<Difference> {
    let page = &theirs.pages[index].page;
    let lang = theirs.config.code(page.meta.lang);
    // A page in a language that we do not have is none that we could show.
    let listed = ours.config.lang(lang)?;
    let lang = ours.config.code(listed);
    let id = page.meta.id.value.as_str();
    let known = own.get(&(lang, id)).copied();
    let mut parts = match known {
        None => vec![whole(page)],
        Some(known) => {
            let mut parts = part_changes(known, page, lang);
            // Headings and their order stay ours whatever is taken.
            parts.retain(|part| {
                matches!(part.change, Change::New | Change::Words) && !is_level(part)
            });
            // What a part of a text does not say, its writers have not taken out.
            if is_incomplete(page) {
                parts.retain(|part| !part.is_field && !part.after.is_empty());
            }
            parts
        }
    };
    parts.retain(|part| !kept.holds(lang, id, part));
    if parts.is_empty() {
        return None;
    }
    let path = match known {
        // The file of a page that changes one beneath may be called otherwise.
        Some(known) if known.standing.layer == OURS => known
            .standing
            .file
            .clone()
            .unwrap_or_else(|| known.path.to_string()),
        Some(known) => known.place.to_string(),
        None => place(ours, lang, page),
    };
    Some(Difference {
        id: id.to_owned(),
        lang: lang.to_owned(),
        title: page.meta.title().to_owned(),
        path,
        page: index,
        beneath: known.and_then(|known| beneath(ours, known)),
        obstacle: if is_incomplete(page) {
            Some(Obstacle::Incomplete)
        } else {
            let is_half = known.is_some_and(|known| is_incomplete(known));
            is_half.then_some(Obstacle::OursIncomplete)
        },
        sections: page
            .body
            .headings
            .iter()
            .map(|one| one.id.clone())
            .collect(),
        ours: known.cloned(),
        parts,
    })
}

/// Whether a page holds only what it changes of another that was not found. One that was put together has no such field.
fn is_incomplete(page: &Page) -> bool {
    page.meta.extends.is_some()
}

/// Whether nothing of a section is otherwise but its level, which stays ours as its heading does.
fn is_level(part: &PartChange) -> bool {
    let all = part.before.iter().chain(&part.after);
    !part.before.is_empty()
        && all
            .map(String::as_str)
            .all(|one| one.starts_with('#') && one.trim_matches('#').is_empty())
}

/// What stands for a page that we do not have.
fn whole(page: &Page) -> PartChange {
    PartChange {
        id: String::new(),
        name: "the whole page".to_owned(),
        is_field: false,
        change: Change::New,
        before: Vec::new(),
        after: vec![page.text.to_string()],
    }
}

/// Where a page of theirs would be: its own place, with our suffix of its language.
fn place(ours: &Site, lang: &str, page: &Page) -> String {
    let stem = page.place.strip_suffix(".md").unwrap_or(&page.place);
    let stem = stem.strip_suffix(&format!(".{lang}")).unwrap_or(stem);
    if lang == ours.config.default_code() {
        format!("{stem}.md")
    } else {
        format!("{stem}.{lang}.md")
    }
}

/// The handbook beneath ours that a page is of.
fn beneath(ours: &Site, page: &Page) -> Option<String> {
    if page.standing.layer == OURS {
        return None;
    }
    let layer = ours.layers.get(usize::from(page.standing.layer))?;
    Some(layer.name.clone())
}

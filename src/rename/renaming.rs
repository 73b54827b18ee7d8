//! Which pages are called otherwise afterwards, and which files are elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::edit::Move;
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};
use crate::rename::paths::differ_in_capitals_alone;
use crate::rename::refusal::Refusal;

/// Which pages are called otherwise afterwards, and which files are elsewhere.
#[derive(Debug)]
pub(crate) struct Renaming {
    pub(crate) old_id: String,
    pub(crate) new_id: String,
    /// The paths of the page in every language.
    pub(crate) members: BTreeSet<Arc<str>>,
    pub(crate) moves: Moves,
}

impl Renaming {
    /// The path of a page or file afterwards, from the content folder.
    pub(crate) fn path(&self, path: &str) -> String {
        self.moves.new_path(path).unwrap_or_else(|| path.to_owned())
    }

    /// The id of a page afterwards.
    pub(crate) fn id<'a>(&'a self, page: &'a Page) -> &'a str {
        if self.members.contains(&page.path) {
            &self.new_id
        } else {
            &page.meta.id.value
        }
    }
}

/// Where copies of what pages were translated from are kept.
const ORIGINALS: &str = ".originals";

/// Paths before and after, from the content folder.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Moves {
    pub(super) files: BTreeMap<String, String>,
    pub(super) folders: BTreeMap<String, String>,
}

impl Moves {
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// The new path of a file, or of one that could be there; `None` when it stays.
    pub(crate) fn new_path(&self, path: &str) -> Option<String> {
        let file = self.files.get(path).map(String::as_str);
        let path = file.unwrap_or(path);
        let folder = self.folders.iter().find_map(|(old, new)| {
            let rest = path.strip_prefix(old.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{new}{rest}"))
        });
        folder.or_else(|| file.map(str::to_owned))
    }

    /// The moves in the order in which they can be made, from the project's root.
    pub(super) fn listed(&self) -> Vec<Move> {
        let all = self.files.iter().chain(&self.folders);
        all.map(|(from, to)| Move {
            from: format!("content/{from}"),
            to: format!("content/{to}"),
        })
        .collect()
    }

    /// Takes the copies along from which a page was translated, which are named after its id.
    pub(super) fn add_originals(
        &mut self,
        site: &Site,
        members: &[PageIndex],
        originals: &[String],
        new_id: &str,
    ) -> Result<(), Refusal> {
        for &member in members {
            let id = &site.pages[member].page.meta.id.value;
            let code = site.lang_of(member);
            let of_page = originals.iter().filter(|path| {
                let mut parts = path.split('/').skip(1);
                parts
                    .next()
                    .is_some_and(|lang| lang.eq_ignore_ascii_case(code))
                    && parts.next().and_then(|file| file.strip_suffix(".md")) == Some(id)
                    && parts.next().is_none()
            });
            // Each language has a copy of its own, at the same place in a folder named after it.
            for path in of_page.filter(|_| id != new_id) {
                let folder = path
                    .rsplit_once('/')
                    .map_or(ORIGINALS, |(folder, _)| folder);
                let new = format!("{folder}/{new_id}.md");
                if originals.contains(&new) && !differ_in_capitals_alone(path, &new) {
                    let what = format!("the copy content/{new} is there already");
                    return Err(Refusal::Words(what));
                }
                self.files.insert(path.clone(), new);
            }
        }
        Ok(())
    }
}

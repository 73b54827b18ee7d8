//! Where the files of a page go.
//!
//! A file that is named after its page's id is named after the new one, with its language. One that
//! has a name of its own, beside an `id` in its front matter, keeps it. The page of a folder takes
//! the folder along, with all that is in it.

use std::collections::BTreeMap;

use crate::page::Page;
use crate::parse::named;
use crate::rename::name::NewName;
use crate::rename::{Move, RULE, Refusal, Renaming, folder};
use crate::resolve::urls;
use crate::site::{PageIndex, Site};
use crate::source::Span;

/// Where copies of what pages were translated from are kept.
const ORIGINALS: &str = ".originals";

/// Paths before and after, from the content folder.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Moves {
    files: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl Moves {
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// The new path of a file, or of one that could be there; `None` when it stays.
    pub(crate) fn of(&self, path: &str) -> Option<String> {
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
            for path in of_page.filter(|_| id != new_id) {
                let folder = path
                    .rsplit_once('/')
                    .map_or(ORIGINALS, |(folder, _)| folder);
                let new = format!("{folder}/{new_id}.md");
                if originals.contains(&new) && !Renaming::is_same_folded(path, &new) {
                    let what = format!("the copy content/{new} is there already");
                    return Err(Refusal::Words(what));
                }
                self.files.insert(path.clone(), new);
            }
        }
        Ok(())
    }
}

/// Where the files of these pages go, which are one page in its languages.
pub(super) fn of_pages(
    site: &Site,
    members: &[PageIndex],
    new: &NewName,
) -> Result<Moves, Refusal> {
    let mut moves = Moves::default();
    let first = folder(&named_place(site, &site.pages[members[0]].page)).to_owned();
    for &member in members {
        let page = &*site.pages[member].page;
        if page.meta.kind.value == "source" && site.pages[member].work.is_some() {
            return refuse(
                page,
                "this page adds prose to a source, and has its id from there",
            );
        }
        let target = target_folder(site, member, &first, new);
        add(site, page, target, new, &mut moves)?;
    }
    moves.files.retain(|from, to| from != to);
    moves.folders.retain(|from, to| from != to);
    Ok(moves)
}

/// The path that a page's name is the end of: its file's, or its folder's where it is the page of one.
fn named_place(site: &Site, page: &Page) -> String {
    match page.path.rsplit_once('/') {
        Some((folder, _)) if is_index(site, page) => folder.to_owned(),
        _ => page.path.to_string(),
    }
}

fn is_index(site: &Site, page: &Page) -> bool {
    let stem = urls::stem(&page.path, &site.config.languages);
    stem == "index" || stem.ends_with("/index")
}

/// The folder that a version of the page goes to: the one that the new name says, for what stands
/// beside the first version or in its language's own folder; else it stays where it is.
fn target_folder(site: &Site, member: PageIndex, first: &str, new: &NewName) -> String {
    let page = &site.pages[member].page;
    let place = named_place(site, page);
    let own = folder(&place);
    let Some(wanted) = &new.folder else {
        return own.to_owned();
    };
    if own == first {
        return wanted.clone();
    }
    let lang = site.config.folder(page.meta.lang);
    let lang = lang.trim_end_matches('/');
    let inside = own
        .strip_prefix(lang)
        .unwrap_or(own)
        .trim_start_matches('/');
    match !lang.is_empty() && own.starts_with(lang) && inside == first {
        true => joined(lang, wanted),
        false => own.to_owned(),
    }
}

fn joined(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", _) => name.to_owned(),
        (_, "") => folder.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

fn add(
    site: &Site,
    page: &Page,
    target: String,
    new: &NewName,
    moves: &mut Moves,
) -> Result<(), Refusal> {
    let id = &page.meta.id.value;
    let own_name = named(&page.path, &site.config.languages).0 != *id;
    if !is_index(site, page) {
        let file = page.path.rsplit('/').next().unwrap_or(&page.path);
        let file = match own_name {
            true => file.to_owned(),
            false => format!("{}{}", new.id, &file[id.len()..]),
        };
        moves
            .files
            .insert(page.path.to_string(), joined(&target, &file));
        return Ok(());
    }
    let place = named_place(site, page);
    let at_root = !page.path.contains('/');
    match (own_name, at_root) {
        (true, _) if new.folder.is_some() => {
            let what = "this is the page of a folder that is called otherwise; rename the folder by \
                        hand, or give a name without a folder";
            return refuse(page, what);
        }
        (true, _) => return Ok(()),
        (false, true) => return refuse(page, "the home page cannot be called otherwise"),
        (false, false) => {}
    }
    let to = joined(&target, &new.id);
    if to.starts_with(&format!("{place}/")) {
        return Err(Refusal::Words(format!(
            "the folder {place} cannot be moved into itself"
        )));
    }
    let below = format!("{to}/");
    let pages = site.pages.iter().map(|page| &*page.page.path);
    let mut files = pages.chain(site.files.keys().map(String::as_str));
    if to != place && files.any(|path| path.starts_with(&below)) {
        return Err(Refusal::Words(format!(
            "the folder content/{to} is there already"
        )));
    }
    moves.folders.insert(place, to);
    Ok(())
}

fn refuse<T>(page: &Page, what: &str) -> Result<T, Refusal> {
    let finding = RULE.at(Span::whole(page.source), what);
    Err(Refusal::Place(Box::new(finding)))
}

//! Where the files of a page go.
//!
//! A file that is named after its page's id is named after the new one, with its language. One that
//! has a name of its own, beside an `id` in its front matter, keeps it. The page of a folder takes
//! the folder along, with all that is in it.

use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};
use crate::model::source::Span;
use crate::parse;
use crate::rename::name::NewName;
use crate::rename::paths::folder_of;
use crate::rename::refusal::{RULE, Refusal};
pub(super) use crate::rename::renaming::Moves;

/// Where the files of these pages go, which are one page in its languages.
pub(super) fn of_pages(
    site: &Site,
    members: &[PageIndex],
    new: &NewName,
) -> Result<Moves, Refusal> {
    let mut moves = Moves::default();
    let first = folder_of(&named_place(site, &site.pages[members[0]].page)).to_owned();
    for &member in members {
        let page = &*site.pages[member].page;
        if site.pages[member].work.is_some() {
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
    parse::is_index(&page.place, &site.config.languages)
}

/// The folder that a version of the page goes to: the one that the new name says, for what stands
/// beside the first version or in its language's own folder; else it stays where it is.
fn target_folder(site: &Site, member: PageIndex, first: &str, new: &NewName) -> String {
    let page = &site.pages[member].page;
    let place = named_place(site, page);
    let own = folder_of(&place);
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
    if !lang.is_empty() && own.starts_with(lang) && inside == first {
        joined(lang, wanted)
    } else {
        own.to_owned()
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
    let own_name = parse::named_by(&page.place, &site.config.languages).id != *id;
    if is_index(site, page) {
        return add_folder(site, page, own_name, &target, new, moves);
    }
    let file = page.path.rsplit('/').next().unwrap_or(&page.path);
    let file = if own_name {
        file.to_owned()
    } else {
        format!("{}{}", new.id, &file[id.len()..])
    };
    let to = joined(&target, &file);
    moves.files.insert(page.path.to_string(), to);
    Ok(())
}

/// Moves the folder whose own page this is. With `own_name` the page has an id that is not the folder's name.
fn add_folder(
    site: &Site,
    page: &Page,
    own_name: bool,
    target: &str,
    new: &NewName,
    moves: &mut Moves,
) -> Result<(), Refusal> {
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
    // The folder moves as a whole, so nothing may be lost in one that is there already.
    let place = named_place(site, page);
    let to = joined(target, &new.id);
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

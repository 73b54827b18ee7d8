//! Plans the renaming of a page: its files, every reference to it, and the alias that keeps its old
//! name and address alive.
//!
//! 1. `target`: which page is meant, with its versions in other languages.
//! 2. `name`: what it is to be called, and whether that is free.
//! 3. `moves`: where its files go, and all that goes with them.
//! 4. `references`, `aliases`: what is to be typed elsewhere in place of what stands there.
//! 5. [`verify`]: the project as it would be, and whether anything in it is worse.
//!
//! [`plan_removal`] plans that a page goes, likewise.
//!
//! Takes the resolved site and gives a [`Plan`], which is plain data: bytes to replace, and files to
//! move. Touches nothing; `commands` carries it out.

mod aliases;
mod array_edits;
mod edits;
mod literal_quoting;
mod moves;
mod name;
mod paths;
mod plan;
mod project;
mod references;
mod refusal;
mod removal;
mod removed_items;
mod removed_links;
mod renaming;
mod target;
pub mod verify;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::layer::OURS;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::rename::edits::Edits;
use crate::rename::paths::folder_of;
pub use crate::rename::plan::Plan;
pub use crate::rename::project::Project;
pub use crate::rename::refusal::Refusal;
pub use crate::rename::removal::{Removal, plan_removal};
use crate::rename::renaming::Renaming;
use crate::resolve::names::Names;

/// Plans to call the page that `id` names `new`.
///
/// # Errors
/// When `id` names no page or several, when `new` cannot be a name or is taken, and when what stands
/// in a page's front matter cannot be changed safely.
pub fn plan(project: &Project<'_>, id: &str, new: &str) -> Result<Plan, Refusal> {
    let site = project.site;
    let names = Names::of(site);
    let members = target::find(site, &names, id)?;
    let first = &*site.pages[members[0]].page;
    refuse_beneath(site, &members)?;
    let new = name::parse(&from_content(site, new), &site.config.languages)?;
    let mut moves = moves::of_pages(site, &members, &new)?;
    let old_id = first.meta.id.value.clone();
    if new.id == old_id && moves.is_empty() {
        return Err(Refusal::Words(format!(
            "the page {} is called `{old_id}` already",
            first.path
        )));
    }
    moves.add_originals(site, &members, project.originals, &new.id)?;
    let renaming = Renaming {
        old_id,
        new_id: new.id,
        members: paths(site, &members),
        moves,
    };
    name::is_free(site, &renaming)?;
    let mut edits = Edits::default();
    edits.add(references::all(site, &names, &renaming, project.sources)?);
    // What a name stands for may differ where drafts are left out, and both readings have to stay right.
    if let Some(published) = project.published {
        let names = Names::of(published);
        edits.add(references::all(
            published,
            &names,
            &renaming,
            project.sources,
        )?);
    }
    let references = edits.count();
    let (front_matter, aliases) = aliases::all(site, &renaming)?;
    edits.add(front_matter);
    Ok(Plan {
        changes: edits.changes(project.sources)?,
        moves: renaming.moves.listed(),
        references,
        page: (first.path.to_string(), renaming.path(&first.path)),
        new_id: renaming.new_id.clone(),
        raw: raw(site, &renaming),
        renaming,
        aliases,
    })
}

/// Refuses pages of projects beneath, and those that stand in their place: their id ties the two together.
fn refuse_beneath(site: &Site, members: &[usize]) -> Result<(), Refusal> {
    let mut pages = members.iter().map(|page| &*site.pages[*page].page);
    let takes_place = |page: &Page| {
        let original = page.standing.original.as_ref();
        original.is_some_and(|one| one.page.meta.id.value == page.meta.id.value)
    };
    let tied = pages.find(|page| page.standing.layer != OURS || takes_place(page));
    let Some(page) = tied else {
        return Ok(());
    };
    let id = &page.meta.id.value;
    // Named by the layer that has the page, since that is where it would have to be renamed.
    let layer = page
        .standing
        .original
        .as_ref()
        .map_or(page.standing.layer, |one| one.layer);
    let name = site
        .layers
        .get(usize::from(layer))
        .map_or("", |layer| &layer.name);
    Err(Refusal::Words(if page.standing.layer == OURS {
        format!(
            "`{id}` takes the place of a page of {name}, which it would do no longer under another name; to have both, write \
             id = \"our-{id}\" at its head, move its file to content/our-{id}.md, and type: groundwork status --accept our-{id}"
        )
    } else {
        format!("`{id}` is a page of {name}, and nothing is ever written there")
    }))
}

/// A path as a shell completes it, `content/methods/talks.md`, from the content folder.
fn from_content(site: &Site, new: &str) -> String {
    let mut pages = site.pages.iter().map(|page| &page.page.path);
    match new.trim().strip_prefix("content/") {
        Some(rest) if !pages.any(|path| path.starts_with("content/")) => format!("/{rest}"),
        _ => new.to_owned(),
    }
}

fn raw(site: &Site, renaming: &Renaming) -> Vec<String> {
    let pages = site.pages.iter().map(|page| &page.page);
    let moving =
        pages.filter(|page| folder_of(&page.path) != folder_of(&renaming.path(&page.path)));
    let raw = moving.filter(|page| page.body.has_raw_html);
    raw.map(|page| renaming.path(&page.path)).collect()
}

fn paths(site: &Site, pages: &[usize]) -> BTreeSet<Arc<str>> {
    let pages = pages.iter().map(|page| site.pages[*page].page.path.clone());
    pages.collect()
}

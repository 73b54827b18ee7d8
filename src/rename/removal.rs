//! Plans the removal of a page: its files, and what becomes of every place that names it.
//!
//! 1. Which page is meant, with its versions in other languages, and which one is to take its place, if any.
//! 2. `removed_links`: links become words, or lead elsewhere; embeds go with their lines.
//! 3. `removed_items`: relations, entries of the menu and names in items of agendas go, or name the other.
//! 4. Where another page takes its place, that one has its name, its aliases and its addresses as aliases.
//!
//! Takes the resolved site and gives a [`Removal`], which is plain data. Touches nothing.

use std::collections::BTreeSet;

use crate::model::edit::{Change, Edit};
use crate::model::lang::Lang;
use crate::model::layer::OURS;
use crate::model::page::{Page, Withheld};
use crate::model::site::{PageIndex, Resolution, Site, SitePage};
use crate::model::source::SourceId;
use crate::rename::aliases::{self, Aliases};
use crate::rename::edits::Edits;
use crate::rename::project::Project;
use crate::rename::references::typed;
use crate::rename::refusal::Refusal;
use crate::rename::removed_items::{self, Named};
use crate::rename::removed_links::{self, Other};
use crate::rename::target;
use crate::resolve::names::Names;

/// What is to be written, and then taken away.
#[derive(Debug)]
pub struct Removal {
    /// By path.
    pub changes: Vec<Change>,
    /// The files that go, from the project's root: the page in each language, and copies of what it was made from.
    pub files: Vec<String>,
    /// How many links, embeds, relations and entries are changed.
    pub references: usize,
    /// The handbook beneath whose page of that name stands there again.
    pub uncovered: Option<String>,
    /// How many places in handbooks beneath name the page; nothing is written there.
    pub beneath: usize,
    /// Whether the old addresses lead to another page.
    pub leads_on: bool,
}

/// Plans to remove the page that `id` names; what names it leads `to` another, where one is given.
///
/// # Errors
/// When one of them names no page or several, when the page is not ours, when they are one, and when what stands in
/// front matter cannot be changed safely.
pub fn plan_removal(project: &Project<'_>, id: &str, to: Option<&str>) -> Result<Removal, Refusal> {
    let site = project.site;
    let names = Names::of(site);
    let members = target::find(site, &names, id)?;
    refuse_one_language(site, &members, id)?;
    refuse_beneath(site, &members)?;
    let uncovered = uncovered(site, &members);
    let others = match to {
        None => Vec::new(),
        Some(to) => others(site, &names, &members, to)?,
    };
    let mut removal = Removal {
        changes: Vec::new(),
        files: files(project, &members),
        references: 0,
        uncovered,
        beneath: 0,
        leads_on: false,
    };
    if let Some(upstream) = &removal.uncovered {
        if to.is_some() {
            return Err(Refusal::Words(format!(
                "a page of {upstream} has that name, and stands there again once yours is gone; to lead readers elsewhere, \
                 hide that one too: add `{id}` to hide in site.toml"
            )));
        }
        // All that names the page finds that one.
        return Ok(removal);
    }
    let mut edits = Edits::default();
    for (index, page) in site.pages.iter().enumerate() {
        if members.contains(&index) {
            continue;
        }
        let found = of_page(site, &names, (&members, &others), index)?;
        for edit in found {
            match typed(page.page.source, edit, project.sources) {
                Some(edit) => edits.add(vec![edit]),
                None => removal.beneath += 1,
            }
        }
    }
    edits.add(menu(project, &members, &others)?);
    removal.references = edits.count();
    let old_names = with_old_names(site, &members, &others)?;
    removal.leads_on = !old_names.is_empty();
    edits.add(old_names);
    removal.changes = edits.changes(project.sources)?;
    Ok(removal)
}

/// A page goes in all its languages. Who names the file of one of them may mean that one alone.
fn refuse_one_language(site: &Site, members: &[PageIndex], typed: &str) -> Result<(), Refusal> {
    let path = typed.trim().trim_start_matches("content/");
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let names_file = |page: &Page| page.path.strip_suffix(".md") == Some(stem);
    let pages = || members.iter().map(|page| &*site.pages[*page].page);
    let named = pages().find(|page| page.meta.lang != Lang(0) && names_file(page));
    let (Some(page), [_, _, ..]) = (named, members) else {
        return Ok(());
    };
    let id = &page.meta.id.value;
    Err(Refusal::Words(format!(
        "content/{} is `{id}` in one of its languages, and a page is removed in all of them: groundwork remove {id}; to take \
         away this version alone, delete its file",
        page.path
    )))
}

fn refuse_beneath(site: &Site, members: &[PageIndex]) -> Result<(), Refusal> {
    let mut pages = members.iter().map(|page| &*site.pages[*page].page);
    let Some(page) = pages.find(|page| page.standing.layer != OURS) else {
        return Ok(());
    };
    let id = &page.meta.id.value;
    let layer = site.layers.get(usize::from(page.standing.layer));
    let name = layer.map_or("", |layer| &layer.name);
    Err(Refusal::Words(format!(
        "`{id}` is a page of {name}, and nothing is ever written there; to leave it out, add it to hide below [[upstream]] in \
         site.toml: hide = [\"{id}\"]"
    )))
}

/// The handbook beneath whose page will stand in this place once ours is gone.
fn uncovered(site: &Site, members: &[PageIndex]) -> Option<String> {
    let pages = members.iter().map(|page| &*site.pages[*page].page);
    let mut beneath = pages.filter_map(|page| {
        let original = page.standing.original.as_ref()?;
        let is_same = original.page.meta.id.value == page.meta.id.value;
        let mut hidden = site
            .config
            .upstreams
            .iter()
            .flat_map(|beneath| &beneath.hide);
        let is_hidden = hidden.any(|id| id.value == page.meta.id.value);
        let is_shown = original.page.meta.withheld.is_none() && !is_hidden;
        (is_same && is_shown).then_some(original.layer)
    });
    let layer = beneath.next()?;
    Some(site.layers.get(usize::from(layer))?.name.clone())
}

/// The pages that take the place of those that go.
fn others(
    site: &Site,
    names: &Names,
    members: &[PageIndex],
    to: &str,
) -> Result<Vec<PageIndex>, Refusal> {
    let others = target::find(site, names, to)?;
    if others.iter().any(|other| members.contains(other)) {
        return Err(Refusal::Words(format!(
            "`{to}` is the page that is to go; name another with --to"
        )));
    }
    // Links are led to another page only if readers can open it.
    let is_left_out = |page: &Page| page.meta.draft || page.meta.withheld.is_some();
    let mut pages = others.iter().map(|other| &*site.pages[*other].page);
    if let Some(page) = pages.find(|page| is_left_out(page)) {
        let why = if page.meta.withheld == Some(Withheld::Hidden) {
            "hidden"
        } else {
            "left out of the site, as a draft is"
        };
        return Err(Refusal::Words(format!(
            "`{to}` is {why}, so that links would lead nowhere; name another page with --to"
        )));
    }
    Ok(others)
}

/// Of `pages` that in the language of `page`, or else the first.
fn in_language_of(site: &Site, page: &Page, pages: &[PageIndex]) -> Option<PageIndex> {
    let same = |other: &&PageIndex| site.pages[**other].lang == page.meta.lang;
    pages.iter().find(same).or(pages.first()).copied()
}

fn files(project: &Project<'_>, members: &[PageIndex]) -> Vec<String> {
    let mut files = BTreeSet::new();
    for member in members {
        let page = &project.site.pages[*member].page;
        // One that extends another stands at the place of that, and its file may be elsewhere.
        files.insert(match page.standing.extends {
            Some(extends) => project.sources.get(extends.source).path.to_string(),
            None => format!("content/{}", page.path),
        });
        let name = format!("{}.md", page.meta.id.value);
        let code = project.site.lang_of(*member);
        let kept = project.originals.iter().filter(|path| {
            let mut parts = path.split('/').skip(1);
            let lang = parts.next().unwrap_or_default();
            lang.eq_ignore_ascii_case(code) && parts.next() == Some(&name) && parts.next().is_none()
        });
        files.extend(kept.map(|path| format!("content/{path}")));
    }
    files.into_iter().collect()
}

/// All edits of one page that stays.
fn of_page(
    site: &Site,
    names: &Names,
    (members, others): (&[PageIndex], &[PageIndex]),
    index: PageIndex,
) -> Result<Vec<Edit>, Refusal> {
    let page = &site.pages[index];
    let is_gone =
        |to: &Resolution| matches!(to, Resolution::Page { page, .. } if members.contains(page));
    let other = in_language_of(site, &page.page, others);
    let title = in_language_of(site, &page.page, members)
        .map_or("", |gone| site.pages[gone].page.meta.title());
    let other = other.map(|other| Other::of(&site.pages[other].page));
    let mut edits = removed_links::of_page(page, is_gone, title, other.as_ref());
    for definition in &page.page.body.definitions {
        let at = removed_links::path_of(&definition.target);
        let to = at.and_then(|path| names.file_at(site, path, page.lang));
        if to.is_some_and(|to| members.contains(&to)) {
            edits.push(removed_links::definition(
                &page.page,
                definition,
                other.as_ref(),
            ));
        }
    }
    // What stands in the text first, then its fields: both may name the page that goes.
    let new = other.as_ref().map(|other| other.id);
    edits.extend(relations(page, is_gone, new)?);
    edits.extend(translation(site, &page.page, members)?);
    Ok(edits)
}

/// The edits of what a page names as relations: in its items, and in the fields at its head.
fn relations(
    page: &SitePage,
    is_gone: impl Fn(&Resolution) -> bool,
    new: Option<&str>,
) -> Result<Vec<Edit>, Refusal> {
    let (text, all) = (&page.page.text, &page.page.meta.relations);
    let agenda = page.page.agenda.as_ref();
    // A page has no relation to itself.
    let new = new.filter(|new| *new != page.page.meta.id.value);
    // No list names the other twice.
    let named = |at: usize, is_known: &dyn Fn(&str) -> bool| Named {
        span: all[at].target.span,
        new: new.filter(|new| !is_known(new)),
    };
    let gone = (0..all.len()).filter(|at| page.resolved.relations.get(*at).is_some_and(&is_gone));
    let (items, fields): (Vec<_>, Vec<_>) =
        gone.partition(|at| agenda.is_some_and(|agenda| agenda.is_of_item(*at)));
    let mut edits = Vec::new();
    for at in items {
        let of_items = agenda.into_iter().flat_map(|agenda| &agenda.items);
        let same_item = of_items.filter(|item| item.uses.contains(&(at as u32)));
        let is_known = |new: &str| {
            let mut uses = same_item.clone().flat_map(|item| &item.uses);
            uses.any(|one| all[*one as usize].target.value == new)
        };
        edits.push(removed_items::of_item(text, &named(at, &is_known)));
    }
    let fields = fields.into_iter().map(|at| {
        let same_list = all.iter().filter(|one| one.kind == all[at].kind);
        let is_known = |new: &str| same_list.clone().any(|one| one.target.value.trim() == new);
        named(at, &is_known)
    });
    let fields: Vec<Named<'_>> = fields.collect();
    edits.extend(removed_items::of_front_matter(&page.page, &fields)?);
    Ok(edits)
}

/// The edits that make a translation of the removed page a page of its own.
fn translation(site: &Site, page: &Page, members: &[PageIndex]) -> Result<Vec<Edit>, Refusal> {
    let is_gone = |id: &str| {
        let mut gone = members.iter().map(|gone| &site.pages[*gone].page.meta.id);
        gone.any(|gone| gone.value == id)
    };
    let original = page.meta.translation_of.as_ref();
    let Some(original) = original.filter(|original| is_gone(&original.value)) else {
        return Ok(Vec::new());
    };
    let named = Named {
        span: original.span,
        new: None,
    };
    removed_items::of_front_matter(page, &[named])
}

/// Takes the page out of the menu, or puts the other into its place.
fn menu(
    project: &Project<'_>,
    members: &[PageIndex],
    others: &[PageIndex],
) -> Result<Vec<(SourceId, Edit)>, Refusal> {
    let site = project.site;
    let source = site.config.source;
    let ids = |pages: &[PageIndex]| -> Vec<String> {
        pages
            .iter()
            .map(|page| site.pages[*page].page.meta.id.value.clone())
            .collect()
    };
    let (gone, new) = (ids(members), ids(others).into_iter().next());
    let all = crate::model::menu::names(&site.config.menu);
    let known = |id: &str| all.iter().any(|name| name.value == id);
    // A page that is in the menu already must not come to be there twice.
    let new = new.filter(|new| !known(new));
    let named: Vec<Named<'_>> = all
        .iter()
        .filter(|name| gone.contains(&name.value))
        .map(|name| Named {
            span: name.span,
            new: new.as_deref(),
        })
        .collect();
    let edits = removed_items::of_settings(source, &project.sources.get(source).text, &named)?;
    Ok(edits.into_iter().map(|edit| (source, edit)).collect())
}

/// Gives the other page the names and addresses of the one that goes.
fn with_old_names(
    site: &Site,
    members: &[PageIndex],
    others: &[PageIndex],
) -> Result<Vec<(SourceId, Edit)>, Refusal> {
    let mut edits = Vec::new();
    for &other in others {
        let page = &*site.pages[other].page;
        if page.standing.layer != OURS || page.standing.extends.is_some() {
            continue;
        }
        let takes = |gone: &&PageIndex| {
            in_language_of(site, &site.pages[**gone].page, others) == Some(other)
        };
        let mut add: Vec<String> = Vec::new();
        for gone in members.iter().filter(takes) {
            let gone = &site.pages[*gone];
            let meta = &gone.page.meta;
            let known = meta.aliases.iter().map(|alias| alias.value.clone());
            add.push(meta.id.value.clone());
            add.extend(aliases::redirecting(&gone.url));
            add.extend(known);
        }
        let is_known = |name: &String| page.meta.aliases.iter().any(|alias| alias.value == *name);
        let mut seen = BTreeSet::new();
        add.retain(|name| {
            !is_known(name) && *name != page.meta.id.value && seen.insert(name.clone())
        });
        // The first page of a site has an address that stays.
        add.retain(|name| name != "index" && name != "/index");
        if !add.is_empty() {
            let aliases = Aliases {
                add,
                drop: Vec::new(),
            };
            let found = aliases::in_front_matter(page, &aliases)?.into_iter();
            edits.extend(found.map(|edit| (page.source, edit)));
        }
    }
    Ok(edits)
}

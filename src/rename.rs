//! Plans the renaming of a page: its files, every reference to it, and the alias that keeps its old
//! name and address alive.
//!
//! 1. `target`: which page is meant, with its versions in other languages.
//! 2. `name`: what it is to be called, and whether that is free.
//! 3. `moves`: where its files go, and all that goes with them.
//! 4. `references`, `aliases`: what is to be typed elsewhere in place of what stands there.
//! 5. [`verify`]: the project as it would be, and whether anything in it is worse.
//!
//! Takes the resolved site and gives a [`Plan`], which is plain data: bytes to replace, and files to
//! move. Touches nothing; `commands` carries it out.

mod aliases;
mod list;
mod moves;
mod name;
mod references;
mod spelling;
mod target;
pub mod verify;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::Page;
use crate::resolve::names::Names;
use crate::site::Site;
use crate::source::{SourceId, Sources};
use moves::Moves;

/// What is said of the project when a page cannot be renamed. No check has findings of this rule.
pub(crate) const RULE: Rule = Rule {
    name: "rename",
    severity: Severity::Error,
    about: "A page that cannot be renamed.",
};

/// A project as it is.
pub struct Project<'a> {
    pub sources: &'a Sources,
    /// With its drafts as pages like others.
    pub site: &'a Site,
    /// The site that readers get, where there are drafts: links may lead elsewhere in it.
    pub published: Option<&'a Site>,
    /// Copies of what pages were translated from, from the content folder.
    pub originals: &'a [String],
}

/// What is to be written and moved, in this order: the files that move are changed first, where they
/// are, then moved; then the others are changed.
#[derive(Debug)]
pub struct Plan {
    /// By path.
    pub changes: Vec<Change>,
    pub moves: Vec<Move>,
    /// How many references are typed anew.
    pub references: usize,
    /// The page itself: its path before and after, from the content folder.
    pub page: (String, String),
    pub new_id: String,
    /// Pages that move to another folder and hold HTML, whose relative addresses stay as they are.
    pub raw: Vec<String>,
    pub(crate) renaming: Renaming,
    /// What each page's aliases must hold afterwards, by its new path.
    pub(crate) aliases: BTreeMap<String, Vec<String>>,
}

/// The edits of one file.
#[derive(Debug, PartialEq)]
pub struct Change {
    pub source: SourceId,
    /// From the project's root, before anything is moved.
    pub path: String,
    /// By place; none overlap.
    pub edits: Vec<Edit>,
}

/// A stretch of bytes and what takes its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// A file or a folder that gets another path, both from the project's root.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub from: String,
    pub to: String,
}

/// Why a page cannot be renamed.
#[derive(Debug)]
pub enum Refusal {
    Words(String),
    /// With the place in the project that stands against it.
    Place(Box<Diagnostic>),
}

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
        self.moves.of(path).unwrap_or_else(|| path.to_owned())
    }

    /// The id of a page afterwards.
    pub(crate) fn id<'a>(&'a self, page: &'a Page) -> &'a str {
        match self.members.contains(&page.path) {
            true => &self.new_id,
            false => &page.meta.id.value,
        }
    }

    /// Whether old and new differ in nothing but capital letters, which no name minds and some file
    /// systems cannot tell apart.
    pub(crate) fn is_same_folded(one: &str, other: &str) -> bool {
        one != other && one.to_lowercase() == other.to_lowercase()
    }
}

impl Plan {
    /// Whether old and new differ in capital letters alone, so that no alias can tell them apart.
    pub fn changes_capitals_only(&self) -> bool {
        let Renaming { old_id, new_id, .. } = &self.renaming;
        Renaming::is_same_folded(old_id, new_id)
            && Renaming::is_same_folded(&self.page.0, &self.page.1)
    }
}

impl Change {
    /// The file's text with its edits.
    pub fn applied(&self, text: &str) -> String {
        applied(text, self.edits.iter().cloned())
    }
}

/// A text with edits, which come by place and do not overlap.
pub(crate) fn applied(text: &str, edits: impl Iterator<Item = Edit>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(&text[at..edit.range.start]);
        changed.push_str(&edit.text);
        at = edit.range.end;
    }
    changed + &text[at..]
}

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
    let moving = pages.filter(|page| folder(&page.path) != folder(&renaming.path(&page.path)));
    let raw = moving.filter(|page| page.body.has_raw_html);
    raw.map(|page| renaming.path(&page.path)).collect()
}

/// The folder of a path, from where the path is told; empty for what is in none.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn paths(site: &Site, pages: &[usize]) -> BTreeSet<Arc<str>> {
    let pages = pages.iter().map(|page| site.pages[*page].page.path.clone());
    pages.collect()
}

/// Edits by file, each once however often it was found.
#[derive(Default)]
struct Edits {
    of: Vec<(SourceId, Vec<Edit>)>,
}

impl Edits {
    fn add(&mut self, edits: Vec<(SourceId, Edit)>) {
        for (source, edit) in edits {
            let known = self.of.iter().position(|(known, _)| *known == source);
            let at = known.unwrap_or_else(|| {
                self.of.push((source, Vec::new()));
                self.of.len() - 1
            });
            if !self.of[at].1.contains(&edit) {
                self.of[at].1.push(edit);
            }
        }
    }

    fn count(&self) -> usize {
        self.of.iter().map(|(_, edits)| edits.len()).sum()
    }

    fn changes(self, sources: &Sources) -> Result<Vec<Change>, Refusal> {
        let mut changes = Vec::new();
        for (source, mut edits) in self.of {
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let path = sources.get(source).path.to_string();
            let meet = |pair: &[Edit]| pair[1].range.start < pair[0].range.end;
            if edits.windows(2).any(meet) {
                return Err(Refusal::Words(format!(
                    "two changes to {path} would meet in one place; nothing was changed"
                )));
            }
            changes.push(Change {
                source,
                path,
                edits,
            });
        }
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(changes)
    }
}

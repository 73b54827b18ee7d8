//! Plans the files of the new project.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::import::draft::{Draft, drafts};
use crate::import::fields;
use crate::import::handbook::Handbook;
use crate::import::labels;
use crate::import::languages;
use crate::import::licence;
use crate::import::mend::{Around, Mended, mend};
use crate::import::names::{Ids, Names, ids};
use crate::import::navigation::{self, Menu, MenuEntry};
use crate::import::notes::{Kind, Notes};
use crate::import::original::Original;
use crate::import::pages::{self, Addresses};
use crate::import::paths;
use crate::import::placing;
use crate::import::recognise::{Recognised, recognise};
use crate::import::report::{self, Summary};
use crate::import::routes::{Item, Routes};
use crate::import::site;
use crate::import::text::Context;
use crate::import::tool::Tool;
use crate::import::tools;
use crate::model::config::Schema;
use crate::model::source::Sources;
use crate::parse::{self, File, as_text, is_language_code};

/// The new project, not yet written.
pub struct Plan {
    /// The tool that the handbook was made for.
    pub tool: Tool,
    /// The file that told which tool it is.
    pub by: Option<String>,
    /// By their paths from the root of the project, each once.
    pub files: Vec<Planned>,
    /// How many of them are pages of the original.
    pub pages: usize,
    /// How many errors are found in what came of it, once that is known.
    pub errors: usize,
    pub(super) notes: Notes,
    name: String,
    title: String,
    languages: Vec<String>,
    redirects: usize,
}

/// A file of the new project.
#[derive(Debug, Clone)]
pub struct Planned {
    /// From the root of the project.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file of the new project holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// These words.
    Text(String),
    /// What a file of the original holds, by its path there.
    Copy(String),
}

impl Plan {
    /// What was done and what is left, for `IMPORT.md`. `more` are files that were left as they are, each with
    /// what is to be said of it.
    pub fn report(&self, more: &[(String, String)]) -> String {
        let files = self
            .files
            .iter()
            .filter(|file| matches!(file.content, Content::Copy(_)));
        let mut text = report::text(
            &Summary {
                tool: self.tool.name(),
                by: self.by.as_deref(),
                name: &self.name,
                title: &self.title,
                pages: self.pages,
                files: files.count(),
                languages: &self.languages,
                redirects: self.redirects,
                errors: self.errors,
            },
            &self.notes,
        );
        text.push_str(&files_left(more));
        text
    }

    /// How many things ask to be done by hand.
    pub fn left(&self) -> usize {
        let asking = self.notes.iter().filter(|(kind, _)| kind.asks());
        asking.map(|(_, found)| found.count).sum()
    }
}

/// The section of the report on files that were left as they are; empty where there are none.
fn files_left(files: &[(String, String)]) -> String {
    if files.is_empty() {
        return String::new();
    }
    let head = format!("\n## Files that were left as they are: {}\n\n", files.len());
    let lines = files
        .iter()
        .map(|(path, why)| format!("- `{path}`: {why}\n"));
    head + &lines.collect::<String>()
}

/// Plans the project that a handbook becomes. `wanted` is the tool, where the command names it.
///
/// # Errors
/// In words, where there is no handbook.
pub fn plan(original: &Original, wanted: Option<Tool>) -> Result<Plan, String> {
    let found = recognise(original, wanted)?;
    let mut handbook = tools::read(original, &found);
    if handbook.pages.is_empty() {
        return Err(no_pages(original, &found));
    }
    let mut notes = Notes::default();
    complete(&mut handbook, original, &found, &mut notes);
    let mut places = placing::place(&mut handbook, &mut notes);
    hide_by_fields(&mut handbook, original);
    let titles = titles(original, &handbook);
    // The navigation may add pages, so it comes before the links of all pages are mended.
    let menu = navigation::apply(&mut handbook, &mut places, &titles, &mut notes);
    let written = translated(&handbook, original, found.tool);
    unhide_linked(&mut handbook, &written.mended);
    let title = title(&handbook, original, &written.drafts);
    let menu = ids_of(menu, &handbook, &written.ids);
    let toml = site::toml(&handbook, found.tool, &title, &menu);
    let mut addresses = Addresses::new(&written.drafts, &toml);
    let by = found.by.as_deref();
    let mut files = assets(&handbook, &written.mended, original, by, &mut notes);
    files.push(text_file("site.toml".to_owned(), toml));
    files.extend(finished(&handbook, written, &mut addresses, &mut notes));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let pages = handbook.pages.iter().filter(|page| page.made.is_none());
    Ok(Plan {
        tool: found.tool,
        by: found.by,
        files,
        pages: pages.count(),
        errors: 0,
        notes,
        name: original.name.clone(),
        title,
        languages: handbook.languages,
        redirects: addresses.count(),
    })
}

/// The pages of a handbook, translated, and their links mended.
struct Translated {
    drafts: Vec<Draft>,
    ids: Ids,
    mended: Vec<Mended>,
}

fn translated(handbook: &Handbook, original: &Original, tool: Tool) -> Translated {
    let pages = handbook.pages.iter();
    let places: HashMap<String, String> = pages
        .map(|page| (page.from.clone(), page.to.clone()))
        .collect();
    let context = Context {
        tool,
        original,
        variables: &handbook.variables,
        include_folders: &handbook.include_folders,
        labels: &labels::labels(original, handbook, tool),
        keys: &labels::keys(original),
        places: &places,
        shown: &handbook
            .pages
            .iter()
            .filter(|page| page.is_shown())
            .map(|page| page.from.as_str())
            .collect(),
    };
    // A link is mended by the id of the page that it leads to, so all pages are read and named first.
    let drafts = drafts(handbook, original, &context, &handbook.languages);
    let ids = ids(&drafts);
    let mended = mend_all(handbook, &drafts, &ids, &context);
    Translated {
        drafts,
        ids,
        mended,
    }
}

/// The menu with the ids of pages in place of their places, without those that readers do not see.
fn ids_of(menu: Menu, handbook: &Handbook, ids: &Ids) -> Menu {
    let found = menu.into_iter().filter_map(|entry| {
        let MenuEntry::Page { place, label } = entry else {
            return Some(entry);
        };
        let mut pages = handbook.pages.iter();
        let at = pages.position(|page| page.to == place && page.is_shown())?;
        let place = ids.ids[at].clone();
        Some(MenuEntry::Page { place, label })
    });
    found.collect()
}

/// The files of all pages, with their fields.
fn finished(
    handbook: &Handbook,
    written: Translated,
    addresses: &mut Addresses,
    notes: &mut Notes,
) -> Vec<Planned> {
    let Translated {
        drafts,
        ids,
        mended,
    } = written;
    let mut files = Vec::with_capacity(drafts.len());
    let translated = translations(handbook, &ids);
    for (at, (draft, mended)) in drafts.into_iter().zip(mended).enumerate() {
        let page = &handbook.pages[at];
        let text = mended.text.as_deref().unwrap_or(&draft.text);
        let id = ids.typed[at].then(|| ids.ids[at].as_str());
        let text = pages::finish(page, &draft, text, id, addresses.of(at), notes);
        let text = match translated.get(&at) {
            Some(of) => fields::add(&text, &[("translation_of".to_owned(), fields::quoted(of))]),
            None => text,
        };
        files.push(text_file(format!("content/{}", page.to), text));
        notes.extend(draft.notes);
        notes.extend(mended.notes);
    }
    files
}

/// The pages that translate one of another id, with that id.
fn translations<'i>(handbook: &Handbook, ids: &'i Ids) -> HashMap<usize, &'i str> {
    let pages = handbook.pages.iter().enumerate();
    let found = pages.filter_map(|(at, page)| {
        let of = page.translates.as_ref()?;
        let first = handbook.pages.iter().position(|page| page.from == *of)?;
        (ids.ids[first] != ids.ids[at]).then(|| (at, ids.ids[first].as_str()))
    });
    found.collect()
}

fn text_file(path: String, text: String) -> Planned {
    Planned {
        path,
        content: Content::Text(text),
    }
}

fn no_pages(original: &Original, found: &Recognised) -> String {
    let by = found
        .by
        .as_deref()
        .map(|by| format!(", told by {by}"))
        .unwrap_or_default();
    format!(
        "{} was taken for a handbook of {}{by}, but no page is where it says. Name the folder with the pages, or \
         the tool: --as markdown takes every .md file",
        original.name,
        found.tool.name()
    )
}

/// What all tools have in common: languages, the licence, sources beside the pages, what was passed over.
fn complete(handbook: &mut Handbook, original: &Original, found: &Recognised, notes: &mut Notes) {
    let more = languages::with_unmarked(handbook, original, notes);
    handbook.languages.extend(more);
    handbook.languages = language_codes(&handbook.languages);
    let own = licence::find(original, &[found.base.as_str(), "", "docs", "content"]);
    handbook.licence = handbook.licence.take().or(own);
    let sources = original
        .files
        .keys()
        .filter(|path| paths::ending(path) == "bib");
    for path in sources.cloned().collect::<Vec<String>>() {
        if !handbook.assets.iter().any(|asset| asset.from == path) {
            handbook.take_asset(&path, paths::name(&path).to_owned());
        }
    }
    note_what_was_read(handbook, original, found, notes);
}

/// Each code once, as BCP 47 has it; English where nothing else is known.
fn language_codes(typed: &[String]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for code in typed {
        let code = code.trim().replace('_', "-");
        let is_known = known.iter().any(|one| one.eq_ignore_ascii_case(&code));
        if is_language_code(&code) || code.len() == 2 {
            known.extend((!is_known).then_some(code));
        }
    }
    if known.is_empty() {
        known.push("en".to_owned());
    }
    known
}

/// Notes what of the original could not be read, or was read in another way than it stands there.
fn note_what_was_read(
    handbook: &Handbook,
    original: &Original,
    found: &Recognised,
    notes: &mut Notes,
) {
    // Settings that cannot be read must not look as if the original had none.
    if let Some(path) = &found.by {
        let is_settings = !path.ends_with(".md") && original.text(path).is_some();
        let fault = is_settings
            .then(|| crate::import::settings::read(original, path).fault)
            .flatten();
        if let Some(fault) = fault {
            notes.add(Kind::UnreadSettings, path, fault);
        }
    }
    for path in &handbook.unread {
        notes.add(Kind::UnreadPage, path, "");
    }
    for (path, why) in &original.skipped {
        notes.add(Kind::Skipped, path, why.as_str());
    }
    for page in &handbook.pages {
        if original
            .files
            .get(&page.from)
            .is_some_and(|file| file.was_recoded)
        {
            notes.add(Kind::Recoded, &page.from, "");
        }
    }
    for (path, file) in &original.files {
        if paths::ending(path) == "ipynb" && file.len > 0 {
            notes.add(Kind::LeftOut, path, "a notebook");
        }
    }
}

/// Finds out which pages hide themselves.
fn hide_by_fields(handbook: &mut Handbook, original: &Original) {
    let schema = Schema::new(handbook.languages.clone(), Vec::new(), false, None);
    handbook.pages.par_iter_mut().for_each(|page| {
        let Some(text) = original.text(&page.from) else {
            return;
        };
        let fenced = fields::fenced(text);
        let text = fenced.as_deref().unwrap_or(text);
        let head: Arc<str> = text[..fields::head(text).body].into();
        let source = Sources::default().insert(page.to.as_str(), "");
        let (read, _) = parse::page(source, File::at(&page.to), &head, &schema);
        page.hides_itself = read.meta.draft || read.meta.withheld.is_some();
    });
}

/// What pages are called by their fields or first headings, for lists of links.
fn titles(original: &Original, handbook: &Handbook) -> HashMap<String, String> {
    let pages = handbook.pages.par_iter().filter_map(|page| {
        let text = original.text(&page.from)?;
        let head = fields::head(text);
        let given = head
            .table
            .get("title")
            .and_then(|entry| as_text(&entry.value));
        let heading = || {
            let line = text[head.body..]
                .lines()
                .find(|line| line.starts_with("# ") && !line.starts_with("# (PART"))?;
            let words = line.trim_start_matches('#').trim();
            let words = words.split(" {").next().unwrap_or(words);
            (!words.contains(['`', '*', '[', '<', '{'])).then(|| words.to_owned())
        };
        let title = given
            .filter(|title| !title.trim().is_empty())
            .or_else(heading)?;
        Some((page.from.clone(), title))
    });
    pages.collect()
}

fn mend_all(
    handbook: &Handbook,
    drafts: &[Draft],
    ids: &Ids,
    context: &Context<'_>,
) -> Vec<Mended> {
    let more = drafts.iter().enumerate().flat_map(|(at, draft)| {
        let meta = &draft.page.meta;
        let own = meta.redirects.iter().map(|one| one.value.clone());
        let aliases = meta
            .aliases
            .iter()
            .map(|one| one.value.clone())
            .filter(|alias| alias.contains('/'));
        own.chain(aliases).map(move |address| (at, address))
    });
    // Old addresses lead to pages too, so a link to one of them is mended like any other.
    let more: Vec<(usize, String)> = more.collect();
    let routes = Routes::new(handbook, &more);
    let names = Names::new(drafts, ids);
    let around = Around {
        handbook,
        drafts,
        routes: &routes,
        names: &names,
        context,
    };
    (0..drafts.len())
        .into_par_iter()
        .map(|at| mend(&around, at))
        .collect()
}

/// A page that no list names was still seen where a page that readers saw led to it.
fn unhide_linked(handbook: &mut Handbook, mended: &[Mended]) {
    if !handbook.publish_linked {
        return;
    }
    let mut seen: HashSet<usize> = HashSet::new();
    let shown = handbook
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.hidden.is_none());
    let mut next: Vec<usize> = shown.map(|(at, _)| at).collect();
    while let Some(at) = next.pop() {
        if !seen.insert(at) {
            continue;
        }
        handbook.pages[at].hidden = None;
        let pages = mended[at].targets.iter().filter_map(|item| match item {
            Item::Page(page) => Some(*page),
            Item::Asset(_) => None,
        });
        next.extend(pages);
    }
}

/// The name of the handbook: from its settings, the heading of its first page, or its folder.
fn title(handbook: &Handbook, original: &Original, drafts: &[Draft]) -> String {
    let home = drafts.iter().find(|draft| &*draft.page.place == "index.md");
    let heading = home
        .and_then(|draft| draft.page.meta.title.as_ref())
        .map(|title| title.value.clone());
    let folder = || original.name.replace(['-', '_'], " ");
    let title = handbook.title.clone().or(heading).unwrap_or_else(folder);
    if title.trim().is_empty() {
        "Handbook".to_owned()
    } else {
        title
    }
}

/// The files that are no pages: what is for readers, and what a page names.
fn assets(
    handbook: &Handbook,
    mended: &[Mended],
    original: &Original,
    by: Option<&str>,
    notes: &mut Notes,
) -> Vec<Planned> {
    let named: HashSet<usize> = mended
        .iter()
        .flat_map(|page| &page.targets)
        .filter_map(|item| match item {
            Item::Asset(at) => Some(*at),
            Item::Page(_) => None,
        })
        .collect();
    let mut taken: BTreeSet<&str> = handbook
        .pages
        .iter()
        .map(|page| page.from.as_str())
        .collect();
    taken.extend(handbook.settings.iter().map(String::as_str).chain(by));
    taken.extend(handbook.unread.iter().map(String::as_str));
    // Any other file may be private, or may do something only for the other tool: it stays behind.
    let mut files = Vec::new();
    for (at, asset) in handbook.assets.iter().enumerate() {
        if asset.wanted || named.contains(&at) {
            taken.insert(&asset.from);
            files.push(Planned {
                path: format!("content/{}", asset.to),
                content: Content::Copy(asset.from.clone()),
            });
        }
    }
    note_files_left(original, &taken, notes);
    files
}

/// Notes the files that are neither pages, nor shown by one, nor settings.
fn note_files_left(original: &Original, taken: &BTreeSet<&str>, notes: &mut Notes) {
    let is_noted: HashSet<String> = notes.files(Kind::LeftOut);
    let left = original
        .files
        .keys()
        .filter(|path| !taken.contains(path.as_str()));
    for path in
        left.filter(|path| paths::ending(path) != "ipynb" && !path.starts_with(".obsidian/"))
    {
        if paths::is_markdown(path) && !is_noted.contains(path.as_str()) {
            notes.add(Kind::LeftOut, path, "outside of the folder of the pages");
        } else if !paths::is_markdown(path) {
            notes.add(Kind::OtherFiles, path, "");
        }
    }
}

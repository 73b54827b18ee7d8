//! What dead links may have meant: the nearest names, paths and files of the site.

use std::collections::{HashMap, HashSet};

use crate::check::reference::{Form, Reference, stem};
use crate::diagnostic::misnamed_file;
use crate::diagnostic::suggest::{Candidates, suggest};
use crate::model::page::Target;
use crate::model::site::Site;
use crate::parse::join;

/// What the dead links may have meant.
pub(super) struct Near<'a> {
    pages: HashSet<&'a str>,
    /// By the name that was looked for.
    names: HashMap<String, String>,
    /// By the path that was looked for.
    paths: HashMap<String, String>,
    all_files: HashSet<&'a str>,
    folders: HashSet<&'a str>,
    /// The ids of all records.
    sources: HashSet<&'a str>,
    /// The first file of each name, by its path.
    files: HashMap<String, &'a str>,
    /// Files that would be pages were they called so, by the path and by the name that these would have.
    misnamed: HashMap<String, &'a str>,
}

impl<'a> Near<'a> {
    pub(super) fn new(site: &'a Site, dead: &[Reference<'_>]) -> Self {
        let (mut names, mut paths) = (Vec::new(), Vec::new());
        for reference in dead {
            match (&*reference.target, reference.form) {
                (Target::Path { path, .. }, _) => paths.push(&**path),
                (Target::Name { name, .. }, Form::Image) => paths.push(&**name),
                (Target::Name { name, .. }, _) => names.push(&**name),
                _ => {}
            }
        }
        let mut files = HashMap::new();
        let mut misnamed = HashMap::new();
        for path in site.files.keys() {
            let name = file_name(path).to_lowercase();
            files.entry(name).or_insert(path.as_str());
            if let Some(right) = misnamed_file::page_name(path) {
                misnamed
                    .entry(plain(file_name(&right)).to_lowercase())
                    .or_insert(path.as_str());
                misnamed
                    .entry(plain(&right).to_lowercase())
                    .or_insert(path.as_str());
            }
        }
        Near {
            pages: site.pages.iter().map(|page| &*page.page.path).collect(),
            all_files: site.files.keys().map(String::as_str).collect(),
            folders: folders(site),
            sources: site.records().map(|record| record.id.as_str()).collect(),
            names: near_names(site, &names),
            paths: near_paths(site, &paths),
            files,
            misnamed,
        }
    }

    /// The file that would be the page of this name or path, were it called so.
    pub(super) fn misnamed(&self, page: &str) -> Option<&str> {
        self.misnamed.get(&plain(page).to_lowercase()).copied()
    }

    /// The first page in a folder.
    pub(super) fn in_folder(&self, folder: &str) -> Option<&'a str> {
        let inside = |page: &&&str| {
            let rest = page.strip_prefix(folder);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        self.pages.iter().filter(inside).min().copied()
    }

    /// The page or file that a path names which leaves the content folder, had it not left it.
    pub(super) fn inside(&self, path: &str) -> Option<&str> {
        let rest = path.trim_start_matches('/');
        let parts = rest.split('/').filter(|part| !matches!(*part, "." | ".."));
        let rest = parts.collect::<Vec<_>>().join("/");
        let page = || self.pages.get(rest.as_str()).copied();
        page().or_else(|| self.all_files.get(rest.as_str()).copied())
    }

    /// Whether anything of the content folder stands in this folder, or in one below it.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.folders.contains(folder)
    }

    pub(super) fn is_source(&self, id: &str) -> bool {
        self.sources.contains(id)
    }

    pub(super) fn is_page(&self, path: &str) -> bool {
        self.pages.contains(path)
    }

    /// Whether a page or a file is at the path that a page names.
    pub(super) fn is_there(&self, from: &str, typed: &str) -> bool {
        let typed = typed.split('#').next().unwrap_or(typed);
        let Some(path) = join(folder(from), typed) else {
            return false;
        };
        let file = self.files.get(&file_name(&path).to_lowercase());
        self.is_page(&path) || self.is_page(&format!("{path}.md")) || file == Some(&path.as_str())
    }

    pub(super) fn name(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    pub(super) fn path(&self, path: &str) -> Option<&str> {
        self.paths.get(path).map(String::as_str)
    }

    pub(super) fn file(&self, name: &str) -> Option<&str> {
        let name = file_name(name).to_lowercase();
        self.files.get(&name).copied()
    }
}

/// Every folder in which something stands, and those that it is in.
fn folders(site: &Site) -> HashSet<&str> {
    let mut folders = HashSet::new();
    let pages = site.pages.iter().map(|page| &*page.page.path);
    for path in pages.chain(site.files.keys().map(String::as_str)) {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/')
            && folders.insert(folder)
        {
            rest = folder;
        }
    }
    folders
}

/// All that a link by name may say.
fn all_names(site: &Site) -> Candidates<'_> {
    let mut names = Candidates::default();
    for page in &site.pages {
        let page = &page.page;
        let meta = &page.meta;
        names.add(meta.id.value.as_str());
        let titles = meta.title.iter().chain(&meta.aliases);
        titles.for_each(|title| names.add(title.value.as_str()));
        if page.path.contains('/') {
            names.add(stem(site, page));
        }
        page.terms().for_each(|(_, term)| names.add(&term.text));
    }
    site.records()
        .for_each(|record| names.add(record.id.as_str()));
    names
}

/// For each name the nearest id, title, alias, term or path; for one of another folder the last
/// part counts alone.
fn near_names(site: &Site, wanted: &[&str]) -> HashMap<String, String> {
    if wanted.is_empty() {
        return HashMap::new();
    }
    let candidates = all_names(site);
    let near = candidates.nearest_of_each(wanted.iter().copied());
    let lasts: Vec<(&str, &str)> = wanted
        .iter()
        .filter(|name| !near.contains_key(*name))
        .filter_map(|name| Some((*name, name.rsplit_once('/')?.1)))
        .collect();
    let near_last = candidates.nearest_of_each(lasts.iter().map(|(_, last)| *last));
    let mut found: HashMap<String, String> = owned(&near);
    for (name, last) in lasts {
        if let Some(right) = near_last.get(last) {
            found.insert(name.to_owned(), (*right).to_owned());
        }
    }
    found
}

/// For each path the file of that name in another folder, or else the nearest path, or else the
/// one of the nearest file name.
fn near_paths(site: &Site, wanted: &[&str]) -> HashMap<String, String> {
    if wanted.is_empty() {
        return HashMap::new();
    }
    let (mut whole, mut names) = (Candidates::default(), Candidates::default());
    let pages = site.pages.iter().map(|page| &*page.page.path);
    for path in pages.chain(site.files.keys().map(String::as_str)) {
        whole.add_as(plain(path), path);
        names.add_as(file_name(plain(path)), path);
    }
    let near_names = names.nearest_of_each(wanted.iter().map(|path| file_name(plain(path))));
    let near_whole = whole.nearest_of_each(wanted.iter().map(|path| plain(path)));
    let mut found = HashMap::new();
    for path in wanted {
        let name = file_name(plain(path));
        let by_name = near_names.get(name).copied();
        let moved = by_name.filter(|right| file_name(plain(right)).eq_ignore_ascii_case(name));
        // In a long path a short name can be quite another, and the whole be near.
        let is_near =
            |right: &&str| suggest(name, std::iter::once(file_name(plain(right)))).is_some();
        let whole = near_whole.get(plain(path)).copied().filter(is_near);
        let right = moved.or(whole).or(by_name);
        if let Some(right) = right {
            found.insert((*path).to_owned(), right.to_owned());
        }
    }
    found
}

fn owned(near: &HashMap<&str, &str>) -> HashMap<String, String> {
    let pairs = near.iter();
    pairs
        .map(|(name, right)| ((*name).to_owned(), (*right).to_owned()))
        .collect()
}

/// A path without the ending of a page.
fn plain(path: &str) -> &str {
    let path = path.strip_suffix(".md").unwrap_or(path);
    path.strip_suffix(".html").unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

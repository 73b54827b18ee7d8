//! What dead links may have meant: the nearest names, paths and files of the site.

use std::collections::{HashMap, HashSet};

use crate::check::missing_term::terms;
use crate::check::reference::{Form, Reference, stem};
use crate::check::vocabulary::Vocabulary;
use crate::page::Target;
use crate::site::Site;

/// What the dead links may have meant.
pub(super) struct Near<'a> {
    pages: HashSet<&'a str>,
    /// By the name that was looked for.
    names: HashMap<String, String>,
    /// By the path that was looked for.
    paths: HashMap<String, String>,
    /// The first file of each name, by its path.
    files: HashMap<String, &'a str>,
}

impl<'a> Near<'a> {
    pub(super) fn of(site: &'a Site, dead: &[Reference<'_>]) -> Self {
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
        for path in site.files.keys() {
            let name = file_name(path).to_lowercase();
            files.entry(name).or_insert(path.as_str());
        }
        Near {
            pages: site.pages.iter().map(|page| &*page.page.path).collect(),
            names: near_names(site, &names),
            paths: near_paths(site, &paths),
            files,
        }
    }

    pub(super) fn is_page(&self, path: &str) -> bool {
        self.pages.contains(path)
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

/// For each name the nearest id, title, alias, term or path; for one of another folder the last
/// part counts alone.
fn near_names(site: &Site, wanted: &[&str]) -> HashMap<String, String> {
    if wanted.is_empty() {
        return HashMap::new();
    }
    let mut vocabulary = Vocabulary::default();
    for page in &site.pages {
        let page = &page.page;
        let meta = &page.meta;
        vocabulary.add(meta.id.value.as_str());
        let titles = meta.title.iter().chain(&meta.aliases);
        titles.for_each(|title| vocabulary.add(title.value.as_str()));
        if page.path.contains('/') {
            vocabulary.add(stem(site, page));
        }
        terms(page).for_each(|term| vocabulary.add(&term.text));
    }
    site.works
        .iter()
        .for_each(|work| vocabulary.add(work.record.id.as_str()));
    let near = vocabulary.nearest_of_each(wanted.iter().copied());
    let lasts: Vec<(&str, &str)> = wanted
        .iter()
        .filter(|name| !near.contains_key(*name))
        .filter_map(|name| Some((*name, name.rsplit_once('/')?.1)))
        .collect();
    let near_last = vocabulary.nearest_of_each(lasts.iter().map(|(_, last)| *last));
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
    let (mut whole, mut names) = (Vocabulary::default(), Vocabulary::default());
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
        let right = moved.or(near_whole.get(plain(path)).copied()).or(by_name);
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

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

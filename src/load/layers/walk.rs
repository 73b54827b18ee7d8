//! Finds and reads the projects that lie beneath one, in the order in which they lie.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::unusable_upstream::Unusable;
use crate::limits;
use crate::load::files::{Changes, Files};
use crate::load::folders::{CONTENT, SITE_TOML};
use crate::load::raw_file::Content;
use crate::model::failure;
use crate::model::layer::{LayerIndex, OURS, Upstream};
use crate::model::source::Sources;
use crate::parse::site_toml;

/// A project beneath ours, as it was last read.
#[derive(Debug)]
pub(super) struct Beneath {
    pub(super) files: Files,
    /// The way to it from our root, with `/`.
    pub(super) folder: String,
    /// Which of our entries it came with first.
    pub(super) entry: usize,
    /// The entries that name it: the layer that has the entry, and the entry's number there.
    pub(super) named: Vec<(LayerIndex, usize)>,
}

/// A project that is not there, or cannot be built on.
#[derive(Debug)]
pub(super) struct Fault {
    /// Which of our entries it came with.
    pub(super) entry: usize,
    pub(super) why: Unusable,
    /// The way to it, as the project that names it has it.
    pub(super) path: String,
    /// The folder of the project that names it, where that is not ours.
    pub(super) through: Option<String>,
}

/// What was found of all projects beneath ours.
pub(super) struct Visit {
    /// The uppermost first.
    pub(super) beneath: Vec<Beneath>,
    pub(super) faults: Vec<Fault>,
    pub(super) changed: Vec<String>,
}

/// More steps than these are never gone: projects may name each other in many ways.
const STEPS: usize = 256;

/// A walk downwards.
struct Walk<'a> {
    changes: &'a Changes,
    /// What the last walk has read, by root.
    last: BTreeMap<PathBuf, Beneath>,
    /// What this one has, by root.
    read: BTreeMap<PathBuf, Beneath>,
    /// The roots in the order in which the walk reaches them, once for each time that it does.
    order: Vec<PathBuf>,
    /// The root that has an entry, the entry's number there, and the root that it names.
    edges: Vec<(PathBuf, usize, PathBuf)>,
    faults: Vec<Fault>,
    changed: Vec<String>,
}

/// A project on the way down.
struct Step {
    root: PathBuf,
    folder: String,
}

impl Visit {
    /// Reads all projects beneath `own`; `last` is what was read of them before.
    ///
    /// # Errors
    /// When the system has run out of open files or memory.
    pub(super) fn start(
        own: &Files,
        last: Vec<Beneath>,
        changes: &Changes,
    ) -> anyhow::Result<Self> {
        let last = last.into_iter();
        let last = last.map(|one| (one.files.root().to_owned(), one));
        let mut walk = Walk {
            changes,
            last: last.collect(),
            read: BTreeMap::new(),
            order: Vec::new(),
            edges: Vec::new(),
            faults: Vec::new(),
            changed: Vec::new(),
        };
        let mut way = vec![Step {
            root: own.root().to_owned(),
            folder: String::new(),
        }];
        walk.descend(&upstreams(own), None, &mut way);
        Ok(walk.finish(own.root()))
    }
}

impl Walk<'_> {
    /// Visits what the project at the end of `way` names. `entry` is ours with which that came.
    fn descend(&mut self, upstreams: &[Upstream], entry: Option<usize>, way: &mut Vec<Step>) {
        let mut here: Vec<PathBuf> = Vec::new();
        for (at, upstream) in upstreams.iter().enumerate() {
            let entry = entry.unwrap_or(at);
            // Two entries of one project for the same folder are a slip; two ways to it by different projects are none.
            let found = self.find(upstream, way).and_then(|found| {
                if here.contains(&found.root) {
                    return Err(Unusable::Twice);
                }
                self.read(&found, entry)?;
                Ok(found)
            });
            match found {
                Ok(step) => {
                    here.push(step.root.clone());
                    let from = way.last().map(|step| step.root.clone());
                    self.edges
                        .extend(from.map(|from| (from, at, step.root.clone())));
                    self.order.push(step.root.clone());
                    let further = upstreams_of(&self.read, &step.root);
                    way.push(step);
                    self.descend(&further, Some(entry), way);
                    way.pop();
                }
                Err(why) => self.faults.push(Fault {
                    entry,
                    why,
                    path: upstream.path.value.trim().to_owned(),
                    through: way
                        .last()
                        .map(|step| step.folder.clone())
                        .filter(|folder| !folder.is_empty()),
                }),
            }
        }
    }

    /// Where an entry leads, if that can be built on.
    fn find(&self, upstream: &Upstream, way: &[Step]) -> Result<Step, Unusable> {
        let Some(from) = way.last() else {
            return Err(Unusable::Missing);
        };
        let typed = upstream.path.value.trim().replace('\\', "/");
        let path = from.root.join(&typed);
        let Ok(root) = path.canonicalize() else {
            return Err(Unusable::Missing);
        };
        if root == from.root {
            return Err(Unusable::Itself);
        }
        if let Some(start) = way.iter().position(|step| step.root == root) {
            let names = way[start..].iter().map(|step| shown(&step.folder));
            let names = names.chain([shown(&way[start].folder)]);
            return Err(Unusable::Circle(names.collect()));
        }
        // A folder must not be read as a project that it is not: each way in which that may be has its own words.
        if root.is_file() {
            return Err(Unusable::File);
        }
        if !root.join(SITE_TOML).is_file() {
            return Err(Unusable::NoProject);
        }
        if way
            .iter()
            .any(|step| root.starts_with(step.root.join(CONTENT)))
        {
            return Err(Unusable::InContent);
        }
        if way
            .iter()
            .any(|step| step.root.starts_with(root.join(CONTENT)))
        {
            return Err(Unusable::InTheirs);
        }
        if self.order.len() >= STEPS {
            return Err(Unusable::TooMany);
        }
        let folder = joined(&from.folder, &typed);
        Ok(Step { root, folder })
    }

    /// Reads a project, if this walk has not yet.
    fn read(&mut self, step: &Step, entry: usize) -> Result<(), Unusable> {
        if self.read.contains_key(&step.root) {
            return Ok(());
        }
        if self.read.len() >= limits::UPSTREAMS.most {
            return Err(Unusable::TooMany);
        }
        let last = self
            .last
            .remove(&step.root)
            .filter(|one| one.folder == step.folder);
        // What was read of it the last time is kept, so that a preview reads only what has changed.
        let mut files = last.map_or_else(|| Files::new(&step.root), |one| one.files);
        let changed = files.read(self.changes);
        let changed = changed.map_err(|error| Unusable::Unreadable(failure::reasons(&error)))?;
        let changed = changed.into_iter();
        self.changed
            .extend(changed.map(|path| format!("{}/{path}", step.folder)));
        let beneath = Beneath {
            files,
            folder: step.folder.clone(),
            entry,
            named: Vec::new(),
        };
        self.read.insert(step.root.clone(), beneath);
        Ok(())
    }

    /// Puts the projects into order: each beneath all that name it, else as it was come to.
    fn finish(mut self, own: &Path) -> Visit {
        let mut order: Vec<PathBuf> = Vec::new();
        for root in self.order.into_iter().rev() {
            if !order.contains(&root) {
                order.push(root);
            }
        }
        order.reverse();
        // Where a project stands is known only now, so who names whom is written down by places here.
        let layer = |root: &Path| {
            if root == own {
                return Some(OURS);
            }
            let at = order.iter().position(|known| known == root)?;
            Some(at as LayerIndex + 1)
        };
        for (from, entry, to) in &self.edges {
            if let (Some(by), Some(one)) = (layer(from), self.read.get_mut(to))
                && !one.named.contains(&(by, *entry))
            {
                one.named.push((by, *entry));
            }
        }
        for one in self.read.values_mut() {
            one.named.sort_unstable();
        }
        let beneath = order.iter().filter_map(|root| self.read.remove(root));
        Visit {
            beneath: beneath.collect(),
            faults: self.faults,
            changed: self.changed,
        }
    }
}

fn shown(folder: &str) -> String {
    if folder.is_empty() {
        "this one".to_owned()
    } else {
        folder.to_owned()
    }
}

/// The entries of a project that was read.
fn upstreams_of(read: &BTreeMap<PathBuf, Beneath>, root: &Path) -> Vec<Upstream> {
    let found = read.get(root);
    found.map_or_else(Vec::new, |one| upstreams(&one.files))
}

fn upstreams(files: &Files) -> Vec<Upstream> {
    match files.raw().get(SITE_TOML).map(|file| &file.content) {
        Some(Content::Text(text)) => {
            let source = Sources::default().insert(SITE_TOML, "");
            site_toml::upstreams(source, &text.text)
        }
        _ => Vec::new(),
    }
}

/// A path seen from our root, without the steps back that it takes.
fn joined(folder: &str, path: &str) -> String {
    let path = Path::new(path);
    if path.is_absolute() {
        return path
            .to_string_lossy()
            .replace('\\', "/")
            .trim_end_matches('/')
            .to_owned();
    }
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    // An absolute path begins with an empty part, so that joining gives its first slash back.
    if folder.starts_with('/') {
        parts.insert(0, String::new());
    }
    for part in path.components() {
        match part {
            Component::ParentDir => match parts.last().map(String::as_str) {
                Some("..") | None => parts.push("..".to_owned()),
                Some(_) => drop(parts.pop()),
            },
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_folder_is_named_as_it_is_seen_from_ours() {
        for (folder, path, expected) in [
            ("", "upstream", "upstream"),
            ("", "./upstream/", "upstream"),
            ("", "../base", "../base"),
            ("upstream", "../base", "base"),
            ("../a", "../b/c", "../b/c"),
            ("../a", "../../b", "../../b"),
        ] {
            assert_eq!(joined(folder, path), expected, "{folder} {path}");
        }
    }
}

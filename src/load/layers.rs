//! The project and those that lie beneath it, each as it was last read.
//!
//! 1. Our own project is read, and then each that its `site.toml` names, and so on downwards. One that is
//!    reached in two ways lies beneath both. What cannot be built on is kept, to be said at our own entry.
//! 2. [`Layers::classify_beneath`] makes sources of their texts, under paths that begin with the way to
//!    them.
//!
//! Nothing is ever written to a project beneath.

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::unusable_upstream::{self, Unusable};
use crate::load::classify::{self, Of};
use crate::load::files::{Changes, Files};
use crate::load::folders::{CONTENT, SITE_TOML, THEMES};
use crate::load::layers::walk::{Beneath, Fault, Visit};
use crate::load::loaded::{Loaded, LoadedLayer};
use crate::load::raw_file::RawFile;
use crate::load::theme_chain::ThemeFolder;
use crate::model::config::Config;
use crate::model::layer::{Hiding, Layer, LayerIndex, OURS};
use crate::model::source::{Sources, Span};

/// The project and those beneath it, and what was last read of them.
#[derive(Debug, Default)]
pub struct Layers {
    own: Files,
    /// The uppermost first.
    beneath: Vec<Beneath>,
    faults: Vec<Fault>,
}

impl Layers {
    /// The project at `root`, before anything has been read.
    pub fn new(root: &Path) -> Self {
        Self {
            own: Files::new(root),
            ..Self::default()
        }
    }

    /// Whether the file at `path` was there when its project was last read.
    pub(crate) fn has(&self, path: &Path) -> bool {
        let mut beneath = self.beneath.iter();
        self.own.has(path) || beneath.any(|one| one.files.has(path))
    }

    /// The folders of the projects beneath, the uppermost first.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &Path> {
        self.beneath.iter().map(|one| one.files.root())
    }

    /// The themes of the projects beneath, the uppermost first.
    pub(super) fn themes_beneath(&self) -> Vec<ThemeFolder<'_>> {
        let beneath = self.beneath.iter().enumerate();
        let folders =
            beneath.map(|(at, one)| classify::themes_beneath(one.files.raw(), one.of(at)));
        folders.collect()
    }

    /// Whether our project has no content folder.
    pub(crate) fn lacks_content(&self) -> bool {
        let content = self.own.root().join(CONTENT);
        // A link that cannot be followed is told of for itself.
        !content.is_dir() && !content.is_symlink()
    }

    /// The names of the folders beside our `site.toml`, in order; none where they cannot be listed.
    pub(super) fn own_folders(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.own.root()).into_iter().flatten();
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<String> = folders
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Whether a folder beside our `site.toml` holds pages, itself or in a folder of its own.
    pub(super) fn has_pages(&self, folder: &str) -> bool {
        let others = folder == THEMES || folder.starts_with('.');
        let walk = walkdir::WalkDir::new(self.own.root().join(folder)).max_depth(2);
        let mut files = walk.into_iter().flatten();
        !others && files.any(|file| file.path().extension().is_some_and(|ending| ending == "md"))
    }

    pub(super) fn own(&self) -> &BTreeMap<String, RawFile> {
        self.own.raw()
    }

    /// Reads what may have changed, or everything the first time. Gives the paths of what did change, from
    /// our root and in order.
    ///
    /// # Errors
    /// When our `site.toml` cannot be read, or the system has run out of open files or memory.
    pub fn read(&mut self, changes: &Changes) -> anyhow::Result<Vec<String>> {
        let mut changed = self.own.read(changes)?;
        let before: Vec<PathBuf> = self.roots().map(Path::to_owned).collect();
        let last = std::mem::take(&mut self.beneath);
        let visit = Visit::start(&self.own, last, changes)?;
        changed.extend(visit.changed);
        self.beneath = visit.beneath;
        self.faults = visit.faults;
        if self.beneath.len() != before.len() && changed.is_empty() {
            // A folder has come or gone that nothing of ours names anew.
            changed.push(SITE_TOML.to_owned());
        }
        Ok(changed)
    }

    /// Adds the projects beneath to what was read of ours.
    pub(super) fn classify_beneath(
        &self,
        loaded: &mut Loaded,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut fingerprint = loaded.fingerprint.clone();
        let mut configs = vec![loaded.config.clone()];
        for (at, beneath) in self.beneath.iter().enumerate() {
            let of = beneath.of(at);
            let (read, found) =
                classify::classify(beneath.files.raw(), of, Vec::new(), &mut *sources);
            findings.extend(found);
            fingerprint.push_str(&read.fingerprint);
            configs.push(read.config.clone());
            let named_at = loaded.config.upstreams[beneath.entry].path.span;
            loaded.beneath.push(layer(beneath, named_at, read));
        }
        // The site is made of all of them, so a change beneath makes it another.
        if !self.beneath.is_empty() {
            loaded.fingerprint = blake3::hash(fingerprint.as_bytes()).to_hex()[..32].to_owned();
        }
        self.name_layers(loaded, &configs);
        loaded.hidings = self.hidings(loaded, &configs);
        self.report(&configs, findings);
    }

    /// Gives each layer the name by which the uppermost project that names it calls it.
    fn name_layers(&self, loaded: &mut Loaded, configs: &[Config]) {
        for (at, one) in self.beneath.iter().enumerate() {
            let named = one.named.iter();
            let mut entries = named.map(|(by, entry)| &configs[usize::from(*by)].upstreams[*entry]);
            if let Some(name) = entries.find_map(|entry| entry.name.clone()) {
                loaded.beneath[at].layer.name = name;
            }
        }
    }

    fn hidings(&self, loaded: &Loaded, configs: &[Config]) -> Vec<Hiding> {
        let mut hidings = Vec::new();
        for (at, one) in self.beneath.iter().enumerate() {
            for (by, entry) in &one.named {
                let entry = &configs[usize::from(*by)].upstreams[*entry];
                if !entry.hide.is_empty() {
                    hidings.push(Hiding {
                        name: loaded.beneath[at].layer.name.clone(),
                        by: *by,
                        of: self.below(at as LayerIndex + 1),
                        ids: entry.hide.clone(),
                    });
                }
            }
        }
        hidings
    }

    /// A layer and all that come with it.
    fn below(&self, layer: LayerIndex) -> Vec<LayerIndex> {
        let mut found = BTreeSet::from([layer]);
        // A layer lies beneath all that name it.
        for (at, one) in self.beneath.iter().enumerate() {
            if one.named.iter().any(|(by, _)| found.contains(by)) {
                found.insert(at as LayerIndex + 1);
            }
        }
        found.into_iter().collect()
    }

    /// Says what cannot be built on, at our own entries.
    fn report(&self, configs: &[Config], findings: &mut Vec<Diagnostic>) {
        let own = &configs[usize::from(OURS)];
        for fault in &self.faults {
            let through = fault.through.as_deref();
            let entry = &own.upstreams[fault.entry];
            let span = entry.path.span;
            findings.push(unusable_upstream::finding(
                span,
                &fault.path,
                &fault.why,
                through,
            ));
        }
        if let Some(requires) = &own.requires {
            match is_newer(&requires.value) {
                None => findings.push(unusable_upstream::no_version(requires)),
                Some(true) => findings.push(unusable_upstream::own_requires(requires)),
                Some(false) => {}
            }
        }
        // Nobody can change the settings of a project beneath from here, so the finding is at our entry.
        for (one, config) in self.beneath.iter().zip(&configs[1..]) {
            if let Some(requires) = &config.requires
                && is_newer(&requires.value) == Some(true)
            {
                let why = Unusable::Newer(requires.value.clone());
                let path = &own.upstreams[one.entry].path;
                let finding = unusable_upstream::finding(path.span, &one.folder, &why, None);
                findings.push(finding);
            }
        }
    }
}

impl Beneath {
    /// As which layer its files are known, where it stands at `at` among those beneath.
    fn of(&self, at: usize) -> Of<'_> {
        Of {
            layer: at as LayerIndex + 1,
            folder: &self.folder,
        }
    }
}

fn layer(beneath: &Beneath, named_at: Span, read: Loaded) -> LoadedLayer {
    let Config {
        title,
        base_url,
        feedback,
        licence,
        languages,
        kinds,
        ..
    } = read.config;
    // Of a project beneath only this counts: its menu, its look and other settings are its own affair.
    LoadedLayer {
        layer: Layer {
            name: title,
            folder: beneath.folder.clone(),
            root: beneath.files.root().to_owned(),
            named_at: Some(named_at),
            base_url,
            feedback,
            licence,
            languages,
        },
        kinds,
        pages: read.pages,
        bibliographies: read.bibliographies,
        own_fields: read.own_fields,
        files: read.files,
    }
}

/// Whether a version is later than that of this program; `None` for what is no version.
fn is_newer(version: &str) -> Option<bool> {
    let numbers = |version: &str| -> Option<Vec<u64>> {
        let plain = version.trim().trim_start_matches(['v', '=', '>', ' ']);
        let mut numbers = plain
            .split('.')
            .map(|number| number.parse().ok())
            .collect::<Option<Vec<u64>>>()?;
        numbers.resize(3.max(numbers.len()), 0);
        Some(numbers)
    };
    let own = numbers(env!("CARGO_PKG_VERSION").split('-').next()?)?;
    Some(numbers(version)? > own)
}

#[cfg(test)]
mod tests {
    use super::is_newer;

    #[test]
    fn a_version_is_compared_by_its_numbers() {
        assert_eq!(is_newer("0.0.9"), Some(false));
        assert_eq!(is_newer(env!("CARGO_PKG_VERSION")), Some(false));
        assert_eq!(is_newer("9"), Some(true));
        assert_eq!(is_newer("0.100"), Some(true));
        assert_eq!(is_newer("soon"), None);
    }
}

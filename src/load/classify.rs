//! Sorts a project's files into pages, bibliographies and what goes with them, the theme's files and others.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, misnamed_file, unreadable_file};
use crate::load::folders::{CONTENT, KNOWN_PAGES, ORIGINALS, SITE_TOML, THEMES};
use crate::load::loaded::{Loaded, TextFile};
use crate::load::raw_file::{Content, RawFile};
use crate::load::texts::Texts;
use crate::load::theme::{self, ThemeFiles};
use crate::load::theme_chain::{ThemeFile, ThemeFolder};
use crate::load::walk::is_own_fields;
use crate::model::date::Date;
use crate::model::format;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::site::File;
use crate::model::source::{SourceId, Sources};
use crate::parse::{bibliography, site_toml};

/// Which project files are of, and how paths to them begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) layer: LayerIndex,
    /// The way to it from our own project; empty for that one.
    pub(super) folder: &'a str,
}

impl Of<'_> {
    /// Our own project.
    pub(super) const OURS: Of<'static> = Of {
        layer: OURS,
        folder: "",
    };
}

/// The themes of a project that lies beneath ours.
pub(super) fn themes_beneath<'a>(
    raw: &'a BTreeMap<String, RawFile>,
    of: Of<'_>,
) -> ThemeFolder<'a> {
    let files = raw.iter().filter_map(|(path, raw)| {
        let (folder, path) = path.split_once('/')?;
        let is_read = !matches!(raw.content, Content::Skipped(_));
        (folder == THEMES && is_read).then_some(ThemeFile {
            path,
            content: &raw.content,
        })
    });
    ThemeFolder {
        layer: of.layer,
        path: format!("{}/{THEMES}", of.folder),
        files: files.collect(),
    }
}

/// Makes sources of the texts among `raw`, whose keys are paths from the root of the project `of`. Of one
/// that lies beneath ours the theme is not chosen; ours may be one of `beneath`.
pub(super) fn classify<'a>(
    raw: &'a BTreeMap<String, RawFile>,
    of: Of<'a>,
    beneath: Vec<ThemeFolder<'a>>,
    sources: &'a mut Sources,
) -> (Loaded, Vec<Diagnostic>) {
    let mut classifier = Classifier::new(of, beneath, sources);
    for (path, raw) in raw {
        classifier.file(path, raw);
    }
    classifier.finish()
}

struct Classifier<'a> {
    fingerprint: blake3::Hasher,
    texts: Texts<'a>,
    pages: Vec<TextFile>,
    bibliographies: Vec<TextFile>,
    own_fields: Vec<TextFile>,
    originals: Vec<TextFile>,
    known_beneath: Option<SourceId>,
    files: BTreeMap<String, File>,
    themes: ThemeFolder<'a>,
    /// Those of the projects beneath, the uppermost first.
    beneath: Vec<ThemeFolder<'a>>,
    site: Option<SourceId>,
}

impl<'a> Classifier<'a> {
    /// Before any file has been seen.
    fn new(of: Of<'a>, beneath: Vec<ThemeFolder<'a>>, sources: &'a mut Sources) -> Self {
        Self {
            fingerprint: blake3::Hasher::new(),
            texts: Texts {
                layer: of.layer,
                folder: of.folder,
                sources,
                findings: Vec::new(),
            },
            pages: Vec::new(),
            bibliographies: Vec::new(),
            own_fields: Vec::new(),
            originals: Vec::new(),
            known_beneath: None,
            files: BTreeMap::new(),
            themes: ThemeFolder {
                layer: of.layer,
                path: THEMES.to_owned(),
                files: Vec::new(),
            },
            beneath,
            site: None,
        }
    }

    fn file(&mut self, path: &'a str, raw: &'a RawFile) {
        if let Content::Skipped(refusal) = &raw.content {
            let source = self.texts.add_empty(path);
            let finding = unreadable_file::finding(source, refusal);
            self.texts.findings.push(finding);
            return;
        }
        self.fingerprint.update(path.as_bytes());
        self.fingerprint.update(&raw.len.to_le_bytes());
        self.fingerprint.update(raw.hash.as_bytes());
        match path.split_once('/') {
            Some((CONTENT, path_there)) => self.content(path_there, path, raw),
            Some((THEMES, path)) => self.themes.files.push(ThemeFile {
                path,
                content: &raw.content,
            }),
            _ => self.site = self.text(SITE_TOML, &raw.content),
        }
    }

    fn content(&mut self, path: &str, full: &str, raw: &RawFile) {
        let path = path.to_owned();
        if let Some(original) = path.strip_prefix(ORIGINALS) {
            let path = original.trim_start_matches('/').to_owned();
            match self.text(full, &raw.content) {
                Some(source) if path == KNOWN_PAGES => self.known_beneath = Some(source),
                Some(source) => self.originals.push(TextFile { source, path }),
                None => {}
            }
            return;
        }
        if is_own_fields(&path) {
            let source = self.text(full, &raw.content);
            self.own_fields
                .extend(source.map(|source| TextFile { source, path }));
            return;
        }
        let other = match &raw.content {
            Content::Other(format) => Some(*format),
            // Data of other tools is a file like any other.
            Content::Text(text) if !path.ends_with(".md") => {
                let is_bibliography = bibliography::is_one(&path, &text.text);
                (!is_bibliography).then(|| format::detect(&path, text.text.as_bytes()))
            }
            _ => None,
        };
        if let Some(format) = other {
            if let Some(right) = misnamed_file::page_name(&path) {
                let source = self.texts.add_empty(full);
                self.texts
                    .findings
                    .push(misnamed_file::page(source, &right));
            }
            let file = File {
                hash: raw.hash.to_hex()[..16].to_owned(),
                len: raw.len,
                format,
            };
            self.files.insert(path, file);
            return;
        }
        if let Some(source) = self.text(full, &raw.content) {
            if path.ends_with(".md") {
                self.pages.push(TextFile { source, path });
            } else {
                self.bibliographies.push(TextFile { source, path });
            }
        }
    }

    fn text(&mut self, path: &str, content: &Content) -> Option<SourceId> {
        match content {
            Content::Text(text) => Some(self.texts.add(path, text)),
            _ => None,
        }
    }

    fn finish(mut self) -> (Loaded, Vec<Diagnostic>) {
        let site = match self.site {
            Some(site) => site,
            None => self.texts.add_empty(SITE_TOML),
        };
        let text = self.texts.sources.get(site).text.clone();
        let (config, findings) = site_toml::parse(site, &text, epoch(&mut self.fingerprint));
        self.texts.findings.extend(findings);
        // The theme is chosen by our `site.toml` alone; the folders of those beneath only offer theirs.
        let theme = if self.texts.layer == OURS {
            let folders = std::iter::once(self.themes).chain(self.beneath);
            let folders: Vec<_> = folders.collect();
            theme::choose(&config.theme, &folders, &mut self.texts)
        } else {
            ThemeFiles::default()
        };
        self.fingerprint
            .update(env!("CARGO_PKG_VERSION").as_bytes());
        let loaded = Loaded {
            config,
            pages: self.pages,
            bibliographies: self.bibliographies,
            own_fields: self.own_fields,
            files: self.files,
            originals: self.originals,
            known_beneath: self.known_beneath,
            beneath: Vec::new(),
            hidings: Vec::new(),
            theme,
            fingerprint: self.fingerprint.finalize().to_hex()[..32].to_owned(),
        };
        (loaded, self.texts.findings)
    }
}

/// The date of `SOURCE_DATE_EPOCH`, which the output depends on when it is set.
fn epoch(fingerprint: &mut blake3::Hasher) -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    fingerprint.update(seconds.as_bytes());
    Date::from_epoch(seconds.trim().parse().ok()?)
}

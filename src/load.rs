//! Reads a project's files; nothing else does.
//!
//! 1. [`project`] walks the folders and reads every file's bytes, on threads.
//! 2. `arrange` makes sources of texts, keeps of other files only what names them, and finds what
//!    no later phase could see: wrong encodings, links out of the project, files too large.
//!
//! Takes the project's root; gives [`Loaded`]. A file that cannot be read is a finding, and the
//! work goes on without it.

mod gather;
mod theme;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::check::{file_text, invalid_setting, unreadable_file};
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::site_toml;
use crate::site::File;
use crate::source::{SourceId, Sources};

pub use theme::{StaticFile, ThemeFiles};

/// The file that makes a folder a project.
pub const SITE_TOML: &str = "site.toml";

/// A page longer than this is a mistake: a book is shorter than a megabyte.
const LONGEST_PAGE: u64 = 10 << 20;

/// A project's files, read.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub config: Config,
    /// By path.
    pub pages: Vec<TextFile>,
    pub bibliographies: Vec<TextFile>,
    /// Files of the content folder that are neither, by their path from there.
    pub files: BTreeMap<String, File>,
    pub theme: ThemeFiles,
    /// Changes whenever a byte of the input does.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TextFile {
    pub source: SourceId,
    /// From the content folder.
    pub path: String,
}

/// A file as it was found.
pub(crate) struct Raw {
    /// From the project's root, with `/`.
    pub(crate) path: String,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Bytes(Vec<u8>),
    /// Not read, and why.
    Refused(Refusal),
}

pub(crate) enum Refusal {
    Unreadable(String),
    TooLarge(u64),
    /// A symbolic link that leaves the project.
    Outside,
    /// A symbolic link to a folder that it is in.
    Circle,
    NotUtf8Name,
}

/// The nearest folder at or above `start` that holds a `site.toml`.
pub fn find_project(start: &Path) -> anyhow::Result<PathBuf> {
    let start = start
        .canonicalize()
        .with_context(|| format!("cannot open the folder {}", start.display()))?;
    let found = start
        .ancestors()
        .find(|folder| folder.join(SITE_TOML).is_file());
    found.map(Path::to_owned).with_context(|| {
        format!(
            "there is no {SITE_TOML} in {} or above it; go to a project's folder, or make one with: groundwork init DIR",
            start.display()
        )
    })
}

/// Reads the project at `root`, whose sources go into `sources`.
///
/// # Errors
/// When `site.toml` cannot be read. All else that is wrong is a finding.
pub fn project(root: &Path, sources: &mut Sources) -> anyhow::Result<(Loaded, Vec<Diagnostic>)> {
    let site = std::fs::read(root.join(SITE_TOML))
        .with_context(|| format!("cannot read {}", root.join(SITE_TOML).display()))?;
    let mut raw = vec![Raw {
        path: SITE_TOML.to_owned(),
        content: Content::Bytes(site),
    }];
    raw.extend(gather::folder(root, "content"));
    raw.extend(gather::folder(root, "themes"));
    Ok(arrange(raw, sources))
}

/// Reads one file of the content folder again, for copying it.
///
/// # Errors
/// When it cannot be read any more.
pub fn content_file(root: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    let path = root.join("content").join(path);
    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// A project of these texts, for tests: paths from the root, and their texts.
pub fn texts(files: &[(&str, &str)], sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    let mut raw: Vec<Raw> = files
        .iter()
        .map(|(path, text)| Raw {
            path: (*path).to_owned(),
            content: Content::Bytes(text.as_bytes().to_vec()),
        })
        .collect();
    if !files.iter().any(|(path, _)| *path == SITE_TOML) {
        raw.push(Raw {
            path: SITE_TOML.to_owned(),
            content: Content::Bytes(b"title = \"Test\"\n".to_vec()),
        });
    }
    arrange(raw, sources)
}

fn arrange(mut raw: Vec<Raw>, sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    raw.sort_by(|one, other| one.path.cmp(&other.path));
    let mut arranging = Arranging {
        fingerprint: blake3::Hasher::new(),
        findings: Vec::new(),
        sources,
        pages: Vec::new(),
        bibliographies: Vec::new(),
        files: BTreeMap::new(),
        theme_files: Vec::new(),
        site: None,
    };
    for file in raw {
        arranging.file(file);
    }
    arranging.finish()
}

struct Arranging<'s> {
    fingerprint: blake3::Hasher,
    findings: Vec<Diagnostic>,
    sources: &'s mut Sources,
    pages: Vec<TextFile>,
    bibliographies: Vec<TextFile>,
    files: BTreeMap<String, File>,
    theme_files: Vec<(String, Vec<u8>)>,
    site: Option<SourceId>,
}

impl Arranging<'_> {
    fn file(&mut self, raw: Raw) {
        let bytes = match raw.content {
            Content::Bytes(bytes) => bytes,
            Content::Refused(refusal) => {
                let source = self.sources.insert(&raw.path, "");
                self.findings
                    .push(unreadable_file::finding(source, &refusal));
                return;
            }
        };
        self.fingerprint.update(raw.path.as_bytes());
        self.fingerprint.update(&(bytes.len() as u64).to_le_bytes());
        self.fingerprint.update(blake3::hash(&bytes).as_bytes());
        if raw.path == SITE_TOML {
            self.site = Some(self.text(&raw.path, bytes));
        } else if let Some(path) = raw.path.strip_prefix("content/") {
            self.content(path, &raw.path, bytes);
        } else if let Some(path) = raw.path.strip_prefix("themes/") {
            self.theme_files.push((path.to_owned(), bytes));
        }
    }

    fn content(&mut self, path: &str, full: &str, bytes: Vec<u8>) {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let path = path.to_owned();
        match ending {
            "md" if bytes.len() as u64 > LONGEST_PAGE => {
                let source = self.sources.insert(full, "");
                let refusal = Refusal::TooLarge(bytes.len() as u64);
                self.findings
                    .push(unreadable_file::finding(source, &refusal));
            }
            "md" => {
                let source = self.text(full, bytes);
                self.pages.push(TextFile { source, path });
            }
            "bib" | "yaml" | "yml" | "json" => {
                let source = self.text(full, bytes);
                self.bibliographies.push(TextFile { source, path });
            }
            _ => {
                let file = File {
                    hash: blake3::hash(&bytes).to_hex()[..16].to_owned(),
                    len: bytes.len() as u64,
                };
                self.files.insert(path, file);
            }
        }
    }

    fn text(&mut self, path: &str, bytes: Vec<u8>) -> SourceId {
        self.texts().add(path, bytes)
    }

    fn texts(&mut self) -> Texts<'_> {
        Texts {
            sources: self.sources,
            findings: &mut self.findings,
        }
    }

    fn finish(mut self) -> (Loaded, Vec<Diagnostic>) {
        let site = match self.site {
            Some(site) => site,
            None => self.sources.insert(SITE_TOML, ""),
        };
        let text = self.sources.get(site).text.clone();
        let (config, findings) = site_toml::parse(site, &text, epoch(&mut self.fingerprint));
        self.findings.extend(findings);
        let theme_files = std::mem::take(&mut self.theme_files);
        let theme = theme::choose(&config.theme.value, theme_files, &mut self.texts());
        let theme = theme.unwrap_or_else(|| {
            let finding = invalid_setting::no_such_theme(config.theme.span, &config.theme.value);
            self.findings.push(finding);
            theme::embedded(&mut self.texts())
        });
        self.fingerprint
            .update(env!("CARGO_PKG_VERSION").as_bytes());
        let loaded = Loaded {
            config,
            pages: self.pages,
            bibliographies: self.bibliographies,
            files: self.files,
            theme,
            fingerprint: self.fingerprint.finalize().to_hex()[..32].to_owned(),
        };
        (loaded, self.findings)
    }
}

/// Where texts are kept, with what is to be said of their encoding.
struct Texts<'a> {
    sources: &'a mut Sources,
    findings: &'a mut Vec<Diagnostic>,
}

impl Texts<'_> {
    fn add(&mut self, path: &str, bytes: Vec<u8>) -> SourceId {
        let (text, wrong) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (
                    String::from_utf8_lossy(error.as_bytes()).into_owned(),
                    Some(at),
                )
            }
        };
        let source = self.sources.insert(path, text);
        let text = &self.sources.get(source).text;
        self.findings
            .extend(file_text::findings(source, text, wrong));
        source
    }
}

/// The date of `SOURCE_DATE_EPOCH`, which the output depends on when it is set.
fn epoch(fingerprint: &mut blake3::Hasher) -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    fingerprint.update(seconds.as_bytes());
    Date::from_epoch(seconds.trim().parse().ok()?)
}

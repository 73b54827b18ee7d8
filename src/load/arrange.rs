//! Sorts a project's files into pages, bibliographies, the theme's files and others.

use std::collections::BTreeMap;

use crate::check::{file_text, invalid_setting, unreadable_file};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::load::theme::{self, ThemeFile};
use crate::load::{CONTENT, Content, Loaded, Raw, SITE_TOML, THEMES, Text, TextFile};
use crate::parse::site_toml;
use crate::site::File;
use crate::source::{SourceId, Sources};

/// Makes sources of the texts among `raw`, whose keys are paths from the project's root.
pub(super) fn arrange(
    raw: &BTreeMap<String, Raw>,
    sources: &mut Sources,
) -> (Loaded, Vec<Diagnostic>) {
    let mut arranging = Arranging {
        fingerprint: blake3::Hasher::new(),
        texts: Texts {
            sources,
            findings: Vec::new(),
        },
        pages: Vec::new(),
        bibliographies: Vec::new(),
        files: BTreeMap::new(),
        theme_files: Vec::new(),
        site: None,
    };
    for (path, raw) in raw {
        arranging.file(path, raw);
    }
    arranging.finish()
}

struct Arranging<'a> {
    fingerprint: blake3::Hasher,
    texts: Texts<'a>,
    pages: Vec<TextFile>,
    bibliographies: Vec<TextFile>,
    files: BTreeMap<String, File>,
    theme_files: Vec<ThemeFile<'a>>,
    site: Option<SourceId>,
}

impl<'a> Arranging<'a> {
    fn file(&mut self, path: &'a str, raw: &'a Raw) {
        if let Content::Refused(refusal) = &raw.content {
            let source = self.texts.sources.insert(path, "");
            let finding = unreadable_file::finding(source, refusal);
            self.texts.findings.push(finding);
            return;
        }
        self.fingerprint.update(path.as_bytes());
        self.fingerprint.update(&raw.len.to_le_bytes());
        self.fingerprint.update(raw.hash.as_bytes());
        match path.split_once('/') {
            Some((CONTENT, path_there)) => self.content(path_there, path, raw),
            Some((THEMES, path)) => self.theme_files.push(ThemeFile {
                path,
                content: &raw.content,
            }),
            _ => self.site = self.text(SITE_TOML, &raw.content),
        }
    }

    fn content(&mut self, path: &str, full: &str, raw: &Raw) {
        let path = path.to_owned();
        if let Content::Other(format) = raw.content {
            let file = File {
                hash: raw.hash.to_hex()[..16].to_owned(),
                len: raw.len,
                format,
            };
            self.files.insert(path, file);
            return;
        }
        if let Some(source) = self.text(full, &raw.content) {
            match path.ends_with(".md") {
                true => self.pages.push(TextFile { source, path }),
                false => self.bibliographies.push(TextFile { source, path }),
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
            None => self.texts.sources.insert(SITE_TOML, ""),
        };
        let text = self.texts.sources.get(site).text.clone();
        let (config, findings) = site_toml::parse(site, &text, epoch(&mut self.fingerprint));
        self.texts.findings.extend(findings);
        let theme = theme::choose(&config.theme.value, &self.theme_files, &mut self.texts);
        let theme = theme.unwrap_or_else(|| {
            let finding = invalid_setting::no_such_theme(config.theme.span, &config.theme.value);
            self.texts.findings.push(finding);
            theme::embedded(&mut self.texts)
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
        (loaded, self.texts.findings)
    }
}

/// Where texts are kept, with what is to be said of their encoding.
pub(super) struct Texts<'a> {
    sources: &'a mut Sources,
    findings: Vec<Diagnostic>,
}

impl Texts<'_> {
    pub(super) fn add(&mut self, path: &str, text: &Text) -> SourceId {
        let source = self.sources.insert(path, text.text.clone());
        self.findings
            .extend(file_text::findings(source, &text.text, text.encoding));
        source
    }
}

/// The date of `SOURCE_DATE_EPOCH`, which the output depends on when it is set.
fn epoch(fingerprint: &mut blake3::Hasher) -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    fingerprint.update(seconds.as_bytes());
    Date::from_epoch(seconds.trim().parse().ok()?)
}

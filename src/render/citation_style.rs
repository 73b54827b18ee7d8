//! The citation styles that a site and its pages ask for: those that the program has, and files of the content folder.
//!
//! 1. What is named is looked up, and for a file that only follows another style, that one too.
//! 2. What cannot be used is a finding where it is named, and another style takes its place: for a page that of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Applicability, Diagnostic, Suggestion, citation_style};
use crate::limits::STYLE_FILE;
use crate::load::ContentRoot;
use crate::model::site::{PageIndex, Site};
use crate::model::source::Spanned;
use crate::render::cache::{RenderCache, StyleText};
use crate::render::reference::{StyleError, Styles, parent_of};
use crate::render::references::References;

/// How names of files of styles end.
const ENDING: &str = ".csl";
/// The style that is taken where none can be had.
const DEFAULT: &str = "ieee";

/// The references of a site in its style, those of pages that cite in another, and what is wrong with what names these.
pub(super) fn find(
    site: &Site,
    root: &ContentRoot,
    cache: &mut RenderCache,
) -> (Arc<References>, OwnReferences, Vec<Diagnostic>) {
    let files = Files { site, root };
    let mut findings = Vec::new();
    cache.begin();
    let wanted = &site.config.citation_style;
    let styles = files.style(wanted, cache, &mut findings, citation_style::unusable);
    let styles = styles.or_else(|| cache.style(StyleText::Name(DEFAULT.to_owned())).ok());
    let styles = styles.expect("the archive has the default style");
    findings.extend(files.unshown_places(wanted, &styles));
    let mut own = OwnReferences::new();
    for (index, page) in site.pages.iter().enumerate() {
        let Some(wanted) = &page.page.meta.citation_style else {
            continue;
        };
        let found = files.style(
            wanted,
            cache,
            &mut findings,
            citation_style::unusable_on_page,
        );
        if let Some(styles) = found {
            own.insert(index, cache.references(site, &styles));
        }
    }
    (cache.references(site, &styles), own, findings)
}

/// The references for pages that cite in a style of their own.
pub(super) type OwnReferences = BTreeMap<PageIndex, Arc<References>>;

/// The files of the content folder.
struct Files<'a> {
    site: &'a Site,
    root: &'a ContentRoot,
}

impl Files<'_> {
    /// The style that is wanted; what is wrong with it is said in the words of `unusable`.
    fn style(
        &self,
        wanted: &Spanned<String>,
        cache: &mut RenderCache,
        findings: &mut Vec<Diagnostic>,
        unusable: fn(&Spanned<String>, &str) -> Diagnostic,
    ) -> Option<Arc<Styles>> {
        findings.extend(self.namesake(wanted));
        let found = self.text(&wanted.value).and_then(|text| cache.style(text));
        match found.map_err(|error| self.nearest(error)) {
            Ok(styles) => Some(styles),
            Err(error) => {
                let finding = unusable(wanted, &error.to_string()).help(error.help());
                findings.push(finding.suggest(respelled(wanted, &error)));
                None
            }
        }
    }

    /// What to say of a style whose marks show no place, on a site whose marks name some.
    fn unshown_places(&self, wanted: &Spanned<String>, styles: &Styles) -> Option<Diagnostic> {
        let pages = self.site.pages.iter().map(|page| &page.page.body);
        let mut items = pages
            .flat_map(|body| &body.citations)
            .flat_map(|mark| &mark.items);
        let is_unshown = !styles.shows_places() && items.any(|item| item.locator.is_some());
        is_unshown.then(|| citation_style::unshown_places(wanted))
    }

    /// What a setting names: a style, or a file of the content folder.
    fn text(&self, wanted: &str) -> Result<StyleText, StyleError> {
        if !is_file(wanted) {
            return Ok(StyleText::Name(wanted.to_owned()));
        }
        let path = wanted
            .trim_start_matches("./")
            .trim_start_matches("content/");
        let text = self.read(path)?;
        let parent = match parent_of(&text) {
            Some(parent) => self.parent(&parent, path)?,
            None => None,
        };
        Ok(StyleText::Csl { text, parent })
    }

    fn read(&self, path: &str) -> Result<String, StyleError> {
        let is_within = !path.starts_with('/') && !path.split(['/', '\\']).any(|part| part == "..");
        let read = is_within.then(|| self.root.read(path)).and_then(Result::ok);
        let bytes = read.ok_or_else(|| StyleError::NoFile {
            path: path.to_owned(),
            elsewhere: Vec::new(),
        })?;
        if bytes.len() > STYLE_FILE.most {
            return Err(StyleError::TooLarge);
        }
        String::from_utf8(bytes).map_err(|_| StyleError::Unreadable)
    }

    /// The text of the file that says it is the style `id`, which the file at `child` follows; `None` where there is none.
    fn parent(&self, id: &str, child: &str) -> Result<Option<String>, StyleError> {
        let others = self.paths().filter(|path| *path != child);
        let named = others.filter_map(|path| Some((path, self.read(path).ok()?)));
        let mut found: Vec<(&str, String)> =
            named.filter(|(_, text)| id_of(text) == Some(id)).collect();
        if found.len() > 1 {
            return Err(StyleError::Twice {
                parent: id.to_owned(),
                paths: found.into_iter().map(|(path, _)| path.to_owned()).collect(),
            });
        }
        Ok(found.pop().map(|(_, text)| text))
    }

    /// The files of styles.
    fn paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.site.files.keys().map(String::as_str);
        paths.filter(|path| is_file(path))
    }

    /// A file of the content folder that is named like a style which the program has, and which the setting does not reach.
    fn namesake(&self, wanted: &Spanned<String>) -> Option<Diagnostic> {
        let is_known = !is_file(&wanted.value) && Styles::has(&wanted.value);
        let path = is_known.then(|| self.named(&wanted.value).next())??;
        Some(citation_style::namesake(wanted, path))
    }

    /// The files of this name, in whatever folder.
    fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.paths().filter(move |path| {
            let file = path.rsplit('/').next().unwrap_or_default();
            let stem = &file[..file.len() - ENDING.len()];
            file.eq_ignore_ascii_case(name) || stem.eq_ignore_ascii_case(name)
        })
    }

    /// The error with what is near to the name in it among the files.
    fn nearest(&self, error: StyleError) -> StyleError {
        match error {
            StyleError::NoFile { path, .. } => {
                let name = path.rsplit('/').next().unwrap_or_default();
                let mut elsewhere: Vec<String> = self.named(name).map(str::to_owned).collect();
                if elsewhere.is_empty() {
                    elsewhere.extend(suggest(&path, self.paths()).map(str::to_owned));
                }
                StyleError::NoFile { path, elsewhere }
            }
            StyleError::Unknown { name, nearest } => {
                let own = self.named(name.trim()).next().map(str::to_owned);
                let nearest = own.or(nearest);
                StyleError::Unknown { name, nearest }
            }
            error => error,
        }
    }
}

/// The edit to the name that was probably meant.
fn respelled(wanted: &Spanned<String>, error: &StyleError) -> Option<Suggestion> {
    let near = match error {
        StyleError::Unknown { nearest, .. } => nearest.as_ref()?,
        StyleError::NoFile { elsewhere, .. } => {
            elsewhere.first().filter(|_| elsewhere.len() == 1)?
        }
        _ => return None,
    };
    Suggestion::value(Applicability::Maybe, wanted.span, &wanted.value, near)
}

/// Whether a name is that of a file of a style.
fn is_file(name: &str) -> bool {
    let ending = name.len().checked_sub(ENDING.len());
    ending
        .and_then(|at| name.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ENDING))
}

/// The address that the text of a style gives as its own.
fn id_of(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("<id>")?;
    let (id, _) = rest.split_once("</id>")?;
    Some(id.trim())
}

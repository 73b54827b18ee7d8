//! The files that travel in the site as one file: pictures, each once however often it is shown, and what
//! pages link to or play, as far as it is small.
//!
//! What is linked has a part of its own in the file, where a picture stands or a document can be saved: no
//! browser opens an address that is the file itself.

use std::collections::BTreeMap;

use super::markup::{data, escaped, kept, shared};
use super::only_made::if_made;
use super::reference::resolve;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::single_file::{heavy, left_out, size};
use crate::document::part_id;
use crate::limits::{CARRIED, CARRIED_FILE};
use crate::model::source::Span;
use crate::render::artifact::RenderError;
use crate::render::artifact_set::ArtifactSet;

/// The most bytes of a file that travels, pictures aside, and of all of them.
const MOST: u64 = CARRIED_FILE.most as u64;
const MOST_OF_ALL: u64 = CARRIED.most as u64;
/// A smaller picture may stand in the file more than once.
const SMALL: usize = 1_000;
/// From here on the writer is told what weighs most.
const HEAVY: u64 = 20_000_000;

/// The files that travel, and those that do not, by path.
pub(super) struct Carried {
    files: BTreeMap<String, File>,
    /// The copy that stands for all widths of a picture, by the paths of the others and of the original.
    copies: BTreeMap<String, String>,
    left: BTreeMap<String, (String, u64)>,
}

struct File {
    /// As the writer knows it: its path from the content folder.
    original: String,
    bytes: Vec<u8>,
    /// Of a picture, where it has one.
    size: Option<(u32, u32)>,
    is_picture: bool,
    is_of_content: bool,
    is_linked: bool,
    /// How often it is shown or linked.
    uses: usize,
    /// The path of the first page that plays it.
    first_played: Option<String>,
}

impl Carried {
    /// What the pages with these texts, each with its path, show and link.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(super) fn new(
        edition: &ArtifactSet,
        paths: &[&str],
        texts: &[(&str, String)],
    ) -> Result<Self, RenderError> {
        let mut carried = Carried {
            files: BTreeMap::new(),
            copies: BTreeMap::new(),
            left: BTreeMap::new(),
        };
        let (pictures, others): (Vec<&str>, Vec<&str>) = paths
            .iter()
            .filter(|path| edition.is_attachment(path) || is_picture(path))
            .partition(|path| is_picture(path) && edition.copied(path).is_none());
        for path in pictures {
            match edition.widest_copy(path) {
                Some(widest) if widest != path => {
                    carried.copies.insert(path.to_owned(), widest.to_owned());
                }
                _ => carried.take(edition, path, true)?,
            }
        }
        carried.take_small(edition, others)?;
        for (path, text) in texts {
            carried.count(path, text);
        }
        Ok(carried)
    }

    fn take(
        &mut self,
        edition: &ArtifactSet,
        path: &str,
        is_picture: bool,
    ) -> Result<(), RenderError> {
        let Some(bytes) = if_made(edition.bytes(path))? else {
            return Ok(());
        };
        let file = File {
            original: edition.original(path).unwrap_or(path).to_owned(),
            size: edition.picture_size(path),
            bytes,
            is_picture,
            is_of_content: edition.is_attachment(path),
            is_linked: false,
            uses: 0,
            first_played: None,
        };
        self.files.insert(path.to_owned(), file);
        Ok(())
    }

    /// Takes files that pages link to as long as there is room, the smallest first.
    fn take_small(&mut self, edition: &ArtifactSet, paths: Vec<&str>) -> Result<(), RenderError> {
        let linked = paths.into_iter().filter(|path| edition.is_attachment(path));
        let mut linked: Vec<(u64, &str)> = linked
            .map(|path| (edition.file_length(path).unwrap_or(0), path))
            .collect();
        linked.sort_unstable();
        let mut all = 0;
        for (length, path) in linked {
            all += length;
            if length <= MOST && all <= MOST_OF_ALL {
                self.take(edition, path, false)?;
            } else {
                let original = edition.original(path).unwrap_or(path);
                self.left
                    .insert(path.to_owned(), (original.to_owned(), length));
            }
        }
        Ok(())
    }

    /// Counts what a page shows and links.
    fn count(&mut self, path: &str, text: &str) {
        for (attribute, is_link) in [
            (" src=\"", false),
            (" poster=\"", false),
            (" href=\"", true),
        ] {
            for (at, _) in text.match_indices(attribute) {
                let value = &text[at + attribute.len()..];
                let value = value.split('"').next().unwrap_or_default();
                let found = resolve(path, &value.replace("&amp;", "&"));
                let found = found.map(|found| self.stands_at(&found.path).to_owned());
                if let Some(file) = found.and_then(|found| self.files.get_mut(&found)) {
                    file.uses += 1;
                    // The theme's own icon is none that a page leads to.
                    file.is_linked |= is_link && file.is_of_content;
                    if !is_link && is_player(&text[..at]) {
                        file.first_played.get_or_insert_with(|| path.to_owned());
                    }
                }
            }
        }
    }

    /// The path of the file that stands for that at `path`: of a picture in several widths there is one.
    pub(super) fn stands_at<'a>(&'a self, path: &'a str) -> &'a str {
        self.copies.get(path).map_or(path, String::as_str)
    }

    fn file(&self, path: &str) -> Option<&File> {
        self.files.get(self.stands_at(path))
    }

    /// The bytes of a file that travels.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        Some(&self.file(path)?.bytes)
    }

    /// Whether a file travels and is played somewhere.
    pub(super) fn plays(&self, path: &str) -> bool {
        self.file(path)
            .is_some_and(|file| file.first_played.is_some())
    }

    /// Whether the page at `page` is the first to play a file.
    pub(super) fn is_first_played_on(&self, path: &str, page: &str) -> bool {
        let first = self
            .file(path)
            .and_then(|file| file.first_played.as_deref());
        first == Some(page)
    }

    /// Whether a file travels, so that a link leads to its part.
    pub(super) fn travels(&self, path: &str) -> bool {
        self.file(path).is_some_and(|file| file.is_linked)
    }

    /// Whether a file that pages link to is too large to travel.
    pub(super) fn is_left(&self, path: &str) -> bool {
        self.left.contains_key(path)
    }

    /// The name of a file as the writer knows it.
    pub(super) fn name<'a>(&'a self, path: &'a str) -> &'a str {
        let original = self.left.get(path).map(|(original, _)| original.as_str());
        let original = original.or_else(|| Some(&self.file(path)?.original));
        let whole = original.unwrap_or(path);
        whole.rsplit('/').next().unwrap_or(whole)
    }

    /// The path and the size of a picture that is shown in several places, and stands in the file once.
    pub(super) fn shared<'a>(&'a self, path: &'a str) -> Option<(&'a str, (u32, u32))> {
        let file = self.file(path)?;
        let is_shared = file.is_picture && file.uses > 1 && file.bytes.len() > SMALL;
        let size = file.size.filter(|_| is_shared)?;
        Some((self.stands_at(path), size))
    }

    /// The pictures that are shown in several places, where none is seen.
    pub(super) fn pictures(&self) -> String {
        let mut html = String::new();
        for (path, file) in &self.files {
            if let Some((_, size)) = self.shared(path) {
                html.push_str(&kept(path, size, &file.bytes));
            }
        }
        if html.is_empty() {
            return html;
        }
        format!(
            "<svg class=\"pictures\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">\
             <defs>{html}</defs></svg>\n"
        )
    }

    /// The parts of what is linked and played nowhere; `save` are the words of the link that saves a document.
    pub(super) fn parts(&self, save: &str) -> String {
        let files = self.files.iter();
        let linked = files.filter(|(_, file)| file.is_linked && file.first_played.is_none());
        let parts = linked.map(|(path, file)| {
            let name = escaped(self.name(path));
            let shown = match self.shared(path) {
                _ if !file.is_picture => format!(
                    "<a href=\"{}\" download=\"{name}\">{}</a> ({})",
                    data(path, &file.bytes),
                    escaped(save),
                    size(file.bytes.len() as u64)
                ),
                Some((path, size)) => shared(path, size, self.name(path)),
                None => format!("<img src=\"{}\" alt=\"{name}\">", data(path, &file.bytes)),
            };
            format!(
                "<div class=\"leaf\" id=\"{}\" data-title=\"{name}\" tabindex=\"-1\">\
                 <h1>{name}</h1><p>{shown}</p></div>\n",
                escaped(&part_id(path, ""))
            )
        });
        parts.collect()
    }

    /// What the writer is to know of a file of this length.
    pub(super) fn findings(&self, place: Span, length: u64) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut left: Vec<(&str, u64)> = self
            .left
            .values()
            .map(|(original, length)| (original.as_str(), *length))
            .collect();
        left.sort_unstable_by_key(|(original, length)| (std::cmp::Reverse(*length), *original));
        if !left.is_empty() {
            findings.push(left_out(place, &left));
        }
        if length > HEAVY {
            let files = self.files.values();
            let mut files: Vec<(&str, u64)> = files
                .map(|file| (file.original.as_str(), file.bytes.len() as u64))
                .collect();
            files
                .sort_unstable_by_key(|(original, length)| (std::cmp::Reverse(*length), *original));
            files.truncate(3);
            findings.push(heavy(place, length, &files));
        }
        findings
    }
}

/// Whether a tag that is open at the end of `markup` plays something.
fn is_player(markup: &str) -> bool {
    let tag = markup.rfind('<').map_or("", |at| &markup[at + 1..]);
    let name = tag.split(char::is_whitespace).next().unwrap_or_default();
    matches!(name, "audio" | "video" | "source")
}

fn is_picture(path: &str) -> bool {
    let kind = mime_guess::from_path(path).first();
    kind.is_some_and(|kind| kind.type_() == mime_guess::mime::IMAGE)
}

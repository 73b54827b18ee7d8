//! All that Typst can see while it sets one PDF: templates, fonts, the data and its pictures.

use std::collections::{BTreeMap, HashMap};
use std::panic;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::package::PackageSpec;
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::fonts::Fonts;
use crate::load::LayeredFile;
use crate::model::source::{SourceId, Sources, Span};
use crate::render::layered;

/// What a template reads.
pub(super) const DATA: &str = "/data.json";

/// The finished pages that are put on larger sheets.
pub(super) const PAGES: &str = "/pages.pdf";

/// The templates of a theme, read once.
pub(super) struct Templates {
    library: LazyHash<Library>,
    sources: HashMap<FileId, (Source, SourceId)>,
}

impl Templates {
    /// The uppermost of each name is known by it, and those beneath by the names of their layers.
    pub(super) fn new(layered: &[LayeredFile], sources: &Sources) -> Self {
        let files = layered.iter().filter_map(|template| {
            let mut same = layered.iter().filter(|other| other.name == template.name);
            let is_uppermost = same.all(|other| other.layer >= template.layer);
            let name = if is_uppermost {
                template.name.clone()
            } else {
                format!("{}/{}", layered::label(template.layer), template.name)
            };
            let id = file(&path(&name))?;
            let text = &sources.get(template.source).text;
            let text = layered::resolved(text, template.layer, layered, '/').into_owned();
            Some((id, (Source::new(id, text), template.source)))
        });
        Templates {
            library: LazyHash::new(Library::default()),
            sources: files.collect(),
        }
    }

    /// The source of a template; `None` where there is none.
    pub(super) fn place(&self, template: &str) -> Option<SourceId> {
        let id = file(&path(&format!("{template}.typ")))?;
        self.sources.get(&id).map(|(_, source)| *source)
    }
}

fn path(name: &str) -> String {
    format!("/print/{name}")
}

/// What a document calls the part of this number where it includes it.
pub(super) fn part_name(number: usize) -> String {
    format!("@sheet/part-{number}:1.0.0")
}

/// The file of the theme that stands at the same path as one of a part; `None` for those of the theme itself.
fn of_theme(id: FileId) -> Option<FileId> {
    let id = id.get();
    let is_of_part = matches!(id.root(), VirtualRoot::Package(_));
    is_of_part.then(|| RootedPath::new(VirtualRoot::Project, id.vpath().clone()).intern())
}

/// Typst never frees these, so they are made of few names alone.
fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// One PDF in the making.
pub(super) struct Set<'a> {
    templates: &'a Templates,
    fonts: &'a Fonts,
    is_left: &'a AtomicBool,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    /// The templates as parts of one document read them, each at its own path.
    of_parts: Mutex<HashMap<FileId, Source>>,
}

impl<'a> Set<'a> {
    pub(super) fn new(
        templates: &'a Templates,
        fonts: &'a Fonts,
        is_left: &'a AtomicBool,
        template: &str,
        files: BTreeMap<String, Bytes>,
    ) -> Self {
        let files = files.into_iter();
        Set {
            templates,
            fonts,
            is_left,
            main: file(&path(&format!("{template}.typ"))).expect("it is one of our own names"),
            files: files
                .filter_map(|(path, bytes)| Some((file(&path)?, bytes)))
                .collect(),
            of_parts: Mutex::default(),
        }
    }

    /// Lets the document include another as the part of this number: one template with files of its own. To Typst it is
    /// a package, since a package has a root of its own: a template reads the same path in each part, and finds
    /// that part's data there.
    pub(super) fn add_part(
        &mut self,
        number: usize,
        template: &str,
        files: BTreeMap<String, Bytes>,
    ) -> Option<()> {
        let spec: PackageSpec = part_name(number).parse().ok()?;
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"{}\"\nentrypoint = \"{}\"\n",
            spec.name,
            spec.version,
            path(&format!("{template}.typ"))
        );
        let manifest = ("/typst.toml".to_owned(), Bytes::from_string(manifest));
        for (path, bytes) in files.into_iter().chain([manifest]) {
            let path = VirtualPath::new(&path).ok()?;
            let root = VirtualRoot::Package(spec.clone());
            self.files
                .insert(RootedPath::new(root, path).intern(), bytes);
        }
        Some(())
    }

    /// The template at a path of a part, as the theme has it.
    fn of_part(&self, id: FileId) -> Option<Source> {
        let theme = of_theme(id)?;
        let mut of_parts = self
            .of_parts
            .lock()
            .expect("nothing fails while it is locked");
        if let Some(known) = of_parts.get(&id) {
            return Some(known.clone());
        }
        let (source, _) = self.templates.sources.get(&theme)?;
        let source = Source::new(id, source.text().to_owned());
        of_parts.insert(id, source.clone());
        Some(source)
    }

    /// The place of a span in a template.
    pub(super) fn place(&self, span: DiagSpan) -> Option<Span> {
        let id = span.id()?;
        let id = of_theme(id).unwrap_or(id);
        let (_, source) = self.templates.sources.get(&id)?;
        Some(Span::new(*source, self.range(span)?))
    }
}

impl World for Set<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.templates.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = self.templates.sources.get(&id);
        known
            .map(|(source, _)| source.clone())
            .or_else(|| self.of_part(id))
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        if self.is_left.load(Ordering::Relaxed) {
            // Nobody waits for the sheet any more, and Typst can be ended in no other way.
            panic::resume_unwind(Box::new("left"));
        }
        self.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        // The same input gives the same bytes on any day.
        None
    }
}

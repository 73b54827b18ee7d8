//! What one build's renderer leaves to the next.
//!
//! Each thing is kept with all that it was made from, and what a build does not ask for is forgotten
//! after it: a citation style by its name, references by their style, languages and records,
//! pictures by the hash of their files, PDFs by all that stands in them.

use std::sync::{Arc, OnceLock};

#[cfg(feature = "pdf")]
use crate::load::ThemeFiles;
use crate::model::site::Site;
#[cfg(feature = "pdf")]
use crate::model::source::Sources;
use crate::render::asset::Pictures;
use crate::render::highlight::Syntaxes;
#[cfg(feature = "pdf")]
use crate::render::pdf::Typesetter;
use crate::render::reference::{StyleError, Styles};
use crate::render::references::References;

/// What says how to cite.
#[derive(PartialEq)]
pub(crate) enum StyleText {
    /// The name of a style that the program has.
    Name(String),
    /// The text of a `.csl` file, and that of the style that it follows, where this is a file too.
    Csl {
        text: String,
        parent: Option<String>,
    },
}

/// Belongs to one project.
#[derive(Default)]
pub struct RenderCache {
    /// Those of this build, and of the one before as far as this has not asked for them.
    styles: Aged<(StyleText, Arc<Styles>)>,
    references: Aged<Arc<References>>,
    pub(crate) pictures: Pictures,
    #[cfg(feature = "pdf")]
    typesetter: Option<Arc<Typesetter>>,
    /// How many builds there were.
    #[cfg(feature = "pdf")]
    pub(crate) builds: usize,
    /// These are the same for every site.
    pub(crate) syntaxes: Arc<OnceLock<Syntaxes>>,
}

/// Things of the last two builds, few at a time.
struct Aged<T> {
    new: Vec<T>,
    old: Vec<T>,
}

impl<T> Default for Aged<T> {
    fn default() -> Self {
        Aged {
            new: Vec::new(),
            old: Vec::new(),
        }
    }
}

impl<T> Aged<T> {
    /// Begins another build, and forgets what the last one did not ask for.
    fn begin(&mut self) {
        self.old = std::mem::take(&mut self.new);
    }

    /// What is kept of this sort, which is kept on.
    fn get(&mut self, is_it: impl Fn(&T) -> bool) -> Option<&T> {
        if let Some(at) = self.new.iter().position(&is_it) {
            return self.new.get(at);
        }
        let at = self.old.iter().position(is_it)?;
        let kept = self.old.swap_remove(at);
        self.new.push(kept);
        self.new.last()
    }
}

impl RenderCache {
    /// Begins another build.
    pub(crate) fn begin(&mut self) {
        self.styles.begin();
        self.references.begin();
    }

    /// The citation style of a name or of a file.
    pub(crate) fn style(&mut self, wanted: StyleText) -> Result<Arc<Styles>, StyleError> {
        if let Some((_, style)) = self.styles.get(|(known, _)| *known == wanted) {
            return Ok(style.clone());
        }
        let style = Arc::new(match &wanted {
            StyleText::Name(name) => Styles::load(name)?,
            StyleText::Csl { text, parent } => Styles::from_csl(text, parent.as_deref())?,
        });
        self.styles.new.push((wanted, style.clone()));
        Ok(style)
    }

    /// What PDFs are made with, of these files.
    #[cfg(feature = "pdf")]
    pub(crate) fn typesetter(&mut self, files: &ThemeFiles, sources: &Sources) -> Arc<Typesetter> {
        self.builds += 1;
        let known = self.typesetter.take();
        let known = known.filter(|known| known.is_of(files, sources));
        let typesetter = known.unwrap_or_else(|| Arc::new(Typesetter::new(files, sources)));
        typesetter.prune(self.builds);
        self.typesetter = Some(typesetter.clone());
        typesetter
    }

    /// The references of the site's sources in a style, with those that were formatted already.
    pub(crate) fn references(&mut self, site: &Site, styles: &Arc<Styles>) -> Arc<References> {
        if let Some(known) = self.references.get(|known| known.are_of(site, styles)) {
            return known.clone();
        }
        let references = Arc::new(References::new(site, styles.clone()));
        self.references.new.push(references.clone());
        references
    }
}

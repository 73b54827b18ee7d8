//! What one build's renderer leaves to the next.
//!
//! Each thing is kept with all that it was made from, and what a build does not ask for is forgotten
//! after it: a citation style by its name, references by their style, languages and records,
//! pictures by the hash of their files, PDFs by all that stands in them.

use std::sync::{Arc, OnceLock};

#[cfg(feature = "pdf")]
use crate::load::ThemeFiles;
use crate::render::asset::Pictures;
use crate::render::highlight::Syntaxes;
#[cfg(feature = "pdf")]
use crate::render::pdf::Press;
use crate::render::reference::{StyleError, Styles};
use crate::render::references::References;
use crate::site::Site;
#[cfg(feature = "pdf")]
use crate::source::Sources;

/// Belongs to one project.
#[derive(Default)]
pub struct Memo {
    style: Option<(String, Arc<Styles>)>,
    references: Option<Arc<References>>,
    pub(crate) pictures: Pictures,
    #[cfg(feature = "pdf")]
    press: Option<Arc<Press>>,
    /// How many builds there were.
    #[cfg(feature = "pdf")]
    pub(crate) builds: usize,
    /// These are the same for every site.
    pub(crate) syntaxes: Arc<OnceLock<Syntaxes>>,
}

impl Memo {
    /// The citation style of this name.
    pub(crate) fn style(&mut self, name: &str) -> Result<Arc<Styles>, StyleError> {
        if let Some((known, style)) = &self.style
            && known == name
        {
            return Ok(style.clone());
        }
        let style = Arc::new(Styles::load(name)?);
        self.style = Some((name.to_owned(), style.clone()));
        Ok(style)
    }

    /// What PDFs are made with, of these files.
    #[cfg(feature = "pdf")]
    pub(crate) fn press(&mut self, files: &ThemeFiles, sources: &Sources) -> Arc<Press> {
        self.builds += 1;
        let known = self.press.take();
        let known = known.filter(|known| known.is_of(files, sources));
        let press = known.unwrap_or_else(|| Arc::new(Press::new(files, sources)));
        press.prune(self.builds);
        self.press = Some(press.clone());
        press
    }

    /// The references of the site's sources, with those that were formatted already.
    pub(crate) fn references(&mut self, site: &Site, styles: &Arc<Styles>) -> Arc<References> {
        let known = self.references.take();
        let known = known.filter(|known| known.are_of(site, styles));
        let references = known.unwrap_or_else(|| Arc::new(References::new(site, styles.clone())));
        self.references = Some(references.clone());
        references
    }
}

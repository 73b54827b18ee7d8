//! What one build's renderer leaves to the next.
//!
//! Each thing is kept with all that it was made from, and what a build does not ask for is forgotten
//! after it: a citation style by its name, references by their style, languages and records,
//! pictures by the hash of their files.

use std::sync::{Arc, OnceLock};

use crate::render::asset::Pictures;
use crate::render::highlight::Syntaxes;
use crate::render::reference::{StyleError, Styles};
use crate::render::references::References;
use crate::site::Site;

/// Belongs to one project.
#[derive(Default)]
pub struct Memo {
    style: Option<(String, Arc<Styles>)>,
    references: Option<Arc<References>>,
    pub(crate) pictures: Pictures,
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

    /// The references of the site's sources, with those that were formatted already.
    pub(crate) fn references(&mut self, site: &Site, styles: &Arc<Styles>) -> Arc<References> {
        let known = self.references.take();
        let known = known.filter(|known| known.are_of(site, styles));
        let references = known.unwrap_or_else(|| Arc::new(References::new(site, styles.clone())));
        self.references = Some(references.clone());
        references
    }
}

//! Under which licence a page of a site is, where several projects lie over each other.

use crate::model::page::Page;
use crate::model::site::Site;

impl Site {
    /// The licence of a page: its own, or else that of the project that its text is of.
    pub fn licence<'a>(&'a self, page: &'a Page) -> Option<&'a str> {
        let layer = page
            .standing
            .original
            .as_ref()
            .filter(|_| !page.standing.inherited.is_empty());
        let layer = layer.map_or(page.standing.layer, |original| original.layer);
        let of_layer = || match self.layers.get(usize::from(layer)) {
            Some(layer) => layer.licence.as_deref(),
            None => self.config.licence.as_deref(),
        };
        page.meta.licence.as_deref().or_else(of_layer)
    }
}

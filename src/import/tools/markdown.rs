//! A folder of Markdown, as on GitHub: each file is a page, at its own place.

use crate::import::handbook::Handbook;
use crate::import::original::Original;

/// Files about the repository rather than of the handbook stay pages too: a reader may be led to them.
pub(super) fn read(original: &Original) -> Handbook {
    let mut handbook = Handbook::default();
    let is_machinery = |path: &str| {
        let mut parts = path.split('/');
        parts.any(|part| matches!(part, "node_modules" | "vendor" | "target"))
            || path
                .split('/')
                .any(|part| part.starts_with('.') && part != ".gitbook")
    };
    handbook.take_folder(original, "", &["mdx"], |path| !is_machinery(path));
    handbook
}

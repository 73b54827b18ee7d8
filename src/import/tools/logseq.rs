//! A graph of Logseq: notes in `pages` and `journals`. Its folder `logseq` keeps settings and old versions of notes.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::handbook::Handbook;
use crate::import::original::Original;

/// A property that makes a template of the block that it stands in.
static TEMPLATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?mi)^[ \t]*(?:[-*+][ \t]+)?template::[ \t]").ok());

pub(super) fn read(original: &Original, base: &str) -> Handbook {
    let mut handbook = Handbook::default();
    handbook.take_folder(original, base, &[], |_| true);
    for page in &mut handbook.pages {
        let text = original.text(&page.from).map_or("", |text| text);
        let is_template = TEMPLATE.as_ref().is_none_or(|sign| sign.is_match(text));
        // Placeholders of a template would be faults on a page.
        if is_template {
            page.hidden = Some("a template for new notes");
        }
    }
    handbook
}

//! A page to be written that is made from another: a translation, or one that changes a page beneath.

use super::page::{NewPage, page};
use super::quoted::quoted;
use crate::model::kind::Kind;
use crate::model::page::Page;
use crate::resolve::routes;

/// A translation of `original`, at its place and with its id, in the language `lang` of a site that lists `languages`.
pub fn translation(
    kind: &Kind,
    title: &str,
    lang: &str,
    languages: &[String],
    original: &Page,
) -> NewPage {
    let default = languages.first().map_or(lang, String::as_str);
    let new = page(kind, title, lang, default);
    let stem = routes::stem(&original.place, languages);
    let suffix = if lang == default {
        String::new()
    } else {
        format!(".{lang}")
    };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let id = &original.meta.id.value;
    // A translation has the id of its original, which is written only where its name does not say it.
    let is_named_so = name == id || name == "index";
    let text = if is_named_so {
        new.text
    } else {
        let line = format!("+++\nid = {}\n", quoted(id));
        new.text.replacen("+++\n", &line, 1)
    };
    NewPage {
        path: format!("{stem}{suffix}.md"),
        text,
    }
}

/// A page that changes `original`, which is one of the handbook `upstream` beneath.
pub fn adaptation(title: &str, upstream: &str, original: &Page) -> NewPage {
    let headings = original.body.headings.iter();
    let sections = headings.filter(|heading| heading.level == 2);
    let named = sections.map(|heading| format!("  ## {}   {{#{}}}\n", heading.text, heading.id));
    let named: String = named.collect();
    let sections = if named.is_empty() {
        String::new()
    } else {
        // What ends a comment would show the rest to readers.
        format!("\n\n  Its sections are:\n\n{}", named.replace("--", "- -"))
    };
    let id = quoted(&original.meta.id.value);
    let title = quoted(title);
    let upstream = upstream.replace("--", "- -");
    NewPage {
        path: original.place.to_string(),
        text: format!(
            "+++\nextends = {id}\ntitle = {title}\n+++\n\n\
             <!-- All else of this page is that of {upstream}. A section that you write here takes the place of theirs;\n  \
             {{add=before}} or {{add=after}} behind its heading puts yours before or after their text, {{add=out}} leaves theirs out.\
             {sections}-->\n"
        ),
    }
}

//! A page on its way: its text as it was translated, and what this program reads in it.

use std::sync::Arc;

use crate::import::fields;
use crate::import::handbook::Handbook;
use crate::import::notes::{Kind, Notes};
use crate::import::original::Original;
use crate::import::text::{self, Context, OnPage};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Sources;
use crate::parse::{self, File, as_text, places};

/// A page whose links are still those of the original.
pub(super) struct Draft {
    pub(super) text: Arc<str>,
    pub(super) page: Page,
    pub(super) notes: Notes,
}

/// Translates all pages of a handbook.
pub(super) fn drafts(
    handbook: &Handbook,
    original: &Original,
    context: &Context<'_>,
    languages: &[String],
) -> Vec<Draft> {
    use rayon::prelude::*;
    let paths = handbook.pages.iter().map(|page| page.to.as_str());
    let places = places(paths, languages);
    let schema = Schema::new(languages.to_vec(), Vec::new(), false, None);
    let pages = handbook.pages.par_iter().zip(&places);
    let drafts = pages.map(|(page, place)| {
        let mut notes = Notes::default();
        let given = match &page.made {
            Some(text) => Arc::from(text.as_str()),
            None => original.text(&page.from).cloned().unwrap_or_default(),
        };
        let text =
            translated(&given, context, &page.from, &page.to, &mut notes).map_or(given, Arc::from);
        // Pages are parsed on threads, each with sources of its own: only what they say is kept, and not where.
        let source = Sources::default().insert(page.to.as_str(), "");
        let file = File {
            path: &page.to,
            place,
        };
        let (page, _) = parse::page(source, file, &text, &schema);
        Draft { text, page, notes }
    });
    drafts.collect()
}

/// A page with its body translated; `None` where nothing changes.
fn translated(
    given: &str,
    context: &Context<'_>,
    from: &str,
    to: &str,
    notes: &mut Notes,
) -> Option<String> {
    let fenced = fields::fenced(given).or_else(|| fields::plural_aliases(given, context.tool));
    let text = fenced.as_deref().unwrap_or(given);
    let dated = fields::plain_dates(text);
    let text = dated.as_deref().unwrap_or(text);
    let head = fields::head(text);
    if head.is_faulty {
        notes.add(Kind::UnclosedFields, to, "");
    }
    let title = head
        .table
        .get("title")
        .and_then(|entry| as_text(&entry.value));
    // Where no field gives a title, the first heading of the first level is one in all these tools.
    let heading = text[head.body..]
        .lines()
        .find_map(|line| line.strip_prefix("# "));
    let title = title.or_else(|| heading.map(|words| words.trim().to_owned()));
    let page = OnPage {
        from,
        to,
        title: title.as_deref(),
    };
    let body = text::translate(&text[head.body..], &head.table, context, page, notes);
    match body {
        Some(body) => Some(format!("{}{body}", &text[..head.body])),
        None => dated.or(fenced),
    }
}

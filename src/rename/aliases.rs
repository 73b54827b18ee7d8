//! What a page is still called and where it is still found: its old id and address become aliases.
//!
//! Takes the pages that are renamed or moved; gives the edits of their front matter. An alias that
//! the page has for its name or address again is dropped, so that renaming there and back piles
//! nothing up.

use std::collections::BTreeMap;

use crate::model::edit::Edit;
use crate::model::front_matter::Notation;
use crate::model::page::Page;
use crate::model::site::{Site, SitePage};
use crate::model::source::{SourceId, Span};
use crate::model::value::Data;
use crate::parse::{FrontMatter, front_matter};
use crate::rename::array_edits::{self, List};
use crate::rename::paths::differ_in_capitals_alone;
use crate::rename::refusal::{RULE, Refusal};
use crate::rename::renaming::Renaming;
use crate::resolve::routes;

/// What a page's aliases become.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Aliases {
    pub(super) add: Vec<String>,
    /// Indices into those that it has.
    pub(super) drop: Vec<usize>,
}

type Expected = BTreeMap<String, Vec<String>>;

/// The edits of all front matter, and what each page's aliases must hold then, by its new path.
pub(super) fn all(
    site: &Site,
    renaming: &Renaming,
) -> Result<(Vec<(SourceId, Edit)>, Expected), Refusal> {
    let mut edits = Vec::new();
    let mut expected = Expected::new();
    for page in &site.pages {
        let aliases = of_page(site, renaming, page);
        if aliases == Aliases::default() {
            continue;
        }
        let page = &*page.page;
        let found = in_front_matter(page, &aliases)?.into_iter();
        edits.extend(found.map(|edit| (page.source, edit)));
        expected.insert(renaming.path(&page.path), aliases.add);
    }
    Ok((edits, expected))
}

fn of_page(site: &Site, renaming: &Renaming, site_page: &SitePage) -> Aliases {
    let page = &*site_page.page;
    let (old_id, new_id) = (&page.meta.id.value, renaming.id(page));
    let old_url = &site_page.url;
    let new_url = routes::page_url(&renaming.path(&page.path), page.meta.lang, &site.config);
    let mut aliases = Aliases::default();
    let is_new = |old: &str, new: &str| old != new && !differ_in_capitals_alone(old, new);
    // Of two pages with one id, which is a finding, the other keeps it.
    let kept = || {
        let mut pages = site.pages.iter().map(|page| &page.page);
        pages.any(|other| renaming.id(other) == old_id)
    };
    if is_new(old_id, new_id) && !kept() {
        aliases.add.push(old_id.clone());
    }
    // The page of a source is where the source is.
    let moves = site_page.work.is_none() && renaming.path(&page.path) != *page.path;
    if moves && is_new(old_url, &new_url) {
        aliases.add.extend(redirecting(old_url));
    }
    let known = &page.meta.aliases;
    aliases
        .add
        .retain(|new| !known.iter().any(|alias| alias.value == *new));
    let dropped = known.iter().enumerate().filter(|(_, alias)| {
        let is_name = old_id != new_id && alias.value == new_id;
        let is_place = moves && routes::redirect(&alias.value).is_some_and(|url| url == new_url);
        is_name || is_place
    });
    aliases.drop = dropped.map(|(at, _)| at).collect();
    aliases
}

/// The alias that leads from an address of the output to a page, if one can.
pub(super) fn redirecting(url: &str) -> Option<String> {
    let slash = if url.contains('/') { "" } else { "/" };
    let short = url.strip_suffix(".html").unwrap_or(url);
    let spellings = [format!("{slash}{short}"), format!("{slash}{url}")];
    spellings
        .into_iter()
        .find(|alias| routes::redirect(alias).as_deref() == Some(url))
}

pub(super) fn in_front_matter(page: &Page, aliases: &Aliases) -> Result<Vec<Edit>, Refusal> {
    let text = &*page.text;
    let front = front_matter(page.source, text);
    if let Some(fault) = front.findings.first() {
        let mut finding = fault.clone();
        finding.help = Some("mend the front matter, and rename again".to_owned());
        return Err(Refusal::Place(Box::new(finding)));
    }
    let Some(entry) = front.table.get("aliases") else {
        return added(page, &front, &aliases.add);
    };
    let items = match &entry.value.data {
        Data::Null => return Ok(vec![filled(text, entry.key_span, &aliases.add)]),
        Data::String(_) => vec![entry.value.span],
        Data::Array(items) if items.iter().all(is_text) => {
            items.iter().map(|item| item.span).collect()
        }
        _ => return Err(refuse(entry.value.span)),
    };
    // The list is edited where it stands, so that comments and the writer's own layout survive.
    let list = List {
        text,
        key: entry.key_span.range().start,
        value: entry.value.span.range(),
        items: items.into_iter().map(Span::range).collect(),
        alone: matches!(entry.value.data, Data::String(_)),
    };
    list.changed(&aliases.drop, &aliases.add)
        .ok_or_else(|| refuse(entry.value.span))
}

fn is_text(value: &crate::model::value::Value) -> bool {
    matches!(value.data, Data::String(_))
}

fn refuse(span: Span) -> Refusal {
    let finding = RULE.at(span, "the old name cannot be added to these aliases");
    Refusal::Place(Box::new(
        finding.help("write them as a list of texts: aliases = [\"one\", \"two\"]"),
    ))
}

/// `aliases:` with nothing behind it.
fn filled(text: &str, key: Span, add: &[String]) -> Edit {
    let end = key.range().end;
    let colon = text[end..].find(':').map_or(end, |at| end + at + 1);
    Edit {
        range: colon..colon,
        text: format!(" {}", array_edits::written(add)),
    }
}

/// A line of its own: after the title, or at the head.
fn added(page: &Page, front: &FrontMatter, add: &[String]) -> Result<Vec<Edit>, Refusal> {
    if add.is_empty() {
        return Ok(Vec::new());
    }
    let text = &*page.text;
    let end = array_edits::line_end(text, 0);
    let sign = match front.notation {
        Some(Notation::Yaml) => ": ",
        _ => " = ",
    };
    let first = front.table.entries.first();
    let before = first.map(|entry| array_edits::indent(text, entry.key_span.range().start));
    let indent = match (front.notation, before) {
        (Some(Notation::Yaml), Some(Some(indent))) => indent,
        // The fields stand in braces.
        (Some(Notation::Yaml), Some(None)) => {
            let braces = Span::new(page.source, front.data.clone());
            let finding = RULE.at(braces, "the old name cannot be added here");
            return Err(Refusal::Place(Box::new(
                finding.help("write each field on a line of its own, and rename again"),
            )));
        }
        _ => "",
    };
    let line = format!("{indent}aliases{sign}{}{end}", array_edits::written(add));
    let (at, line) = match front.notation {
        None => (front.data.start, format!("+++{end}{line}+++{end}")),
        Some(_) => (after_title(text, front), line),
    };
    Ok(vec![Edit {
        range: at..at,
        text: line,
    }])
}

/// Where the line after the title begins.
fn after_title(text: &str, front: &FrontMatter) -> usize {
    let entries = &front.table.entries;
    let Some(at) = entries.iter().position(|entry| entry.key == "title") else {
        return front.data.start;
    };
    let value = entries[at].value.span.range();
    let typed = text[value.clone()].trim_end();
    // The end of a text of several lines is sure only where it is in quotation marks.
    let several = typed.contains('\n') && !typed.starts_with(['"', '\'']);
    if !several {
        let end = value.start + typed.len();
        return array_edits::next_line(text, end).min(front.data.end);
    }
    match entries.get(at + 1) {
        Some(next) => array_edits::line_start(text, next.key_span.range().start),
        None => front.data.end,
    }
}

#[cfg(test)]
mod tests {
    use super::redirecting;

    #[test]
    fn an_alias_that_redirects_has_a_slash() {
        for (url, alias) in [
            ("methods/talks.html", "methods/talks"),
            ("about.html", "/about"),
            ("about.html.html", "/about.html.html"),
            ("notes.md.html", "/notes.md.html"),
        ] {
            assert_eq!(redirecting(url).as_deref(), Some(alias));
        }
    }
}

//! Turns one file's text into data: pages, bibliographies, kinds and configuration.
mod agenda;
mod audience;
pub mod bibliography;
mod bounds;
mod citation;
pub(crate) mod comment;
mod embed;
mod fields;
mod file_name;
mod front_matter;
mod inline;
mod kinds;
mod link;
pub mod locator;
pub(crate) mod markdown;
mod marker;
mod nesting;
mod outline;
mod private;
mod publication;
mod sentence;
pub(crate) mod site_toml;
mod value;
mod yaml_aliases;

pub(crate) use agenda::{Fault as MinutesFault, KEYS as ITEM_KEYS};
pub(crate) use fields::as_text;
pub(crate) use file_name::{LONGEST_NAME, fitting};
pub(crate) use front_matter::{Notation, is_id, named};
pub(crate) use link::join;
pub(crate) use outline::slug;
pub(crate) use value::toml;

use std::ops::Range;
use std::sync::Arc;

use crate::check::{data_syntax, publication as say};
use crate::config::{Config, Schema};
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::page::{Page, Withheld};
use crate::parse::markdown::{Context, Dialect};
use crate::source::{SourceId, Sources, Span};
use crate::value::Table;

/// The kinds of the theme with those of `site.toml` laid over them, and what else pages depend on.
pub fn schema(
    config: &Config,
    theme_kinds: Option<SourceId>,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Schema {
    let mut kinds = Vec::new();
    if let Some(source) = theme_kinds {
        let (table, faults) = value::toml(source, &sources.get(source).text, 0);
        findings.extend(faults);
        kinds::lay_over(&mut kinds, &table, findings);
    }
    kinds::lay_over(&mut kinds, &config.kinds, findings);
    if !kinds.iter().any(|kind| kind.id == "page") {
        kinds.push(Kind {
            id: "page".into(),
            ..Kind::default()
        });
    }
    Schema {
        languages: config.languages.clone(),
        kinds,
        smart_punctuation: config.smart_punctuation,
        date: config.date,
    }
}

/// Where a page's front matter stands and what it says, with the places of all its values.
pub(crate) struct FrontMatter {
    /// `None` where there is none.
    pub(crate) notation: Option<Notation>,
    /// Between its fences; empty at the head of the text where there is none.
    pub(crate) data: Range<usize>,
    pub(crate) table: Table,
    pub(crate) findings: Vec<Diagnostic>,
}

/// Reads a page's front matter without taking it for anything yet.
pub(crate) fn front_matter(source: SourceId, text: &str) -> FrontMatter {
    let (parts, unclosed) = front_matter::split(source, text);
    let mut findings: Vec<Diagnostic> = unclosed.into_iter().collect();
    let (table, faults) = front_matter::table(source, text, &parts);
    findings.extend(faults);
    FrontMatter {
        notation: parts.notation,
        data: parts.data,
        table,
        findings,
    }
}

/// Parses the page at `path` (from the content folder).
///
/// Never fails: whatever is wrong with the text, there is a page, and findings beside it. Its text is
/// without what is hidden in its body; a page of which it cannot be told what is private is withheld.
pub fn page(
    source: SourceId,
    path: &str,
    text: &Arc<str>,
    schema: &Schema,
) -> (Page, Vec<Diagnostic>) {
    let (parts, unclosed) = front_matter::split(source, text);
    let mut findings: Vec<Diagnostic> = unclosed.into_iter().collect();
    let (mut meta, settings) =
        front_matter::read(source, path, text, &parts, schema, &mut findings);
    let dialect = Dialect::Groundwork {
        smart_punctuation: schema.smart_punctuation,
    };
    let revealed = markdown::reveal(source, text, parts.body.clone(), dialect);
    let is_readable = !findings.iter().any(data_syntax::is_one) && !revealed.withheld;
    findings.extend_from_slice(&revealed.findings);
    let misplaced = match parts.notation {
        None => publication::in_text(&text[parts.body.clone()]),
        Some(_) => None,
    };
    if let Some(found) = &misplaced {
        let start = parts.body.start;
        let place = Span::new(source, start + found.start..start + found.end);
        findings.push(say::misplaced(place));
    }
    if !is_readable || misplaced.is_some() {
        meta.withheld = Some(Withheld::Fault);
    }
    bounds::meta(&mut meta, &mut findings);
    let context = Context {
        source,
        path,
        lang: &schema.languages[meta.lang.0 as usize],
        kind: schema.kind(&meta.kind.value),
        dialect,
    };
    let parsed = markdown::parse(context, &revealed.masked, parts.body);
    let text = revealed.shown().map_or_else(|| text.clone(), Arc::from);
    findings.extend(parsed.findings);
    meta.allow.extend(parsed.allow);
    let agenda = settings.map(|settings| {
        let (body, relations) = (&parsed.body, &mut meta.relations);
        let mut agenda = agenda::items(
            settings,
            body,
            &text,
            context.kind,
            relations,
            &mut findings,
        );
        bounds::agenda(&mut agenda, body, &mut findings);
        agenda
    });
    let page = Page {
        source,
        path: path.into(),
        text,
        meta,
        body: parsed.body,
        agenda: agenda.map(Box::new),
    };
    (page, findings)
}
#[cfg(test)]
mod tests;

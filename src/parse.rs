//! Turns one file's text into data: pages, bibliographies, kinds and configuration.
pub(crate) mod agenda;
pub(crate) mod attributes;
mod audience;
pub mod bibliography;
mod bounds;
mod callout;
mod citation;
mod code_ranges;
pub(crate) mod comment;
pub(crate) mod context;
mod data_fault;
mod entry;
mod fences;
mod fields;
mod file_name;
mod front_matter;
mod hiding_names;
pub(crate) mod html;
mod html_addresses;
mod html_markdown;
pub(crate) mod html_words;
mod inline;
mod kinds;
pub(crate) mod lines;
mod link;
pub mod locator;
mod look;
pub(crate) mod markdown;
mod menu;
mod nesting;
mod outline;
pub(crate) mod own_fields;
mod piece;
mod places;
mod private;
mod publication;
mod quoted;
mod restricted;
mod rewrite;
pub(crate) mod roman;
mod sentence;
pub(crate) mod site_toml;
pub(crate) mod srcset;
mod stray_tags;
mod theme_tokens;
pub(crate) mod theme_toml;
mod title;
mod transclusion;
mod upstreams;
mod value;
mod yaml;
mod yaml_aliases;
mod yaml_scalar;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, data_syntax, private_text, publication as say};
use crate::model::config::{Config, Schema};
use crate::model::front_matter::Notation;
use crate::model::page::{Page, Withheld};
use crate::model::source::{SourceId, Sources, Span};
use crate::model::value::Table;
use crate::parse::context::{Context, Dialect};
use crate::parse::private::Revealed;
pub use callout::OTHERS as OTHER_CALLOUTS;
pub(crate) use code_ranges::code_ranges;
pub(crate) use comment::is_blank;
pub(crate) use entry::{NamedEntry, named_entries};
pub(crate) use fields::{as_date, as_text};
pub(crate) use file_name::{NamedBy, is_language_code, named_by, near_language};
pub use front_matter::File;
pub(crate) use front_matter::is_id;
pub(crate) use link::join;
pub(crate) use places::{is_index, is_second, places};
pub(crate) use sentence::of_words as sentences;
pub(crate) use value::toml;
pub(crate) use yaml::yaml;

/// The kinds of the theme's layers, the lowest first, with those of each `site.toml` laid over them, of which `beneath` gives
/// those of the projects beneath, the uppermost first; and what else pages depend on.
pub fn schema<'a>(
    config: &'a Config,
    theme_kinds: &[SourceId],
    beneath: impl DoubleEndedIterator<Item = &'a Table>,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Schema {
    let mut kinds = Vec::new();
    for source in theme_kinds {
        let (table, faults) = value::toml(*source, &sources.get(*source).text, 0);
        findings.extend(faults);
        kinds::merge_table(&mut kinds, &table, findings);
    }
    if let Some(uppermost) = theme_kinds.last() {
        kinds::judge_theme(&mut kinds, *uppermost, findings);
    }
    // From the bottom up, so that each project changes what those beneath it have said, and ours comes last.
    for changed in beneath.rev().chain([&config.kinds]) {
        kinds::merge_table(&mut kinds, changed, findings);
    }
    let schema = Schema::new(
        config.languages.clone(),
        kinds,
        config.smart_punctuation,
        config.date,
    );
    Schema {
        site_title: config.title.clone(),
        ..schema
    }
}

/// Where a page's front matter stands and what it says, with the places of all its values.
pub(crate) struct FrontMatter {
    /// `None` where there is none.
    pub(crate) notation: Option<Notation>,
    /// Between its fences; empty at the head of the text where there is none.
    pub(crate) data: Range<usize>,
    /// What follows it.
    pub(crate) body: Range<usize>,
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
        body: parts.body,
        table,
        findings,
    }
}

/// Parses the page of `file`.
///
/// Never fails: whatever is wrong with the text, there is a page, and findings beside it. Its text is
/// without what is hidden in its body; a page of which it cannot be told what is private is withheld.
pub fn page(
    source: SourceId,
    file: File<'_>,
    text: &Arc<str>,
    schema: &Schema,
) -> (Page, Vec<Diagnostic>) {
    let (parts, unclosed) = front_matter::split(source, text);
    let mut findings: Vec<Diagnostic> = unclosed.into_iter().collect();
    let (mut meta, settings) =
        front_matter::read(source, file, text, &parts, schema, &mut findings);
    let dialect = Dialect::Groundwork {
        smart_punctuation: schema.smart_punctuation,
    };
    let mut revealed = markdown::reveal(source, text, parts.body.clone(), dialect);
    let (unfenced, misplaced) = unread_fields(source, text, &parts);
    findings.extend(unfenced);
    let is_readable = !findings.iter().any(data_syntax::is_one) && !revealed.withheld;
    data_syntax::drop_echoes(&mut findings);
    data_syntax::say_withheld(&mut findings);
    findings.extend_from_slice(&revealed.findings);
    // A page of which a field cannot be read may be one that asks not to be published, so it is withheld
    // until the fault is mended.
    if !is_readable || misplaced.is_some() {
        meta.withheld = Some(Withheld::Fault);
    }
    findings.extend(misplaced);
    let kind = meta.kind.value.clone();
    let context = Context {
        source,
        path: file.path,
        is_index: is_index(file.place, &schema.languages),
        lang: &schema.languages[meta.lang.0 as usize],
        kind: Some(&kind),
        title: meta.title.as_ref().map(|title| title.value.as_str()),
        dialect,
    };
    let parsed = body(context, &mut revealed, parts.body);
    if let Some(place) = parsed.exposed.first()
        && !revealed.withheld
    {
        findings.push(private_text::unclear(Span::new(source, place.clone())));
        meta.withheld = Some(Withheld::Fault);
    }
    let text = revealed.shown().map_or_else(|| text.clone(), Arc::from);
    findings.extend(parsed.findings);
    meta.allow.extend(parsed.allow);
    meta.title = meta.title.or(parsed.title);
    bounds::meta(&mut meta, &mut findings);
    let agenda = settings.map(|settings| {
        let (body, relations) = (&parsed.body, &mut meta.relations);
        let mut agenda = agenda::items(settings, body, &text, &kind, relations, &mut findings);
        bounds::agenda(&mut agenda, body, &mut findings);
        agenda
    });
    let page = Page {
        source,
        path: file.path.into(),
        place: file.place.into(),
        text,
        meta,
        body: parsed.body,
        agenda: agenda.map(Box::new),
        standing: Arc::default(),
    };
    (page, findings)
}

/// What looks like fields on a page that has none: at the head of its text without the lines around them,
/// or else some further down. The second finding is of one that says whether the page is published.
fn unread_fields(
    source: SourceId,
    text: &str,
    parts: &front_matter::Parts,
) -> (Option<Diagnostic>, Option<Diagnostic>) {
    let (start, body) = (parts.body.start, &text[parts.body.clone()]);
    let span = |found: Range<usize>| Span::new(source, start + found.start..start + found.end);
    if parts.notation.is_none() {
        let unfenced =
            fences::old_line_ends(source, text).or_else(|| fences::missing(source, text));
        if unfenced.is_some() {
            return (unfenced, None);
        }
        if let Some(found) = publication::in_text(body) {
            return (None, Some(say::misplaced(span(found))));
        }
    }
    match publication::below(body, parts.notation.is_some()) {
        Some(found) if found.hides => (None, Some(say::misplaced(span(found.place)))),
        found => (found.map(|found| say::below(span(found.place))), None),
    }
}

/// Parses the stretch `range`, and takes out of the text what turns out to be hidden only then. What is
/// left in `exposed` is what could not be understood.
fn body(
    context: Context<'_>,
    revealed: &mut Revealed<'_>,
    range: Range<usize>,
) -> markdown::Parsed {
    let parsed = markdown::parse(context, &revealed.masked, range.clone());
    if parsed.exposed.hidden.is_empty() {
        return parsed;
    }
    revealed.hide(&parsed.exposed.hidden);
    let unclear = parsed.exposed.unclear;
    let mut parsed = markdown::parse(context, &revealed.masked, range);
    parsed.exposed.unclear = unclear.or(parsed.exposed.unclear);
    parsed
}

#[cfg(test)]
mod tests;

//! Turns one file's text into data: pages, bibliographies, kinds and configuration.
mod audience;
mod citation;
mod comment;
mod fields;
mod front_matter;
mod inline;
mod kinds;
mod link;
mod locator;
mod markdown;
mod marker;
mod outline;
mod sentence;
mod site_toml;
mod value;

use std::sync::Arc;

use crate::config::Schema;
use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::parse::markdown::{Context, Dialect};
use crate::source::SourceId;

/// Parses the page at `path` (from the content folder).
///
/// Never fails: whatever is wrong with the text, there is a page, and findings beside it.
pub fn page(
    source: SourceId,
    path: &str,
    text: &Arc<str>,
    schema: &Schema,
) -> (Page, Vec<Diagnostic>) {
    let (parts, unclosed) = front_matter::split(source, text);
    let mut findings: Vec<Diagnostic> = unclosed.into_iter().collect();
    let mut meta = front_matter::read(source, path, text, &parts, schema, &mut findings);
    let context = Context {
        source,
        path,
        lang: &schema.languages[meta.lang.0 as usize],
        kind: schema.kind(&meta.kind.value),
        dialect: Dialect::Groundwork {
            smart_punctuation: schema.smart_punctuation,
        },
    };
    let parsed = markdown::parse(context, text, parts.body);
    findings.extend(parsed.findings);
    meta.allow.extend(parsed.allow);
    let page = Page {
        source,
        path: path.into(),
        text: text.clone(),
        meta,
        body: parsed.body,
    };
    (page, findings)
}
#[cfg(test)]
mod tests;

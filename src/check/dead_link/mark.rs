//! A mark in the brackets of a link: `[[source: id]]`.

use super::near::Near;
use crate::check::reference::{Form, Reference};
use crate::diagnostic::{Diagnostic, Suggestion};
use crate::model::source::Span;

/// Says how to cite a known source that is named so. `name` is what stands between the brackets.
pub(super) fn told(
    finding: Diagnostic,
    reference: &Reference<'_>,
    name: &str,
    near: &Near<'_>,
) -> Result<Diagnostic, Diagnostic> {
    let word = name
        .get(..6)
        .filter(|word| word.eq_ignore_ascii_case("source"));
    let behind = word.and_then(|_| name[6..].trim_start().strip_prefix(':'));
    let Some(cited) = behind.or_else(|| name.strip_prefix('@')) else {
        return Err(finding);
    };
    let key = cited.split([',', ';']).next().unwrap_or_default().trim();
    if !near.is_source(key) || reference.form != Form::Link {
        return Err(finding);
    }
    let mark = format!("[{name}]");
    let text = &reference.page.text;
    let (start, end) = (reference.span.start as usize, reference.span.end as usize);
    let is_whole = text[..start].ends_with("[[") && text[end..].starts_with("]]");
    let place = Span::new(reference.span.source, start.saturating_sub(2)..end + 2);
    let suggestion = is_whole.then(|| Suggestion::maybe(place, mark.clone()));
    Ok(finding
        .help(format!("a mark has one bracket on each side: write {mark}"))
        .suggest(suggestion))
}

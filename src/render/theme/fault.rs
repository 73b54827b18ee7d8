//! What Tera says is wrong, as findings at their places in templates.

use std::collections::HashMap;

use tera::ErrorKind;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::template_error;
use crate::model::config::Config;
use crate::model::source::{SourceId, Sources, Span};
use crate::render::layered;

/// What Tera says of templates that it cannot compile: the first fault of each.
pub(super) fn compiling(
    error: &tera::Error,
    templates: &HashMap<String, SourceId>,
    sources: &Sources,
    config: &Config,
) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    if let ErrorKind::Msg(text) = error.kind() {
        for (message, name, place) in reports(text) {
            let Some(source) = templates.get(name) else {
                continue;
            };
            if findings.iter().all(|other| other.span.source != *source) {
                let span = span(*source, &sources.get(*source).text, place);
                findings.push(of_report(span, message));
            }
        }
    }
    if findings.is_empty() {
        findings.push(finding(error, None, templates, config));
    }
    findings
}

/// What Tera says in a report, in words for who overrides a block.
fn of_report(span: Span, message: &str) -> Diagnostic {
    let block = message.strip_prefix("Block `");
    let block = block.and_then(|rest| rest.strip_suffix("` is not defined in any parent template"));
    match block {
        Some(block) => template_error::unknown_block(span, block),
        None => template_error::finding(span, &layered::as_typed(message, ':')),
    }
}

/// The message, template and place of each fault in a text of Tera's, which tells the places of faults in no other way.
fn reports(text: &str) -> impl Iterator<Item = (&str, &str, (usize, usize))> {
    text.split("\n\n").filter_map(|report| {
        let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
        let place = rest.trim_start().strip_prefix("--> ")?;
        let place = place.split_once('\n').map_or(place, |(place, _)| place);
        let (rest, column) = place.rsplit_once(':')?;
        let (name, row) = rest.rsplit_once(':')?;
        Some((message, name, (row.parse().ok()?, column.parse().ok()?)))
    })
}

/// The place of a row and a column, both counted from one.
fn span(source: SourceId, text: &str, (row, column): (usize, usize)) -> Span {
    let rows = text.split_inclusive('\n').take(row.saturating_sub(1));
    let start: usize = rows.map(str::len).sum();
    let before = text[start..].chars().take(column.saturating_sub(1));
    let start = start + before.map(char::len_utf8).sum::<usize>();
    Span::new(source, start..start)
}

fn without_parent(parent: &str) -> String {
    match parent.strip_prefix("base:") {
        Some(beneath) => {
            format!("it extends `{parent}`, and no theme beneath this one has a `{beneath}`")
        }
        None => format!("it extends `{parent}`, which is not there"),
    }
}

/// What Tera says, at its place in a template; where it names none, in the one that was being filled.
pub(super) fn finding(
    error: &tera::Error,
    template: Option<&str>,
    templates: &HashMap<String, SourceId>,
    config: &Config,
) -> Diagnostic {
    let (name, range, cause) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (report.filename(), range, report.message().to_owned())
        }
        // These come without a place, so they are told at the head of their template.
        ErrorKind::CircularExtend { tpl, .. } => {
            (tpl.as_str(), 0..0, "it extends itself".to_owned())
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.as_str(), 0..0, "it includes itself".to_owned())
        }
        ErrorKind::MissingParent { current, parent } => {
            (current.as_str(), 0..0, without_parent(parent))
        }
        _ => (template.unwrap_or_default(), 0..0, error.to_string()),
    };
    let place = templates
        .get(name)
        .map_or(config.theme.span, |source| Span::new(*source, range));
    template_error::finding(place, &layered::as_typed(&cause, ':'))
}

#[cfg(test)]
mod tests {
    use crate::load;
    use crate::model::source::Sources;
    use crate::render::theme::Theme;

    /// What is found in compiling a theme's templates.
    fn found(templates: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![("site.toml", "title = \"Test\"\ntheme = \"own\"\n")];
        files.extend(templates);
        let mut sources = Sources::default();
        let (loaded, _) = load::texts(&files, &mut sources);
        let (_, found) = Theme::new(&loaded.theme, &loaded.config, &sources);
        let told = found.iter().map(|finding| {
            let path = &sources.get(finding.span.source).path;
            let (_, cause) = finding.message.split_once(": ").unwrap_or_default();
            format!("{path} at {}: {cause}", finding.span.start)
        });
        told.collect()
    }

    #[test]
    fn each_template_that_cannot_be_compiled_is_named() {
        assert_eq!(
            found(&[
                (
                    "themes/own/templates/a.html",
                    "{{ 1 }}\né{{ x | nosuch }} {{ y | other }}"
                ),
                ("themes/own/templates/b.html", "{% include \"gone.html\" %}"),
                ("themes/own/templates/c.html", "well"),
            ]),
            [
                "themes/own/templates/a.html at 17: Unknown filter `nosuch`",
                "themes/own/templates/b.html at 11: Unknown template `gone.html`",
            ]
        );
        assert_eq!(
            found(&[("themes/own/templates/a.html", "{% include \"a.html\" %}")]),
            ["themes/own/templates/a.html at 0: it includes itself"]
        );
        assert_eq!(
            found(&[("themes/own/templates/a.html", "{% extends \"a.html\" %}")]),
            ["themes/own/templates/a.html at 0: it extends itself"]
        );
        assert_eq!(
            found(&[("themes/own/templates/a.html", "{% extends \"b.html\" %}")]),
            ["themes/own/templates/a.html at 0: it extends `b.html`, which is not there"]
        );
    }
}

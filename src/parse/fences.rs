//! The lines around a page's fields, where one of them is missing or mistyped.
//!
//! Such fields would be shown to readers as text, so what looks like them at the head of a page is told of,
//! and the page is withheld. Only names that pages have count, since prose may look like a field.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, data_syntax};
use crate::model::front_matter::Notation;
use crate::model::source::{SourceId, Span};
use crate::parse::entry::{self, Line};

/// Fields with which pages begin, in this program and in others.
const FIRST: [&str; 22] = [
    "title",
    "kind",
    "summary",
    "id",
    "tags",
    "aliases",
    "lang",
    "status",
    "draft",
    "layout",
    "date",
    "description",
    "author",
    "authors",
    "slug",
    "weight",
    "order",
    "start",
    "minutes",
    "updated",
    "publish",
    "private",
];

/// Whether pages begin with a field of this name.
pub(super) fn is_first(name: &str) -> bool {
    FIRST.contains(&name)
}

/// Fields at the head of a file whose lines end as they did on computers of the last century, so that all of
/// it is one line.
pub(super) fn old_line_ends(source: SourceId, text: &str) -> Option<Diagnostic> {
    let head = text.trim_start_matches('\u{feff}');
    let is_old = head.starts_with("---\r") || head.starts_with("+++\r");
    let start = text.len() - head.len();
    let place = Span::new(source, start..start + 3);
    (is_old && !text.contains('\n')).then(|| data_syntax::old_line_ends(place))
}

/// What is wrong at the head of a page that begins with no line of `+++` or `---`.
pub(super) fn missing(source: SourceId, text: &str) -> Option<Diagnostic> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let head = Head::of(text, start)?;
    let span = |range: Range<usize>| Span::new(source, range);
    let top = span(start..start);
    let place =
        span(head.fields.start..head.fields.start + first_line(&text[head.fields.clone()]).len());
    let fence = head.fence();
    match (head.above, head.below) {
        (Some(above), Some(below)) if text[above.clone()].trim() == fence => {
            let is_same = text[below].trim() == fence;
            is_same.then(|| data_syntax::below_the_top(place, fence, span(start..above.start)))
        }
        (Some(above), below) => {
            let below = below.map(span);
            Some(data_syntax::odd_fences(span(above), below, fence))
        }
        (None, Some(_)) => Some(data_syntax::unopened(place, fence, top)),
        (None, None) => {
            let end = head.fields.end;
            Some(data_syntax::unfenced(place, fence, top, span(end..end)))
        }
    }
}

/// Where fields end that begin at `start` and that no line ends, and what stands there in its place.
pub(super) fn end(text: &str, start: usize, notation: Notation) -> (usize, Option<Range<usize>>) {
    let mut end = start;
    let mut at = start;
    let mut is_after_gap = false;
    for line in text[start..].split_inclusive('\n') {
        let next = at + line.len();
        if is_fence(line) {
            return (at, Some(at..at + line.trim_end().len()));
        }
        if !entry::is_nothing(line) {
            let goes_on = line.starts_with([' ', '\t', ']', '}']) || line.starts_with("- ");
            let is_word = line.starts_with(|c: char| c.is_lowercase() || c == '_');
            if !(entry::is_field(line) && (is_word || !is_after_gap) || goes_on && !is_after_gap) {
                break;
            }
            end = next;
        }
        is_after_gap = line.trim().is_empty();
        at = next;
    }
    // A text of several paragraphs may look so; the fields of YAML have no `=`.
    let is_field = end > start || notation == Notation::Toml;
    (if is_field { end } else { start }, None)
}

/// What stands at the head of a page: something like a fence, fields, something like a fence.
struct Head {
    above: Option<Range<usize>>,
    fields: Range<usize>,
    below: Option<Range<usize>>,
    notation: Notation,
}

impl Head {
    fn of(text: &str, start: usize) -> Option<Self> {
        let blank = text[start..].len() - text[start..].trim_start().len();
        let mut at = start + blank;
        let first = first_line(&text[at..]);
        let above = is_fence(first).then(|| at..at + first.trim_end().len());
        if above.is_some() {
            at += first.len();
            at += usize::from(text[at..].starts_with('\n'));
        }
        let line = first_line(&text[at..]);
        let Line {
            name, sign, value, ..
        } = entry::line(line);
        let is_known = FIRST.contains(&name) && line.starts_with(name);
        let notation = match sign? {
            '=' => Notation::Toml,
            _ => Notation::Yaml,
        };
        let (end, below) = end(text, at, notation);
        // Without a fence a line such as "Title: how we meet" may be prose, so it has to look like data as well.
        let is_sure =
            above.is_some() || below.is_some() || is_typed(&text[at..end], notation, value);
        (is_known && is_sure).then_some(Self {
            above,
            fields: at..end,
            below,
            notation,
        })
    }

    fn fence(&self) -> &'static str {
        match self.notation {
            Notation::Toml => "+++",
            Notation::Yaml => "---",
        }
    }
}

/// Whether lines that nothing stands around are fields and no text: a value in quotation marks, or
/// several known names.
fn is_typed(fields: &str, notation: Notation, value: &str) -> bool {
    let is_quoted = value.starts_with(['"', '“', '[', '\'']);
    let names = fields.lines().map(|line| entry::line(line).name);
    let known = names.filter(|name| FIRST.contains(name)).count();
    notation == Notation::Toml && is_quoted || known > 1
}

/// Whether a line is one around fields, or is meant to be: signs of one sort, or the dash that writing
/// programs make of three hyphens.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let signs = line.chars().count();
    matches!(line, "—" | "–" | "—-" | "-—" | "–-")
        || (2..=5).contains(&signs)
            && (line.chars().all(|c| c == '+') || line.chars().all(|c| c == '-'))
        || matches!(line, "+ + +" | "- - -")
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::model::edit::applied;
    use crate::model::source::Sources;

    fn mended(text: &str) -> Option<String> {
        let source = Sources::default().insert("a.md", text);
        let finding = missing(source, text)?;
        let suggestion = finding.suggestion.expect("it says what to type");
        Some(applied(text, suggestion.edits))
    }

    #[test]
    fn a_missing_or_mistyped_line_is_found_and_mended() {
        let toml = "+++\ntitle = \"A\"\n+++\n\nText.\n";
        for text in [
            "title = \"A\"\n+++\n\nText.\n",
            "title = \"A\"\n\nText.\n",
            "\n \n+++\ntitle = \"A\"\n+++\n\nText.\n",
            "++++\ntitle = \"A\"\n++++\n\nText.\n",
            "++\ntitle = \"A\"\n+++\n\nText.\n",
        ] {
            let found = mended(text).expect(text);
            assert_eq!(found.replace("+++\n\n\n", "+++\n\n"), toml, "{text}");
        }
        for text in [
            "title: A\ntags: [b]\n---\n\nText.\n",
            "—\ntitle: A\ntags: [b]\n—\n\nText.\n",
            "\n---\ntitle: A\ntags: [b]\n---\n\nText.\n",
        ] {
            let found = mended(text);
            assert_eq!(
                found.as_deref(),
                Some("---\ntitle: A\ntags: [b]\n---\n\nText.\n"),
                "{text}"
            );
        }
    }

    #[test]
    fn prose_that_looks_like_fields_is_text() {
        for text in [
            "",
            "Text.\n",
            "title: this is what we call it\n\nText.\n",
            "Note: this is so\n---\n\nText.\n",
            "---\n\nText.\n",
            "| title = 1 |\n",
            "date = day of the month\n",
            "# title = \"A\"\n",
            "+ title: one\n+ kind: two\n",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}

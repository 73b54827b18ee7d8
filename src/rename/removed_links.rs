//! What becomes of links to a page that goes: words, or links to another page.

use std::ops::Range;

use crate::model::edit::Edit;
use crate::model::page::{LinkDefinition, Page, Target};
use crate::model::site::{Resolution, SitePage};
use crate::model::source::Span;
use crate::rename::array_edits::{line_start, next_line};
use crate::rename::literal_quoting::{self, Seen};

/// The page to which links lead afterwards.
pub(super) struct Other<'a> {
    pub(super) id: &'a str,
    path: &'a str,
    headings: Vec<&'a str>,
}

impl<'a> Other<'a> {
    pub(super) fn of(page: &'a Page) -> Self {
        let headings = page.body.headings.iter();
        Other {
            id: &page.meta.id.value,
            path: &page.path,
            headings: headings.map(|heading| &*heading.id).collect(),
        }
    }

    /// What a link typed as `typed` says behind its target, where the other page has such a heading.
    fn heading<'t>(&self, typed: &'t str) -> &'t str {
        let at = typed.find('#').unwrap_or(typed.len());
        let heading = typed[at..]
            .trim_start_matches('#')
            .trim_end_matches('\\')
            .trim();
        if self.headings.contains(&heading) {
            &typed[at..]
        } else {
            ""
        }
    }
}

/// The edits of the body of a page that stays. `title` is what the page that goes is called.
pub(super) fn of_page(
    page: &SitePage,
    is_gone: impl Fn(&Resolution) -> bool,
    title: &str,
    other: Option<&Other<'_>>,
) -> Vec<Edit> {
    let body = &page.page.body;
    let text = &*page.page.text;
    let mut edits = Vec::new();
    for (link, to) in body.links.iter().zip(&page.resolved.links) {
        if !is_gone(to) {
            continue;
        }
        if other.is_none() && text[link.span.range()].starts_with('<') {
            edits.extend(without_element(text, link.span, title));
            continue;
        }
        edits.extend(match other {
            // What stands elsewhere is changed at its definition.
            Some(_) if link.span == link.target_span || !contains(link.span, link.target_span) => {
                None
            }
            Some(other) => Some(retyped(&page.page, &link.target, link.target_span, other)),
            None => Some(Edit {
                range: link.span.range(),
                text: words(text, link.span, link.target_span, link.bare, title),
            }),
        });
    }
    for (embed, to) in body.embeds.iter().zip(&page.resolved.embeds) {
        if is_gone(to) {
            edits.push(match other {
                Some(other) => retyped(&page.page, &embed.target, embed.target_span, other),
                None => taken_out(text, embed.span, title),
            });
        }
    }
    edits
}

/// The path that a target names.
pub(super) fn path_of(target: &Target) -> Option<&str> {
    match target {
        Target::Path { path, .. } => Some(path),
        _ => None,
    }
}

/// What becomes of `[label]: page.md`.
pub(super) fn definition(
    page: &Page,
    definition: &LinkDefinition,
    other: Option<&Other<'_>>,
) -> Edit {
    let span = definition.target_span;
    match other {
        Some(other) => retyped(page, &definition.target, span, other),
        None => {
            let text = &*page.text;
            Edit {
                range: line_start(text, span.range().start)..next_line(text, span.range().end),
                text: String::new(),
            }
        }
    }
}

fn contains(whole: Span, part: Span) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// The same form of a target, for the other page.
fn retyped(page: &Page, target: &Target, span: Span, other: &Other<'_>) -> Edit {
    let typed = &page.text[span.range()];
    let text = match target {
        Target::Path { path, .. } => {
            let at = typed.find(['#', '?']).unwrap_or(typed.len());
            let pointed = page.text[..span.range().start].ends_with('<');
            let (old, new) = (
                Seen {
                    from: &page.path,
                    path,
                },
                Seen {
                    from: &page.path,
                    path: other.path,
                },
            );
            let place = literal_quoting::destination(&typed[..at], pointed, old, new);
            format!("{place}{}", other.heading(typed))
        }
        _ => {
            // The bar of a link in a table is `\|`.
            let bar = if typed.ends_with('\\') { "\\" } else { "" };
            let heading = other.heading(typed).trim_end_matches('\\');
            format!("{}{heading}{bar}", other.id)
        }
    };
    Edit {
        range: span.range(),
        text,
    }
}

/// Takes both tags of a link in HTML out, of which this is the first; its words stay.
fn without_element(text: &str, tag: Span, title: &str) -> Vec<Edit> {
    let behind = tag.end as usize;
    let end = end_tag(text, behind);
    let is_empty = end
        .as_ref()
        .is_none_or(|end| text[behind..end.start].trim().is_empty());
    let first = Edit {
        range: tag.range(),
        text: if is_empty { title } else { "" }.to_owned(),
    };
    let last = end.map(|range| Edit {
        range,
        text: String::new(),
    });
    std::iter::once(first).chain(last).collect()
}

/// The first end of a link in HTML behind a place.
fn end_tag(text: &str, behind: usize) -> Option<Range<usize>> {
    let mut ends = text[behind..].match_indices("</");
    ends.find_map(|(at, _)| {
        let rest = text[behind + at + 2..].strip_prefix(['a', 'A'])?;
        let rest = rest.trim_start().strip_prefix('>')?;
        Some(behind + at..text.len() - rest.len())
    })
}

/// What a reader has read there.
fn words(text: &str, span: Span, target: Span, bare: bool, title: &str) -> String {
    let typed = &text[span.range()];
    if let Some(inner) = typed
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"))
    {
        let own = inner.split_once('|').map(|(_, words)| words.trim());
        return own.filter(|_| !bare).unwrap_or(title).to_owned();
    }
    let Some(inner) = typed.strip_prefix('[') else {
        return title.to_owned();
    };
    // A link by label has its address elsewhere on the page, so only an inline one is cut before it.
    let is_inline = contains(span, target) && span != target;
    let before = if is_inline {
        &inner[..(target.start - span.start) as usize - 1]
    } else {
        inner
    };
    let end = match before.rfind("](") {
        Some(end) if is_inline => end,
        _ => before
            .rfind("][")
            .or_else(|| before.rfind(']'))
            .unwrap_or(before.len()),
    };
    let words = &inner[..end];
    if words.trim().is_empty() {
        title.to_owned()
    } else {
        words.to_owned()
    }
}

/// An embed goes with its line; one that stands behind something else becomes the title.
fn taken_out(text: &str, span: Span, title: &str) -> Edit {
    let range = span.range();
    let (start, end) = (line_start(text, range.start), next_line(text, range.end));
    let line = &text[start..end];
    if line.trim() != text[range.clone()].trim() {
        return Edit {
            range,
            text: title.to_owned(),
        };
    }
    // One of the two blank lines around it goes too.
    let next = next_line(text, end);
    let is_blank = end < text.len() && text[end..next].trim().is_empty();
    let end = if is_blank { next } else { end };
    Edit {
        range: start..end,
        text: String::new(),
    }
}

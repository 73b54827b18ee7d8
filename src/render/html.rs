//! The text of a page as HTML, its addresses as they count from the page that shows it.

mod citation;
pub(crate) mod link;
mod markup;
mod meeting_word;
mod note;
pub(crate) mod origin;
mod raw_html;
mod writer;

#[cfg(test)]
mod commonmark;

use std::ops::Range;

pub(crate) use self::citation::{mark_id, source_id};
use self::writer::HtmlWriter;
use crate::document::{Cited, NumberedLink, Scope, Walk};
use crate::model::page::CodeBlock;
use crate::model::site::{PageIndex, WorkIndex};
use crate::model::source::Span;
use crate::render::citations::Marking;
use crate::render::reference::{Citing, TextCitations};
use crate::render::render_context::RenderContext;
use crate::render::sanitize;

/// A body as HTML.
#[derive(Debug, Default)]
pub(crate) struct Html {
    pub(crate) html: String,
    /// The sources cited, in the order of their numbers.
    pub(crate) cited: Vec<Cited>,
    /// Its marks and references, in a style in which they depend on each other.
    pub(crate) citations: Option<TextCitations>,
    /// What its links lead to, in the order of the numbers that the links carry.
    pub(crate) links: Vec<NumberedLink>,
    /// Where the blocks come from, if that was asked for: their attributes count these.
    pub(crate) origins: Vec<Span>,
    /// The first code that is shown without colours, since they would take too long.
    pub(crate) slow_code: Option<CodeBlock>,
}

impl Html {
    /// The works cited, in the order of their numbers.
    pub(crate) fn works(&self) -> Vec<WorkIndex> {
        self.cited.iter().map(|cited| cited.work).collect()
    }
}

/// Writes the whole body of a page, its notes at the end.
pub(crate) fn page(cx: RenderContext<'_>, index: PageIndex) -> Html {
    whole(cx, index, false)
}

/// As [`page`], with an attribute on each block that tells its origin.
pub(crate) fn page_with_origins(cx: RenderContext<'_>, index: PageIndex) -> Html {
    whole(cx, index, true)
}

fn whole(cx: RenderContext<'_>, index: PageIndex, with_origins: bool) -> Html {
    let lang = cx.site.lang_of(index);
    let marking = Marking::new(cx.references.citing());
    let (mut html, marking) = written(cx, index, with_origins, marking);
    if let Some(made) = marking.made(cx.references, &html.cited, lang) {
        let (second, marking) = written(cx, index, with_origins, made);
        html = second;
        html.citations = marking.into_citations();
    }
    html
}

fn written(
    cx: RenderContext<'_>,
    index: PageIndex,
    with_origins: bool,
    marking: Marking,
) -> (Html, Marking) {
    let shown = &cx.site.pages[index];
    let mut writer = HtmlWriter::new(Some(cx), index, &shown.url).with_marks(marking);
    if with_origins {
        writer = writer.with_origins();
    }
    // Markup makes most texts half as long again.
    writer.reserve(2 * shown.page.text.len());
    let scope = Scope {
        cites_in_notes: cx.references.citing() == Citing::InNotes,
        ..Scope::PAGE
    };
    let mut walk = Walk::new(cx.document(), index, scope, writer);
    walk.page(cx.document());
    let must_be_cleaned = must_be_cleaned(&walk, cx);
    let (mut writer, cited, links) = walk.finish();
    let slow_code = writer.take_slow_code();
    let (html, origins, marking) = writer.finish();
    let html = Html {
        html: cleaned(html, must_be_cleaned),
        cited,
        citations: None,
        links,
        origins,
        slow_code,
    };
    (html, marking)
}

/// Writes a stretch of a page's events for the artifact at `from`, which shows neither the page's
/// sources nor its notes, so that their marks are left out.
pub(crate) fn fragment(
    cx: RenderContext<'_>,
    index: PageIndex,
    events: Range<u32>,
    from: &str,
) -> String {
    part(cx, index, events, from, Scope::FRAGMENT)
}

/// As [`fragment`], with what is for the facilitator; of text that other pages lend, only what
/// everyone may read.
pub(crate) fn for_facilitator(
    cx: RenderContext<'_>,
    index: PageIndex,
    events: Range<u32>,
    from: &str,
) -> String {
    let scope = Scope {
        facilitators: true,
        ..Scope::FRAGMENT
    };
    part(cx, index, events, from, scope)
}

fn part(
    cx: RenderContext<'_>,
    index: PageIndex,
    events: Range<u32>,
    from: &str,
    scope: Scope,
) -> String {
    let writer = HtmlWriter::new(Some(cx), index, from);
    let mut walk = Walk::new(cx.document(), index, scope, writer);
    walk.stretch(cx.document(), index, events);
    let must_be_cleaned = must_be_cleaned(&walk, cx);
    let (writer, ..) = walk.finish();
    cleaned(writer.finish().0, must_be_cleaned)
}

/// Whether raw HTML is among what was written that is not trusted: `trust_html` holds for our own files alone.
fn must_be_cleaned(walk: &Walk<'_, HtmlWriter<'_>>, cx: RenderContext<'_>) -> bool {
    walk.has_raw_html() && (!cx.site.config.trust_html || walk.has_html_from_beneath())
}

/// What was written, sanitised where it must be.
fn cleaned(html: String, must_be_cleaned: bool) -> String {
    if must_be_cleaned {
        sanitize::clean(&html)
    } else {
        html
    }
}

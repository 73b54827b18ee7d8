//! Citations as HTML: marks in the text, and whole references in lists of works.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::link::address;
use super::markup::Markup;
use crate::document::{Citation, Target, View, WorkEntry};
use crate::model::site::{PageIndex, Site, WorkIndex};
use crate::render::citations::Marking;
use crate::render::reference::{Citing, Form};
use crate::render::render_context::RenderContext;
use crate::render::work_entry;

/// The id of a mark.
pub(crate) fn mark_id(number: usize) -> String {
    format!("page-cite-{number}")
}

/// The id of a source's entry in the page's list of sources.
pub(crate) fn source_id(site: &Site, work: WorkIndex) -> String {
    format!("page-source-{}", site.works[work].record.id)
}

/// A mark: each source in it leads to its entry at the foot of the page.
pub(super) fn mark(
    out: &mut Markup,
    cx: RenderContext<'_>,
    marking: &Marking,
    citation: Citation<'_>,
    shown_on: PageIndex,
) {
    let lang = cx.site.lang_of(shown_on);
    let pieces = marking.next(cx, citation, lang, Form::Html);
    // A number is raised, as notes are; words stand in the line.
    let class = match cx.references.citing() {
        Citing::ByNumber => "cite",
        Citing::ByWords | Citing::InNotes => "cite cite-words",
    };
    // A mark with a note of its own is named where that note is.
    let mut is_named = citation.is_note;
    for piece in pieces {
        let Some(item) = piece.item else {
            out.raw(&piece.words);
            continue;
        };
        let _ = write!(out.out, "<a class=\"{class}\"");
        if !is_named {
            let _ = write!(out.out, " id=\"{}\"", mark_id(citation.number));
            is_named = true;
        }
        out.raw(" href=\"#");
        out.attribute(&source_id(cx.site, citation.sources[item].work));
        out.raw("\">");
        // A mark of a few letters stands on one line.
        out.raw(&kept_together(&piece.words));
        out.raw("</a>");
    }
}

/// How many letters stand on one line whatever the width of the page.
const TOGETHER: usize = 24;

/// Markup without spaces at which a line could end, if it says little.
fn kept_together(html: &str) -> Cow<'_, str> {
    let mut is_in_tag = false;
    let mut shown = 0;
    let mut together = String::with_capacity(html.len() + 4);
    for c in html.chars() {
        is_in_tag |= c == '<';
        shown += usize::from(!is_in_tag);
        together.push(if c == ' ' && !is_in_tag { '\u{a0}' } else { c });
        is_in_tag &= c != '>';
    }
    if shown > TOGETHER {
        Cow::Borrowed(html)
    } else {
        Cow::Owned(together)
    }
}

/// An entry of a list of works.
pub(super) fn entry(
    out: &mut Markup,
    cx: RenderContext<'_>,
    entry: WorkEntry,
    shown_on: PageIndex,
    view: View<'_>,
) {
    let reference = cx.references.of(entry.work, cx.site.lang_of(shown_on));
    let own = &cx.site.works[entry.work].record.own;
    let _ = write!(
        out.out,
        "<div class=\"entry\" id=\"{}\"",
        mark_id(entry.number)
    );
    for (name, words) in own.for_readers() {
        let _ = write!(out.out, " data-{name}=\"");
        out.text(words);
        out.raw("\"");
    }
    out.raw(">");
    out.raw(&reference.html);
    let lang = cx.site.pages[shown_on].page.meta.lang;
    let target = Target::Work(lang, entry.work);
    out.raw(" <a class=\"more\" href=\"");
    address(out, Some(cx), target, view);
    out.raw("\">");
    out.text(cx.words.plain("about-this-source"));
    out.raw("</a>");
    for words in work_entry::beside(cx, entry, cx.site.lang_of(shown_on)) {
        beside(out, &words);
    }
    out.raw("</div>\n");
}

/// What is said beside a reference.
fn beside(out: &mut Markup, words: &str) {
    out.raw(" <span class=\"note\">");
    out.text(words);
    out.raw("</span>");
}

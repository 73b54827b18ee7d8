//! Keeps what a page says of itself within the limits.
//!
//! Takes the metadata and the agenda as they were read; gives them without what is beyond, and a finding for
//! each limit that was met.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::over_limit;
use crate::limits::{self, Limit};
use crate::model::agenda::{Agenda, Item, Marked};
use crate::model::page::{Body, Meta, TypedRelation};
use crate::model::source::{Span, Spanned};

/// Takes out of a page's metadata what is beyond the limits.
pub(super) fn meta(meta: &mut Meta, findings: &mut Vec<Diagnostic>) {
    let relation = |relation: &TypedRelation| relation.target.span;
    cut(&mut meta.tags, &limits::TAGS, |tag| tag.span, findings);
    cut(
        &mut meta.aliases,
        &limits::ALIASES,
        |alias| alias.span,
        findings,
    );
    cut(&mut meta.relations, &limits::RELATIONS, relation, findings);
    // Authors are kept as words alone, without a place, so the finding is of the page.
    let whole = Span::whole(meta.id.span.source);
    cut(&mut meta.authors, &limits::AUTHORS, |_| whole, findings);
    for tag in &mut meta.tags {
        shorten(tag, &limits::NAME, findings);
    }
    for alias in &mut meta.aliases {
        shorten(alias, &limits::NAME, findings);
    }
    if let Some(title) = &mut meta.title {
        shorten(title, &limits::TITLE, findings);
    }
    if let Some(summary) = &mut meta.summary {
        shorten(summary, &limits::SUMMARY, findings);
    }
}

/// Takes out of an agenda what is beyond the limits.
pub(super) fn agenda(agenda: &mut Agenda, body: &Body, findings: &mut Vec<Diagnostic>) {
    let heading = |item: &Item| body.headings[item.heading as usize].span;
    cut(&mut agenda.items, &limits::ITEMS, heading, findings);
    cut(
        &mut agenda.settings.roles,
        &limits::ROLES,
        |role| role.span,
        findings,
    );
    let marked = |block: &Marked| body.markers[block.marker as usize].span;
    for item in &mut agenda.items {
        let place = heading(item);
        cut(&mut item.materials, &limits::MATERIALS, |_| place, findings);
        cut(&mut item.marked, &limits::MARKED, marked, findings);
    }
    for section in &mut agenda.outside {
        let first = section.marked.first().map(marked);
        let heading = section.heading.map(|at| body.headings[at as usize].span);
        if let Some(place) = heading.or(first) {
            let materials = &mut section.materials;
            cut(materials, &limits::MATERIALS, |_| place, findings);
        }
        cut(&mut section.marked, &limits::MARKED, marked, findings);
    }
}

/// Leaves in a list as many as there may be.
fn cut<T>(
    list: &mut Vec<T>,
    limit: &Limit,
    place: impl Fn(&T) -> Span,
    findings: &mut Vec<Diagnostic>,
) {
    if let Some(first) = list.get(limit.most) {
        findings.push(over_limit::finding(place(first), limit, list.len()));
        list.truncate(limit.most);
    }
}

/// Leaves of a text as much as there may be, and a sign that there is more.
fn shorten(text: &mut Spanned<String>, limit: &Limit, findings: &mut Vec<Diagnostic>) {
    if text.value.len() <= limit.most {
        return;
    }
    findings.push(over_limit::finding(text.span, limit, text.value.len()));
    let mut end = limit.most;
    while !text.value.is_char_boundary(end) {
        end -= 1;
    }
    text.value.truncate(end);
    text.value.push('…');
}

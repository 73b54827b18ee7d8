//! Writes the text of a page with the changes that another makes in it.

use std::ops::Range;

use crate::compose::changes::Changes;
use crate::compose::copied::Copied;
use crate::compose::sections::keys;
use crate::model::origins::Composition;
use crate::model::page::{Page, Target};
use crate::model::source::Span;

/// Two pages, and the text that is made of them.
pub(super) struct Copy<'a> {
    own: Stretches<'a>,
    base: Stretches<'a>,
    into: &'a mut Composition,
}

/// What is copied of one page, and what is not copied as it stands.
struct Stretches<'a> {
    of: &'a Copied<'a>,
    /// What the copy has in place of the text, by place.
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Copy<'a> {
    /// The page that comes of it stands at `path`.
    pub(super) fn new(
        own: &'a Copied<'a>,
        base: &'a Copied<'a>,
        path: &str,
        into: &'a mut Composition,
    ) -> Self {
        let mut own = Stretches::new(own, path);
        let (page, base) = (own.of.page, Stretches::new(base, path));
        for heading in &page.body.headings {
            let cut = keys(&page.text, &heading.span.range()).into_iter();
            own.edits.extend(cut.map(|range| (range, String::new())));
        }
        own.edits.sort_by_key(|(range, _)| range.start);
        Copy { own, base, into }
    }

    /// Copies the original with the changes, and puts what is left of ours at the end.
    pub(super) fn write(mut self, found: &Changes) {
        self.base.edits.extend(found.headings.iter().cloned());
        self.base.edits.sort_by_key(|(range, _)| range.start);
        let mut at = self.base.of.body;
        for change in &found.changes {
            self.base.copy(at..change.at.start.max(at), self.into);
            self.write_own(&change.own);
            at = change.at.end.max(at);
        }
        self.base.copy(at..self.base.of.page.text.len(), self.into);
        for range in &found.at_end {
            self.write_own(range);
        }
    }

    /// A stretch of ours stands as blocks of its own.
    fn write_own(&mut self, range: &Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.separate(range.start);
        self.own.copy(range.clone(), self.into);
        self.separate(range.end);
    }

    fn separate(&mut self, at: usize) {
        let missing = match self.into.text.as_bytes() {
            [.., b'\n', b'\n'] => return,
            [.., b'\n'] => "\n",
            _ => "\n\n",
        };
        let place = Span::new(self.own.of.page.source, self.own.in_file(at..at));
        self.into.add_words(missing, place);
    }
}

impl<'a> Stretches<'a> {
    /// The title of a page is in its fields. Links that go by the folder of the page go from the root where
    /// it comes to stand in another.
    fn new(of: &'a Copied<'a>, path: &str) -> Self {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        edits.extend(of.title.map(|title| (title.range(), String::new())));
        if folder(path) != folder(&of.page.path) {
            edits.extend(absolute_links(of.page));
        }
        edits.sort_by_key(|(range, _)| range.start);
        Stretches { of, edits }
    }

    fn copy(&self, range: Range<usize>, into: &mut Composition) {
        let source = self.of.page.source;
        let text = &*self.of.page.text;
        let mut at = range.start;
        let within =
            |edit: &&(Range<usize>, String)| range.start <= edit.0.start && edit.0.end <= range.end;
        for (place, words) in self.edits.iter().filter(within) {
            if place.start < at {
                continue;
            }
            into.add_copy(source, &text[at..place.start], self.in_file(at..at).start);
            if !words.is_empty() {
                into.add_words(words, Span::new(source, self.in_file(place.clone())));
            }
            at = place.end;
        }
        into.add_copy(source, &text[at..range.end], self.in_file(at..at).start);
    }

    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        let moved = |at: usize| (at + self.of.body_in_file).saturating_sub(self.of.body);
        moved(range.start)..moved(range.end)
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The links and pictures of a page that are given by a path from its folder, as paths from the root.
fn absolute_links(page: &Page) -> Vec<(Range<usize>, String)> {
    let links = page
        .body
        .links
        .iter()
        .map(|link| (&link.target, link.target_span));
    let images = page
        .body
        .images
        .iter()
        .map(|image| (&image.target, image.target_span));
    let definitions = page.body.definitions.iter();
    let definitions = definitions.map(|one| (&one.target, one.target_span));
    let links = links
        .chain(images)
        .chain(definitions)
        .filter_map(|(target, span)| {
            let Target::Path { path, .. } = target else {
                return None;
            };
            // What holds brackets or a line end is no plain path, and is left as it was typed.
            let typed = &page.text[span.range()];
            let end = typed.find(['#', '?']).unwrap_or(typed.len());
            let is_plain = !typed.starts_with('/') && !typed.contains(['[', '<', '\n']);
            let start = span.start as usize;
            let path = path
                .replace('%', "%25")
                .replace(' ', "%20")
                .replace('(', "%28")
                .replace(')', "%29");
            (is_plain && end > 0).then(|| (start..start + end, format!("/{path}")))
        });
    links.collect()
}

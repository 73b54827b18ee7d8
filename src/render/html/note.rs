//! Footnotes and embeds: text of a page that is shown elsewhere than where it stands.

use std::fmt::Write as _;

use super::{Note, Place, Writer, Writing};
use crate::render::address::href;
use crate::site::{PageIndex, Resolution, Unshown};

impl<'a> Writer<'a> {
    /// The raised number of a note. Notes are numbered in the order in which they are first met.
    pub(super) fn note_reference(&mut self, page: PageIndex, footnote: u32) {
        let at = *self.notes_at.entry((page, footnote)).or_insert_with(|| {
            self.notes.push(Note {
                page,
                footnote,
                references: 0,
            });
            self.notes.len() - 1
        });
        self.notes[at].references += 1;
        let (number, times) = (at + 1, self.notes[at].references);
        let _ = write!(
            self.out,
            "<sup class=\"footnote-reference\" id=\"{}\"><a href=\"#page-note-{number}\">{number}</a></sup>",
            back(number, times)
        );
    }

    /// Writes the notes that were referred to, and those that they refer to in turn.
    pub(super) fn notes(&mut self, writing: Writing<'a>) {
        self.notes_from(writing, 0);
    }

    /// As [`Writer::notes`], without those before the one at `first`.
    pub(super) fn notes_from(&mut self, writing: Writing<'a>, first: usize) {
        if self.notes.len() <= first {
            return;
        }
        let title = writing.words.plain("footnotes").to_owned();
        self.open("<section class=\"footnotes\" role=\"doc-endnotes\"><h2 id=\"page-notes\">");
        self.escaped(&title);
        self.out.push_str("</h2>\n<ol>\n");
        let mut at = first;
        while let Some(note) = self.notes.get(at) {
            let (page, footnote) = (note.page, note.footnote);
            let _ = writeln!(self.out, "<li id=\"page-note-{}\">", at + 1);
            let events = writing.site.pages[page].page.body.footnotes[footnote as usize]
                .events
                .clone();
            // The definition's own start and end would send the text here again.
            self.body(
                writing,
                page,
                events.start + 1..events.end.saturating_sub(1),
            );
            self.backs(writing, at);
            self.out.push_str("</li>\n");
            at += 1;
        }
        self.out.push_str("</ol></section>\n");
    }

    fn backs(&mut self, writing: Writing<'a>, at: usize) {
        let number = at + 1;
        let label = writing.words.plain("back-to-text").to_owned();
        for times in 1..=self.notes[at].references {
            let _ = write!(
                self.out,
                "<a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"",
                back(number, times)
            );
            self.attribute(&label);
            self.out.push_str("\">↩</a> ");
        }
    }

    /// A page or a section of one, where an embed names it.
    pub(super) fn embed(&mut self, place: &Place<'a>, embed: u32) {
        let Some(writing) = self.writing else {
            return;
        };
        let Resolution::Page { page, heading } =
            writing.site.pages[place.page].leads.embeds[embed as usize]
        else {
            let words = place.body.embeds[embed as usize].span.range();
            return self.dead(&place.text[words]);
        };
        // A page says nothing new within itself.
        if page == self.shown_on && heading.is_none() {
            return;
        }
        if self.is_linked(writing, place.page, embed) {
            self.open("<div class=\"embed\">\n");
            self.embed_source(writing, page, heading);
            self.out.push_str("</div>\n");
            return;
        }
        let body = &writing.site.pages[page].page.body;
        let events = match heading {
            Some(heading) => body.text_of(&body.headings[heading as usize]),
            None => body.whole(),
        };
        self.embedding.push(page);
        self.open("<div class=\"embed\">\n");
        self.body(writing, page, events);
        self.embed_source(writing, page, heading);
        self.out.push_str("</div>\n");
        self.embedding.pop();
    }

    /// Whether an embed on `page` is shown as a link: what the page itself shows is counted on it, what
    /// others show of it on them.
    fn is_linked(&self, writing: Writing<'a>, page: PageIndex, embed: u32) -> bool {
        let linked = writing.site.pages[page].linked_embed(embed);
        let own = page == self.shown_on && self.embedding.is_empty();
        linked.is_some_and(|linked| match linked.why {
            Unshown::Endless => true,
            Unshown::EndlessElsewhere => !own,
            _ => own,
        })
    }

    fn embed_source(&mut self, writing: Writing<'a>, page: PageIndex, heading: Option<u32>) {
        let target = &writing.site.pages[page];
        let mut address = href(self.from, &target.url);
        if let Some(heading) = heading {
            address.push('#');
            address.push_str(&target.page.body.headings[heading as usize].id);
        }
        self.line();
        self.out.push_str("<p class=\"embed-source\"><a href=\"");
        self.attribute(&address);
        let found = Resolution::Page { page, heading };
        if let Some(number) = self.site_note(writing, page, &found) {
            let _ = write!(self.out, "\" data-note=\"{number}");
        }
        self.out.push_str("\">");
        self.escaped(target.page.meta.title());
        self.out.push_str("</a></p>\n");
    }
}

fn back(number: usize, times: usize) -> String {
    match times {
        1 => format!("page-noteref-{number}"),
        _ => format!("page-noteref-{number}-{times}"),
    }
}

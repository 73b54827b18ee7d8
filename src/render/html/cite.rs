//! Citations as HTML: marks in the text, and whole references in lists of works.

use std::fmt::Write as _;

use super::{Cited, Place, Writer, Writing};
use crate::page::{Citation, CitationItem, EventKind, Node};
use crate::render::address::href;
use crate::render::reference::MarkItem;
use crate::site::WorkIndex;

impl<'a> Writer<'a> {
    /// A mark: each source in it leads to its entry at the foot of the page.
    pub(super) fn citation(&mut self, place: &Place<'a>, index: u32) {
        let citation: &'a Citation = &place.body.citations[index as usize];
        let Some(writing) = self.writing else {
            return self.escaped(&place.text[citation.span.range()]);
        };
        let works = writing.site.pages[place.page].leads.citations.of(index);
        let known: Vec<(&CitationItem, WorkIndex)> = citation
            .items
            .iter()
            .zip(works)
            .filter_map(|(item, work)| Some((item, (*work)?)))
            .collect();
        if known.len() < citation.items.len() || known.is_empty() {
            return self.dead(&place.text[citation.span.range()]);
        }
        self.marks += 1;
        let mark = format!("page-cite-{}", self.marks);
        let numbers: Vec<usize> = known
            .iter()
            .map(|(_, work)| self.cite(writing, *work, &mark))
            .collect();
        let items: Vec<MarkItem<'_>> = known
            .iter()
            .zip(&numbers)
            .map(|((item, _), number)| MarkItem {
                number: *number,
                locator: item
                    .locator
                    .as_ref()
                    .map(|locator| (locator.kind, &*locator.value)),
                prefix: item.prefix.as_deref(),
                suffix: item.suffix.as_deref(),
                suppress_author: item.suppress_author,
            })
            .collect();
        let lang = writing.site.lang_of(self.shown_on);
        let pieces = writing.references.mark(&items, lang);
        let mut named = false;
        for piece in pieces.iter() {
            let Some(item) = piece.item else {
                self.out.push_str(&piece.html);
                continue;
            };
            self.out.push_str("<a class=\"cite\"");
            if !named {
                let _ = write!(self.out, " id=\"{mark}\"");
                named = true;
            }
            self.out.push_str(" href=\"#");
            let anchor = self.cited[numbers[item] - 1].anchor.clone();
            self.attribute(&anchor);
            self.out.push_str("\">");
            self.out.push_str(&piece.html);
            self.out.push_str("</a>");
        }
    }

    /// The number of a source on this page, which gets one at its first mark.
    fn cite(&mut self, writing: Writing<'a>, work: WorkIndex, mark: &str) -> usize {
        let at = *self.cited_at.entry(work).or_insert_with(|| {
            let id = &writing.site.works[work].record.id;
            self.cited.push(Cited {
                work,
                anchor: format!("page-source-{id}"),
                marks: Vec::new(),
            });
            self.cited.len() - 1
        });
        let marks = &mut self.cited[at].marks;
        if marks.last().is_none_or(|last| last != mark) {
            marks.push(mark.to_owned());
        }
        at + 1
    }

    /// An entry of a list of works: the whole reference in place of the mark that begins the item,
    /// which starts at event `at`.
    pub(super) fn entry(
        &mut self,
        writing: Writing<'a>,
        place: &mut Place<'a>,
        at: u32,
        citation: u32,
    ) {
        let works = writing.site.pages[place.page].leads.citations.of(citation);
        let [Some(work)] = works else {
            return;
        };
        let lang = writing.site.lang_of(self.shown_on);
        let reference = writing.references.of(*work, lang);
        self.out.push_str("<div class=\"entry\">");
        self.out.push_str(&reference.html);
        let lang = writing.site.pages[self.shown_on].page.meta.lang;
        let address = href(self.from, &writing.site.work_url(lang, *work));
        self.out.push_str(" <a class=\"more\" href=\"");
        self.attribute(&address);
        self.out.push_str("\">");
        self.escaped(writing.words.plain("about-this-source"));
        self.out.push_str("</a>");
        let record = &writing.site.works[*work].record;
        if let Some(access) = &record.own.access {
            self.out.push_str(" <span class=\"note\">");
            self.escaped(access);
            self.out.push_str("</span>");
        }
        self.cited_elsewhere(writing, place, *work);
        self.out.push_str("</div>\n");
        let events = place.body.events[at as usize..].iter();
        let mark = events
            .enumerate()
            .find(|(_, event)| event.kind == EventKind::Citation(citation));
        if let Some((after, _)) = mark {
            place.skip_to = at + after as u32 + 1;
            // An item of a loose list begins with a paragraph, whose tag would be skipped too.
            let next = place.body.events.get(place.skip_to as usize);
            if next.is_some_and(|event| event.kind == EventKind::End(Node::Paragraph)) {
                place.skip_to += 1;
            } else if after > 1 {
                self.out.push_str("<p>");
            }
        }
    }

    fn cited_elsewhere(&mut self, writing: Writing<'a>, place: &Place<'a>, work: WorkIndex) {
        let citing = writing.site.works[work].citing.iter();
        let claims = citing.filter(|mark| mark.from != place.page).count();
        if claims > 0 {
            self.out.push_str(" <span class=\"note\">");
            self.escaped(&writing.words.count("claims", claims));
            self.out.push_str("</span>");
        }
    }
}

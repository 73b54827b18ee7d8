//! What can be printed: the sheets of a page, and all of them on one shelf.

use std::sync::Arc;

use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::print_request::web_sheets;
use crate::model::sheet::{Imposition, Printing, Sheet, Size};
use crate::model::site::PageIndex;
use crate::render::i18n::Words;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::view::{Linked, SheetData, ShelfGroup, ShelfPage};
use crate::resolve::prints;

/// The sheets of a page, each with its files: pages that print well from a browser, and PDFs.
pub(crate) fn sheets(cx: RenderContext<'_>, index: PageIndex) -> Vec<SheetData> {
    let site = cx.site;
    let words = cx.words;
    let shown = &site.pages[index];
    let mut sheets: Vec<(Sheet, SheetData)> = Vec::new();
    for sheet in web_sheets(&shown.page) {
        let url = sheet.url(&shown.url);
        let title = words.plain("web-page").to_owned();
        add(&mut sheets, cx, index, sheet, Linked { title, url });
    }
    let printed = prints::of_build(site, index, cx.edition);
    let papers = site.config.print.papers.len();
    for (url, printing) in printed {
        let title = label(words, printing, papers);
        add(
            &mut sheets,
            cx,
            index,
            printing.sheet,
            Linked { title, url },
        );
    }
    sheets.into_iter().map(|(_, data)| data).collect()
}

fn add(
    sheets: &mut Vec<(Sheet, SheetData)>,
    cx: RenderContext<'_>,
    index: PageIndex,
    sheet: Sheet,
    file: Linked,
) {
    if let Some((_, data)) = sheets.iter_mut().find(|(known, _)| *known == sheet) {
        data.files.push(file);
        return;
    }
    let words = cx.words;
    let note = match sheet {
        Sheet::RunSheet => Some("for-the-facilitator"),
        Sheet::Agenda => Some("to-hand-out"),
        _ => None,
    };
    let data = SheetData {
        label: name(cx, index, sheet),
        note: note.map(|note| words.plain(note).to_owned()),
        files: vec![file],
    };
    sheets.push((sheet, data));
}

/// For which meeting the PDFs of a page are, in words: when it begins, how many come. A reader may have typed something else
/// on the page, which PDFs do not follow.
pub(crate) fn made_for(cx: RenderContext<'_>, index: PageIndex) -> Option<String> {
    let words = cx.words;
    let agenda = cx.site.pages[index].page.agenda.as_deref()?;
    if prints::of_build(cx.site, index, cx.edition).is_empty() {
        return None;
    }
    let settings = &agenda.settings;
    let day = settings.date.map(|date| words.date(date));
    let start = settings.start.map(|start| words.clock(start));
    let people = settings.people.as_ref();
    let people = people.map(|_| words.count("people", agenda.expected() as usize));
    let known: Vec<String> = [day, start, people].into_iter().flatten().collect();
    let known = known.join(words.plain("list-separator"));
    (!known.is_empty()).then(|| words.sentence("pdfs-made-for", "meeting", &known))
}

/// What a sheet of a page is called; one that is the page itself, by the page's kind.
pub(crate) fn name(cx: RenderContext<'_>, index: PageIndex, sheet: Sheet) -> String {
    let site = cx.site;
    match sheet {
        Sheet::Sheet => page_facts::kind_name(site, index, site.lang_of(index)).label,
        _ => cx.words.plain(sheet.name()).to_owned(),
    }
}

/// What tells the files of one sheet apart: "PDF", "PDF, A3, to fold".
fn label(words: &Words, printing: Printing, papers: usize) -> String {
    let size = printing.paper.name(printing.on());
    let is_plain = printing.on() == Size::Middle && printing.imposition.is_none();
    let mut parts = vec!["PDF".to_owned()];
    if papers > 1 || !is_plain {
        parts.push(paper_name(size));
    }
    if printing.large {
        parts.push(words.plain("large-print").to_owned());
    }
    if let Some(imposition) = printing.imposition {
        let word = match imposition {
            Imposition::Booklet => "to-fold",
            Imposition::Pocket => "to-fold-and-cut",
            Imposition::Tiles => "to-hang-below",
        };
        parts.push(words.plain(word).to_owned());
    }
    parts.join(words.plain("list-separator"))
}

/// `half-letter` as it is written: "Half-letter", `a4` as "A4".
fn paper_name(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// All pages of a language that are printed, with their sheets, by kind; meetings first.
pub(crate) fn groups(cx: RenderContext<'_>, lang: Lang) -> Vec<ShelfGroup> {
    let site = cx.site;
    let code = site.config.code(lang);
    let fallback = site.config.default_code();
    let (meetings, others): (Vec<&Arc<Kind>>, Vec<&Arc<Kind>>) = site
        .schema
        .kinds
        .iter()
        .partition(|kind| kind.can(Ability::Timed));
    let groups = meetings.into_iter().chain(others).filter_map(|kind| {
        let pages: Vec<_> = site
            .pages_of_kind(lang, &kind.id)
            // Many pages are never printed: they are left out, and so is a kind of which no page is left.
            .filter_map(|index| {
                let sheets = sheets(cx, index);
                let page = crate::render::listing::card(cx, index, code);
                let made_for = made_for(cx, index);
                (!sheets.is_empty()).then_some(ShelfPage {
                    page,
                    sheets,
                    made_for,
                })
            })
            .collect();
        (!pages.is_empty()).then(|| ShelfGroup {
            title: kind.plural(code, fallback).to_owned(),
            id: kind.id.clone(),
            pages,
        })
    });
    groups.collect()
}

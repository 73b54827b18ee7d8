//! What can be printed: the sheets of a page, and all of them on one shelf.

use crate::config::Lang;
use crate::print::{Fold, Printing, Sheet, Size};
use crate::render::context::{Linked, SheetData, ShelfGroup, ShelfPage};
use crate::render::html::Writing;
use crate::render::page;
use crate::render::words::Words;
use crate::resolve::prints;
use crate::site::PageIndex;

/// The sheets of a page, each with its files: pages that print well from a browser, and PDFs.
pub(crate) fn sheets(writing: Writing<'_>, index: PageIndex) -> Vec<SheetData> {
    let site = writing.site;
    let words = writing.words;
    let shown = &site.pages[index];
    let mut sheets: Vec<(Sheet, SheetData)> = Vec::new();
    if shown.page.agenda.is_some() {
        for sheet in Sheet::PAGES {
            let url = sheet.url(&shown.url);
            let title = words.plain("web-page").to_owned();
            add(&mut sheets, writing, index, sheet, Linked { title, url });
        }
    }
    let printed = prints::of_build(site, index);
    let papers = site.config.print.papers.len();
    for (url, printing) in printed {
        let title = label(words, printing, papers);
        add(
            &mut sheets,
            writing,
            index,
            printing.sheet,
            Linked { title, url },
        );
    }
    sheets.into_iter().map(|(_, data)| data).collect()
}

fn add(
    sheets: &mut Vec<(Sheet, SheetData)>,
    writing: Writing<'_>,
    index: PageIndex,
    sheet: Sheet,
    file: Linked,
) {
    if let Some((_, data)) = sheets.iter_mut().find(|(known, _)| *known == sheet) {
        data.files.push(file);
        return;
    }
    let words = writing.words;
    let note = match sheet {
        Sheet::RunSheet => Some("for-the-facilitator"),
        Sheet::Agenda => Some("to-hand-out"),
        _ => None,
    };
    let data = SheetData {
        label: name(writing, index, sheet),
        note: note.map(|note| words.plain(note).to_owned()),
        files: vec![file],
    };
    sheets.push((sheet, data));
}

/// What a sheet of a page is called; one that is the page itself, by the page's kind.
pub(crate) fn name(writing: Writing<'_>, index: PageIndex, sheet: Sheet) -> String {
    let site = writing.site;
    match sheet {
        Sheet::Sheet => page::kind_name(site, index, site.lang_of(index)).label,
        _ => writing.words.plain(sheet.name()).to_owned(),
    }
}

/// What tells the files of one sheet apart: "PDF", "PDF, A3, to fold".
fn label(words: &Words, printing: Printing, papers: usize) -> String {
    let size = printing.paper.name(printing.on());
    let is_plain = printing.on() == Size::Middle && printing.fold.is_none();
    let mut parts = vec!["PDF".to_owned()];
    if papers > 1 || !is_plain {
        parts.push(paper_name(size));
    }
    if printing.large {
        parts.push(words.plain("large-print").to_owned());
    }
    if let Some(fold) = printing.fold {
        let word = match fold {
            Fold::Booklet | Fold::Pocket => "to-fold",
            Fold::Tiles => "on-four-sheets",
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

/// All pages of a language that are printed, with their sheets; agendas first, then by kind.
pub(crate) fn shelf(writing: Writing<'_>, lang: Lang) -> Vec<ShelfGroup> {
    let site = writing.site;
    let code = site.config.code(lang);
    let fallback = site.config.default_code();
    let agendas = site.schema.kinds.iter().filter(|kind| kind.id == "agenda");
    let others = site.schema.kinds.iter().filter(|kind| kind.id != "agenda");
    let groups = agendas.chain(others).filter_map(|kind| {
        let pages: Vec<_> = site
            .pages_of_kind(lang, &kind.id)
            .filter_map(|index| {
                let sheets = sheets(writing, index);
                let page = crate::render::listing::card(writing, index, code);
                (!sheets.is_empty()).then_some(ShelfPage { page, sheets })
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

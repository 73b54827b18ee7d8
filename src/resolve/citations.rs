//! Which source each mark cites, and which marks cite each source.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::page::Page;
use crate::site::{Citations, CitingMark, Site, WorkIndex};

/// Joins each page of kind `source` to the record of its id: the record's page holds its prose.
pub(super) fn attach_prose(site: &mut Site) {
    let ids = ids(site);
    let joined: Vec<Option<WorkIndex>> = site
        .pages
        .iter()
        .map(|page| {
            let meta = &page.page.meta;
            let source = meta.kind.value == "source";
            source.then(|| ids.get(meta.id.value.as_str()).copied())?
        })
        .collect();
    drop(ids);
    for (page, work) in site.pages.iter_mut().zip(joined) {
        if let Some(work) = work {
            let folder = site.config.folder(page.page.meta.lang);
            page.url = format!("{folder}{}", site.works[work].url);
            page.work = Some(work);
        }
    }
}

/// What the marks of every page cite.
pub(super) fn resolve(site: &Site) -> Vec<Citations> {
    let ids = ids(site);
    let pages = site.pages.par_iter();
    pages.map(|page| cited(&page.page, &ids)).collect()
}

fn cited(page: &Page, ids: &HashMap<&str, WorkIndex>) -> Citations {
    let marks = page.body.citations.iter();
    let marks = marks.map(|mark| mark.items.iter().map(|item| ids.get(&*item.key).copied()));
    Citations::new(marks)
}

/// For each work the marks that cite it and that everyone may read, by page.
pub(super) fn citing(site: &Site) -> Vec<Vec<CitingMark>> {
    let mut citing: Vec<Vec<CitingMark>> = vec![Vec::new(); site.works.len()];
    for (from, page) in site.pages.iter().enumerate() {
        let marks = page.page.body.citations.iter().zip(page.citations.marks());
        for (at, (mark, works)) in marks.enumerate() {
            for work in works.iter().flatten().filter(|_| mark.public) {
                let citing = &mut citing[*work];
                let mark = CitingMark {
                    from,
                    mark: at as u32,
                };
                // A mark may name a source twice.
                if citing.last() != Some(&mark) {
                    citing.push(mark);
                }
            }
        }
    }
    citing
}

fn ids(site: &Site) -> HashMap<&str, WorkIndex> {
    let ids = site.works.iter().enumerate();
    ids.map(|(index, work)| (work.record.id.as_str(), index))
        .collect()
}

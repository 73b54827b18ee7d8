//! Which source each mark cites, and which marks cite each source.

use std::collections::HashMap;

use crate::site::{Site, WorkIndex};

/// Joins each page of kind `source` to the record of its id: the record's page holds its prose.
pub(super) fn attach_prose(site: &mut Site) {
    let ids = ids(site);
    for page in &mut site.pages {
        let meta = &page.page.meta;
        if meta.kind.value != "source" {
            continue;
        }
        if let Some(&work) = ids.get(meta.id.value.as_str()) {
            let folder = site.config.folder(meta.lang);
            page.url = format!("{folder}{}", site.works[work].url);
            page.work = Some(work);
        }
    }
}

/// Fills the citations of every page and what cites each work.
pub(super) fn resolve(site: &mut Site) {
    let ids = ids(site);
    let mut citing: Vec<Vec<(usize, Vec<u32>)>> = vec![Vec::new(); site.works.len()];
    let mut resolved = Vec::with_capacity(site.pages.len());
    for (index, page) in site.pages.iter().enumerate() {
        let mut marks = Vec::with_capacity(page.page.body.citations.len());
        for (at, mark) in page.page.body.citations.iter().enumerate() {
            let works: Vec<Option<WorkIndex>> = mark
                .items
                .iter()
                .map(|item| ids.get(&*item.key).copied())
                .collect();
            if mark.public {
                for work in works.iter().flatten() {
                    note(&mut citing[*work], index, at as u32);
                }
            }
            marks.push(works);
        }
        resolved.push(marks);
    }
    drop(ids);
    for (page, marks) in site.pages.iter_mut().zip(resolved) {
        page.citations = marks;
    }
    for (work, citing) in site.works.iter_mut().zip(citing) {
        work.citing = citing;
    }
}

fn note(citing: &mut Vec<(usize, Vec<u32>)>, page: usize, mark: u32) {
    match citing.last_mut() {
        Some((last, marks)) if *last == page => {
            if marks.last() != Some(&mark) {
                marks.push(mark);
            }
        }
        _ => citing.push((page, vec![mark])),
    }
}

fn ids(site: &Site) -> HashMap<String, WorkIndex> {
    let ids = site.works.iter().enumerate();
    ids.map(|(index, work)| (work.record.id.clone(), index))
        .collect()
}

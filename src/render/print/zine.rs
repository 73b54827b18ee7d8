//! A page, or the pages of a series, as eight small pages of one sheet.
//!
//! The text is given in parts, each a section or a page, since parts are what is left out where there is too much for
//! eight pages. Which size of letters fits, and what is left out, is decided when the sheet is set.

use serde_json::{Value, json};

use super::job::{Job, Panels, Parts};
use super::sheet::{facts, sections};
use crate::model::kind::OnSheet;
use crate::model::page::Heading;
use crate::model::sheet::Sheet;

/// So many pages are on a side of a sheet that is folded three times.
const PANELS: usize = 8;

pub(super) fn parts(job: &Job<'_>) -> Parts {
    let mut parts = Parts::new("zine");
    parts.set("summary", job.summary(job.index));
    parts.set("facts", facts(job));
    let chapters = [introduction(job), own_sections(job), pages_of_series(job)];
    parts.set("parts", chapters.concat());
    parts.set("left_out", Vec::<Value>::new());
    parts.set("source", job.line(&job.address(job.index)));
    parts.panels = Some(Panels {
        most: PANELS,
        // A zine comes in reading order as well, of which the same is to be said.
        is_told: job.printing.sheet != Sheet::Zine || job.printing.imposition.is_none(),
    });
    parts
}

/// What stands before the first section.
fn introduction(job: &Job<'_>) -> Vec<Value> {
    let body = &job.page().body;
    let whole = body.whole();
    let first = body.headings.iter().find(|heading| is_section(heading));
    let end = first.map_or(whole.end, |heading| heading.events.start);
    let text = job.blocks(whole.start..end, false);
    let part = (!text.is_empty()).then(|| json!({ "title": null, "c": text, "is_needed": true }));
    part.into_iter().collect()
}

/// The sections of the page, but for those that are for whoever hands the sheet out. Those that its kind has on every
/// sheet are needed before others.
fn own_sections(job: &Job<'_>) -> Vec<Value> {
    let page = job.page();
    let kind = &page.meta.kind.value;
    let whole = sections(job, |on_sheet| on_sheet == OnSheet::Whole);
    let headings = page.body.headings.iter();
    let sections = headings.filter(|heading| is_section(heading) && heading.public);
    let sections = sections.filter(|heading| !kind.is_apart(&heading.id));
    let parts = sections.map(|heading| {
        let is_needed = whole.iter().any(|(_, needed)| needed.id == heading.id);
        json!({
            "title": job.head(&heading.text),
            "c": job.section(job.index, heading),
            "is_needed": is_needed,
        })
    });
    parts.collect()
}

fn is_section(heading: &Heading) -> bool {
    heading.level == 2 && !heading.nested
}

/// The pages of a series or of a list, each whole.
fn pages_of_series(job: &Job<'_>) -> Vec<Value> {
    let site = job.context.cx.site;
    let parts = site.pages[job.index].parts.iter();
    let parts = parts.map(|part| {
        let page = &site.pages[*part].page;
        json!({
            "title": job.head(page.meta.title()),
            "c": job.blocks_of(*part, page.body.whole(), false),
            "is_needed": false,
        })
    });
    parts.collect()
}

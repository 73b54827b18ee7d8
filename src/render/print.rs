//! What each sheet of paper shows, as plain data for the templates that set it.
//!
//! `job` is one file in the making, and the modules that give it its parts gather what one group of sheets
//! needs: `meeting` those of an agenda, `sheet` those of any other page, `booklet` a page with all that
//! it builds on, `zine` what is folded to eight small pages. Texts become a `tree`, which `tree_writer` makes of the events of a document and
//! `tree_builder` keeps within bounds; `link_resolver` answers what that asks of the site.
//! `themes/default/print/README.md` is the contract.

mod booklet;
mod context;
mod elements;
mod frame;
mod job;
mod link_resolver;
mod meeting;
mod raw_html;
mod sheet;
mod surroundings;
pub(crate) mod tonight;
mod tree;
mod tree_builder;
mod tree_writer;
mod words;
mod zine;

#[cfg(test)]
mod tests;

pub(crate) use self::context::PrintContext;
use self::job::Job;
pub(crate) use self::job::Printed;
pub(crate) use self::tree::Tree;
use crate::document::Cited;
use crate::model::sheet::{Printing, Sheet};
use crate::model::site::PageIndex;
use crate::render::citations::Marking;

/// Gathers what a page is printed from.
pub(crate) fn gather(context: PrintContext<'_>, index: PageIndex, printing: Printing) -> Printed {
    let references = context.cx.references;
    let marking = Marking::new(references.citing());
    let (printed, cited, marking) = gather_with(context, index, printing, marking);
    match marking.made(references, &cited, context.cx.site.lang_of(index)) {
        Some(made) => gather_with(context, index, printing, made).0,
        None => printed,
    }
}

fn gather_with(
    context: PrintContext<'_>,
    index: PageIndex,
    printing: Printing,
    marking: Marking,
) -> (Printed, Vec<Cited>, Marking) {
    let job = Job::new(context, index, printing, marking);
    let mut parts = match printing.sheet {
        Sheet::Booklet => booklet::parts(&job),
        Sheet::Zine => zine::parts(&job),
        // What is folded to fit a pocket.
        Sheet::Sheet if printing.imposition.is_some() => zine::parts(&job),
        sheet if sheet.is_of_meetings() => meeting::parts(&job, sheet),
        sheet => sheet::parts(&job, sheet),
    };
    job.finish(&mut parts)
}

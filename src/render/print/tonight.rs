//! The cover leaf of the file that holds all the paper of one meeting: what is in it, how often it is needed, on which paper.

use serde_json::{Value, json};

use super::context::PrintContext;
use super::job::{Job, Printed};
use super::meeting;
use crate::model::sheet::{Imposition, Paper, Printing, Sheet, Size};
use crate::model::site::PageIndex;
use crate::render::citations::Marking;
use crate::render::print_index;
use crate::resolve::tonight::{Copies, TonightPart};

/// What is bound, each part with the name that its bytes go by and how many pages it has.
pub(crate) struct Bound<'a> {
    pub(crate) part: &'a TonightPart,
    pub(crate) file: String,
    pub(crate) pages: usize,
}

/// The pages of the cover, which is a leaf of its own, as each part is.
const COVER: usize = 2;

/// How many pages all of it comes to.
pub(crate) fn pages(bound: &[Bound<'_>]) -> usize {
    let parts = bound.iter();
    COVER
        + parts
            .map(|part| part.pages.next_multiple_of(2))
            .sum::<usize>()
}

/// The cover of these parts, which all go on paper of one size, and of those in `elsewhere`, which are in another file.
pub(crate) fn cover(
    context: PrintContext<'_>,
    index: PageIndex,
    paper: Paper,
    size: Size,
    bound: &[Bound<'_>],
    elsewhere: &[&TonightPart],
) -> Printed {
    let printing = Printing {
        sheet: Sheet::Tonight,
        paper,
        size,
        large: false,
        imposition: None,
    };
    let marking = Marking::new(context.cx.references.citing());
    let job = Job::new(context, index, printing, marking);
    let mut parts = meeting::cover(&job);
    let mut page = COVER + 1;
    let mut entries = Vec::new();
    for bound in bound {
        let mut entry = entry(&job, bound.part);
        entry["file"] = json!(bound.file);
        entry["pages"] = json!(bound.pages);
        entry["from"] = json!(page);
        page += bound.pages.next_multiple_of(2);
        entries.push(entry);
    }
    parts.set("entries", entries);
    parts.set("file_pages", pages(bound));
    let others = elsewhere.iter().map(|part| {
        let mut entry = entry(&job, part);
        let is_same = |bound: &Bound<'_>| {
            let here = bound.part;
            here.page == part.page && here.printing.sheet == part.printing.sheet
        };
        entry["instead"] = json!(bound.iter().any(is_same));
        entry
    });
    let others: Vec<Value> = others.collect();
    parts.set("elsewhere", others);
    job.finish(&mut parts).0
}

fn entry(job: &Job<'_>, part: &TonightPart) -> Value {
    let cx = job.context.cx;
    let title = if part.page == job.index {
        print_index::name(cx, part.page, part.printing.sheet)
    } else {
        cx.site.pages[part.page].page.meta.title().to_owned()
    };
    let copies = match &part.copies {
        Copies::Counted(needed) => {
            let cards = job.agenda().filter(|_| part.page == job.index);
            let cards = cards.filter(|_| part.printing.sheet == Sheet::RoleCards);
            let cards = cards.map(|agenda| meeting::roles(job, agenda).len() as u32);
            match cards.or(needed.pieces) {
                Some(pieces) => {
                    let pieces = job.words().count("slips-to-cut", pieces as usize);
                    format!("{} ({pieces})", needed.prints)
                }
                None => needed.prints.to_string(),
            }
        }
        Copies::Words(words) => words.clone(),
    };
    json!({
        "title": job.line(&title),
        "copies": job.line(&copies),
        "paper": part.printing.paper.name(part.printing.on()).to_uppercase(),
        "imposed": part.printing.imposition.map(Imposition::name),
    })
}

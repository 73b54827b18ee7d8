//! Sets one sheet with Typst: the data with its pictures, then, if it is imposed, the finished pages on larger sheets.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value as Json};
use typst::diag::{SourceResult, Warned};
use typst::foundations::{Bytes, Datetime, Dict, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::fault::Fault;
use super::fonts::Fonts;
use super::result::{BlockEnd, LastSide, Pdf, Stop};
use super::world::{self, Set, Templates};
use super::{fit, letters, panels, picture, simplify};
use crate::model::date::Date;

/// The template that puts finished pages on larger sheets.
const IMPOSE: &str = "impose";

/// The label of what a template has to say to the program.
const FINDING: &str = "finding";

/// For how many other PDFs Typst remembers parts that it may use again.
const REMEMBERED: usize = 8;

/// Sets one sheet.
pub(super) struct Compiler {
    pub(super) fonts: Arc<Fonts>,
    pub(super) templates: Arc<Templates>,
    /// Whether nobody waits for it any more.
    pub(super) is_left: Arc<AtomicBool>,
}

/// What a PDF promises to those who do not look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standard {
    /// PDF/UA-1 (ISO 14289-1).
    Accessible,
    /// It says what is a heading and what is a list, but something in it is no more than a picture.
    Tagged,
    /// Nothing: it is only for the printer.
    Plain,
}

impl Standard {
    pub(super) fn of_sheet(is_tagged: bool) -> Self {
        if is_tagged {
            Standard::Accessible
        } else {
            Standard::Plain
        }
    }
}

/// What one PDF is made of.
pub(super) struct Job {
    pub(super) template: &'static str,
    pub(super) data: String,
    pub(super) imposed: Option<Map<String, Json>>,
    /// On how many small pages all of it has to be.
    pub(super) panels: Option<usize>,
    /// The bytes of those that the data names.
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    /// That of the site.
    pub(super) date: Option<Date>,
}

impl Compiler {
    /// The PDF, or the template that stops and why.
    pub(super) fn set(&self, job: Job) -> Result<Pdf, (&'static str, Stop)> {
        let Job { template, date, .. } = job;
        let (pictures, picture_faults) = {
            let fonts = self.world(template, BTreeMap::new());
            picture::prepare(job.pictures, &self.fonts, &fonts)
        };
        let set = |data: &str, is_tagged: bool| {
            let mut files = pictures.clone();
            files.insert(world::DATA.to_owned(), Bytes::from_string(data.to_owned()));
            let set = self.world(template, files);
            let pdf = self.compile(&set, date, Standard::of_sheet(is_tagged))?;
            Ok(Pdf {
                data: data.into(),
                ..pdf
            })
        };
        // What is imposed may not be tagged: pages within pictures have no structure.
        let is_tagged = job.imposed.is_none();
        let has_letter = |letter| self.fonts.has(letter);
        let simplified =
            |data: &str| simplify::set(data, is_tagged, &has_letter, &set, simplify::TIME);
        let pdf = match job.panels {
            Some(most) => panels::on_panels(&job.data, most, &simplified),
            None => fit::to_a_full_side(&job.data, &simplified),
        };
        let pdf = Pdf {
            picture_faults,
            ..pdf.map_err(|stop| (template, stop))?
        };
        comemo::evict(REMEMBERED);
        let Some(mut data) = job.imposed else {
            return Ok(pdf);
        };
        data.insert("pages".to_owned(), pdf.pages.into());
        let data = Json::Object(data).to_string();
        let files = BTreeMap::from([
            (world::DATA.to_owned(), Bytes::from_string(data)),
            (world::PAGES.to_owned(), Bytes::new(pdf.bytes.to_vec())),
        ]);
        let sheets = self.compile(&self.world(IMPOSE, files), date, Standard::Plain);
        let sheets = sheets.map_err(|fault| (IMPOSE, fault.stop()))?;
        Ok(Pdf {
            bytes: sheets.bytes,
            file_pages: sheets.pages,
            ..pdf
        })
    }

    /// Sets a document. Should Typst give up on it in a panic, this is a fault like others.
    pub(super) fn compile(
        &self,
        set: &Set<'_>,
        date: Option<Date>,
        standard: Standard,
    ) -> Result<Pdf, Fault> {
        let gave_up = || Stop {
            place: None,
            cause: "Typst gave up".to_owned(),
        };
        if self.is_left.load(Ordering::Relaxed) {
            return Err(Fault::Stop(gave_up()));
        }
        let compiled = panic::catch_unwind(AssertUnwindSafe(|| compiled(set, date, standard)));
        compiled.unwrap_or_else(|_| Err(Fault::Stop(gave_up())))
    }

    /// What Typst can see of a document of this template and these files.
    pub(super) fn world(&self, template: &str, files: BTreeMap<String, Bytes>) -> Set<'_> {
        Set::new(&self.templates, &self.fonts, &self.is_left, template, files)
    }
}

fn compiled(set: &Set<'_>, date: Option<Date>, standard: Standard) -> Result<Pdf, Fault> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(set);
    let document = output.map_err(|errors| Fault::new(set, &errors))?;
    let missing = letters::missing(&document);
    if !missing.is_empty() {
        return Err(Fault::Letters(missing));
    }
    let bytes = bytes(&document, date, standard).map_err(|errors| Fault::new(set, &errors))?;
    // A template leaves marks in the document: how many sides it was made for, and the cards that ran over.
    let left = left(&document);
    let pages = document.pages().len();
    let sides = left.iter().find_map(|dict| number(dict, "sides"));
    let last_sides = left.iter().filter_map(last_side).collect();
    let ends = left.iter().filter_map(block_end).collect();
    let long_cards = left.iter().filter_map(|dict| match dict.get("id") {
        Ok(Value::Str(id)) => Some(id.to_string()),
        _ => None,
    });
    Ok(Pdf {
        bytes: bytes.into(),
        pages,
        file_pages: pages,
        sides: sides.unwrap_or(pages),
        last_sides,
        ends,
        long_cards: long_cards.collect(),
        is_shortened: left.iter().any(|dict| dict.get("shortened").is_ok()),
        ..Pdf::default()
    })
}

fn last_side(dict: &Dict) -> Option<LastSide> {
    Some(LastSide {
        page: number(dict, "page")?,
        full: float(dict, "full")?,
    })
}

fn block_end(dict: &Dict) -> Option<BlockEnd> {
    Some(BlockEnd {
        part: number(dict, "part")?,
        at: float(dict, "at")?,
    })
}

fn number(dict: &Dict, key: &str) -> Option<usize> {
    match dict.get(key) {
        Ok(Value::Int(number)) => usize::try_from(*number).ok(),
        _ => None,
    }
}

fn float(dict: &Dict, key: &str) -> Option<f64> {
    match dict.get(key) {
        Ok(Value::Float(number)) => Some(*number),
        _ => None,
    }
}

/// The file of a document. What is for every reader is for archives as well, PDF/A-2a (ISO 19005-2), where that can be had:
/// it asks for a date, and takes not everything that may stand in a picture.
fn bytes(
    document: &PagedDocument,
    date: Option<Date>,
    standard: Standard,
) -> SourceResult<Vec<u8>> {
    let wanted: &[&[PdfStandard]] = match (standard, date) {
        (Standard::Accessible, Some(_)) => &[
            &[PdfStandard::Ua_1, PdfStandard::A_2a],
            &[PdfStandard::Ua_1],
        ],
        (Standard::Accessible, None) => &[&[PdfStandard::Ua_1]],
        (Standard::Tagged | Standard::Plain, _) => &[&[]],
    };
    let export = |standards: &&[PdfStandard]| {
        let standards = PdfStandards::new(standards).expect("these agree with each other");
        let is_tagged = standard != Standard::Plain;
        typst_pdf::pdf(document, &options(date, standards, is_tagged))
    };
    let (last, others) = wanted.split_last().expect("there is always one");
    let mut made = others.iter().filter_map(|standards| export(standards).ok());
    // The fault of the last is the one that is of use: without it there is a file.
    made.next().map_or_else(|| export(last), Ok)
}

fn options(date: Option<Date>, standards: PdfStandards, is_tagged: bool) -> PdfOptions {
    let timestamp = date.and_then(|date| {
        let (year, month, day) = (i32::from(date.year), date.month, date.day);
        Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc)
    });
    PdfOptions {
        creator: Smart::Custom(Some("groundwork".to_owned())),
        timestamp,
        standards,
        tagged: is_tagged,
        ..PdfOptions::default()
    }
}

/// What a template has left with [`FINDING`].
fn left(document: &PagedDocument) -> Vec<Dict> {
    let label = Label::new(PicoStr::intern(FINDING)).expect("it is not empty");
    let found = document.introspector().query(&Selector::Label(label));
    let dicts =
        found.iter().filter_map(
            |content| match &content.to_packed::<MetadataElem>()?.value {
                Value::Dict(dict) => Some(dict.clone()),
                _ => None,
            },
        );
    dicts.collect()
}

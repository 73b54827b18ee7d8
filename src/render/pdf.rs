//! Makes PDFs with Typst, which runs within this program.
//!
//! A template of the theme reads one file of data and the pictures that stand in it; `world` refuses
//! everything else, so that nothing of a page is ever read as Typst's own markup. Each PDF is
//! remembered with all that it was made from.

mod drawing;
mod fonts;
mod letters;
mod memo;
mod picture;
mod simplify;
mod world;

use std::collections::BTreeMap;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Dict, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub(crate) use self::fonts::Fonts;
use self::memo::Finished;
use self::picture::PictureFault;
pub(crate) use self::simplify::without_pictures;
use self::world::{Set, Templates};
use crate::check::{missing_glyph, paper, template_error, unprintable, unprintable_picture};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::load::{StaticFile, ThemeFiles};
use crate::output::Unmade;
use crate::render::print::{Printed, Tree};
use crate::site::Site;
use crate::source::{SourceId, Sources, Span};

/// The template that puts finished pages on larger sheets.
const IMPOSE: &str = "impose";

/// The label of what a template has to say to the program.
const FINDING: &str = "finding";

/// For how many other PDFs Typst remembers parts that it may use again.
const REMEMBERED: usize = 8;

const NO_THREADS: &str = "the system gives no threads to make PDFs with: close other programs, or allow more, in most shells with `ulimit -u`";

/// How much room Typst has for texts within texts, in bytes; more than threads have by themselves.
const STACK: usize = 64 << 20;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pdf {
    pub(crate) bytes: Arc<[u8]>,
    pub(crate) pages: usize,
    /// How many of them hold the text itself, where the template says so.
    pub(crate) sides: usize,
    /// The ids of the cards that do not fit their places.
    pub(crate) long_cards: Vec<String>,
    /// What is wrong with its pictures, by the names that its data has for them.
    pub(crate) picture_faults: Vec<(String, PictureFault)>,
    /// What of it is not as it was written.
    pub(crate) changes: Vec<Change>,
}

/// Something in a sheet that was set otherwise than it was written, so that the sheet could be set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// Letters that no font has together, such as an accent on a letter of another script.
    Letters(String),
    /// The picture of this name, in whose place its words stand.
    Picture(String),
    /// A block, as JSON, of which the words alone are there; and the place where a template stopped.
    Plain(String, Stop),
    /// A block, as JSON, that is not there at all.
    LeftOut(String, Stop),
    /// All of it is there, but nothing says what is a heading and what is a list.
    Untagged(Stop),
}

/// Where a template stopped, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stop {
    pub(crate) place: Option<Span>,
    pub(crate) cause: String,
}

/// Why a document could not be set as it was.
#[derive(Debug)]
enum Fault {
    /// The font has no glyph for some text: single letters with the marks that stand on them.
    Letters(Vec<String>),
    Stop(Stop),
}

/// Everything that all PDFs of a theme are made with.
pub(crate) struct Press {
    pub(crate) fonts: Arc<Fonts>,
    templates: Templates,
    /// None where the system gives no more.
    threads: Option<ThreadPool>,
    made_of: MadeOf,
    /// Stands for the templates and fonts.
    key: blake3::Hash,
    finished: Finished,
}

impl Press {
    pub(crate) fn new(files: &ThemeFiles, sources: &Sources) -> Self {
        let made_of = MadeOf::new(files, sources);
        Press {
            key: made_of.key(),
            made_of,
            fonts: Arc::new(Fonts::new(&files.fonts)),
            templates: Templates::new(&files.prints, sources),
            threads: threads(),
            finished: Finished::default(),
        }
    }

    /// Whether these are the files it was made of.
    pub(crate) fn is_of(&self, files: &ThemeFiles, sources: &Sources) -> bool {
        self.made_of == MadeOf::new(files, sources)
    }

    /// Forgets what neither build `build` nor the one before has asked for.
    pub(crate) fn prune(&self, build: usize) {
        self.finished.prune(build);
    }

    /// The PDF of what was gathered. `pictures` are the bytes of those it names, `date` is that of
    /// the site.
    ///
    /// What cannot be set of its text is set more simply, and told by [`Pdf::changes`].
    ///
    /// # Errors
    /// A finding with its place in a template that does not work even without that text; a failure where
    /// there are no threads to work on.
    pub(crate) fn make(
        &self,
        printed: &Printed,
        pictures: BTreeMap<String, Vec<u8>>,
        date: Option<Date>,
        build: usize,
    ) -> Result<Pdf, Unmade> {
        let out_of_threads = || Unmade::Failure(anyhow::anyhow!(NO_THREADS));
        let threads = self.threads.as_ref().ok_or_else(out_of_threads)?;
        let set = || self.set(printed, pictures, date).map_err(Unmade::Finding);
        let set = || on_thread(|| threads.install(set)).unwrap_or_else(|_| Err(out_of_threads()));
        self.finished.get(self.key(printed, date), build, set)
    }

    /// Stands for all that a PDF is made of, but for the program itself: pictures are in its data
    /// by names that hold their hashes.
    pub(crate) fn key(&self, printed: &Printed, date: Option<Date>) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.key.as_bytes());
        hasher.update(printed.template.as_bytes());
        hasher.update(format!("{date:?} {:?}", printed.imposed).as_bytes());
        hasher.update(printed.data.as_bytes());
        hasher.finalize()
    }

    fn set(
        &self,
        printed: &Printed,
        pictures: BTreeMap<String, Vec<u8>>,
        date: Option<Date>,
    ) -> Result<Pdf, Box<Diagnostic>> {
        let fonts = Set::new(
            &self.templates,
            &self.fonts,
            printed.template,
            BTreeMap::new(),
        );
        let (pictures, picture_faults) = picture::prepare(pictures, &self.fonts, &fonts);
        let set = |data: &str, is_tagged: bool| {
            let mut files = pictures.clone();
            files.insert(world::DATA.to_owned(), Bytes::from_string(data.to_owned()));
            self.compile(printed.template, files, date, is_tagged)
        };
        // What is imposed may not be tagged: pages within pictures have no structure.
        let is_tagged = printed.imposed.is_none();
        let has_letter = |letter| self.fonts.has(letter);
        let pdf = simplify::set(&printed.data, is_tagged, &has_letter, &set);
        let pdf = pdf.map_err(|stop| self.finding(printed.template, &stop))?;
        let pdf = Pdf {
            picture_faults,
            ..pdf
        };
        comemo::evict(REMEMBERED);
        let Some(imposed) = &printed.imposed else {
            return Ok(pdf);
        };
        let mut data = imposed.clone();
        data.insert("pages".to_owned(), pdf.pages.into());
        let data = serde_json::Value::Object(data).to_string();
        let files = BTreeMap::from([
            (world::DATA.to_owned(), Bytes::from_string(data)),
            (world::PAGES.to_owned(), Bytes::new(pdf.bytes.to_vec())),
        ]);
        let sheets = self.compile(IMPOSE, files, date, false);
        let sheets = sheets.map_err(|fault| self.finding(IMPOSE, &fault.stop()))?;
        Ok(Pdf {
            bytes: sheets.bytes,
            ..pdf
        })
    }

    /// Sets a document. Should Typst give up on it in a panic, this is a fault like others.
    fn compile(
        &self,
        template: &str,
        files: BTreeMap<String, Bytes>,
        date: Option<Date>,
        is_tagged: bool,
    ) -> Result<Pdf, Fault> {
        let set = Set::new(&self.templates, &self.fonts, template, files);
        let compiled = panic::catch_unwind(AssertUnwindSafe(|| compiled(&set, date, is_tagged)));
        compiled.unwrap_or_else(|_| {
            Err(Fault::Stop(Stop {
                place: None,
                cause: "Typst gave up".to_owned(),
            }))
        })
    }

    /// What Typst says, at its place in a template.
    fn finding(&self, template: &str, stop: &Stop) -> Box<Diagnostic> {
        let place = stop.place.unwrap_or_else(|| {
            let source = self.templates.place(template);
            Span::whole(source.expect("what the default theme lacks is in no release"))
        });
        Box::new(template_error::finding(place, &stop.cause))
    }
}

impl Fault {
    fn of(set: &Set<'_>, errors: &[SourceDiagnostic]) -> Self {
        let Some(error) = errors.first() else {
            return Fault::Stop(Stop {
                place: None,
                cause: "no reason is given".to_owned(),
            });
        };
        let hints = error.hints.iter().map(|hint| format!("; {}", hint.v));
        Fault::Stop(Stop {
            place: set.place(error.span),
            cause: format!("{}{}", error.message, hints.collect::<String>()),
        })
    }

    fn stop(self) -> Stop {
        match self {
            Fault::Stop(stop) => stop,
            Fault::Letters(letters) => Stop {
                place: None,
                cause: format!("no font has {}", letters.join(", ")),
            },
        }
    }
}

/// Threads to set paper on: one a core, or one if there cannot be more.
fn threads() -> Option<ThreadPool> {
    let pool = || ThreadPoolBuilder::new().stack_size(STACK);
    let threads = pool().build().or_else(|_| pool().num_threads(1).build());
    threads.ok()
}

fn compiled(set: &Set<'_>, date: Option<Date>, is_tagged: bool) -> Result<Pdf, Fault> {
    let Warned { output, .. } = typst::compile::<PagedDocument>(set);
    let document = output.map_err(|errors| Fault::of(set, &errors))?;
    let missing = letters::missing(&document);
    if !missing.is_empty() {
        return Err(Fault::Letters(missing));
    }
    let options = options(date, is_tagged);
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| Fault::of(set, &errors))?;
    let left = left(&document);
    let pages = document.pages().len();
    let sides = left.iter().find_map(|dict| match dict.get("sides") {
        Ok(Value::Int(sides)) => usize::try_from(*sides).ok(),
        _ => None,
    });
    let long_cards = left.iter().filter_map(|dict| match dict.get("id") {
        Ok(Value::Str(id)) => Some(id.to_string()),
        _ => None,
    });
    Ok(Pdf {
        bytes: bytes.into(),
        pages,
        sides: sides.unwrap_or(pages),
        long_cards: long_cards.collect(),
        picture_faults: Vec::new(),
        changes: Vec::new(),
    })
}

/// Does some work on a thread of its own, and waits for it without doing anything else: a thread
/// that takes up other work while it waits does so on the same stack, again and again. Fails where the
/// system gives no thread.
fn on_thread<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, work)?;
        Ok(thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// PDF/UA-1 (ISO 14289-1), or plain PDF for what is only for the printer.
fn options(date: Option<Date>, is_tagged: bool) -> PdfOptions {
    let standards = match is_tagged {
        true => PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard agrees with itself"),
        false => PdfStandards::default(),
    };
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

/// What is to be said of a PDF, which is the file at `path`; `place` tells where a page shows the
/// picture at a path.
pub(crate) fn findings(
    site: &Site,
    printed: &Printed,
    pdf: &Pdf,
    path: &str,
    place: &dyn Fn(&str) -> Span,
) -> Vec<Diagnostic> {
    let mut findings = printed.findings.clone();
    for (name, fault) in &pdf.picture_faults {
        let picture = &printed.pictures[name];
        findings.push(match fault {
            PictureFault::Letters(letters) => {
                missing_glyph::in_picture(place(picture), picture, letters)
            }
            PictureFault::Colour(colour) => {
                unprintable_picture::colour(place(picture), picture, colour)
            }
            PictureFault::Unprintable(why) => {
                unprintable_picture::finding(place(picture), picture, why)
            }
        });
    }
    for id in &pdf.long_cards {
        if let Some((title, place)) = printed.cards.get(id) {
            findings.push(paper::card(*place, title, path));
        }
    }
    if let Some((most, place)) = printed.sides
        && pdf.sides > most
    {
        findings.push(paper::sides(place, path, pdf.sides, most));
    }
    for change in &pdf.changes {
        findings.extend(told(site, printed, change, path));
    }
    findings
}

/// What is to be said of a change, at the place of its block.
fn told(site: &Site, printed: &Printed, change: &Change, path: &str) -> Vec<Diagnostic> {
    let place = |block: &str| place_of(printed, block);
    // Where a template stopped is of use to those who wrote it, which a page's writers seldom did.
    let stopped = |finding: Diagnostic, stop: &Stop| match stop.place {
        Some(place) => finding.note(place, format!("the template stops here: {}", stop.cause)),
        None => finding,
    };
    match change {
        Change::Letters(letters) => vec![missing_glyph::finding(site, printed.place, letters)],
        Change::Picture(name) => {
            let path = printed.pictures.get(name).unwrap_or(name);
            vec![unprintable::picture(place_of_picture(printed, name), path)]
        }
        Change::Plain(block, stop) => vec![stopped(unprintable::plain(place(block)), stop)],
        Change::LeftOut(block, stop) => vec![stopped(unprintable::left_out(place(block)), stop)],
        Change::Untagged(stop) => {
            let finding = unprintable::untagged(printed.place, path, &stop.cause);
            vec![stopped(finding, stop)]
        }
    }
}

/// The place of the first block that shows a picture.
fn place_of_picture(printed: &Printed, name: &str) -> Span {
    let name = format!("\"{name}\"");
    let has_it = |tree: &Tree| serde_json::to_string(tree).is_ok_and(|json| json.contains(&name));
    let found = printed.blocks.iter().find(|(tree, _)| has_it(tree));
    found.map_or(printed.place, |(_, place)| *place)
}

/// The place of a block, which is given as JSON; the page's where it is not known.
fn place_of(printed: &Printed, block: &str) -> Span {
    let is_it = |tree: &Tree| serde_json::to_string(tree).is_ok_and(|json| json == block);
    let found = printed.blocks.iter().find(|(tree, _)| is_it(tree));
    found.map_or(printed.place, |(_, place)| *place)
}

/// The files that a theme prints with. Those that have not changed are the same in memory, so that
/// comparing costs nothing.
#[derive(PartialEq)]
struct MadeOf {
    templates: Vec<(String, Arc<str>)>,
    fonts: Vec<StaticFile>,
}

impl MadeOf {
    fn new(files: &ThemeFiles, sources: &Sources) -> Self {
        let text = |source: &SourceId| sources.get(*source).text.clone();
        let templates = files.prints.iter();
        MadeOf {
            templates: templates
                .map(|(name, source)| (name.clone(), text(source)))
                .collect(),
            fonts: files.fonts.clone(),
        }
    }

    fn key(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for (name, text) in &self.templates {
            hasher.update(name.as_bytes());
            hasher.update(blake3::hash(text.as_bytes()).as_bytes());
        }
        for font in &self.fonts {
            hasher.update(blake3::hash(&font.bytes).as_bytes());
        }
        hasher.finalize()
    }
}

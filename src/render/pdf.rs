//! Makes PDFs with Typst, which runs within this program.
//!
//! A template of the theme reads one file of data and the pictures that stand in it; `world` refuses
//! everything else, so that nothing of a page is ever read as Typst's own markup. Each PDF is
//! remembered with all that it was made from.
//!
//! No text stops a sheet. `picture` tries each picture before the sheet is set with it, and `drawing` makes
//! drawings ready for paper. What PDF/UA or Typst's depth of calls refuses all the same is found by
//! `simplify`, which sets that block more simply; a template is at fault only if it fails without any text.
//! Typst cannot be stopped: `timeout` sets each sheet on a thread that is left behind when its time is up.

mod bind;
mod bounds;
mod cache;
mod compiler;
mod drawing;
mod excerpt;
mod fault;
mod fit;
mod fonts;
mod letters;
mod panels;
mod picture;
mod result;
mod simplify;
#[cfg(test)]
mod tests;
mod timeout;
mod world;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use typst::foundations::Bytes;

pub(crate) use self::bind::{BoundFile, BoundSource};
use self::cache::PdfCache;
use self::compiler::{Compiler, Job, Standard};
pub(crate) use self::fonts::Fonts;
use self::picture::PictureFault;
pub(crate) use self::result::{Change, Pdf, Stop};
pub(crate) use self::simplify::without_pictures;
use self::timeout::{Threads, Undone};
use self::world::Templates;
use crate::check::missing_glyph;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::{paper, template_error, unprintable, unprintable_picture};
use crate::load::{StaticFile, ThemeFiles};
use crate::model::date::Date;
use crate::model::site::Site;
use crate::model::source::{SourceId, Sources, Span};
use crate::render::artifact::RenderError;
use crate::render::print::{Printed, Tree};

/// How long a sheet may take, and how long a template may take without any text; both are many times what the
/// largest takes on a slow and busy machine.
const TIME: [Duration; 2] = [Duration::from_mins(1), Duration::from_secs(20)];

/// How many templates may go on without end before no other is tried.
const MOST_ENDLESS: usize = 3;

const NO_THREADS: &str = "the system gives no threads to make PDFs with: close other programs, or allow more, in most shells with `ulimit -u`";

/// Everything that all PDFs of a theme are made with.
pub(crate) struct Typesetter {
    pub(crate) fonts: Arc<Fonts>,
    templates: Arc<Templates>,
    threads: Threads,
    time: [Duration; 2],
    given_up: Mutex<GivenUp>,
    input_fingerprint: MadeOf,
    /// Stands for the templates and fonts.
    key: blake3::Hash,
    finished: PdfCache,
}

/// What nobody waits for again.
#[derive(Default)]
struct GivenUp {
    /// Templates that go on without end whatever they are given.
    templates: BTreeSet<&'static str>,
    /// The keys of sheets that take too long for what stands in them.
    sheets: HashSet<blake3::Hash>,
}

impl Typesetter {
    pub(crate) fn new(files: &ThemeFiles, sources: &Sources) -> Self {
        let input_fingerprint = MadeOf::new(files, sources);
        Typesetter {
            key: input_fingerprint.key(),
            input_fingerprint,
            fonts: Arc::new(Fonts::new(&files.fonts)),
            templates: Arc::new(Templates::new(&files.prints, sources)),
            threads: Threads::default(),
            time: TIME,
            given_up: Mutex::default(),
            finished: PdfCache::default(),
        }
    }

    /// Whether these are the files it was made of.
    pub(crate) fn is_of(&self, files: &ThemeFiles, sources: &Sources) -> bool {
        self.input_fingerprint == MadeOf::new(files, sources)
    }

    /// Forgets what neither build `build` nor the one before has asked for.
    pub(crate) fn prune(&self, build: usize) {
        self.finished.prune(build);
    }

    /// The PDF of what was gathered, which is the file at `path`. `pictures` are the bytes of those it names, `date`
    /// is that of the site.
    ///
    /// What cannot be set of its text is set more simply, and told by [`Pdf::changes`].
    ///
    /// # Errors
    /// A finding with its place in a template that does not work even without that text, or at the page if it
    /// takes too long; a failure where there are no threads to work on.
    pub(crate) fn make(
        &self,
        printed: &Printed,
        path: &str,
        pictures: BTreeMap<String, Vec<u8>>,
        date: Option<Date>,
        build: usize,
    ) -> Result<Pdf, RenderError> {
        let key = self.key(printed, date);
        self.finished.get(key, build, || {
            let template = printed.template;
            if let Some(finding) = bounds::finding(printed) {
                return Err(RenderError::Finding(Box::new(finding)));
            }
            // What did not end once would not end now, so nobody waits for it again.
            if let Some(endless) = self.given_up().endless(template) {
                return Err(RenderError::Finding(self.endless(endless)));
            }
            if self.given_up().sheets.contains(&key) {
                return Err(self.late(printed, path));
            }
            let job = Job {
                template,
                data: printed.data.clone(),
                imposed: printed.imposed.clone(),
                panels: printed.panels.map(|panels| panels.most),
                pictures,
                date,
            };
            let set = self.on_thread(self.time[0], |compiler| compiler.set(job));
            match set {
                Ok(Ok(pdf)) => Ok(pdf),
                Ok(Err((template, stop))) => {
                    Err(RenderError::Finding(self.finding(template, &stop)))
                }
                Err(Undone::NoThread) => Err(RenderError::Failure(anyhow::anyhow!(NO_THREADS))),
                Err(Undone::Failed) => {
                    let finding = paper::failed(printed.place, path);
                    Err(RenderError::Finding(Box::new(finding)))
                }
                Err(Undone::Late) => Err(self.give_up(printed, path, key, date)),
            }
        })
    }

    /// One file of several finished ones, behind a cover leaf that `printed` holds. All of it comes to so many `pages`.
    ///
    /// # Errors
    /// As [`Typesetter::make`].
    pub(crate) fn bind(
        &self,
        printed: &Printed,
        path: &str,
        files: Vec<BoundFile>,
        pages: usize,
        date: Option<Date>,
    ) -> Result<Pdf, RenderError> {
        let template = printed.template;
        let cover = printed.data.clone();
        let bound = self.on_thread(self.time[0], move |compiler| {
            bind::bind(compiler, template, &cover, files, pages, date)
        });
        // Nothing is tried again more simply, as it is for a sheet: each part can be printed by itself as well.
        match bound {
            Ok(Ok(pdf)) => Ok(pdf),
            Ok(Err(fault)) => Err(RenderError::Finding(self.finding(template, &fault.stop()))),
            Err(Undone::NoThread) => Err(RenderError::Failure(anyhow::anyhow!(NO_THREADS))),
            Err(Undone::Failed) => {
                let finding = paper::failed(printed.place, path);
                Err(RenderError::Finding(Box::new(finding)))
            }
            Err(Undone::Late) => Err(self.late(printed, path)),
        }
    }

    /// Does some work of a compiler within a time.
    fn on_thread<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl FnOnce(&Compiler) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let (fonts, templates) = (self.fonts.clone(), self.templates.clone());
        self.threads.run(time, move |is_left| {
            work(&Compiler {
                fonts,
                templates,
                is_left,
            })
        })
    }

    /// What is to be said of a sheet that takes too long: its template is at fault if it takes too long
    /// without any text as well.
    fn give_up(
        &self,
        printed: &Printed,
        path: &str,
        key: blake3::Hash,
        date: Option<Date>,
    ) -> RenderError {
        let template = printed.template;
        let data = simplify::without_text(&printed.data);
        let bare = self.on_thread(self.time[1], move |compiler| {
            let files = BTreeMap::from([(world::DATA.to_owned(), Bytes::from_string(data))]);
            let world = compiler.world(template, files);
            drop(compiler.compile(&world, date, Standard::Plain));
        });
        if bare == Err(Undone::Late) {
            self.given_up().templates.insert(template);
            return RenderError::Finding(self.endless(template));
        }
        self.given_up().sheets.insert(key);
        self.late(printed, path)
    }

    fn late(&self, printed: &Printed, path: &str) -> RenderError {
        let finding = paper::late(printed.place, path, self.time[0].as_secs());
        RenderError::Finding(Box::new(finding))
    }

    fn endless(&self, template: &str) -> Box<Diagnostic> {
        let seconds = self.time[0].as_secs();
        let stop = Stop {
            place: None,
            cause: format!("a sheet is not finished after {seconds} seconds"),
        };
        self.finding(template, &stop)
    }

    fn given_up(&self) -> MutexGuard<'_, GivenUp> {
        self.given_up
            .lock()
            .expect("nothing fails while it is locked")
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

    /// What Typst says, at its place in a template.
    fn finding(&self, template: &str, stop: &Stop) -> Box<Diagnostic> {
        let place = stop.place.unwrap_or_else(|| {
            let source = self.templates.place(template);
            Span::whole(source.expect("what the default theme lacks is in no release"))
        });
        Box::new(template_error::finding(place, &stop.cause))
    }
}

impl GivenUp {
    /// The template that goes on without end: this one, or another if too many do.
    fn endless(&self, template: &'static str) -> Option<&'static str> {
        if self.templates.contains(template) {
            return Some(template);
        }
        let mut others = self.templates.iter().copied();
        others
            .next()
            .filter(|_| self.templates.len() >= MOST_ENDLESS)
    }
}

fn of_picture(fault: &PictureFault, place: Span, picture: &str) -> Diagnostic {
    match fault {
        PictureFault::Letters(letters) => missing_glyph::in_picture(place, picture, letters),
        PictureFault::Colour(colour) => unprintable_picture::colour(place, picture, colour),
        PictureFault::Elsewhere(said) => unprintable_picture::elsewhere(place, picture, said),
        PictureFault::Unprintable(why) => unprintable_picture::finding(place, picture, why),
    }
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
        findings.push(of_picture(fault, place(picture), picture));
    }
    for id in &pdf.long_cards {
        if let Some((title, place)) = printed.cards.get(id) {
            findings.push(paper::card(*place, title, path));
        }
    }
    // Each is measured by the typesetter: nothing before it knows how long a text is on paper.
    if let Some((most, place)) = printed.sides
        && pdf.sides > most
    {
        findings.push(paper::sides(place, path, pdf.sides, most));
    }
    if printed.panels.is_some_and(|panels| panels.is_told) && !pdf.left_out.is_empty() {
        findings.push(paper::left_out(printed.place, path, &left_out(pdf)));
    }
    let missing = pdf.changes.iter().filter_map(|change| match change {
        Change::Letters(letters) => Some((letters.clone(), printed.place)),
        _ => None,
    });
    findings.extend(missing_glyph::findings(site, missing));
    let others = pdf.changes.iter();
    findings.extend(others.filter_map(|change| told(printed, change, path)));
    findings
}

/// What a sheet has no room for, in words.
fn left_out(pdf: &Pdf) -> Vec<String> {
    let left_out = pdf.left_out.iter();
    let words = left_out.map(|left_out| match (&left_out.title, left_out.has_begun) {
        (Some(title), false) => format!("“{title}”"),
        (Some(title), true) => format!("the rest of “{title}”"),
        (None, true) => "the rest of what stands before the first heading".to_owned(),
        (None, false) => "what stands before the first heading".to_owned(),
    });
    words.collect()
}

/// What is to be said of a change, at the place of its block; of letters all is said at once.
fn told(printed: &Printed, change: &Change, path: &str) -> Option<Diagnostic> {
    let place = |block: &str| place_of(printed, block);
    // Where a template stopped is of use to those who wrote it, which a page's writers seldom did.
    let stopped = |finding: Diagnostic, stop: &Stop| match stop.place {
        Some(place) => finding.note(place, format!("the template stops here: {}", stop.cause)),
        None => finding,
    };
    match change {
        Change::Letters(_) => None,
        Change::Picture(name) => {
            let path = printed.pictures.get(name).unwrap_or(name);
            Some(unprintable::picture(place_of_picture(printed, name), path))
        }
        Change::Plain(block, stop) => Some(stopped(unprintable::plain(place(block)), stop)),
        Change::LeftOut(block, stop) => Some(stopped(unprintable::left_out(place(block)), stop)),
        Change::Untagged(stop) => {
            let finding = unprintable::untagged(printed.place, path, &stop.cause);
            Some(stopped(finding, stop))
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
    templates: Vec<(String, usize, Arc<str>)>,
    fonts: Vec<StaticFile>,
}

impl MadeOf {
    fn new(files: &ThemeFiles, sources: &Sources) -> Self {
        let text = |source: &SourceId| sources.get(*source).text.clone();
        let templates = files.prints.iter();
        MadeOf {
            templates: templates
                .map(|file| (file.name.clone(), file.layer, text(&file.source)))
                .collect(),
            fonts: files.fonts.clone(),
        }
    }

    fn key(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for (name, layer, text) in &self.templates {
            hasher.update(name.as_bytes());
            hasher.update(&layer.to_le_bytes());
            hasher.update(blake3::hash(text.as_bytes()).as_bytes());
        }
        for font in &self.fonts {
            hasher.update(blake3::hash(&font.bytes).as_bytes());
        }
        hasher.finalize()
    }
}

//! What each sheet of paper shows, as plain data for the templates that set it.
//!
//! `tree` takes text apart, `around` answers what it asks of the site, and the modules beside them
//! gather what one group of sheets needs: `meeting` those of an agenda, `sheet` those of any other
//! page, `booklet` a page with all that it builds on. `themes/default/print/README.md` is the
//! contract.

mod around;
mod booklet;
mod meeting;
mod sheet;
mod tree;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use serde_json::{Map, Value, json};

use self::around::Around;
use self::tree::Notes;
pub(crate) use self::tree::Tree;
use crate::agenda::Agenda;
use crate::diagnostic::Diagnostic;
use crate::page::{Heading, Page};
use crate::print::{Fold, Format, Meeting, Printing, Sheet, Size};
use crate::render::html::{Stretches, Writing};
use crate::render::licence;
use crate::render::shelf;
use crate::render::words::Words;
use crate::site::{PageIndex, Site};
use crate::source::Span;

/// All that one PDF is made of.
pub(crate) struct Printed {
    /// The name of its template.
    pub(crate) template: &'static str,
    /// What the template is given, as JSON.
    pub(crate) data: String,
    /// By the names that the data calls them: paths from the content folder.
    pub(crate) pictures: BTreeMap<String, String>,
    /// What the template is given that puts the finished pages on larger sheets, but for how many
    /// pages there are.
    pub(crate) imposed: Option<Map<String, Value>>,
    /// The titles of cards and where their texts come from, by the cards' ids.
    pub(crate) cards: BTreeMap<String, (String, Span)>,
    /// How many sides it may have, and the place that says so.
    pub(crate) sides: Option<(usize, Span)>,
    /// What was found on the way.
    pub(crate) findings: Vec<Diagnostic>,
    /// The page's.
    pub(crate) place: Span,
    /// The blocks of text that stand within no other, with their places.
    pub(crate) blocks: Vec<(Tree, Span)>,
}

/// What printing needs to know beside the site.
#[derive(Clone, Copy)]
pub(crate) struct Paperwork<'a> {
    pub(crate) writing: Writing<'a>,
    /// The names of the fonts, the first preferred.
    pub(crate) fonts: &'a [String],
    pub(crate) has_letter: &'a dyn Fn(char) -> bool,
    pub(crate) meeting: &'a Meeting,
}

/// Gathers what a page is printed from; `path` is that of the file.
pub(crate) fn gather(
    paperwork: Paperwork<'_>,
    index: PageIndex,
    printing: Printing,
    path: &str,
) -> Printed {
    let job = Job::new(paperwork, index, printing, path);
    let mut parts = match printing.sheet {
        Sheet::Booklet => booklet::parts(&job),
        sheet if job.page().agenda.is_some() => meeting::parts(&job, sheet),
        sheet => sheet::parts(&job, sheet),
    };
    job.finish(&mut parts)
}

/// Whether a sheet has no room for marks of sources and what they lead to: in a pocket, and on cards
/// that have pages in brief.
fn is_bare(site: &Site, index: PageIndex, printing: Printing) -> bool {
    let has_parts = !site.pages[index].parts.is_empty();
    printing.fold == Some(Fold::Pocket)
        || printing.sheet == Sheet::Card
        || printing.sheet == Sheet::Cards && has_parts
}

/// The part of a sheet's data that is its own, and what it is set with.
struct Parts {
    template: &'static str,
    data: Map<String, Value>,
    cards: BTreeMap<String, (String, Span)>,
    sides: Option<(usize, Span)>,
}

impl Parts {
    fn new(template: &'static str) -> Self {
        Parts {
            template,
            data: Map::new(),
            cards: BTreeMap::new(),
            sides: None,
        }
    }

    fn set(&mut self, key: &str, value: impl Serialize) {
        let value = serde_json::to_value(value).expect("it is made of texts, numbers and lists");
        self.data.insert(key.to_owned(), value);
    }
}

/// One file in the making.
struct Job<'a> {
    paperwork: Paperwork<'a>,
    index: PageIndex,
    printing: Printing,
    html: RefCell<Stretches<'a>>,
    notes: RefCell<Notes>,
    around: RefCell<Around<'a>>,
}

impl<'a> Job<'a> {
    fn new(paperwork: Paperwork<'a>, index: PageIndex, printing: Printing, path: &'a str) -> Self {
        Job {
            paperwork,
            index,
            printing,
            html: RefCell::new(Stretches::new(
                paperwork.writing,
                path,
                is_bare(paperwork.writing.site, index, printing),
            )),
            notes: RefCell::default(),
            around: RefCell::new(Around::new(paperwork, path)),
        }
    }

    fn page(&self) -> &'a Page {
        &self.paperwork.writing.site.pages[self.index].page
    }

    fn words(&self) -> &'a Words {
        self.paperwork.writing.words
    }

    fn agenda(&self) -> Option<&'a Agenda> {
        self.page().agenda.as_deref()
    }

    /// A stretch of this page's events as blocks, with what is for the facilitator or without.
    fn blocks(&self, events: Range<u32>, facilitators: bool) -> Vec<Tree> {
        self.blocks_of(self.index, events, facilitators)
    }

    fn blocks_of(&self, page: PageIndex, events: Range<u32>, facilitators: bool) -> Vec<Tree> {
        let (html, origins) = self.html.borrow_mut().write(page, events, facilitators);
        let around = &mut *self.around.borrow_mut();
        around.begin(origins);
        let notes = &mut *self.notes.borrow_mut();
        notes.extend(tree::notes(&html, around));
        tree::blocks(&html, notes, around)
    }

    /// The text under a heading of a page.
    fn section(&self, page: PageIndex, heading: &Heading) -> Vec<Tree> {
        let body = &self.paperwork.writing.site.pages[page].page.body;
        self.blocks_of(page, body.text_of(heading), false)
    }

    /// A plain text for one line.
    fn line(&self, text: &str) -> String {
        let around = &mut *self.around.borrow_mut();
        around.begin(Vec::new());
        tree::line(text, around)
    }

    /// A plain text that heads something; a dash where it has no word, since a heading needs one.
    fn head(&self, text: &str) -> String {
        let line = self.line(text);
        if line.trim().is_empty() {
            return "–".to_owned();
        }
        line
    }

    /// Adds what every sheet is given.
    fn finish(self, parts: &mut Parts) -> Printed {
        let writing = self.paperwork.writing;
        let (site, words) = (writing.site, writing.words);
        let config = &site.config;
        let page = self.page();
        let code = site.lang_of(self.index);
        let title = self.line(page.meta.title());
        let name = self.line(&shelf::name(writing, self.index, self.printing.sheet));
        let version = [
            config
                .version
                .as_ref()
                .map(|version| format!("{} {version}", words.plain("version"))),
            config.date.map(|date| words.date(date)),
        ];
        let version: Vec<String> = version.into_iter().flatten().collect();
        let licence = page.meta.licence.as_ref().or(config.licence.as_ref());
        let footer = json!({
            "title": format!("{title}: {name}"),
            "site": self.line(&config.title),
            "version": self.line(&version.join(words.plain("list-separator"))),
            "licence": licence.map(|id| self.line(&licence::named(id).name)),
        });
        let (width, height) = self.printing.paper.millimetres(self.size());
        parts.set("sheet", self.printing.sheet.name());
        parts.set("title", title);
        parts.set("name", name);
        parts.set("description", self.summary(self.index));
        parts.set("lang", code);
        parts.set("dir", words.plain("direction"));
        parts.set("fonts", self.paperwork.fonts);
        parts.set("paper", json!({ "width": width, "height": height }));
        parts.set("large", self.printing.large);
        parts.set("footer", footer);
        parts.set("words", words.all());
        let imposed = self.printing.fold.map(|fold| self.imposed(fold, parts));
        let cited = self.html.into_inner().cited();
        let mut around = self.around.into_inner();
        around.begin(Vec::new());
        let sources = cited.iter().enumerate().map(|(at, cited)| {
            let reference = &writing.references.of(cited.work, code).html;
            json!({ "number": at + 1, "reference": tree::inlines(reference, &mut around) })
        });
        let sources: Vec<Value> = sources.collect();
        parts.set("sources", sources);
        Printed {
            template: parts.template,
            data: Value::Object(std::mem::take(&mut parts.data)).to_string(),
            findings: around.findings(page),
            place: Span::whole(page.source),
            pictures: around.pictures,
            blocks: around.blocks,
            imposed,
            cards: std::mem::take(&mut parts.cards),
            // Large letters take what room they need.
            sides: parts.sides.filter(|_| !self.printing.large),
        }
    }

    fn summary(&self, page: PageIndex) -> Option<String> {
        let summary = crate::render::page::summary(self.paperwork.writing.site, page);
        summary.map(|summary| self.line(&summary))
    }

    /// The size of the pages that are set, which are not those of the sheets they are put on.
    fn size(&self) -> Size {
        match self.printing.fold {
            Some(Fold::Tiles) => Size::Large,
            _ => self.printing.size,
        }
    }

    fn imposed(&self, fold: Fold, parts: &Parts) -> Map<String, Value> {
        let (width, height) = self.printing.paper.millimetres(Size::Middle);
        let data = json!({
            "lang": parts.data["lang"],
            "dir": parts.data["dir"],
            "title": parts.data["title"],
            "fonts": parts.data["fonts"],
            "paper": { "width": width, "height": height },
            "fold": fold.name(),
            "file": "/pages.pdf",
        });
        match data {
            Value::Object(data) => data,
            _ => Map::new(),
        }
    }

    fn format(&self) -> Format {
        Format::of(self.page())
    }
}

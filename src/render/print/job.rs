//! One file of paper in the making: what its sheet sets, and the text that it shows.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::context::PrintContext;
use super::link_resolver::LinkResolver;
use super::surroundings::Surroundings as _;
use super::tree::{Branch, Tree};
use super::tree_builder::TreeBuilder;
use super::tree_writer::TreeWriter;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::document::{Cited, Scope, Walk};
use crate::model::agenda::Agenda;
use crate::model::page::{Heading, Page};
use crate::model::print_request::Format;
use crate::model::sheet::{Imposition, Printing, Sheet, Size};
use crate::model::site::{PageIndex, Site};
use crate::model::source::Span;
use crate::render::citations::Marking;
use crate::render::i18n::Words;
use crate::render::licence;
use crate::render::page::claims;
use crate::render::print_index;
use crate::render::reference::{Citing, Run, TextCitations};
use crate::render::render_context::RenderContext;

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
    /// Of what is folded.
    pub(crate) panels: Option<Panels>,
    /// What was found on the way.
    pub(crate) findings: Vec<Diagnostic>,
    /// The page's.
    pub(crate) place: Span,
    /// The blocks of text that stand within no other, with their places.
    pub(crate) blocks: Vec<(Tree, Span)>,
}

/// The small pages on which all of a text has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panels {
    /// How many there are.
    pub(crate) most: usize,
    /// Whether a finding says what has no room on them.
    pub(crate) is_told: bool,
}

/// Whether a sheet has no room for marks of sources and what they lead to: in a pocket, on a run sheet, which the script has in
/// full, on cards of roles and groups, and on cards that have pages in brief.
fn is_bare(site: &Site, index: PageIndex, printing: Printing) -> bool {
    let has_parts = !site.pages[index].parts.is_empty();
    printing.imposition == Some(Imposition::Pocket)
        || matches!(
            printing.sheet,
            Sheet::Card | Sheet::RunSheet | Sheet::RoleCards | Sheet::GroupCards | Sheet::Zine
        )
        || printing.sheet == Sheet::Cards && has_parts
}

/// The part of a sheet's data that is its own, and what it is set with.
pub(super) struct Parts {
    pub(super) template: &'static str,
    pub(super) data: Map<String, Value>,
    pub(super) cards: BTreeMap<String, (String, Span)>,
    pub(super) sides: Option<(usize, Span)>,
    pub(super) panels: Option<Panels>,
}

impl Parts {
    pub(super) fn new(template: &'static str) -> Self {
        Parts {
            template,
            data: Map::new(),
            cards: BTreeMap::new(),
            sides: None,
            panels: None,
        }
    }

    pub(super) fn set(&mut self, key: &str, value: impl Serialize) {
        let value = serde_json::to_value(value).expect("it is made of texts, numbers and lists");
        self.data.insert(key.to_owned(), value);
    }
}

/// One file in the making.
pub(super) struct Job<'a> {
    pub(super) context: PrintContext<'a>,
    pub(super) index: PageIndex,
    pub(super) printing: Printing,
    walk: RefCell<Walk<'a, TreeWriter<LinkResolver<'a>>>>,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        context: PrintContext<'a>,
        index: PageIndex,
        printing: Printing,
        marking: Marking,
    ) -> Self {
        let cx = context.cx;
        let scope = Scope {
            marks: !is_bare(cx.site, index, printing),
            cites_in_notes: cx.references.citing() == Citing::InNotes,
            ..Scope::PRINTED
        };
        let writer = TreeWriter {
            builder: TreeBuilder::new(LinkResolver::new(context, index, marking)),
        };
        Job {
            context,
            index,
            printing,
            walk: RefCell::new(Walk::new(cx.document(), index, scope, writer)),
        }
    }

    pub(super) fn page(&self) -> &'a Page {
        &self.context.cx.site.pages[self.index].page
    }

    pub(super) fn words(&self) -> &'a Words {
        self.context.cx.words
    }

    pub(super) fn agenda(&self) -> Option<&'a Agenda> {
        self.page().agenda.as_deref()
    }

    /// A stretch of this page's events as blocks, with what is for the facilitator or without.
    pub(super) fn blocks(&self, events: Range<u32>, facilitators: bool) -> Vec<Tree> {
        self.blocks_of(self.index, events, facilitators)
    }

    pub(super) fn blocks_of(
        &self,
        page: PageIndex,
        events: Range<u32>,
        facilitators: bool,
    ) -> Vec<Tree> {
        let cx = self.context.cx;
        let walk = &mut *self.walk.borrow_mut();
        walk.writer().builder.around.begin(cx.site.lang_of(page));
        walk.part(cx.document(), page, page, events, facilitators);
        walk.writer().builder.blocks()
    }

    /// The text under a heading of a page, for the meeting that this is printed of.
    pub(super) fn section_for_meeting(&self, page: PageIndex, heading: &Heading) -> Vec<Tree> {
        let cx = self.context.cx;
        let walk = &mut *self.walk.borrow_mut();
        walk.writer().builder.around.begin(cx.site.lang_of(page));
        let events = cx.site.pages[page].page.body.text_of(heading);
        walk.part(cx.document(), self.index, page, events, false);
        walk.writer().builder.blocks()
    }

    /// The text under a heading of a page.
    pub(super) fn section(&self, page: PageIndex, heading: &Heading) -> Vec<Tree> {
        let body = &self.context.cx.site.pages[page].page.body;
        self.blocks_of(page, body.text_of(heading), false)
    }

    /// Where a page stands on the web, as far as that is known.
    pub(super) fn address(&self, page: PageIndex) -> String {
        let site = self.context.cx.site;
        let base = site.config.base_url.as_deref();
        format!("{}{}", base.unwrap_or_default(), site.pages[page].url)
    }

    /// A plain text for one line.
    pub(super) fn line(&self, text: &str) -> String {
        let mut walk = self.walk.borrow_mut();
        let around = &mut walk.writer().builder.around;
        around.begin(self.context.cx.site.lang_of(self.index));
        words::lettered(text, around)
    }

    /// A plain text that heads something; a dash where it has no word, since a heading needs one.
    pub(super) fn head(&self, text: &str) -> String {
        let line = self.line(text);
        if line.trim().is_empty() {
            return "–".to_owned();
        }
        line
    }

    /// Adds what every sheet is given.
    pub(super) fn finish(self, parts: &mut Parts) -> (Printed, Vec<Cited>, Marking) {
        let cx = self.context.cx;
        let (site, words) = (cx.site, cx.words);
        let config = &site.config;
        let page = self.page();
        let code = site.lang_of(self.index);
        let title = self.line(page.meta.title());
        let name = self.line(&print_index::name(cx, self.index, self.printing.sheet));
        let version = [
            config
                .version
                .as_ref()
                .map(|version| format!("{} {version}", words.plain("version"))),
            config.date.map(|date| words.date(date)),
        ];
        let version: Vec<String> = version.into_iter().flatten().collect();
        let licence = cx.site.licence(page);
        // Of cards with backs it matters how the paper is turned over.
        let is_turned = self.printing.sheet == Sheet::RoleCards && !self.printing.large;
        let named = words.plain("sheet-of").replace("{meeting}", &title);
        let named = named.replace("{sheet}", &name);
        let footer = json!({
            "title": named,
            "flip": is_turned.then(|| words.plain("flip-long-edge")),
            "site": self.line(&config.title),
            "version": self.line(&version.join(words.plain("list-separator"))),
            "licence": licence.map(|id| self.line(&licence::named(id).name)),
        });
        let (width, height) = self.paper();
        parts.set("sheet", self.printing.sheet.name());
        parts.set("title", title);
        parts.set("name", name);
        parts.set("description", self.summary(self.index));
        parts.set("lang", code);
        parts.set("dir", words.plain("direction"));
        parts.set("fonts", self.context.fonts);
        parts.set("paper", json!({ "width": width, "height": height }));
        parts.set("large", self.printing.large);
        parts.set("footer", footer);
        parts.set("words", words.all());
        parts.set("tokens", self.context.tokens);
        parts.set("logo", self.logo());
        let imposed = self
            .printing
            .imposition
            .filter(|imposition| imposition.puts_pages_together())
            .map(|imposition| self.imposed(imposition, parts));
        let (writer, cited, _) = self.walk.into_inner().finish();
        let mut builder = writer.builder;
        builder.around.begin(code);
        let marking = builder.around.take_marking();
        let sources = sources(cx, &cited, marking.citations(), code, &mut builder);
        parts.set("sources", sources);
        let around = builder.around;
        let printed = Printed {
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
            panels: parts.panels,
        };
        (printed, cited, marking)
    }

    /// The logo, as blocks like any others, so that one that cannot be set is found as any picture is.
    fn logo(&self) -> Vec<Tree> {
        let mut walk = self.walk.borrow_mut();
        let around = &mut walk.writer().builder.around;
        let logo = self.context.cx.site.logo();
        let file = logo.and_then(|logo| around.picture(&logo.value));
        let picture = file.map(|file| {
            Tree::Node(Branch::Picture {
                file,
                alt: String::new(),
                width: None,
                height: None,
            })
        });
        let paragraph = picture.map(|picture| Tree::Node(Branch::P { c: vec![picture] }));
        paragraph.into_iter().collect()
    }

    pub(super) fn summary(&self, page: PageIndex) -> Option<String> {
        let summary = crate::render::page_facts::summary(self.context.cx.site, page);
        summary.map(|summary| self.line(&summary))
    }

    /// Width and height of the pages that are set, which may not be those of the sheets they are put on. What hangs below
    /// each other lies on its side.
    fn paper(&self) -> (f64, f64) {
        let of = |size| self.printing.paper.millimetres(size);
        match self.printing.imposition {
            Some(Imposition::Tiles) => {
                let (width, height) = of(Size::Middle);
                (height, width)
            }
            _ => of(self.printing.size),
        }
    }

    fn imposed(&self, imposition: Imposition, parts: &Parts) -> Map<String, Value> {
        let (width, height) = self.printing.paper.millimetres(Size::Middle);
        let data = json!({
            "lang": parts.data["lang"],
            "dir": parts.data["dir"],
            "title": parts.data["title"],
            "fonts": parts.data["fonts"],
            "paper": { "width": width, "height": height },
            "fold": imposition.name(),
            "words": self.words().all(),
            "file": "/pages.pdf",
        });
        match data {
            Value::Object(data) => data,
            _ => Map::new(),
        }
    }

    pub(super) fn format(&self) -> Format {
        Format::of(self.page())
    }
}

/// The works that a text cites, by their numbers or in the order of the style's list.
fn sources(
    cx: RenderContext<'_>,
    cited: &[Cited],
    made: Option<&TextCitations>,
    lang: &str,
    builder: &mut TreeBuilder<LinkResolver<'_>>,
) -> Vec<Value> {
    let mut source = |number: Option<usize>, cited: &Cited, runs: &[Run]| {
        let mut reference = builder.reference(runs);
        reference.extend(places(cx, cited, lang).map(Tree::Text));
        json!({ "number": number, "reference": reference })
    };
    // Marks that were made together have no numbers, and the style has ordered their sources. Others are numbers,
    // and a reader looks for them in that order.
    match made {
        Some(made) => {
            let listed = made.references.iter();
            listed
                .map(|(at, reference)| source(None, &cited[*at], &reference.runs))
                .collect()
        }
        None => {
            let numbered = cited.iter().enumerate();
            numbered
                .map(|(at, cited)| {
                    source(
                        Some(at + 1),
                        cited,
                        &cx.references.of(cited.work, lang).runs,
                    )
                })
                .collect()
        }
    }
}

/// The places in a work that claims name, where the style's marks show none.
fn places(cx: RenderContext<'_>, cited: &Cited, lang: &str) -> Option<String> {
    if cx.references.shows_places() {
        return None;
    }
    let backs = claims::backs(cx, cited, lang).into_iter();
    let places = backs.filter_map(|back| Some(format!("{}: {}", back.label, back.place?)));
    let places: Vec<String> = places.collect();
    (!places.is_empty()).then(|| format!(" ({})", places.join("; ")))
}
